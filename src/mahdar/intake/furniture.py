"""Page furniture: what a page puts around and into an article, taken off line by line.

Which words give furniture away is in `knowledge/lexicons/furniture.yaml`; this module knows the ways to match them. It
removes whole lines and labels glued to the end of a paragraph; what remains of a line is unchanged.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mahdar.arabic.folding import fold
from mahdar.arabic.tokens import words_of
from mahdar.intake.lines import Line
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import CreditedSource, Furniture

_LONGEST = 500  # characters; no furniture line is longer
_HEADLINE_WORDS = 25
_MOST_HEADLINES = 6
_PARAGRAPH_WORDS = 15
_FIRST, _LAST = 4, 6  # lines at the edges of a text
_INLINE_TAIL = 240
# What sets a label off from what follows.
_SET_OFF = r"[\s\d()\[\]]*(?:[:|/>»›؛]|\.{2,}|…|[-–—](?!\w)|\W*$)"
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*|\s*[\w.+-]+@[\w-]+\.[\w.]+\s*")
_TAGS = re.compile(r"\s*#\w+(?:[\s،,|]+#\w+)+\s*")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]][\s.]*$")
_STEP = re.compile(r"\s*[>»›|/\\←]\s*|\s+[-–—]\s+")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = re.compile(r"[.!?؟…»\"”)\]:]\s*$")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A form of an entry: its words, and for labels the expression that finds form and mark."""

    words: tuple[str, ...]
    entry: Furniture
    also: tuple[tuple[str, ...], ...]
    label: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class FurnitureIndex:
    """The lexicon of furniture, arranged for looking up a line by its words."""

    whole: dict[tuple[str, ...], tuple[_Rule, ...]]
    first: dict[str, tuple[_Rule, ...]]  # labels and starts, by first word
    last: dict[str, tuple[_Rule, ...]]  # ends, by last word
    inside: tuple[_Rule, ...]
    bags: tuple[tuple[Furniture, frozenset[str]], ...]
    captions: frozenset[str]
    roots: dict[str, Furniture]
    stamps: frozenset[str]
    stamp_entry: Furniture
    day: re.Pattern[str]
    months: dict[str, int]
    openers: frozenset[tuple[str, ...]]
    inline: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cleared:
    """Lines without furniture, and the days that publication stamps among them named."""

    lines: tuple[Line, ...]
    stamped: tuple[str, ...]


def build_furniture(knowledge: Knowledge) -> FurnitureIndex:
    """Arrange the lexicon; to be used with `knowledge.derive`."""
    entries = knowledge.entries(Furniture)
    whole: dict[tuple[str, ...], list[_Rule]] = {}
    first: dict[str, list[_Rule]] = {}
    last: dict[str, list[_Rule]] = {}
    inside: list[_Rule] = []
    for entry in entries:
        also = tuple(words_of(form) for form in entry.also)
        for form in entry.forms:
            words = _WORD.findall(fold(form))
            label = None
            if entry.match == "label":
                label = re.compile(r"\W*" + r"\W+".join(words) + _SET_OFF)
            rule = _Rule(tuple(words), entry, also, label)
            if entry.match == "line":
                whole.setdefault(rule.words, []).append(rule)
            elif entry.match in ("label", "start"):
                first.setdefault(words[0], []).append(rule)
            elif entry.match == "end":
                last.setdefault(words[-1], []).append(rule)
            elif entry.match == "inside":
                inside.append(rule)
    stamp = next(entry for entry in entries if entry.match == "stamp")
    months = {" ".join(words_of(name)): number for number, names in stamp.months.items() for name in names}
    credit_words = {word for source in knowledge.entries(CreditedSource) for form in (*source.forms, *source.bare)
                    for word in words_of(form)}  # fmt: skip
    return FurnitureIndex(
        whole=_frozen(whole),
        first=_frozen(first),
        last=_frozen(last),
        inside=tuple(inside),
        bags=tuple((e, _bag(e)) for e in entries if e.match == "made-of"),
        captions=frozenset().union(*(_bag(e) for e in entries if e.match == "caption")) | credit_words,
        roots={" ".join(words_of(form)): e for e in entries if e.match == "crumbs" for form in e.forms},
        stamps=_bag(stamp) | {word for name in months for word in name.split()},
        stamp_entry=stamp,
        day=_day_pattern(months),
        months=months,
        openers=frozenset(words_of(form) for e in entries if e.match == "sentence" for form in e.forms),
        inline=_inline_pattern(entries),
    )


