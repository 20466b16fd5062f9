"""Terms: under what a word of a text is found.

A word has its *form*, folded, by which phrases and prefixes find it, and *stems*, by which it is found whatever its
inflection: the lemma (simplemma knows broken plurals, but needs good spelling) and a light stem (Snowball, of the
folded form, so that spelling does not matter). Two words are the same to a search if they share a stem.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from mahdar.arabic.folding import fold, fold_with_map, without_marks
from mahdar.arabic.tokens import tokenize

if TYPE_CHECKING:
    from Stemmer import Stemmer

BREAK = "_"  # stands between lines, so that no phrase runs from a title into the text
_LONGEST = 40  # characters of a form or stem that count
_MOST_BYTES = 400_000  # of forms in one text; PostgreSQL takes a mebibyte of forms and stems
_INSIDE = str.maketrans(dict.fromkeys(".,٫٬'’", BREAK))  # 3.5 and l'Orient are one word in both databases
_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل", "وكال")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text: its form, and its offsets in code points."""

    form: str
    start: int
    end: int


def terms_of(text: str) -> tuple[list[Term], list[frozenset[str]]]:
    """Cut a text into terms, each with its stems; between lines stands a term without stems, the break.

    Of a text longer than any article the end is left out.
    """
    terms: list[Term] = []
    stems: list[frozenset[str]] = []
    size = 0
    for token in tokenize(text, fold_with_map(text)):
        if "\n" in token.gap and terms:
            terms.append(Term(BREAK, token.start, token.start))
            stems.append(frozenset())
        form, bytes_, stems_here = _word(token.form, text[token.start : token.end])
        size += bytes_
        if size > _MOST_BYTES:
            break
        terms.append(Term(form, token.start, token.end))
        stems.append(stems_here)
    return terms, stems


@lru_cache(maxsize=262_144)
def _word(folded: str, spelled: str) -> tuple[str, int, frozenset[str]]:
    form = form_of(folded)
    return form, len(form.encode()) + 1, stems_of(without_marks(spelled))


def form_of(folded: str) -> str:
    """Give the form of a folded word."""
    return folded.casefold().translate(_INSIDE)[:_LONGEST]


@lru_cache(maxsize=262_144)
def stems_of(word: str) -> frozenset[str]:
    """Give the stems of a word as it is spelled, without vowel marks."""
    import simplemma  # noqa: PLC0415 (slow to load; only archives need it)

    form = form_of(fold(word))
    if not "\u0620" <= form[:1] <= "\u06ff":
        return frozenset((form,))
    lemma = form_of(fold(simplemma.lemmatize(word, lang="ar")))
    return frozenset(_light(one) for one in (lemma, form))


def _light(form: str) -> str:
    # With the article the stemmer cuts nouns alike; without, it takes the first letter of وزير for "and".
    return _stemmer().stemWord(form if form.startswith(_ARTICLES) else f"ال{form}") or form


@cache
def _stemmer() -> "Stemmer":
    from Stemmer import Stemmer  # noqa: PLC0415

    return Stemmer("arabic")


@cache
def terms_version() -> str:
    """Name what decides the terms of a text; an index made with another must be made again."""
    return f"1 simplemma {version('simplemma')} PyStemmer {version('PyStemmer')}"
