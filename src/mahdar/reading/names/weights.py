"""Weights of features by name, and the scores they give the words of a sentence.

The weights of features that depend on one word alone are summed once for each word and place it is seen from. Several
fields that look at the same features are scored together: their labels stand side by side in a row.
"""

from collections.abc import Iterable, Sequence

from mahdar.reading.names.crf import Row
from mahdar.reading.names.features import PLACES, Item, edge_features, pair_features, word_features
from mahdar.reading.names.words import Word

# Label number, weight, label number, weight, …; labels left out weigh nothing.
Sparse = list[float]


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
        self._table = {feature: _pairs(row) for feature, row in table.items()}
        self._nothing = [0.0] * width
        self._words: dict[Word, tuple[Row, ...]] = {}

    def scores(self, items: Sequence[Item]) -> list[Row]:
        """For each word of a sentence the weight of each label, before its neighbours' labels count."""
        words = [self._word(item.word) for item in items]
        last = len(items) - 1
        nothing = self._nothing
        result = []
        for at, rows in enumerate(words):
            total = [
                a + b + c + d + e
                for a, b, c, d, e in zip(
                    rows[0],
                    words[at - 1][1] if at else nothing,
                    words[at + 1][2] if at < last else nothing,
                    words[at - 2][3] if at > 1 else nothing,
                    words[at + 2][4] if at < last - 1 else nothing,
                    strict=True,
                )
            ]
            self.add(total, pair_features(items, at))
            self.add(total, edge_features(items, at))
            result.append(total)
        return result

    def add(self, total: Row, features: Iterable[str]) -> None:
        """Add the weights of more features to a word's scores."""
        get = self._table.get
        for feature in features:
            for label, weight in get(feature, ()):
                total[label] += weight

    def _word(self, word: Word) -> tuple[Row, ...]:
        rows = self._words.get(word)
        if rows is None:
            rows = tuple(self._nothing[:] for _ in PLACES)
            for row, place in zip(rows, PLACES, strict=True):
                self.add(row, word_features(word, place))
            self._words[word] = rows
        return rows


def _pairs(row: Sparse) -> tuple[tuple[int, float], ...]:
    return tuple((int(row[i]), row[i + 1]) for i in range(0, len(row), 2))


def side_by_side(first: dict[str, Sparse], second: dict[str, Sparse], shift: int) -> dict[str, Sparse]:
    """The weights of two fields in one table, the second's label numbers behind the first's."""
    joined = {feature: row[:] for feature, row in first.items()}
    for feature, row in second.items():
        moved = [value if i % 2 else value + shift for i, value in enumerate(row)]
        joined[feature] = joined.get(feature, []) + moved
    return joined
