"""The words around what was found."""

from collections.abc import Sequence

from pydantic import Field

from mahdar.archive.query import Prefix, Query, Word
from mahdar.archive.query import Term as Sought
from mahdar.archive.terms import Term, terms_of
from mahdar.model.base import Frozen, Span

_WIDTH = 240  # code points of a snippet, about forty words
_BEFORE = 60  # of these, in front of the first mark


class Snippet(Frozen):
    """Some of an article's words, and in them the words sought; all offsets are code points of the article's text."""

    span: Span = Field(description="Where they stand")
    text: str = Field(description="The words")
    marks: tuple[Span, ...] = Field(default=(), description="Where the words sought stand among them")
    marked: str = Field(description="The text with ** on both sides of each mark")


def snippet(text: str, span: Span, query: Query | None) -> Snippet:
    """Choose the words to show.

    Parameters
    ----------
    text : str
        The article's.
    span : tuple of int
        Of what was found in it: the whole article, a sentence, a statement.
    query : Query, optional
        What to mark.
    """
    marks = _marks(text, span, query) if query else []
    shown = _window(text, span, marks)
    inside = tuple(mark for mark in marks if shown[0] <= mark[0] and mark[1] <= shown[1])
    return Snippet(span=shown, text=text[slice(*shown)], marks=inside, marked=_marked(text, shown, inside))


def _marks(text: str, span: Span, query: Query) -> list[Span]:
    terms, stems = terms_of(text[slice(*span)])
    found: set[Span] = set()
    for sought in query.sought:
        for at in range(len(terms)):
            length = _length(sought, terms, stems, at)
            if length:
                found.add((span[0] + terms[at].start, span[0] + terms[at + length - 1].end))
    return _joined(sorted(found))


def _length(sought: Sought, terms: Sequence[Term], stems: Sequence[frozenset[str]], at: int) -> int:
    """Tell how many terms from here on are what is sought."""
    if isinstance(sought, Word):
        return int(not sought.stems.isdisjoint(stems[at]))
    if isinstance(sought, Prefix):
        return int(any(one.startswith(sought.start) for one in (terms[at].form, *stems[at])))
    rest = tuple(term.form for term in terms[at + 1 : at + 1 + len(sought.rest)])
    return (1 + len(rest)) if terms[at].form in sought.heads and rest == sought.rest else 0


def _joined(marks: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for mark in marks:
        if joined and mark[0] < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], mark[1]))
        else:
            joined.append(mark)
    return joined


def _window(text: str, span: Span, marks: Sequence[Span]) -> Span:
    """Choose the stretch with most marks, cut between words; a short text is shown whole."""
    start, end = span
    if end - start <= _WIDTH:
        return span

    def held(at: int) -> int:
        return sum(at <= mark[0] and mark[1] <= at + _WIDTH for mark in marks)

    if marks:
        begins = (max(start, min(mark[0] - _BEFORE, end - _WIDTH)) for mark in marks)
        start = max(begins, key=lambda at: (held(at), -at))
    end = min(end, start + _WIDTH)
    while start > span[0] and not text[start - 1].isspace():
        start -= 1
    while end < span[1] and not text[end].isspace():
        end -= 1
    return (start, end)


def _marked(text: str, span: Span, marks: Sequence[Span]) -> str:
    parts, at = [], span[0]
    for begins, ends in marks:
        parts += [text[at:begins], "**", text[begins:ends], "**"]
        at = ends
    return "".join((*parts, text[at : span[1]]))
