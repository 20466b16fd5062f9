"""What people type into a search: words, "phrases", prefix*, -without, one OR another."""

import re
from dataclasses import dataclass

from mahdar.arabic.clitics import with_proclitics
from mahdar.arabic.folding import without_marks
from mahdar.archive.terms import BREAK, form_of, stems_of, terms_of
from mahdar.errors import UsageError

_SHORTEST_PREFIX = 2
_PART = re.compile(
    r"""(?P<minus>(?<!\S)[-−])?(?:"(?P<a>[^"]*)"?|«(?P<b>[^»]*)»?|“(?P<c>[^”]*)”?|(?P<word>[^\s"«“]+))"""
)
_OR = frozenset(("OR", "|"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word, whatever its inflection."""

    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row as they are spelled; in front of the first may stand particles.

    Attributes
    ----------
    heads : tuple[str, ...]
        Forms that the first word may have.
    rest : tuple[str, ...]
        Forms of the other words.
    """

    heads: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a form or a stem."""

    start: str


Term = Word | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must hold.

    Attributes
    ----------
    groups : tuple[tuple[Term, ...], ...]
        Of each group, one term at least.
    without : tuple[Term, ...]
        None of these.
    """

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]

    @property
    def sought(self) -> tuple[Term, ...]:
        """All terms that are wanted, which are those to highlight."""
        return tuple(term for group in self.groups for term in group)


def parse_query(text: str) -> Query:
    """Read a query.

    `OR` (or `|`) binds the terms beside it; all else must be there together. Punctuation is passed over, and a word
    that is written with some (`ا.ف.ب`) is a phrase.

    Raises
    ------
    UsageError
        `bad-query` if nothing is left to search for, or a prefix is too short.
    """
    groups: list[list[Term]] = []
    without: list[Term] = []
    either = False
    for part in _PART.finditer(without_marks(text)):
        word = part["word"]
        if word in _OR and not part["minus"]:
            either = bool(groups)
            continue
        term = _term(word or part["a"] or part["b"] or part["c"] or "", quoted=word is None)
        if term is None:
            continue
        if part["minus"]:
            without.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    if not groups and not without:
        raise UsageError("bad-query", "There is no word to search for.", "Give a word, or leave the query out.", text)
    return Query(tuple(map(tuple, groups)), tuple(without))


def _term(text: str, *, quoted: bool) -> Term | None:
    terms = [term for term in terms_of(text)[0] if term.form != BREAK]
    if not terms:
        return None
    if quoted or len(terms) > 1:
        return Phrase(tuple(map(form_of, with_proclitics(terms[0].form))), tuple(term.form for term in terms[1:]))
    if text.endswith("*"):
        if len(terms[0].form) < _SHORTEST_PREFIX:
            raise UsageError("bad-query", "This prefix is too short.", "Give two letters at least.", text)
        return Prefix(terms[0].form)
    return Word(stems_of(text[terms[0].start : terms[0].end]))
