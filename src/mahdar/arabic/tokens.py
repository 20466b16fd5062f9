"""Tokens: the words and numbers of a text, with what stands between them.

Punctuation is no token: it is kept as the `gap` in front of the next word, so that neighbours stay neighbours across
quotation marks, hashtags (`#الجيش_اليمني` is two words) and brackets, and a rule that cares can look at the gap.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mahdar.arabic.folding import Folded, fold, fold_text
from mahdar.arabic.memo import Memo

# Letters of any script with apostrophes inside Latin words; numbers with separators; a percent sign stays in the gap.
_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_ARABIC = re.compile(r"[\u0620-\u06ff]")


@dataclass(slots=True, unsafe_hash=True)  # frozen in spirit; to make a frozen one takes three times as long
class Token:
    """A word or number.

    Attributes
    ----------
    index : int
        Position among the document's tokens.
    start, end : int
        Code-point offsets [start, end) in the original text, vowel marks included.
    fold_start : int
        Offset of the first character in the folded text.
    form : str
        The folded word (digits as ASCII).
    gap : str
        The original text between the previous token and this one.
    kind : str
        "word" (Arabic letters), "number" (digits) or "latin" (any other letters).
    """

    index: int
    start: int
    end: int
    fold_start: int
    form: str
    gap: str
    kind: str


def tokenize(text: str, folded: Folded) -> tuple[Token, ...]:
    """Cut a text into tokens.

    Parameters
    ----------
    text : str
        The original text (NFC).
    folded : Folded
        Its folding with map.

    Notes
    -----
    Digits glued to letters are cut apart (الـ14 is ال and 14); a word is at least one letter.
    """
    tokens: list[Token] = []
    last_end = 0
    origin = folded.origin
    for match in _WORD.finditer(folded.text):
        first, past = match.span()
        start = origin[first]
        end = origin[past - 1] + 1
        # Marks that follow the last letter (shadda, tanwin) belong to the word.
        limit = origin[past]
        while end < limit and text[end] not in " \n\t" and _is_mark(text[end]):
            end += 1
        form, kind = _FORMS[match.group()]
        tokens.append(Token(len(tokens), start, end, first, form, text[last_end:start], kind))
        last_end = end
    return tuple(tokens)


def _kind(form: str) -> tuple[str, str]:
    """A word with what it is made of."""
    return form, "number" if form[0].isdigit() else "word" if _ARABIC.match(form) else "latin"


# One string for all occurrences of a word: every index then finds it by identity, its hash worked out once.
_FORMS = Memo(_kind)


@lru_cache(maxsize=65536)
def words_of(phrase: str) -> tuple[str, ...]:
    """Folded words of a short phrase, such as a name of a lexicon."""
    folded = fold(phrase)
    if folded.replace(" ", "").isalpha():
        return tuple(folded.split())
    return tuple(match.group() for match in _WORD.finditer(folded))


def words_of_all(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Folded words of many phrases, none of which has a line break in it; folding them together is quicker."""
    for folded in fold_text("\n".join(phrases)).split("\n"):
        if folded.replace(" ", "").isalpha():
            yield tuple(folded.split())
        else:
            yield tuple(match.group() for match in _WORD.finditer(folded))


def _is_mark(char: str) -> bool:
    return "\u064b" <= char <= "\u065f" or char in "\u0640\u0670"
