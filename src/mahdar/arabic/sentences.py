"""Paragraphs, sentences and quotations.

Quotations first: their inner stops do not end the reporter's sentence unless the quotation runs for a paragraph.
"""

import re
from dataclasses import dataclass

_OPENING = {"«": "»", "“": "”", "‹": "›", "„": "“"}
_CLOSING = frozenset("»”›")
_TOGGLE = '"'
# A straight mark opens a quotation after one of these (or a proclitic: ب"…", لـ"…", الـ"…").
_BEFORE_OPENING = frozenset(' \t\n([{،,:؛;-–—/#«“"')
_PROCLITIC_BEFORE = re.compile(r"(?:^|[\s«“(])[وفبلكا]?[وفبلك]?(?:ال|لل)?ـ*$")
_STOP = re.compile(r"[.!?؟…]+[\"»”)\]]*(?=\s|$)|[؛;](?=\s)")
_INITIALS = re.compile(r"(?:^|[\s(])(?:[^\W\d_]\.)*[^\W\d_]{1,1}$")
_LONG_QUOTATION = 280  # code points: about 45 words; longer quotations are cut into sentences like running text


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks.

    Attributes
    ----------
    start, end : int
        Offsets of the inner text, marks excluded.
    depth : int
        0 for an outer quotation, 1 inside another, …
    closed : bool
        False where the closing mark is missing and the paragraph's end was taken.
    """

    start: int
    end: int
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets [start, end) without surrounding space, and the paragraph it stands in (0 is the title)."""

    index: int
    start: int
    end: int
    paragraph: int


def split_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the non-empty lines."""
    spans = []
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append((start, end))
    return tuple(spans)


def find_quotations(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[Quotation, ...]:
    """Find all quotations, nested ones included, paragraph by paragraph.

    A quotation left open ends with its paragraph; a closing mark without an opening one is ignored.

    Returns
    -------
    tuple[Quotation, ...]
        Ordered by start.
    """
    found: list[Quotation] = []
    for start, end in paragraphs:
        stack: list[tuple[str, int]] = []
        for at in range(start, end):
            char = text[at]
            if char in _OPENING and not (stack and char == stack[-1][0]):
                stack.append((_OPENING[char], at + 1))
            elif char == _TOGGLE or (stack and char == stack[-1][0]) or char in _CLOSING:
                _close_or_open(text, at, start, stack, found)
        found.extend(Quotation(opened, end, depth, closed=False) for depth, (_, opened) in enumerate(stack))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _close_or_open(text: str, at: int, start: int, stack: list[tuple[str, int]], found: list[Quotation]) -> None:
    """Handle a mark that may close the innermost quotation or, if straight, open a new one."""
    char = text[at]
    if char == _TOGGLE and not any(mark == _TOGGLE for mark, _ in stack):
        before = text[max(start, at - 6) : at]
        follows = at + 1 < len(text) and not text[at + 1].isspace()
        if at == start or before[-1] in _BEFORE_OPENING or (follows and _PROCLITIC_BEFORE.search(before)):
            stack.append((_TOGGLE, at + 1))
        return
    for level in range(len(stack) - 1, -1, -1):
        if stack[level][0] == char:
            found.append(Quotation(stack[level][1], at, level, closed=True))
            # Inner quotations that were never closed end with the outer one.
            found.extend(Quotation(opened, at, depth, closed=False)
                         for depth, (_, opened) in enumerate(stack[level + 1 :], level + 1))  # fmt: skip
            del stack[level:]
            return


def split_sentences(
    text: str, paragraphs: tuple[tuple[int, int], ...], quotations: tuple[Quotation, ...]
) -> tuple[Sentence, ...]:
    """Cut paragraphs into sentences.

    Stops inside decimals, initials (أ.ف.ب) and quotations of ordinary length do not end a sentence.
    """
    sheltered = [q for q in quotations if q.depth == 0 and q.end - q.start <= _LONG_QUOTATION]
    sentences: list[Sentence] = []
    shelter = 0
    for number, (start, end) in enumerate(paragraphs):
        begin = start
        for match in _STOP.finditer(text, start, end):
            stop, past = match.span()
            while shelter < len(sheltered) and sheltered[shelter].end < stop:
                shelter += 1
            inside = shelter < len(sheltered) and sheltered[shelter].start <= stop < sheltered[shelter].end
            if inside and past <= sheltered[shelter].end:
                continue
            if text[stop] == "." and _INITIALS.search(text[max(begin, stop - 8) : stop]):
                continue
            if past > begin:
                sentences.append(Sentence(len(sentences), begin, past, number))
            begin = past
            while begin < end and text[begin].isspace():
                begin += 1
        if begin < end:
            sentences.append(Sentence(len(sentences), begin, end, number))
    return tuple(sentences)
