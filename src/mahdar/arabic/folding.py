"""Folding: the spelling-insensitive form in which Arabic words are compared, with a map back to the original.

Folding drops vowel marks, tatweel and invisible controls and unifies letters that the press writes in several ways.
Every folded character comes from exactly one original character, so any folded position has an original offset.
"""

from dataclasses import dataclass
from functools import lru_cache

_DROPPED = [
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5),
    0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2066, 0x206A), 0xFEFF, 0x00AD,
]  # fmt: skip
_UNIFIED = str.maketrans("أإآٱىئؤةگکیۀہھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااييوهككيههه01234567890123456789")
_TABLE: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **{k: chr(v) for k, v in _UNIFIED.items()}}
_LOWER = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})
_TABLE.update({k: v for k, v in _LOWER.items() if isinstance(v, str)})
_MARKS: dict[int, None] = dict.fromkeys(_DROPPED)
_DROPPED_SET = frozenset(map(chr, _DROPPED))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a word or phrase.

    Parameters
    ----------
    text : str
        Any text; letters outside Arabic and ASCII are kept as they are.

    Returns
    -------
    str
        Never longer than `text`; folding twice changes nothing.

    Examples
    --------
    >>> fold("أُسْتانَة")
    'استانه'
    """
    return text.translate(_TABLE)


def fold_text(text: str) -> str:
    """Fold a text that is too long to be remembered."""
    return text.translate(_TABLE)


def without_marks(text: str) -> str:
    """Drop vowel marks, tatweel and invisible controls, and leave the letters as they are."""
    return text.translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the code-point offset in the original.

    Attributes
    ----------
    text : str
        The folded text.
    origin : tuple[int, ...]
        `origin[i]` is the offset of folded character `i`; one more entry at the end holds the original's length.
    """

    text: str
    origin: tuple[int, ...]


def fold_with_map(text: str) -> Folded:
    """Fold a whole text and keep the way back to its offsets (code points)."""
    kept = [i for i, char in enumerate(text) if char not in _DROPPED_SET]
    return Folded(text.translate(_TABLE), (*kept, len(text)))
