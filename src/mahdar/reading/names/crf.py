"""Linear-chain conditional random fields in plain Python: the best labels of a sentence and how certain a name is.

A label that lags far behind the best one of its word is left out. Most words keep one label only, "outside", so a
sentence costs little more than its names.
"""

from collections.abc import Sequence
from math import exp, log

Row = Sequence[float]
Choices = list[tuple[int, float]]


class Chain:
    """The labels of a field and how they follow each other.

    Parameters
    ----------
    labels : list[str]
        "O", "B-PER", "I-PER" and so on, in the order of the scores.
    transitions : list[list[float]]
        `transitions[i][j]` is the weight of label j right behind label i.
    scale : int
        How many units of a score make one.
    lag : float
        By how much a label may lag behind the best one of its word and yet be the one. Transitions weigh up to seven;
        at seven three labels of 24,000 words change.
    rare : float
        The same for what adds to the probabilities: e to the -5 is not worth adding.
    """

    def __init__(
        self, labels: list[str], transitions: Sequence[Row], scale: int = 1, *, lag: float = 7.0, rare: float = 5.0
    ) -> None:
        self.labels = labels
        self.transitions = transitions
        self._scale = scale
        # As scores are whole numbers of small units, so are these, and equal ways weigh the same.
        self._steps = transitions if scale == 1 else [[round(weight * scale) for weight in row] for row in transitions]
        self._lag = lag * scale
        self._rare = rare * scale

    def label(self, scores: Sequence[Row]) -> list[str]:
        """The best labels of a sentence (Viterbi), given the weight of each label of each word."""
        transitions = self._steps
        steps: list[list[int]] = []
        kept = [_kept(row, self._lag) for row in scores]
        ways = kept[0]
        for choices in kept[1:]:
            if len(ways) == 1:
                before, value = ways[0]
                onward = transitions[before]
                steps.append([0] * len(choices))
                ways = [(label, value + onward[label] + score) for label, score in choices]
                continue
            step, new = [], []
            for label, score in choices:
                sums = [value + transitions[before][label] for before, value in ways]
                value = max(sums)
                step.append(sums.index(value))
                new.append((label, value + score))
            steps.append(step)
            ways = new
        values = [value for _, value in ways]
        at = values.index(max(values))
        path = [ways[at][0]]
        for number in range(len(steps) - 1, -1, -1):
            at = steps[number][at]
            path.append(kept[number][at][0])
        return [self.labels[label] for label in reversed(path)]

    def certainty(self, scores: Sequence[Row], labels: Sequence[str], first: int, last: int) -> float:
        """How probable it is that the words first..last have their labels and the name ends there."""
        numbers = [self.labels.index(label) for label in labels]
        past = len(scores)

        def choices(at: int) -> Choices:
            kept = _kept(scores[at], self._rare, numbers[at])
            return [(label, score / self._scale) for label, score in kept]

        # What stands beyond a word that can have one label only has no say.
        low = first
        while low and len(choices(low)) > 1:
            low -= 1
        high = min(last + 1, past - 1)
        while high < past - 1 and len(choices(high)) > 1:
            high += 1
        kept = [choices(at) for at in range(low, high + 1)]
        forward = self._forward(kept)
        value = next(value for label, value in forward[first - low] if label == numbers[first])
        for at in range(first + 1, last + 1):
            value += self.transitions[numbers[at - 1]][numbers[at]] + scores[at][numbers[at]] / self._scale
        if last + 1 < past:
            going_on = self.labels.index("I" + labels[last][1:])
            onward = self.transitions[numbers[last]]
            backward = self._backward(kept[last + 1 - low :])
            ends = [onward[label] + value for label, value in backward[0] if label != going_on]
            value = value + _log_sum(ends) if ends else float("-inf")
        return min(1.0, exp(value - _log_sum([value for _, value in forward[-1]])))

    def _forward(self, kept: Sequence[Choices]) -> list[Choices]:
        """For each word and label the log of the summed weight of all ways from the beginning through it."""
        transitions = self.transitions
        result = [kept[0]]
        for choices in kept[1:]:
            ways = result[-1]
            result.append(
                [
                    (label, score + _log_sum([value + transitions[before][label] for before, value in ways]))
                    for label, score in choices
                ]
            )
        return result

    def _backward(self, kept: Sequence[Choices]) -> list[Choices]:
        """For each word and label the log of the summed weight of all ways through it to the end."""
        result = [kept[-1]]
        for choices in reversed(kept[:-1]):
            ways = result[-1]
            result.append(
                [
                    (label, score + _log_sum([value + self.transitions[label][behind] for behind, value in ways]))
                    for label, score in choices
                ]
            )
        return result[::-1]


def _kept(row: Row, lag: float, anyway: int = -1) -> Choices:
    """Labels worth considering, with their scores."""
    floor = max(row) - lag
    if anyway <= 0 and max(row[1:]) <= floor:  # most words: none but "outside"
        return [(0, row[0])]
    return [(label, score) for label, score in enumerate(row) if score > floor or label == anyway]


def _log_sum(values: Row) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum([exp(value - top) for value in values]))
