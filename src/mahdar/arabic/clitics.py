"""Clitics: what is written onto a word in front (و ف ب ل ك س ال) and behind (ه ها هم …).

All forms here are folded. Splitting proposes; a lexicon decides: only splits whose stem is known are ever used.
"""

from dataclasses import dataclass
from functools import lru_cache

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
# Longest first, so that the first known split is the one that explains most.
ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")


@dataclass(slots=True, unsafe_hash=True)  # frozen in spirit, as tokens are
class Split:
    """One way to cut a folded word.

    Attributes
    ----------
    stem : str
        What is left, without the article.
    conjunction : str
        "", "و" or "ف".
    preposition : str
        "", "ب", "ل" or "ك".
    article : bool
        Whether ال (or لل) was cut off.
    future : bool
        Whether the future prefix س was cut off.
    enclitic : str
        "" or a pronoun.
    offset : int
        Number of folded characters in front of the stem (after the preposition and article).
    """

    stem: str
    conjunction: str
    preposition: str
    article: bool
    future: bool
    enclitic: str
    offset: int


@lru_cache(maxsize=65536)
def splits(form: str) -> tuple[Split, ...]:
    """All ways to cut a folded word into clitics and a stem of at least two letters, the uncut word first."""
    result: list[Split] = []
    for conjunction in _CONJUNCTIONS:
        if not form.startswith(conjunction) or len(form) - len(conjunction) < 2:
            continue
        rest = form[len(conjunction) :]
        base = len(conjunction)
        _with_enclitics(result, rest, conjunction, "", base, article=False, future=False)
        if rest[0] == "س" and len(rest) > 3:
            _with_enclitics(result, rest[1:], conjunction, "", base + 1, article=False, future=True)
        for preposition in _PREPOSITIONS:
            if not rest.startswith(preposition):
                continue
            inner = rest[len(preposition) :]
            at = base + len(preposition)
            if preposition and len(inner) >= 2:
                _with_enclitics(result, inner, conjunction, preposition, at, article=False, future=False)
            if inner.startswith("ال") and len(inner) >= 4:
                result.append(_definite(inner[2:], conjunction, preposition, at + 2))
            if preposition == "ل" and inner.startswith("ل") and len(inner) >= 3:
                # للقاء is ل + اللقاء as well as ل + ال + قاء: the lexicon knows which stem exists.
                result.append(_definite(inner[1:], conjunction, preposition, at + 1))
                result.append(_definite(inner, conjunction, preposition, at))
    return tuple(result)


def _definite(stem: str, conjunction: str, preposition: str, offset: int) -> Split:
    return Split(stem, conjunction, preposition, article=True, future=False, enclitic="", offset=offset)


def _with_enclitics(
    result: list[Split], rest: str, conjunction: str, preposition: str, offset: int, *, article: bool, future: bool
) -> None:
    result.append(Split(rest, conjunction, preposition, article, future, "", offset))
    result.extend(
        Split(rest[: -len(enclitic)], conjunction, preposition, article, future, enclitic, offset)
        for enclitic in ENCLITICS
        if rest.endswith(enclitic) and len(rest) - len(enclitic) >= 2
    )


@lru_cache(maxsize=65536)
def name_starts(form: str) -> tuple[tuple[str, int], ...]:
    """Ways to read a folded word as the first word of a name: (form, number of folded characters cut off).

    Conjunctions and prepositions are cut; the article is part of the name. للحوثيين gives الحوثيين with 0 characters
    cut, because the alef of the article is not written.
    """
    result = [(form, 0)]
    for conjunction in _CONJUNCTIONS:
        if not form.startswith(conjunction):
            continue
        at = len(conjunction)
        rest = form[at:]
        if conjunction and len(rest) >= 2:
            result.append((rest, at))
        if len(rest) >= 3 and rest[0] in "بلك":
            result.append((rest[1:], at + 1))
        if rest.startswith("لل") and len(rest) >= 4:
            result.append(("ا" + rest[1:], at))
            result.append(("ال" + rest[1:], at))
    return tuple(result)


@lru_cache(maxsize=4096)
def with_proclitics(form: str) -> tuple[str, ...]:
    """All folded words in which a word may stand at the head of a phrase: alone, and behind particles (ولل… too)."""
    definite = form.startswith("ال") and len(form) > 3
    behind = [f"لل{form[2:]}" if particle == "ل" and definite else particle + form for particle in _PREPOSITIONS]
    return tuple(conjunction + word for conjunction in _CONJUNCTIONS for word in behind)
