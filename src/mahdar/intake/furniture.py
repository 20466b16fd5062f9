"""Page furniture: what a page puts around and into an article, taken off line by line.

Which words give furniture away is in `knowledge/lexicons/furniture.yaml`; this module knows the ways to match them. It
removes whole lines, and labels glued to the end of a paragraph; what remains of a line is unchanged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mahdar.intake.furniture_index import FurnitureIndex, Rule
from mahdar.intake.lines import Line, fold_plain, folded_words
from mahdar.intake.stamps import heads_chronology, stamp_day
from mahdar.knowledge.entries.furniture import Furniture

_LONGEST = 400  # characters; no line of furniture is longer
_LONG = 240  # characters; as long as no piece of furniture that has no fixed beginning or end
_FIRST_WORD = 40  # characters that hold the first word
_FIRST, _LAST = 4, 6  # lines at the edges of a text
_FIRST_STAMPS, _LAST_STAMPS = 3, 2
_MOST_HEADLINES = 6
_HEADLINE_WORDS = 25
_PARAGRAPH_WORDS = 15
_STEP_WORDS = 4
_PIECE_WORDS = 3
_GLUED_TAIL = 240  # characters
_GLUE = (":", "|", "/", "..", ")", "]")  # no label is glued to a paragraph without one of these
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*|\s*[\w.+-]+@[\w-]+\.[\w.]+\s*")
_TAGS = re.compile(r"\s*#\w+(?:[\s،,|]+#\w+)+\s*")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*$")
_STEP = re.compile(r"\s*[>»›|/\\←]\s*|\s+[-–—]\s+")
_SENTENCE_END = re.compile(r"[.!?؟…»\"”)\]:]\s*$")


@dataclass(frozen=True, slots=True)
class Cleared:
    """Lines without furniture, and the days (ISO 8601) that publication stamps among them named."""

    lines: tuple[Line, ...]
    stamped: tuple[str, ...]


def clear_furniture(lines: Sequence[Line], index: FurnitureIndex) -> Cleared:
    """Take furniture off the lines of a body."""
    solid = [number for number, line in enumerate(lines) if not line.blank]
    edges = {*solid[:_FIRST], *solid[-_LAST:]}
    # A bare date may also head a paragraph, so dates are taken for stamps only quite outside.
    margins = {*solid[:_FIRST_STAMPS], *solid[-_LAST_STAMPS:]}
    kept: list[Line] = []
    stamped: list[str] = []
    headlines_left = 0
    prose: bool | None = None
    for number, line in enumerate(lines):
        if line.blank:
            kept.append(line)
            continue
        edge = number in edges
        line = _without_glued(line, index)  # noqa: PLW2901 (the rules see the line without what is glued to it)
        entry = furniture_of(line, index, edge=edge)
        if entry is not None:
            if entry.beneath and _bare(line, entry):
                headlines_left = _MOST_HEADLINES
            continue
        day = stamp_day(line, index.stamps, edge=number in margins)
        if day and not heads_chronology(lines, index.stamps):
            stamped.append(day)
            continue
        if line.empty or _LINK.fullmatch(line.text) or _TAGS.fullmatch(line.text):
            continue
        if headlines_left and _headline(line, index):
            if prose is None:
                prose = _prose(lines)
            if prose:
                headlines_left -= 1
                continue
        headlines_left = 0
        kept.append(line)
    return Cleared(tuple(kept), tuple(stamped))


def furniture_of(line: Line, index: FurnitureIndex, *, edge: bool) -> Furniture | None:
    """Find the entry that a whole line is, if any.

    Parameters
    ----------
    line : Line
    index : FurnitureIndex
    edge : bool
        Whether the line is among the first or last of its text.
    """
    length = len(line.text)
    if length > _LONGEST or (length > _LONG and not _may_be_long(line, index)) or not line.words:
        return None
    for rule in _candidates(line, index):
        if _fits(rule, line, edge=edge):
            return rule.entry
    for entry, pieces in index.bags:
        if len(line.words) <= entry.words and not line.stops and _made_of(line.words, pieces):
            return entry
    return _crumbs(line, index) or _caption(line, index)


def _may_be_long(line: Line, index: FurnitureIndex) -> bool:
    """Tell cheaply whether a long line can be furniture: by its first word or a bracket at its end."""
    start = _WORD.search(fold_plain(line.text[:_FIRST_WORD]))
    return (start is not None and start[0] in index.first) or line.text.rstrip().endswith((")", "]"))


def _candidates(line: Line, index: FurnitureIndex) -> Iterator[Rule]:
    words = line.words
    yield from index.whole.get(words, ())
    for rule in index.first.get(words[0], ()):
        if rule.label is not None:
            if rule.label.match(line.plain):
                yield rule
        elif words[: len(rule.words)] == rule.words:
            yield rule
    for rule in index.last.get(words[-1], ()):
        if words[-len(rule.words) :] == rule.words:
            yield rule
    for rule in index.inside:
        if _holds(words, rule.words):
            yield rule


def _fits(rule: Rule, line: Line, *, edge: bool) -> bool:
    entry = rule.entry
    return (
        len(line.words) <= entry.words
        and (edge or not entry.edge)
        and (entry.stop or not line.stops or line.words == rule.words)
        and (not entry.number or any(char.isdigit() for char in line.text))
        and (not rule.also or any(_holds(line.words, words) for words in rule.also))
    )


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return part[0] in words and any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def _made_of(words: tuple[str, ...], pieces: frozenset[tuple[str, ...]]) -> bool:
    """Whether words are a string of pieces, each taken as long as it can be."""
    at = 0
    while at < len(words):
        step = next((n for n in range(_PIECE_WORDS, 0, -1) if words[at : at + n] in pieces), 0)
        if not step:
            return False
        at += step
    return True


def _crumbs(line: Line, index: FurnitureIndex) -> Furniture | None:
    if line.words[0] not in index.root_words:
        return None
    steps = [step for step in _STEP.split(line.plain) if step.strip()]
    entry = index.roots.get(folded_words(steps[0])) if len(steps) > 1 else None
    if entry is None or line.stops or any(len(folded_words(step)) > _STEP_WORDS for step in steps):
        return None
    return entry


def _caption(line: Line, index: FurnitureIndex) -> Furniture | None:
    """Find out whether a line ends with brackets that speak of pictures; after a stop they credit one elsewhere."""
    brackets = _BRACKETS.search(line.plain)
    if not brackets or len(line.words) > index.caption_entry.words:
        return None
    inner = folded_words(brackets[1])
    if (
        not inner
        or not all(word in index.captions for word in inner)
        or not any(word in index.pictures for word in inner)
    ):
        return None
    before = line.plain[: brackets.start()].rstrip()
    return None if before.endswith((".", "!", "؟", "?")) else index.caption_entry


def _bare(line: Line, entry: Furniture) -> bool:
    """Whether a heading stands alone on its line, so that what it heads comes beneath."""
    return any(line.words == folded_words(form) for form in entry.forms)


def _headline(line: Line, index: FurnitureIndex) -> bool:
    words = line.words
    return (
        1 < len(words) <= _HEADLINE_WORDS
        and not line.stops
        and not line.text.rstrip().endswith(":")
        and not any(words[:length] in index.openers for length in (1, 2, 3))
    )


def _prose(lines: Sequence[Line]) -> bool:
    """Whether the paragraphs of a text end like sentences; if not, headlines cannot be told from them."""
    paragraphs = [line for line in lines if len(line.words) >= _PARAGRAPH_WORDS]
    ended = sum(bool(_SENTENCE_END.search(line.text)) for line in paragraphs)
    return bool(paragraphs) and 2 * ended >= len(paragraphs)


def _without_glued(line: Line, index: FurnitureIndex) -> Line:
    tail = line.text[-_GLUED_TAIL:]
    if not any(mark in tail for mark in _GLUE) or not index.inline.search(fold_plain(tail)):
        return line
    folded = line.folded.text
    found = index.inline.search(folded, max(0, len(folded) - _GLUED_TAIL))
    return line.without(found.start(), len(folded)) if found and found.start() > 0 else line
