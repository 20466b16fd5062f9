"""Duplicates across a whole run: the same bodies, and reprints, by the very rule that archives follow.

Every article leaves a print (`mahdar.analysis.reprints`) in its part. Here all prints are brought together, in memory
that grows by about a hundred bytes an article: shingles lie in files that are mapped, and bands are sorted slice by
slice. What shares a band is compared, unless it is known to belong together already.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mahdar.analysis.reprints import Credits, Print, agency_by, compare_prints
from mahdar.batch.part import prints_schema
from mahdar.batch.prints import Groups, Shingles
from mahdar.batch.work import MARKS, PRINTS

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_BANDS = 64  # of an article
_SLICE_ENTRIES = 8_000_000  # bands sorted at a time; sorting takes some 40 bytes each
_PRINTS_HELD = 2_000
_RUN = 200  # articles that share a band; in longer runs each is compared with the next hundred only
_NEXT = 100
_KINDS = (None, "near", "exact")


@dataclass(frozen=True)
class Tally:
    """How many articles were marked."""

    exact: int
    near: int
    repeated: int


class Duplicates:
    """Marks the articles of a run.

    Parameters
    ----------
    parts : sequence of Path
        All parts, in the order of the inputs.
    folder : Path
        For shingles.
    """

    def __init__(self, parts: Sequence[Path], folder: Path) -> None:
        self._parts = [part for part in parts if (part / PRINTS).exists()]
        self._shingles = Shingles(folder)
        self._starts: list[int] = []  # number of the first article of each part
        self._days: list[str | None] = []  # all days of publication there are; articles have their places in it
        self._gather()

    def mark(self) -> Tally:
        """Write `marks.parquet` into each part."""
        import numpy as np  # noqa: PLC0415 (it comes with datasketch, which reading need not wait for)

        groups = Groups(len(self._keys))
        _, first = np.unique(self._keys, return_index=True)
        repeated = np.ones(len(self._keys), dtype=bool)
        repeated[first] = False
        bodies = self._bodies(repeated)
        for number in np.flatnonzero(bodies != np.arange(len(bodies))).tolist():
            if bodies[number] >= 0:
                groups.unite(number, int(bodies[number]))
        self._compare(np.unique(bodies[bodies >= 0]), groups)
        self._shingles.close()
        return self._write(groups, repeated, bodies)

    def _gather(self) -> None:
        import numpy as np  # noqa: PLC0415

        keys, days = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
        codes: dict[str | None, int] = {}
        count = 0
        for part in self._parts:
            table = _read(part, ["article", "published", "shingles", "own"])
            self._starts.append(count)
            count += table.num_rows
            keys.append(np.array([int(key, 16) for key in table["article"].to_pylist()], np.uint64))
            published = table["published"].to_pylist()
            days.append(np.array([codes.setdefault(day, len(codes)) for day in published], np.int32))
            self._shingles.add(table["shingles"].combine_chunks(), table["own"].combine_chunks())
        self._shingles.finish()
        self._days = list(codes)
        self._keys, self._day = np.concatenate(keys), np.concatenate(days)

    def _bodies(self, repeated: "Numbers") -> "Numbers":
        """Give each article the first one with the same body, itself if there is none; -1 if it is left out."""
        import numpy as np  # noqa: PLC0415

        digests = self._shingles.digests()
        bodies = np.full(len(digests), -1, np.int64)
        kept = np.flatnonzero(~repeated & (digests != 0))
        _, first, which = np.unique(digests[kept], return_index=True, return_inverse=True)
        bodies[kept] = kept[first][which]
        return bodies

    def _compare(self, numbers: "Numbers", groups: Groups) -> None:
        prints = _Held(self._print)
        for run in self._runs(numbers):
            for one, other in _pairs(run):
                if not groups.together(one, other) and compare_prints(prints[one], prints[other]).reprint:
                    groups.unite(one, other)

    def _print(self, number: int) -> Print:
        shingles, own = self._shingles.of(number)
        return Print(self._key(number), shingles, own, self._published(number))

    def _key(self, number: int) -> str:
        return f"{int(self._keys[number]):016x}"

    def _published(self, number: int) -> str | None:
        return self._days[int(self._day[number])]

    def _runs(self, numbers: "Numbers") -> Iterator[list[int]]:
        """Give the articles that share a band, in the order of their numbers."""
        import numpy as np  # noqa: PLC0415

        wanted = np.zeros(len(self._keys), dtype=bool)
        wanted[numbers] = True
        slices = 1 + len(numbers) * _BANDS // _SLICE_ENTRIES
        for number in range(slices):
            bands, owners = self._slice(wanted, number, slices)
            order = np.lexsort((owners, bands))
            bands, owners = bands[order], owners[order]
            edges = [0, *(np.flatnonzero(bands[1:] != bands[:-1]) + 1).tolist(), len(bands)]
            for start, end in pairwise(edges):
                if end - start > 1:
                    yield owners[start:end].tolist()

    def _slice(self, wanted: "Numbers", number: int, slices: int) -> tuple["Numbers", "Numbers"]:
        """Gather the bands whose hashes fall into one slice, with the articles that have them."""
        import numpy as np  # noqa: PLC0415

        found_bands, found_owners = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
        for start, part in zip(self._starts, self._parts, strict=True):
            column = _read(part, ["bands"])["bands"].combine_chunks()
            lengths = np.diff(column.offsets.to_numpy())
            owners = np.repeat(np.arange(start, start + len(lengths), dtype=np.uint32), lengths)
            # The same hash at another place of the signature is another band.
            places = np.arange(len(owners), dtype=np.uint64) - np.repeat(
                np.cumsum(lengths, dtype=np.uint64) - lengths.astype(np.uint64), lengths
            )
            bands = column.flatten().to_numpy() ^ (places << np.uint64(58))
            keep = wanted[owners] & (bands % np.uint64(slices) == number)
            found_bands.append(bands[keep])
            found_owners.append(owners[keep])
        return np.concatenate(found_bands), np.concatenate(found_owners)

    def _write(self, groups: Groups, repeated: "Numbers", bodies: "Numbers") -> Tally:
        import numpy as np  # noqa: PLC0415

        agencies = self._agencies(groups)
        first = np.full(len(bodies), -1, np.int64)  # of an article with others: the one that was printed first
        kinds = np.zeros(len(bodies), np.int8)
        for group in groups.members():
            ordered = sorted(group, key=lambda number: (self._published(number) or "~", self._keys[number]))
            seen: set[int] = set()
            for number in ordered:
                first[number] = ordered[0]
                if number != ordered[0]:
                    kinds[number] = _KINDS.index("exact" if bodies[number] in seen else "near")
                seen.add(int(bodies[number]))
        for start, table in self._tables(["article", "credited", "carried"]):
            rows = []
            for number, row in enumerate(table, start=start):
                key = None if first[number] < 0 else self._key(first[number])
                own = agency_by([_credits(row)])[0]
                rows.append(
                    {
                        "article": row["article"], "repeated": bool(repeated[number]), "source_group": key,
                        "source_agency": own if key is None else agencies[groups.root(number)],
                        "duplicate": _KINDS[kinds[number]], "duplicate_of": key if kinds[number] else None,
                    }
                )  # fmt: skip
            _write_marks(self._parts[self._starts.index(start)], rows)
        exact, near = (int((kinds == _KINDS.index(kind)).sum()) for kind in ("exact", "near"))
        return Tally(exact, near, int(repeated.sum()))

    def _agencies(self, groups: Groups) -> dict[int, str | None]:
        """Choose the agency of each group."""
        gathered = {groups.root(group[0]): list[Credits]() for group in groups.members()}
        for start, table in self._tables(["credited", "carried"]):
            for number, row in enumerate(table, start=start):
                if groups.root(number) in gathered:
                    gathered[groups.root(number)].append(_credits(row))
        return {root: agency_by(credits_)[0] for root, credits_ in gathered.items()}

    def _tables(self, columns: list[str]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        for start, part in zip(self._starts, self._parts, strict=True):
            yield start, _read(part, columns).to_pylist()


class _Held(OrderedDict[int, Print]):
    """Prints as they are asked for; the last thousands stay in memory."""

    def __init__(self, make: Callable[[int], Print]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> Print:
        if len(self) >= _PRINTS_HELD:
            self.popitem(last=False)
        self[number] = self._make(number)
        return self[number]


def _pairs(run: Sequence[int]) -> Iterable[tuple[int, int]]:
    reach = len(run) if len(run) <= _RUN else _NEXT
    return ((one, other) for at, one in enumerate(run) for other in run[at + 1 : at + 1 + reach])


def _credits(row: dict[str, Any]) -> Credits:
    return _same_credits(tuple(row["credited"]), tuple(row["carried"]))


@lru_cache(maxsize=10_000)
def _same_credits(credited: tuple[str, ...], carried: tuple[str, ...]) -> Credits:
    """Hold what many articles credit once."""
    return Credits(frozenset(credited), frozenset(carried))


def _read(part: Path, columns: list[str]) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415 (an optional library, slow to load)

    return pq.read_table(part / PRINTS, columns=columns, schema=prints_schema())


def _write_marks(part: Path, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    text = ("article", "source_group", "source_agency", "duplicate", "duplicate_of")
    schema = pa.schema([("repeated", pa.bool_()), *((name, pa.string()) for name in text)])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), part / MARKS)
