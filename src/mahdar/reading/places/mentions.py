"""Possible mentions: where a known name stands, what stands around it, and whether it names a place at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.lookup import Match, joins
from mahdar.reading.document import Document
from mahdar.reading.places.cues import Context, CueMap, attached
from mahdar.reading.places.names import KnownPlace, PlaceNames, Reading


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


def find_mentions(document: Document, names: PlaceNames, cues: CueMap) -> list[list[Mention]]:
    """All possible mentions by first token, the longest first."""
    tokens = document.tokens
    covered = _covered(document, names)
    found: list[list[Mention]] = []
    for at in range(len(tokens)):
        groups: dict[tuple[int, int], list[Match[Reading]]] = {}
        for match in names.phrases.matches(tokens, at):
            if _readable(document, names, match):
                groups.setdefault((match.last, match.cut), []).append(match)
        here = []
        for (last, cut), matches in sorted(groups.items(), key=lambda item: (-item[0][0], item[0][1])):
            proclitic = tokens[at].form[:cut]
            if _in_other_name(covered, at, last):
                continue
            # للعراق hides the article's alef, so nothing was cut although there is a preposition
            hidden = "ل" if not cut and tokens[at].form.startswith("لل") and not matches[0].key.name.startswith("لل") else ""
            context = cues.context(at, proclitic or hidden)
            readings = tuple(match.key for match in matches)
            if context.blocked or _in_person(document, names, at, last, cut, readings, context):
                continue
            here.append(Mention(at, last, cut, proclitic or hidden, readings, context, _attribute(document, names, last)))
        found.append(here)
    return found


def _readable(document: Document, names: PlaceNames, match: Match[Reading]) -> bool:
    token = document.tokens[match.first]
    if not match.cut:
        return True
    reading = match.key
    if reading.needs == "nothing":
        return True
    if "ك" in token.form[: match.cut] or match.last == match.first and (token.form in names.common or len(token.form) - match.cut < 3):
        return False
    return reading.place.origin != "gazetteer" or match.last > match.first or len(token.form) - match.cut >= 4


def _covered(document: Document, names: PlaceNames) -> list[tuple[int, int, str]]:
    """Stretches that name an actor or a person."""
    return [(match.first, match.last, match.key) for group in names.others.scan(document.tokens) for match in group[:1]]


def _in_other_name(covered: list[tuple[int, int, str]], first: int, last: int) -> bool:
    """Whether a longer name of something else contains the stretch.

    In the name of a body the place at the end is meant as well (بعثة الأمم المتحدة في ليبيا); a state's own organs are
    named after it, which the annotation counts as the place too.
    """
    for start, end, kind in covered:
        if start <= first and last <= end and (start, end) != (first, last):
            return not (last == end and kind in ("organization", "government") and end - start >= 3)
    return False


def _in_person(
    document: Document, names: PlaceNames, first: int, last: int, cut: int, readings: tuple[Reading, ...], context: Context
) -> bool:
    """Whether a given name right before makes the word a family name."""
    if first == 0 or cut or first != last or context.introduced or not joins(document.tokens[first].gap):
        return False
    if any(reading.place.origin == "country" for reading in readings):
        return False
    return any(form in names.first_names for form, _ in name_starts(document.tokens[first - 1].form)[:2])


def _attribute(document: Document, names: PlaceNames, last: int) -> str | None:
    following = last + 1
    if following >= len(document.tokens) or not attached(document.tokens[following].gap):
        return None
    form = document.tokens[following].form
    return names.attributes.get(form) if form.startswith("ال") else None


def attributes_in(document: Document, names: PlaceNames) -> Iterator[str]:
    """Countries of all adjectives of nationality in the document."""
    for token in document.tokens:
        for form, _ in name_starts(token.form):
            country = names.attributes.get(form)
            if country is not None:
                yield country
                break
