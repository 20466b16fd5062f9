"""Words as incidents are compared by: stripped of clitics and weighted by how rare they are in the press."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log

from mahdar.arabic.clitics import splits
from mahdar.knowledge import Knowledge
from mahdar.knowledge.compiling import HERE

_RANKED = HERE / "data" / "clusters.tsv"  # words of the press, the commonest first


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """The shortest reading of a folded word without its clitics that leaves three letters."""
    return min((split.stem for split in splits(form) if len(split.stem) >= 3), key=lambda s: (len(s), s), default=form)


@dataclass(frozen=True, eq=False)
class WordWeights:
    """How much a stem tells: near 0 for the commonest words, 1 for words that are not among the common ones.

    By Zipf's law a word's frequency falls with its rank, so the logarithm of the rank stands for the inverse document
    frequency; weights do not change when an archive grows, and with them no incident.
    """

    weights: dict[str, float]

    def of(self, word: str) -> float:
        """Weight of a stem."""
        return self.weights.get(word, 1.0)

    def total(self, words: Iterable[str]) -> float:
        """Weight of several stems; summed exactly, so that it is the same in any order."""
        return fsum(map(self.of, words))


def build_word_weights(knowledge: Knowledge) -> WordWeights:  # noqa: ARG001 (the signature of all derived indexes)
    """Rank the stems of the press by their commonest form; to be used with `knowledge.derive`."""
    ranks: dict[str, int] = {}
    for line in _RANKED.read_text(encoding="utf-8").splitlines():
        ranks.setdefault(stem(line.split("\t", 1)[0]), len(ranks) + 1)
    return WordWeights({word: log(1 + rank) / log(2 + len(ranks)) for word, rank in ranks.items()})
