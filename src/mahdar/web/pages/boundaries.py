"""Where a selection may begin and end: at words, and behind the small words that are written onto them in front."""

from collections.abc import Iterator

from pydantic import Field

from mahdar.arabic.clitics import splits
from mahdar.arabic.folding import fold_with_map
from mahdar.arabic.tokens import tokenize
from mahdar.model.base import Frozen

_LEAST = 3  # letters of what is left, so that a plain word is not cut


class Word(Frozen):
    """A word of a text, in code points."""

    start: int
    end: int
    inner: tuple[int, ...] = Field(default=(), description="Where it may be cut: behind و, ب, ل and the like")


def words_of_text(text: str) -> Iterator[Word]:
    """Give the words of a text with the places where a selection may begin inside them."""
    folded = fold_with_map(text)
    for token in tokenize(text, folded):
        cuts: set[int] = set()
        for split in splits(token.form):
            written = len(split.conjunction) + len(split.preposition) + int(split.future)
            # A cut is one of letters as written: what folding drops inside a word makes it unsure, and is not cut.
            if written and len(split.stem) >= _LEAST and token.end - token.start == len(token.form):
                cuts.update(token.start + length for length in (len(split.conjunction), written) if length)
        yield Word(start=token.start, end=token.end, inner=tuple(sorted(cuts)))
