"""Weights of features by name, and the scores they give the words of a sentence.

The weights of features that depend on one word alone are summed once for each word and place it is seen from. Several
fields that look at the same features are scored together: their labels stand side by side in a row.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat

from mahdar.arabic.memo import Memo
from mahdar.reading.names.features import (
    PLACES,
    UNMARKED,
    Item,
    Second,
    around_feature,
    edge_features,
    first_word,
    kinds_together,
    words_together,
)
from mahdar.reading.names.words import MOST_WORDS, Word
from mahdar.reading.rows import Rows

# Label number, weight, label number, weight, …; labels left out weigh nothing.
Sparse = list[float]
SCALE = 1000  # weights are kept in thousandths, as training rounds them
_MOST_KINDS = 100_000  # sums for pairs of kinds of words kept at a time
_KIND_BITS = 32


class Weights:
    """Weights of one field or of several side by side.

    Parameters
    ----------
    width : int
        How many labels a field has.
    *tables : dict[str, list[float]]
        For each field and feature label number, weight, label number, weight, …; labels left out weigh nothing.

    Attributes
    ----------
    rows : Rows
        How the scores of one field are kept: a weight for each label, in thousandths.
    """

    def __init__(self, width: int, *tables: dict[str, Sparse]) -> None:
        self.rows = Rows(width, len(tables))
        self._wide = Rows(width * len(tables), len(PLACES))
        self._table: dict[str, int] = {}
        # Features of one word: their weights at all places in one long row.
        self._of_words: dict[str, int] = {}
        for number, table in enumerate(tables):
            for name, sparse in table.items():
                place, colon, feature = name.partition(":")
                if colon:
                    row = _row(sparse, PLACES.index(place) * self._wide.width + number * width)
                    self._of_words[feature] = self._of_words.get(feature, 0) + row
                else:
                    self._table[name] = self._table.get(name, 0) + _row(sparse, number * width)
        self._blank = (0,) * len(PLACES)
        self._first_words = {first_word(name) for name in self._table}
        self._words = Memo(self._word, MOST_WORDS)
        self._pairs: dict[int, tuple[int, int]] = {}
        self._arounds: dict[int, int] = {}
        self._unmarked = self._sum(UNMARKED)
        self._marks: dict[tuple[str, str, int, int], int] = {}
        self._seconds: dict[Second, int] = {}

    def scores(self, items: Sequence[Item]) -> list[int]:
        """For each word of a sentence the weights of its labels, before its neighbours' labels count."""
        words = [item.word for item in items]
        own = [self._blank, self._blank, *map(self._words.__getitem__, words), self._blank, self._blank]
        result = [
            own[at + 2][0] + own[at + 1][1] + own[at + 3][2] + own[at][3] + own[at + 4][4] + self._mark(items, at)
            for at in range(len(words))
        ]
        for at, (before, behind) in enumerate(pairwise(words)):
            second, first = self._pair(before, behind)
            result[at] += first
            result[at + 1] += second
        for at, (before, behind) in enumerate(zip(words, words[2:], strict=False), 1):
            result[at] += self._around(before, behind)
        return result

    def second(self, second: Second) -> int:
        """What a second reading adds to a word's scores by the last field."""
        row = self._seconds.get(second)
        if row is None:
            row = self._seconds[second] = self.rows.cut(self._sum(second.features()))[-1]
        return row

    def _sum(self, features: Iterable[str]) -> int:
        return sum(map(self._table.get, features, repeat(0)))

    def _word(self, word: Word) -> Sequence[int]:
        """What a word adds to the one at each place from which it is seen."""
        wide = sum(map(self._of_words.get, word.features("0"), repeat(0)))
        return self._wide.cut(wide)

    def _pair(self, before: Word, behind: Word) -> tuple[int, int]:
        """What two neighbours together add to the second and to the first of them."""
        key = before.kind << _KIND_BITS | behind.kind
        rows = self._pairs.get(key)
        if rows is None:
            if len(self._pairs) >= _MOST_KINDS:
                self._pairs.clear()
            second, first = kinds_together(before, behind)
            rows = self._pairs[key] = (self._sum(second), self._sum(first))
        if before.bare in self._first_words:
            names = words_together(before, behind)
            return rows[0] + self._table.get(names[0], 0), rows[1] + self._table.get(names[1], 0)
        return rows

    def _around(self, before: Word, behind: Word) -> int:
        """What the words on both sides add to the one between."""
        key = before.kind << _KIND_BITS | behind.kind
        row = self._arounds.get(key)
        if row is None:
            if len(self._arounds) >= _MOST_KINDS:
                self._arounds.clear()
            row = self._arounds[key] = self._table.get(around_feature(before, behind), 0)
        return row

    def _mark(self, items: Sequence[Item], at: int) -> int:
        """What marks and the edges of the sentence add to a word."""
        item, past = items[at], len(items)
        if item.before == item.behind == "0" and 2 <= at < past - 2:
            return self._unmarked
        key = (item.before, item.behind, min(at, 2), min(past - at, 3))
        row = self._marks.get(key)
        if row is None:
            row = self._marks[key] = self._sum(edge_features(items, at))
        return row


def _row(sparse: Sparse, shift: int) -> int:
    return Rows.row(
        [(int(label) + shift, weight) for label, weight in zip(sparse[::2], sparse[1::2], strict=True)], SCALE
    )
