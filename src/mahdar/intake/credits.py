"""Credits: the agencies and papers an article is taken from, recognised where they stand as credit and nowhere else.

At the head of a paragraph («بيروت (رويترز) -», «واشنطن - أ ش أ:»), after its last full stop («(أ ف ب)»), on a line of
its own («دبي - رويترز»), after a label («المصدر: سانا»). Inside a sentence («قالت رويترز») a source is no credit: it
says on whose word we have something, and stays. The place of a dateline stays too: the article names it.

The expressions here only find the places where a credit may stand; whether one stands there the lexicon decides.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mahdar.arabic.folding import fold
from mahdar.intake.lines import Line, fold_plain, folded_words
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import CreditedSource, Furniture

_HEAD, _TAIL = 140, 90  # characters in which a credit may stand
_LINE_WORDS = 12
_ENDING = 6  # lines at the end of a text where sources we do not know are believed
_PLACE_WORDS = 6
_WRITTEN_WORDS = 5  # of a source we do not know
_SOURCING_REACH = 6  # words before a credit that no full stop sets off

_PLACE = r"\W*(?P<place>[^\W\d_]{2,}(?:[ ]*[،,]?[ ]+[^\W\d_]+){0,5})"
_BRACKETED_HEAD = re.compile(
    rf"{_PLACE}\s*(?P<cut>\((?:(?P<credit>[^()]{{2,60}})\)\s*(?=[-–—:]|$)|(?P<open>[^()]{{2,30}}?)\s*(?=--|—)))"
)
_DASHED_HEAD = re.compile(rf"{_PLACE}(?P<cut>\s*[-–—/:]\s*(?P<credit>\S.{{1,50}}?)\s*(?:[-–—]{{1,3}}|:|\.)(?=\s))")
_BARE_HEAD = re.compile(
    r"\s*(?:\((?P<bracketed>[^()]{2,60})\)?\s*(?:[-–—]{1,3}|:)|(?P<bare>[^-–—:()]{2,40}?)\s*[-–—]{1,3}(?=\s))\s*"
)
_SEPARATOR = re.compile(r"\s*[-–—/:،]\s*")
_STOP = re.compile(r"[^\W_]{2}[\"»)\]]?[.!?؟…]+[\"»)\]]?(?=[\s(\[*-])")
_STOPPED_CREDIT = re.compile(
    r"\s*[-–—*]*\s*(?:(?P<bracket>[(\[])\s*(?P<credit>[^()\[\]]{2,60})[)\]]|(?P<open>[^()\[\]:]{2,60}?))[-\s.]*$"
)
_BRACKETED_TAIL = re.compile(r"(?P<cut>\s*[(\[]\s*(?P<credit>[^()\[\]]{2,60})[)\]])\s*\.?\s*$")
_JOIN = re.compile(r"\s*[/،,+|&–—-]\s*|\s+و\s*|\s+مع\s+")
_MARKS = re.compile(r"[«»“”‹›\"()\[\]]")


@dataclass(frozen=True, slots=True)
class CreditIndex:
    """The lexicon of credits.

    Attributes
    ----------
    sources : dict[tuple[str, ...], CreditedSource]
        By the folded words of their names.
    sure : frozenset[tuple[str, ...]]
        Names that are no ordinary words.
    labelled, labelled_tail : re.Pattern
        Labels at the head of a line and after a full stop.
    label_words : int
        Longest labelled line.
    sourcing, not_place : frozenset[str]
        Words that make a source part of the sentence; words that no dateline's place holds.
    """

    sources: dict[tuple[str, ...], CreditedSource]
    sure: frozenset[tuple[str, ...]]
    labelled: re.Pattern[str]
    labelled_tail: re.Pattern[str]
    label_words: int
    sourcing: frozenset[str]
    not_place: frozenset[str]

    def names(self, credit: str, *, sure: bool = False) -> list[str] | None:
        """Find the sources that a credit is made of; None if it holds anything else.

        Parameters
        ----------
        credit : str
        sure : bool
            Whether one of the names must be no ordinary word.
        """
        if _key(credit) in self.sources:
            found = [credit]
        else:
            found = [part for part in _JOIN.split(credit) if part.strip()]
            if not all(_key(part) in self.sources for part in found):
                return None
        return found if found and (not sure or any(_key(name) in self.sure for name in found)) else None

    def place(self, place: str) -> bool:
        """Whether a piece of text may be the place of a dateline."""
        words = folded_words(place)
        return 0 < len(words) <= _PLACE_WORDS and not any(word in self.not_place for word in words)

    def canonical(self, names: Iterable[str]) -> list[str]:
        """English names of the sources we know, others as written; picture agencies are no source of a text."""
        known = [(self.sources.get(_key(name)), name) for name in names]
        return [source.name.en if source else name for source, name in known if not source or source.kind != "photo"]


@dataclass(frozen=True, slots=True)
class Credited:
    """Lines without credits, and the sources credited, by English name or as written, in order."""

    lines: tuple[Line, ...]
    agencies: tuple[str, ...]


def build_credits(knowledge: Knowledge) -> CreditIndex:
    """Arrange the lexicon; to be used with `knowledge.derive`."""
    entries = knowledge.entries(CreditedSource)
    furniture = knowledge.entries(Furniture)
    credit = next(entry for entry in furniture if entry.match == "credit")
    label = "|".join(sorted((r"\s+".join(folded_words(form)) for form in credit.forms), key=len, reverse=True))
    sourcing = _words(furniture, "sourcing")
    return CreditIndex(
        sources={_key(form): entry for entry in entries for form in (*entry.bare, *entry.forms)},
        sure=frozenset(_key(form) for entry in entries for form in entry.forms),
        labelled=re.compile(rf"\s*(?P<star>[*•-]*)\W*(?:{label})\s*(?P<mark>[:/|]|[-–—](?=\s)|\s)\s*(?P<credit>\S.*)$"),
        labelled_tail=re.compile(rf"[.!?؟»\"](?P<cut>\s*[(\[]?\s*(?:{label})\s*[:/](?P<credit>[^:]{{2,60}})$)"),
        label_words=credit.words,
        sourcing=sourcing,
        not_place=sourcing | _words(furniture, "not-place"),
    )


def _words(furniture: Iterable[Furniture], match: str) -> frozenset[str]:
    return frozenset(word for e in furniture if e.match == match for form in e.forms for word in folded_words(form))


def _key(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(name)))


def take_credits(lines: Sequence[Line], index: CreditIndex) -> Credited:
    """Take credits off the lines of a body and name the sources."""
    solid = [number for number, line in enumerate(lines) if not line.blank]
    ending = set(solid[-_ENDING:])
    last = solid[-1] if solid else -1
    kept: list[Line] = []
    agencies: list[str] = []
    for number, line in enumerate(lines):
        if line.blank:
            kept.append(line)
            continue
        alone = _whole_line(line, index) or _labelled(line, index, ending=number in ending)
        if alone is not None:
            agencies += index.canonical(alone)
            continue
        at_head, rest = _head(line, index)
        at_tail, rest = _tail(rest, index, last=number == last)
        agencies += index.canonical((*at_head, *at_tail))
        kept.append(rest)
    return Credited(tuple(kept), tuple(dict.fromkeys(agencies)))


def _whole_line(line: Line, index: CreditIndex) -> list[str] | None:
    """Find the sources of a line that is nothing but a credit, with or without a place before it."""
    if len(line.text) > _HEAD or len(line.words) > _LINE_WORDS or line.empty:
        return None
    folded = line.plain.strip(" .*•-–—")
    # Alone on a line, «الثورة» may be a heading; in brackets or beside an agency it is a paper.
    found = index.names(folded, sure=folded[:1] not in {"(", "[", "«", '"', "“"})
    if found:
        return found
    for separator in _SEPARATOR.finditer(folded):
        if index.place(folded[: separator.start()]):
            found = index.names(folded[separator.end() :])
            if found:
                return found
    return None


def _labelled(line: Line, index: CreditIndex, *, ending: bool) -> list[str] | None:
    """Find the sources of a line that begins with a label; unknown names count only at the end of a text."""
    if len(line.text) > _HEAD or len(line.words) > index.label_words:
        return None
    found = index.labelled.match(line.plain)
    if not found or (found["mark"].isspace() and not (found["star"] and ending)):
        return None
    known = index.names(found["credit"])
    if known:
        return known
    if not ending or line.stops or any(word in index.sourcing for word in folded_words(found["credit"])):
        return None
    written = [_bare(part) for part in _JOIN.split(line.text[line.folded.origin[found.start("credit")] :])]
    return written if all(0 < len(name.split()) <= _WRITTEN_WORDS for name in written) else None


def _head(line: Line, index: CreditIndex) -> tuple[list[str], Line]:
    head = line.text[:_HEAD]
    if not any(char in head for char in "(-–—:/ـ"):
        return [], line
    head = fold_plain(head)
    found = _BRACKETED_HEAD.match(head)
    if found and index.place(found["place"]):
        names = index.names(found["credit"] or found["open"])
        if names:
            return names, line.without(found.start("cut"), found.end("cut"))
    found = _DASHED_HEAD.match(head)
    if found and index.place(found["place"]):
        names = index.names(found["credit"]) or _quoted(line, found.start("credit"), found.end("credit"))
        if names:
            # One dash remains: «واشنطن - أ ش أ: قال» becomes «واشنطن - قال».
            before, after = line.folded.origin[found.start("cut")], line.folded.origin[found.end("cut")]
            return names, Line(f"{line.text[:before].rstrip()} -{line.text[after:]}")
    found = _BARE_HEAD.match(head)
    if found:
        names = index.names(found["bracketed"]) if found["bracketed"] else index.names(found["bare"], sure=True)
        if names:
            return names, line.without(0, found.end())
    return [], line


def _quoted(line: Line, first: int, past: int) -> list[str] | None:
    """Take a name we do not know if it stands in quotation marks, as papers name themselves in datelines."""
    written = line.text[line.folded.origin[first] : line.folded.origin[past]]
    if written[:1] not in {"«", '"', "“"} or written[-1:] not in {"»", '"', "”"}:
        return None
    name = _bare(written)
    return [name] if 0 < len(name.split()) <= 3 else None


def _tail(line: Line, index: CreditIndex, *, last: bool) -> tuple[list[str], Line]:
    if not last and ")" not in line.text[-_TAIL:] and "]" not in line.text[-_TAIL:]:
        return [], line
    folded = line.folded.text
    start = max(0, len(folded) - _TAIL)
    found = index.labelled_tail.search(folded, start)
    names = index.names(found["credit"]) if found else None
    if found and names:
        return names, line.without(found.start("cut"), len(folded))
    for stop in _STOP.finditer(folded, start):
        found = _STOPPED_CREDIT.match(folded, stop.end())
        if found and (last or found["bracket"]):
            names = index.names(found["credit"]) if found["credit"] else index.names(found["open"], sure=True)
            if names:
                return names, line.without(stop.end(), len(folded))
    found = _BRACKETED_TAIL.search(folded, start) if last else None
    names = index.names(found["credit"], sure=True) if found else None
    if found and names:
        before = folded_words(folded[max(0, found.start("cut") - _TAIL) : found.start("cut")])[-_SOURCING_REACH:]
        if before and not any(word in index.sourcing for word in before):
            return names, line.without(found.start("cut"), found.end("cut"))
    return [], line


def _bare(name: str) -> str:
    """Strip a name, as written, of quotation marks, brackets and points."""
    return _MARKS.sub("", name).strip(" .*")
