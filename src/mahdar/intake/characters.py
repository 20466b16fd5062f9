"""Characters: from whatever a source holds to NFC text with plain spaces and line ends and nothing invisible in it.

Letters, vowel marks, tatweel and punctuation stay as they are; Arabic presentation forms, which PDF and old systems
leave behind, become the letters they stand for.
"""

import re
import unicodedata

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What our table changes; most texts hold few of them, and a search is cheaper than a translation.
_UNUSUAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\t\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000"
    "\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff\ufff9-\ufffc]"
)
# ﷺ ﷻ ﷽ are symbols of their own, not letters in disguise; ornate parentheses are punctuation.
_SYMBOLS = frozenset("\ufdfa\ufdfb\ufdfd\ufd3e\ufd3f")


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFD),
    ):
        table[code] = ""  # fmt: skip
    for code in (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[code] = " "
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)):
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if plain != char and char not in _SYMBOLS:
            # The compatibility form of an isolated vowel mark begins with a space that was never written.
            table[code] = plain.lstrip(" ")
    return table


_TABLE = _table()


def clean_characters(text: str) -> str:
    r"""Bring a text into the form that `Article.text` has.

    Parameters
    ----------
    text : str
        Decoded text.

    Returns
    -------
    str
        NFC; lines end with a line feed; doing it twice changes nothing.

    Examples
    --------
    >>> clean_characters("ﻗﺎﻝ\u200f\u00a0ﷲ\r\n")
    'قال الله\n'
    """
    text = _LINE_END.sub("\n", text)
    if _UNUSUAL.search(text):
        text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", text)
