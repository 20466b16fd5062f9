"""Places: which words name one, which one, and how exactly."""

from mahdar.knowledge import Knowledge
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundPlace
from mahdar.reading.places.areas import resolve
from mahdar.reading.places.choice import Chooser
from mahdar.reading.places.cues import CueMap, cue_phrases
from mahdar.reading.places.mentions import Mention, OtherNames, find_mentions, find_other_names
from mahdar.reading.places.names import KnownPlace, distance_km, place_names
from mahdar.reading.places.unlisted import FREE, OTHER, Surroundings, find_unlisted, resolve_unlisted

__all__ = ["find_places"]

_STRETCH_KM = 300.0


def find_places(document: Document, knowledge: Knowledge) -> tuple[FoundPlace, ...]:
    """Find and resolve every mention of a place.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge

    Returns
    -------
    tuple[FoundPlace, ...]
        In order of the text, without overlaps. Degrees WGS 84, radius in kilometres; a place that no list knows has
        the point of what contains it, with that area's radius, or no point at all.
    """
    names = knowledge.derive(place_names)
    cues = CueMap(document, knowledge.derive(cue_phrases))
    others = find_other_names(document, names)
    chooser = Chooser(document, names, find_mentions(document, cues, names, others))
    mentions = chooser.decide()
    twofold = _province_and_town(mentions)
    found = [
        _found(document, mention, cues, _other_end(index, mentions), twofold) for index, mention in enumerate(mentions)
    ]
    taken = _taken(document, others, found)
    surroundings = Surroundings(document, mentions)
    for one in find_unlisted(document, names, cues, taken):
        place = resolve_unlisted(one, surroundings, chooser.main_country)
        cue = document.span(one.head.first, one.head.last, one.head.cut) if one.head.last == one.first - 1 else None
        confidence = 0.6 if place.lat is not None else 0.5
        span = document.span(one.start, one.last, one.start_cut)
        found.append(FoundPlace(span, one.start, one.last, place, "place/unlisted", cue, confidence))
    return tuple(sorted(found, key=lambda place: place.span))


def _province_and_town(mentions: list[Mention]) -> set[str]:
    """Names that the text gives to a province in one place and, with the noun «town», to its town in another."""
    provinces = {m.readings[0].name for m in mentions if m.chosen and m.chosen.level == "admin1" and m.context.head}
    towns = {m.readings[0].name for m in mentions if m.context.head is not None and m.context.head.cue.id == "town"}
    return provinces & towns


def _found(
    document: Document, mention: Mention, cues: CueMap, other: KnownPlace | None, twofold: set[str]
) -> FoundPlace:
    place, inside = resolve(mention, cues, other)
    context = mention.context
    first, cut = mention.first, mention.cut
    adjacent = context.head is not None and context.head.last == mention.first - 1
    if inside and adjacent and context.head is not None and not _quoted(document, mention.first):
        first, cut = context.head.first, context.head.cut
    elif (
        adjacent
        and context.head is not None
        and not context.head.plural
        and mention.readings[0].name in twofold
        and context.head.cue.level == "admin1"
    ):
        # the town and the province of one name stand in this article: the noun tells them apart
        first, cut = context.head.first, context.head.cut
    cue = None
    if context.first < mention.first:
        cue = (document.offset(context.first), document.tokens[mention.first - 1].end)
    rule = f"place/{mention.chosen.origin}" if mention.chosen else "place"
    confidence = 0.95 if mention.explicit or (mention.chosen and mention.chosen.origin == "country") else 0.85
    last = mention.last
    if last > first and any(hit.cue.role == "trailer" for hit in cues.starting.get(last, ())):
        last -= 1
    return FoundPlace(document.span(first, last, cut), first, last, place, rule, cue, confidence)


def _quoted(document: Document, token: int) -> bool:
    """Whether a quotation mark opens right before a token, so that the name starts there and not at its noun."""
    return any(mark in document.tokens[token].gap for mark in '"«“„')


def _other_end(index: int, mentions: list[Mention]) -> KnownPlace | None:
    """Find the other end of a stretch (بين سراقب وأريحا); countries and far towns are parties, not ends."""
    mention = mentions[index]
    for first, second in ((index, index + 1), (index - 1, index)):
        if first < 0 or second >= len(mentions):
            continue
        a, b = mentions[first], mentions[second]
        if a.context.between is None or b.proclitic[:1] != "و" or b.first > a.last + 3 or not a.chosen or not b.chosen:
            continue
        levels = {a.chosen.level, b.chosen.level}
        if (
            levels <= {"town", "site", "admin2", "admin1"}
            and distance_km((a.chosen.lat, a.chosen.lon), (b.chosen.lat, b.chosen.lon)) < _STRETCH_KM
        ):
            return b.chosen if mention is a else a.chosen
    return None


def _taken(document: Document, others: OtherNames, found: list[FoundPlace]) -> list[int]:
    """For each token the last token of the place's name it is in; OTHER in names of actors and persons, else FREE."""
    taken = [OTHER if at in others else FREE for at in range(len(document.tokens))]
    for place in found:
        taken[place.first : place.last + 1] = [place.last] * (place.last + 1 - place.first)
    return taken
