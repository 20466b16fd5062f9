"""The prints of all articles of a run: their shingles on disk, and what belongs together."""

from array import array
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


class Groups:
    """Articles that belong together, and what belongs with what of them.

    Parameters
    ----------
    count : int
        Of articles, numbered from 0.
    """

    def __init__(self, count: int) -> None:
        self._above = array("q", range(count))

    def root(self, number: int) -> int:
        """Give the lowest number of the group."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def together(self, one: int, other: int) -> bool:
        """Whether two belong together."""
        return self.root(one) == self.root(other)

    def unite(self, one: int, other: int) -> None:
        """Put two together with all that belongs to them."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def members(self) -> list[list[int]]:
        """List the groups of two and more."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            root = self.root(number)
            if root != number:
                found.setdefault(root, [root]).append(number)
        return list(found.values())


class Shingles:
    """The shingles of all articles, in two files that are mapped.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._paths = (folder / "shingles", folder / "own")
        self._streams = [path.open("wb") for path in self._paths]
        self._ends = (array("q", [0]), array("q", [0]))
        self._digests = array("Q")
        self._mapped: list[Any] = []

    def add(self, every: Any, own: Any) -> None:
        """Add the articles of a part: columns of all their shingles, and of those outside quotations."""
        for column, stream, ends in zip((every, own), self._streams, self._ends, strict=True):
            values = column.flatten().to_numpy()
            stream.write(values.tobytes())
            offsets = column.offsets.to_numpy()
            last = ends[-1]
            ends.extend((offsets[1:].astype("int64") - offsets[0] + last).tolist())
            if column is every:
                edges = (offsets - offsets[0]).tolist()
                for start, end in pairwise(edges):
                    self._digests.append(_digest(values[start:end].tobytes()))

    def finish(self) -> None:
        """Close the files and map them."""
        import numpy as np  # noqa: PLC0415 (it comes with datasketch, which reading need not wait for)

        for stream, path in zip(self._streams, self._paths, strict=True):
            stream.close()
            empty = path.stat().st_size == 0
            self._mapped.append(np.empty(0, np.uint64) if empty else np.memmap(path, np.uint64, "r"))

    def close(self) -> None:
        """Remove the files."""
        self._mapped = []
        for path in self._paths:
            path.unlink()

    def digests(self) -> "Numbers":
        """Give a number for each article, the same for the same shingles; 0 if there are none."""
        import numpy as np  # noqa: PLC0415

        return np.array(self._digests, np.uint64)

    def of(self, number: int) -> tuple[frozenset[int], frozenset[int]]:
        """Give the shingles of an article, and those of them outside quotations."""
        every, own = (
            frozenset(mapped[ends[number] : ends[number + 1]].tolist())
            for mapped, ends in zip(self._mapped, self._ends, strict=True)
        )
        return every, own


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") if data else 0
