"""Stamps: lines that hold nothing but the day, and often the hour, of publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mahdar.intake.lines import Line, folded_words
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import Furniture

_LONGEST = 160  # characters
_MOST_STAMPS = 2  # published and updated
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")


@dataclass(frozen=True, slots=True)
class StampIndex:
    """Words that stamps are made of, the names of the months, and how full dates are written."""

    longest: int
    words: frozenset[str]
    months: dict[str, int]
    day: re.Pattern[str]


def build_stamps(knowledge: Knowledge) -> StampIndex:
    """Arrange the lexicon; to be used with `knowledge.derive`."""
    entry = next(entry for entry in knowledge.entries(Furniture) if entry.match == "stamp")
    months = {" ".join(folded_words(name)): number for number, names in entry.months.items() for name in names}
    words = {word for form in (*entry.forms, *months) for word in folded_words(form)}
    names = "|".join(sorted((r"\s+".join(name.split()) for name in months), key=len, reverse=True))
    name = rf"(?:{names})"
    day = re.compile(
        r"\b(?P<y1>\d{4})\s*[-/.]\s*(?P<m1>\d{1,2})\s*[-/.]\s*(?P<d1>\d{1,2})\b"
        r"|\b(?P<d2>\d{1,2})\s*[-/.]\s*(?P<m2>\d{1,2})\s*[-/.]\s*(?P<y2>\d{4})\b"
        rf"|\b(?P<d3>\d{{1,2}})\s*(?P<m3>{name})(?:\s*[(/-]\s*{name}\s*\)?)?\s*[،,]?\s*(?P<y3>\d{{4}})\b"
        rf"|\b(?P<m4>{name})\s+(?P<d4>\d{{1,2}})\s*[،,]?\s*(?P<y4>\d{{4}})\b"
    )
    return StampIndex(entry.words, frozenset(words), months, day)


def stamp_day(line: Line, index: StampIndex, *, edge: bool) -> str | None:
    """Read the day, as ISO 8601, off a line that is a stamp; None if it is none.

    A bare date inside the text may head the paragraphs of a chronology, so it is a stamp only at the edges of the text
    or with a time of day. Days come before months in numbers (9/8/2017), as Arab papers write them.
    """
    if len(line.text) > _LONGEST or not any(map(str.isdigit, line.text)):
        return None
    words = line.words
    if len(words) > index.longest or not all(word in index.words for word in words):
        return None
    found = index.day.search(line.plain)
    if not found or not (edge or _CLOCK.search(line.plain)):
        return None
    year, month, day = next(
        (found[f"y{way}"], found[f"m{way}"], found[f"d{way}"]) for way in "1234" if found[f"y{way}"] is not None
    )
    number = int(month) if month.isdigit() else index.months[" ".join(month.split())]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def heads_chronology(lines: Sequence[Line], index: StampIndex) -> bool:
    """Tell whether so many lines are bare dates that they must be headings of the text."""
    return sum(stamp_day(line, index, edge=True) is not None for line in lines) > _MOST_STAMPS
