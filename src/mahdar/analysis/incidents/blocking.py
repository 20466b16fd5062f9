"""Blocking: which mentions are worth comparing at all.

A mention is filed under time slots of the families its type belongs to, and in each under its anchors: places,
parties, telling words, numbers of dead. Only mentions of one slot whose common anchors weigh enough are compared; the
weights are fixed, so whether two are compared depends on these two alone. The cost of adding an article grows with what
the press tells in those days, not with the size of the archive.
"""

from collections.abc import Iterable, Iterator, Mapping

from mahdar.analysis.incidents.mentions import Mention, place_key

Slot = tuple[str, ...]  # family of types and time
Key = tuple[Slot, str]  # slot and anchor
ENOUGH = 0.9
_DAYS = 4  # length of a time slot
_LONGEST = 12  # days; what is dated more loosely is compared only with what is dated just as loosely
_FAMILIES = (
    frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "AID", "CONCEDE"}),
    frozenset({"AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"}),
    frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "SANCTION"}),
)
_TELLING_WORD = 0.6
_HEADLINE = 0.7  # a word of the headline only, against one near the event
_CELL = 2  # cells a degree
_MANY = 5  # a number of dead that tells one attack from another
# Anchors of this weight or less bring no two mentions together: half the press names the same states every day.
_WEAK = 0.4


def compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether events of some types may be one happening with events of others."""
    one, other = frozenset(one), frozenset(other)
    return any(one & family and other & family for family in _FAMILIES)


def slots_of(mention: Mention) -> frozenset[Slot]:
    """The time slots of a mention, those next to its days included."""
    return frozenset(_slots(mention))


def anchors_of(mention: Mention) -> dict[str, float]:
    """The anchors of a mention with their weights."""
    anchors: dict[str, float] = {}
    for anchor, weight in _anchors(mention):
        anchors[anchor] = max(weight, anchors.get(anchor, 0.0))
    return anchors


def keys_of(slots: Iterable[Slot], anchors: Mapping[str, float]) -> frozenset[Key]:
    """The keys under which a mention is filed and looked up."""
    strong = [anchor for anchor, weight in anchors.items() if weight > _WEAK]
    return frozenset((slot, anchor) for slot in slots for anchor in strong)


def worth_comparing(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether the common anchors of two mentions weigh enough."""
    if len(other) < len(one):
        one, other = other, one
    weight = 0.0
    for anchor in one:
        if anchor in other:
            weight += min(one[anchor], other[anchor])
            if weight >= ENOUGH:
                return True
    return False


def _slots(mention: Mention) -> Iterator[Slot]:
    families = [str(number) for number, family in enumerate(_FAMILIES) if mention.types & family]
    if mention.event.series:
        # Rounds of talks are told weeks ahead and for years after.
        yield "series", mention.event.series, str(mention.event.ordinal)
    for days in mention.likely_dates:
        for family in families:
            if days.length > _LONGEST:
                yield family, "loose", f"{days.first}-{days.last}"
            else:
                for slot in range((days.first - 1) // _DAYS, (days.last + 1) // _DAYS + 1):
                    yield family, str(slot)


def _anchors(mention: Mention) -> Iterator[tuple[str, float]]:
    for place in mention.places:
        yield f"place:{place_key(place)}", _WEAK if place.level == "country" else 1.0
        if place.level != "country" and place.lat is not None and place.lon is not None:
            yield f"cell:{round(place.lat * _CELL)}:{round(place.lon * _CELL)}", 0.6
        if place.country:
            yield f"country:{place.country}", 0.3
    for party in mention.actors | mention.recipients:
        yield f"party:{party}", _WEAK if party.startswith("iso3166:") else 0.8
    # An event told in few words is known by the story it belongs to.
    for words, share in ((mention.words, 1.0), (mention.article.headline, _HEADLINE)):
        for word in words:
            rarity = (mention.weights.of(word) - _TELLING_WORD) / (1 - _TELLING_WORD)
            if rarity >= 0:
                yield f"word:{word}", share * (0.2 + 0.8 * rarity)
    for figure in mention.figures:
        if figure.measure in ("killed", "wounded") and (figure.min or 0) >= _MANY:
            yield f"{figure.measure}:{figure.min}", 1.0
    if mention.event.series:
        yield f"series:{mention.event.series}", ENOUGH
