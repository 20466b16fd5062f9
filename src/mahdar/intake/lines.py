"""A line of a text as furniture and credits are recognised on it: folded, with its words."""

import re
from functools import cached_property

from mahdar.arabic.folding import Folded, fold, fold_with_map

_WORD = re.compile(r"[^\W\d_]+")
_CONTENT = re.compile(r"[^\W_]")
# Tatweel between spaces is a dash («دمشق ـ سانا»), which folding would drop.
_DASH = re.compile(r"(?<!\S)ـ+(?!\S)")
_STOP = re.compile(r"(?<![.])[.][\"”»)\]\s]*$")


class Line:
    """One line of a text; everything is computed when asked for, for most lines are asked little.

    Attributes
    ----------
    text : str
        The line without its line end.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        """The folded line."""
        return fold_plain(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The folded line with its map, which takes longer to make."""
        return fold_with_map(_dashed(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words; numbers and punctuation left out."""
        return tuple(_WORD.findall(self.plain))

    @cached_property
    def blank(self) -> bool:
        """Whether the line holds nothing but space."""
        return not self.text or self.text.isspace()

    @cached_property
    def empty(self) -> bool:
        """Whether the line has no letter or digit: a rule of hyphens, asterisks."""
        return not _CONTENT.search(self.text)

    @cached_property
    def stops(self) -> bool:
        """Whether the line ends with a full stop, as sentences do and headings do not."""
        return bool(_STOP.search(self.text))

    def without(self, first: int, past: int) -> "Line":
        """Make the line without the folded characters [first, past)."""
        origin = self.folded.origin
        return Line(self.text[: origin[first]] + self.text[origin[past] :])


def folded_words(form: str) -> tuple[str, ...]:
    """Cut a form of a lexicon, or any short text, into words as `Line.words` has them."""
    return tuple(_WORD.findall(fold(form)))


def fold_plain(text: str) -> str:
    """Fold a line or a part of one; a part from the beginning folds to the beginning of what the line folds to."""
    # Past the cache of `fold`, which is for words and would keep every line ever read.
    return fold.__wrapped__(_dashed(text))


def _dashed(text: str) -> str:
    return _DASH.sub(lambda dash: "-" * len(dash[0]), text) if "ـ" in text else text
