"""Possible mentions: where a known name stands, what stands around it, and whether it names a place at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.lookup import Match, joins
from mahdar.reading.document import Document
from mahdar.reading.places.cues import Context, CueMap, attached
from mahdar.reading.places.names import KnownPlace, PlaceNames, Reading

OtherNames = dict[int, tuple[int, int, str]]


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of tokens [first, last] that may name one of several places.

    Attributes
    ----------
    cut : int
        Folded characters of the first token before the name.
    readings : tuple[Reading, ...]
        The places it may name.
    context : Context
        What stands before it.
    attribute : str or None
        Country of the adjective right after it (رفح المصرية).
    chosen : KnownPlace or None
        The place it names, once decided.
    score : float
        How well the chosen place fits.
    explicit : bool
        Whether the text itself says which place is meant.
    """

    first: int
    last: int
    cut: int
    proclitic: str
    readings: tuple[Reading, ...]
    context: Context
    attribute: str | None = None
    chosen: KnownPlace | None = None
    score: float = 0.0
    explicit: bool = False


def find_mentions(document: Document, cues: CueMap, names: PlaceNames, others: OtherNames) -> list[list[Mention]]:
    """All possible mentions by first token, the longest first; `others` are the names of what is no place."""
    tokens = document.tokens
    found: list[list[Mention]] = []
    for at in range(len(tokens)):
        groups: dict[tuple[int, int], list[Match[Reading]]] = {}
        for match in names.index.matches(tokens, at):
            if _readable(document, names, match):
                groups.setdefault((match.last, match.cut), []).append(match)
        here: list[Mention] = []
        found.append(here)
        if not groups:
            continue
        shorter = _shorter(document, names, cues, at)
        for (last, cut), matches in sorted(groups.items(), key=lambda item: (-item[0][0], item[0][1])):
            proclitic = tokens[at].form[:cut]
            if last > at and any(match.key.place is other for match in matches for other in shorter.get(last, ())):
                continue
            if _in_other_name(document, others, at, last):
                continue
            # للعراق hides the article's alef, so nothing was cut although there is a preposition
            hidden = (
                "ل" if not cut and tokens[at].form.startswith("لل") and not matches[0].key.name.startswith("لل") else ""
            )
            context = cues.context(at, proclitic or hidden)
            readings = tuple(match.key for match in matches)
            if context.blocked or _in_person(document, names, at, last, cut, readings, context):
                continue
            here.append(
                Mention(at, last, cut, proclitic or hidden, readings, context, _attribute(document, names, last))
            )
    return found


def _shorter(document: Document, names: PlaceNames, cues: CueMap, at: int) -> dict[int, list[KnownPlace]]:
    """Places by last token whose name starts right after a noun of place at `at`: in دولة الكويت the name is الكويت."""
    found: dict[int, list[KnownPlace]] = {}
    if at + 1 < len(document.tokens) and any(hit.last == at and not hit.cue.inside for hit in cues.heads_at(at)):
        for match in names.index.matches(document.tokens, at + 1):
            if not match.cut:
                found.setdefault(match.last, []).append(match.key.place)
    return found


def _readable(document: Document, names: PlaceNames, match: Match[Reading]) -> bool:
    token = document.tokens[match.first]
    reading = match.key
    if match.first == match.last and len(token.form) - match.cut <= 3 and _other_hamza(document, match):
        return False
    if not match.cut:
        return True
    if match.first == match.last and reading.needs != "nothing" and token.form in names.persons:
        return False
    if reading.needs == "nothing":
        return True
    if "ك" in token.form[: match.cut] or (
        match.last == match.first and (token.form in names.common or len(token.form) - match.cut < 3)
    ):
        return False
    return reading.place.origin != "gazetteer" or match.last > match.first or len(token.form) - match.cut >= 4


def _other_hamza(document: Document, match: Match[Reading]) -> bool:
    """Whether a short word is written with another hamza than the name: آب is the month, أب a father, إب a town."""
    written = document.text[document.offset(match.first, match.cut)]
    return written in "أإآ" and match.key.name[0] in "أإآ" and written != match.key.name[0]


def find_other_names(document: Document, names: PlaceNames) -> OtherNames:
    """For each token the stretch that names an actor or a person or is a phrase: first, last token, and which kind."""
    stretches = (group[0] for group in names.others.scan(document.tokens))
    return {
        at: (match.first, match.last, match.key) for match in stretches for at in range(match.first, match.last + 1)
    }


def _in_other_name(document: Document, others: OtherNames, first: int, last: int) -> bool:
    """Whether a longer name of something else contains the stretch.

    In the name of a body the place at the end is meant as well (بعثة الأمم المتحدة في ليبيا), and so is the backer in a
    group's description (الميليشيات التابعة لإيران).
    """
    start, end, kind = others.get(first, (first, first - 1, ""))
    if last > end:
        return False
    if kind == "phrase":
        return True
    if (start, end) == (first, last):
        return False
    governed = document.tokens[first].form[:1] == "ل" or document.tokens[first - 1].form == "من"
    return not (last == end and (governed or (kind in ("organization", "government") and end - start >= 3)))


def _in_person(
    document: Document,
    names: PlaceNames,
    first: int,
    last: int,
    cut: int,
    readings: tuple[Reading, ...],
    context: Context,
) -> bool:
    """Whether a given name right before makes the word a family name."""
    if first == 0 or cut or first != last or context.introduced or not joins(document.tokens[first].gap):
        return False
    if any(reading.place.origin == "country" for reading in readings):
        return False
    return any(form in names.given for form, _ in name_starts(document.tokens[first - 1].form)[:2])


def _attribute(document: Document, names: PlaceNames, last: int) -> str | None:
    following = last + 1
    if following >= len(document.tokens) or not attached(document.tokens[following].gap):
        return None
    form = document.tokens[following].form
    return names.attributes.get(form) if form.startswith("ال") else None


def attributes_in(document: Document, names: PlaceNames) -> Iterator[str]:
    """Countries of all adjectives of nationality in the document."""
    countries = map(names.country_of.__getitem__, (token.form for token in document.tokens))
    return (country for country in countries if country is not None)
