"""Blocking: which mentions are worth comparing at all.

Every mention has a few keys; only mentions that share a time slot of one family of types, and in it enough anchors (a
place, a party, a telling word, a number of dead), are compared. The cost of adding an article therefore grows with what
the press tells in those days, not with the size of the archive.
"""

from collections.abc import Iterable, Iterator

from mahdar.analysis.incidents.mentions import Mention, place_key

Slot = tuple[str, ...]  # family of types and time
Key = tuple[str, ...]  # slot and anchor
SHARED_ANCHORS = 2
_DAYS = 4  # length of a time slot
_LONGEST = 12  # days; what is dated more loosely is compared only with what is dated just as loosely
_FAMILIES = (
    frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "AID", "CONCEDE"}),
    frozenset({"AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"}),
    frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "SANCTION"}),
)
_TELLING_WORD = 0.6
_CELL = 0.5  # degrees
_MANY = 5  # a number of dead that tells one attack from another


def compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether events of some types may be one happening with events of others."""
    one, other = frozenset(one), frozenset(other)
    return any(one & family and other & family for family in _FAMILIES)


def keys_of(mention: Mention) -> frozenset[Key]:
    """The keys under which a mention is filed and looked up; those of one anchor differ in their slot only."""
    anchors = tuple(_anchors(mention))
    return frozenset((*slot, anchor) for slot in _slots(mention) for anchor in anchors)


def shared_anchors(one: frozenset[Key], other: frozenset[Key]) -> int:
    """Number of different anchors that two mentions share in any of their slots."""
    return len({key[-1] for key in one & other})


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


def _anchors(mention: Mention) -> Iterator[str]:
    for place in mention.places:
        yield f"place:{place_key(place)}"
        if place.level != "country" and place.lat is not None and place.lon is not None:
            yield f"cell:{round(place.lat / _CELL)}:{round(place.lon / _CELL)}"
        if place.country:
            yield f"country:{place.country}"
    for party in mention.actors | mention.recipients:
        yield f"party:{party}"
    # An event told in few words is known by the story it belongs to.
    for word in mention.words | mention.article.headline:
        if mention.weights.of(word) >= _TELLING_WORD:
            yield f"word:{word}"
    for figure in mention.figures:
        if figure.measure in ("killed", "wounded") and (figure.min or 0) >= _MANY:
            yield f"{figure.measure}:{figure.min}"
    if mention.event.series:
        yield f"series:{mention.event.series}"
        yield f"round:{mention.event.ordinal}"
