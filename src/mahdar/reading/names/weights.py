"""Weights of features by name, and the scores they give the words of a sentence.

The weights of features that depend on one word alone are summed once for each word and place it is seen from. Several
fields that look at the same features are scored together: their labels stand side by side in a row.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mahdar.reading.names.crf import Row
from mahdar.reading.names.features import (
    PLACES,
    Item,
    Second,
    around_feature,
    edge_features,
    kinds_together,
    words_together,
)
from mahdar.reading.names.words import MOST_WORDS, Word

# Label number, weight, label number, weight, …; labels left out weigh nothing.
Sparse = list[float]
Entries = tuple[tuple[int, float], ...]
_MOST_KINDS = 100_000  # sums for pairs of kinds of words kept at a time
_Kinds = tuple[str, str, str, str]


class Weights:
    """Weights of one field or of several side by side.

    Parameters
    ----------
    width : int
        How many labels there are in all.
    table : dict[str, list[float]]
        For each feature label number, weight, label number, weight, …; labels left out weigh nothing.
    """

    def __init__(self, width: int, table: dict[str, Sparse]) -> None:
        self._width = width
        self._nothing = [0.0] * width
        self._table: dict[str, Entries] = {}
        # Features of one word: their weights at all places in one long row.
        self._of_words: dict[str, Entries] = {}
        for name, row in table.items():
            place, colon, feature = name.partition(":")
            if colon:
                shift = PLACES.index(place) * width
                self._of_words[feature] = self._of_words.get(feature, ()) + _entries(row, shift)
            else:
                self._table[name] = _entries(row)
        self._blank = (self._nothing,) * len(PLACES)
        self._words: dict[Word, tuple[Row, ...]] = {}
        self._kinds: dict[_Kinds, tuple[Row, Row]] = {}
        self._marks: dict[tuple[str, str, int, int], Row] = {}
        self._seconds: dict[Second, Row] = {}

    def scores(self, items: Sequence[Item]) -> list[Row]:
        """For each word of a sentence the weight of each label, before its neighbours' labels count."""
        words = [item.word for item in items]
        rows = [self._blank, self._blank, *map(self._word, words), self._blank, self._blank]
        kinds = [self._blank, *(self._kind(before, behind) for before, behind in pairwise(words)), self._blank]
        result = [
            [
                a + b + c + d + e + f + g + h
                for a, b, c, d, e, f, g, h in zip(
                    rows[at + 2][0], rows[at + 1][1], rows[at + 3][2], rows[at][3], rows[at + 4][4],
                    kinds[at][0], kinds[at + 1][1], self._mark(items, at), strict=True,
                )
            ]
            for at in range(len(words))
        ]  # fmt: skip
        for at, (before, behind) in enumerate(pairwise(words)):
            for feature, total in zip(words_together(before, behind), (result[at + 1], result[at]), strict=True):
                self._add(total, (feature,))
        for at in range(1, len(words) - 1):
            self._add(result[at], (around_feature(words[at - 1], words[at + 1]),))
        return result

    def second(self, second: Second) -> Row:
        """What a second reading adds to a word's scores."""
        row = self._seconds.get(second)
        if row is None:
            row = self._seconds[second] = self._sum(second.features())
        return row

    def _add(self, total: Row, features: Iterable[str]) -> None:
        get = self._table.get
        for feature in features:
            for label, weight in get(feature, ()):
                total[label] += weight

    def _sum(self, features: Iterable[str]) -> Row:
        total = self._nothing[:]
        self._add(total, features)
        return total

    def _word(self, word: Word) -> tuple[Row, ...]:
        rows = self._words.get(word)
        if rows is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            wide = self._nothing * len(PLACES)
            get = self._of_words.get
            for feature in word.features("0"):
                for label, weight in get(feature, ()):
                    wide[label] += weight
            starts = range(0, len(wide), self._width)
            rows = self._words[word] = tuple(wide[start : start + self._width] for start in starts)
        return rows

    def _kind(self, before: Word, behind: Word) -> tuple[Row, Row]:
        key = (before.cluster, before.lists, behind.cluster, behind.lists)
        rows = self._kinds.get(key)
        if rows is None:
            if len(self._kinds) >= _MOST_KINDS:
                self._kinds.clear()
            second, first = kinds_together(before, behind)
            rows = self._kinds[key] = (self._sum(second), self._sum(first))
        return rows

    def _mark(self, items: Sequence[Item], at: int) -> Row:
        key = (items[at].before, items[at].behind, min(at, 2), min(len(items) - at, 3))
        row = self._marks.get(key)
        if row is None:
            row = self._marks[key] = self._sum(edge_features(items, at))
        return row


def _entries(row: Sparse, shift: int = 0) -> Entries:
    return tuple((int(row[i]) + shift, row[i + 1]) for i in range(0, len(row), 2))


def side_by_side(first: dict[str, Sparse], second: dict[str, Sparse], shift: int) -> dict[str, Sparse]:
    """The weights of two fields in one table, the second's label numbers behind the first's."""
    joined = {feature: row[:] for feature, row in first.items()}
    for feature, row in second.items():
        moved = [value if i % 2 else value + shift for i, value in enumerate(row)]
        joined[feature] = joined.get(feature, []) + moved
    return joined