def _frozen(rules: dict[str, list[_Rule]] | dict[tuple[str, ...], list[_Rule]]) -> dict:  # type: ignore[type-arg]
    return {key: tuple(found) for key, found in rules.items()}


def _bag(entry: Furniture) -> frozenset[str]:
    return frozenset(word for form in entry.forms for word in _WORD.findall(fold(form)))


def _day_pattern(months: dict[str, int]) -> re.Pattern[str]:
    names = "|".join(sorted((r"\s+".join(name.split()) for name in months), key=len, reverse=True))
    name = rf"(?:{names})"
    return re.compile(
        r"\b(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})\b"
        r"|\b(?P<day2>\d{1,2})\s*[-/.]\s*(?P<month2>\d{1,2})\s*[-/.]\s*(?P<year2>\d{4})\b"
        rf"|\b(?P<day3>\d{{1,2}})\s*(?P<name3>{name})(?:\s*[(/-]\s*{name}\s*\)?)?\s*[،,]?\s*(?P<year3>\d{{4}})\b"
        rf"|\b(?P<name4>{name})\s+(?P<day4>\d{{1,2}})\s*[،,]?\s*(?P<year4>\d{{4}})\b"
    )


def _inline_pattern(entries: Sequence[Furniture]) -> re.Pattern[str]:
    """Labels glued to a paragraph: after a full stop up to the end, or in brackets at the end."""

    def forms(*matches: str) -> str:
        found = [_WORD.findall(fold(form)) for e in entries if e.inline and e.match in matches for form in e.forms]
        return "|".join(sorted((r"\W+".join(words) for words in found), key=len, reverse=True))

    labels = forms("label")
    return re.compile(
        rf"(?<=[.!?؟…\"»])\s*(?P<glued>(?:{labels})\s*(?:[:|/]|\.\.)[^.]{{3,180}})$"
        rf"|\s*(?P<bracketed>[(\[]\s*(?:(?:{labels})\s*(?:[:|/]|\.\.)[^()\[\]]*|[^()\[\]]*\b(?:{forms('inside')})\b[^()\[\]]*)[)\]]\s*\.?)\s*$"
    )


def clear_furniture(lines: Sequence[Line], index: FurnitureIndex) -> Cleared:
    """Take furniture off.

    Parameters
    ----------
    lines : Sequence[Line]
        The body, line by line.
    index : FurnitureIndex
        The lexicon.
    """
    solid = [number for number, line in enumerate(lines) if not line.blank]
    edges = set(solid[:_FIRST] + solid[-_LAST:])
    kept: list[Line] = []
    stamped: list[str] = []
    headlines_left = 0
    prose: bool | None = None
    for number, line in enumerate(lines):
        if line.blank:
            kept.append(line)
            continue
        entry = _furniture(line, index, edge=number in edges)
        if entry is not None:
            if entry.match == "stamp":
                stamped.extend(filter(None, (_stamp_day(line, index),)))
            if entry.beneath and _bare(line, index):
                headlines_left = _MOST_HEADLINES
            continue
        if line.empty or _LINK.fullmatch(line.text) or _TAGS.fullmatch(line.text):
            continue
        if headlines_left and _headline(line, index):
            if prose is None:
                prose = _has_prose(lines)
            if prose:
                headlines_left -= 1
                continue
        headlines_left = 0
        kept.append(_without_glued(line, index))
    return Cleared(tuple(kept), tuple(stamped))


def _furniture(line: Line, index: FurnitureIndex, *, edge: bool) -> Furniture | None:
    """The entry that a whole line is, if any."""
    if len(line.text) > _LONGEST:
        return None
    words = line.words
    if not words:
        return _stamp(line, index, edge=edge)
    checks: tuple[Callable[[], Furniture | None], ...] = (
        lambda: _first_fit(index.whole.get(words, ()), line, edge=edge),
        lambda: _first_fit((r for r in index.first.get(words[0], ()) if _begins(line, r)), line, edge=edge),
        lambda: _first_fit((r for r in index.last.get(words[-1], ()) if words[-len(r.words) :] == r.words), line, edge=edge),
        lambda: _first_fit((r for r in index.inside if _holds(words, r.words)), line, edge=edge),
        lambda: _made_of(line, index),
        lambda: _crumbs(line, index),
        lambda: _stamp(line, index, edge=edge),
        lambda: _caption(line, index),
    )
    return next((entry for check in checks if (entry := check()) is not None), None)
