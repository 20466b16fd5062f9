"""Word clusters: which words behave alike in the press, as `training/build_clusters.py` learned from plain articles."""

from pathlib import Path

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.memo import Memo
from mahdar.knowledge.loading import Knowledge

_FILE = Path(__file__).parent / "data" / "clusters.tsv"


class Clusters:
    """Clusters of folded words at two grains."""

    def __init__(self, table: dict[str, tuple[str, str]]) -> None:
        self._table = table
        self._read = Memo(self._find)

    def of(self, form: str) -> tuple[str, str]:
        """Coarse and fine cluster of a folded word, proclitics stripped if need be; ("", "") if unknown."""
        return self._read[form]

    def _find(self, form: str) -> tuple[str, str]:
        return next((self._table[f] for f, _ in name_starts(form) if f in self._table), ("", ""))


def build_clusters(knowledge: Knowledge) -> Clusters:  # noqa: ARG001 (the signature of all derived indexes)
    """Load the cluster table."""
    table: dict[str, tuple[str, str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        word, coarse, fine = line.split("\t")
        table[word] = (coarse, fine)
    return Clusters(table)
