"""A linear-chain conditional random field in plain Python: weights by feature name, one best labelling, certainty.

Trained elsewhere (python-crfsuite), stored as JSON. The weights of features that depend on one word alone are summed
once for each word and place; most words are so surely outside every name that the chain is worked out only around
the others.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp, log
from typing import Any

from mahdar.reading.names.features import OUTSIDE, PLACES, Item, edge_features, pair_keys, word_features
from mahdar.reading.names.words import Word

Row = list[float]
# By how much "outside" must lead for a word's label to be settled without its neighbours: more than transitions weigh.
_SURE = 12.0


class Crf:
    """A linear-chain CRF.

    Parameters
    ----------
    labels : list[str]
        "O" first, then "B-PER", "I-PER" and so on, in the order of the weights.
    weights : dict[str, list[int | float]]
        For each feature its weights as label number, weight, label number, weight, …; labels left out weigh nothing.
    transitions : list[list[float]]
        `transitions[i][j]` is the weight of label j right behind label i.
    """

    def __init__(self, labels: list[str], weights: dict[str, list[float]], transitions: list[Row]) -> None:
        self.labels = labels
        self._weights = weights
        self._transitions = transitions
        self._into = [list(column) for column in zip(*transitions, strict=True)]
        self._nothing = [0.0] * len(labels)
        self._words: dict[Word, tuple[Row, ...]] = {}
        self._pairs: dict[tuple[str, str, str], list[float] | None] = {}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Crf":
        """Take a model as it is stored."""
        return cls(data["labels"], data["weights"], data["transitions"])

    def to_json(self) -> dict[str, Any]:
        """Give the model as it is stored."""
        return {"labels": self.labels, "weights": self._weights, "transitions": self._transitions}

    def sum_of(self, features: Iterable[str]) -> Row:
        """Weights of some features, summed for each label."""
        total = self._nothing[:]
        get = self._weights.get
        for feature in features:
            row = get(feature)
            if row:
                for i in range(0, len(row), 2):
                    total[int(row[i])] += row[i + 1]
        return total

    def _word(self, word: Word) -> tuple[Row, ...]:
        rows = self._words.get(word)
        if rows is None:
            rows = self._words[word] = tuple(self.sum_of(word_features(word, place)) for place in PLACES)
        return rows

    def scores(self, items: Sequence[Item], extra: Sequence[Iterable[str]] | None = None) -> list[Row]:
        """For each word of a sentence the weight of each label, before its neighbours' labels count."""
        words = [self._word(item.word) for item in items]
        last = len(items) - 1
        nothing, pairs, get = self._nothing, self._pairs, self._weights.get
        result = []
        for at, rows in enumerate(words):
            before = words[at - 1][1] if at else nothing
            behind = words[at + 1][2] if at < last else nothing
            farther = words[at - 2][3] if at > 1 else nothing
            beyond = words[at + 2][4] if at < last - 1 else nothing
            total = [a + b + c + d + e for a, b, c, d, e in zip(rows[0], before, behind, farther, beyond, strict=True)]
            found = []
            for key in pair_keys(items, at):
                if key not in pairs:
                    pairs[key] = get(f"{key[0]}{key[1]}_{key[2]}")
                found.append(pairs[key])
            found += [get(feature) for feature in edge_features(items, at)]
            if extra is not None:
                found += [get(feature) for feature in extra[at]]
            for row in found:
                if row:
                    for i in range(0, len(row), 2):
                        total[int(row[i])] += row[i + 1]
            result.append(total)
        return result

    def label(self, scores: Sequence[Row]) -> list[str]:
        """The best labels of a sentence (Viterbi), worked out around the words that may be names."""
        labels = [OUTSIDE] * len(scores)
        for first, past in _open(scores):
            for at, label in enumerate(self._best(self._stretch(scores, first, past)), first):
                labels[at] = self.labels[label]
        return labels

    def certainty(self, scores: Sequence[Row], first: int, last: int, labels: Sequence[str]) -> float:
        """The probability that the words first..last of a sentence are a name with these labels and no longer."""
        begin, past = next((a, b) for a, b in _open(scores) if a <= first < b)
        rows = self._stretch(scores, begin, past)
        numbers = [self.labels.index(label) for label in labels]
        forward = self._forward(rows)
        value = forward[first - begin][numbers[0]]
        for step, (label, following) in enumerate(pairwise(numbers), 1):
            value += self._transitions[label][following] + rows[first - begin + step][following]
        label = numbers[-1]
        behind = rows[last - begin + 1 :]
        if behind:
            going_on = self.labels.index("I" + labels[-1][1:])
            sums = self._backward(behind)
            value += _log_sum([self._transitions[label][j] + sums[j] for j in range(len(self.labels)) if j != going_on])
        return min(1.0, exp(value - _log_sum(forward[-1])))

    def _stretch(self, scores: Sequence[Row], first: int, past: int) -> list[Row]:
        """Scores of a stretch, its ends joined to the settled words around it."""
        rows = [row[:] for row in scores[first:past]]
        if first:
            rows[0] = [a + b for a, b in zip(rows[0], self._transitions[0], strict=True)]
        if past < len(scores):
            rows[-1] = [a + b for a, b in zip(rows[-1], self._into[0], strict=True)]
        return rows

    def _best(self, rows: Sequence[Row]) -> list[int]:
        best, ways = rows[0], []
        for row in rows[1:]:
            way, new = [], []
            for column, score in zip(self._into, row, strict=True):
                sums = [a + b for a, b in zip(best, column, strict=True)]
                most = max(sums)
                way.append(sums.index(most))
                new.append(most + score)
            ways.append(way)
            best = new
        label = best.index(max(best))
        path = [label]
        for way in reversed(ways):
            label = way[label]
            path.append(label)
        return path[::-1]

    def _forward(self, rows: Sequence[Row]) -> list[Row]:
        """For each word and label the log of the summed weight of all ways there."""
        result = [rows[0]]
        for row in rows[1:]:
            here = result[-1]
            result.append(
                [
                    score + _log_sum([a + b for a, b in zip(here, column, strict=True)])
                    for column, score in zip(self._into, row, strict=True)
                ]
            )
        return result

    def _backward(self, rows: Sequence[Row]) -> Row:
        """For each label of the first word the log of the summed weight of all ways from it to the end."""
        sums = rows[-1]
        for row in reversed(rows[:-1]):
            sums = [
                score + _log_sum([a + b for a, b in zip(sums, onward, strict=True)])
                for onward, score in zip(self._transitions, row, strict=True)
            ]
        return sums


def _open(scores: Sequence[Row]) -> list[tuple[int, int]]:
    """Stretches [first, past) of words whose label is not settled by itself."""
    stretches = []
    start = -1
    for at, row in enumerate(scores):
        settled = row[0] - max(row[1:]) >= _SURE
        if not settled and start < 0:
            start = at
        elif settled and start >= 0:
            stretches.append((start, at))
            start = -1
    if start >= 0:
        stretches.append((start, len(scores)))
    return stretches


def _log_sum(values: Row) -> float:
    top = max(values)
    return top + log(sum([exp(value - top) for value in values]))
