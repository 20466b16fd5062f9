"""B-cubed: how well groups of mentions match labelled clusters, mention by mention.

Source: Bagga and Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model" (1998).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mahdar.analysis.incidents import Address


@dataclass(frozen=True)
class Score:
    """Sums over mentions: how much of a mention's group is of its cluster, how much of its cluster is in its group."""

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.precision + other.precision, self.recall + other.recall, self.mentions + other.mentions)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        n = max(1, self.mentions)
        p, r = self.precision / n, self.recall / n
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(groups: Iterable[Sequence[Address]], clusters: Mapping[Address, str], keep: Callable[[str], bool]) -> Score:
    """Score groups against labelled clusters; mentions without a label are left out of both.

    Parameters
    ----------
    groups : iterable of sequences of addresses
    clusters : mapping from address to cluster
    keep : callable
        Which articles to score, by id; the others count as members of groups and clusters, but are not asked.
    """
    sizes = Counter(clusters.values())
    score = Score()
    for group in groups:
        labelled = Counter(clusters[address] for address in group if address in clusters)
        for address in group:
            if address in clusters and keep(address[0]):
                shared = labelled[clusters[address]]
                score += Score(shared / labelled.total(), shared / sizes[clusters[address]], 1)
    return score
