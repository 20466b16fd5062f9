"""A data set, opened: its records, article by article, in memory that does not grow with it."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mahdar.batch.plan import require_library
from mahdar.batch.rows import Row, record_of
from mahdar.batch.run import ABOUT, About, read_about
from mahdar.batch.tables import MONTH, TABLES
from mahdar.errors import IntakeError
from mahdar.model.archived import ArchivedRecord

_AT_ONCE = 2_000  # rows decoded at a time


class Dataset:
    """A finished data set.

    Parameters
    ----------
    folder : Path

    Attributes
    ----------
    about : About

    Raises
    ------
    IntakeError
        `not-a-dataset` if there is none, or it is not finished.
    ExportError
        `library-missing` without pyarrow.
    """

    def __init__(self, folder: Path) -> None:
        require_library("pyarrow")
        self._folder = folder
        if not (folder / ABOUT).exists():
            raise _none("there is no dataset.json: it is none, or the run is not finished", folder)
        try:
            self.about: About = read_about(folder)
        except (ValidationError, OSError) as error:
            raise _none("its dataset.json cannot be read", folder) from error

    def records(self) -> Iterator[tuple[str, ArchivedRecord]]:
        """Give the records month by month, each with where it stood in the sources.

        Raises
        ------
        IntakeError
            `not-a-dataset` if a table is missing or broken.
        """
        for folder in sorted((self._folder / "articles").glob(f"{MONTH}=*")):
            parts = {name: _Reader(self._folder / name / folder.name) for name in TABLES}
            for key, rows in parts["articles"]:
                whole = {"articles": rows}
                whole |= {name: parts[name].of(key) for name in TABLES if name != "articles"}
                (article,) = rows
                record = record_of(whole, self.about.reader)
                group, agency = article["source_group"], article["source_agency"]
                places = (article["source"], article["member"], article["position"])
                yield (
                    ":".join(str(part) for part in places if part is not None),
                    ArchivedRecord(article_id=key, record=record, source_group=group, source_agency=agency),
                )


class _Reader:
    """Rows of one table and month, article by article; articles come in the same order in every table."""

    def __init__(self, folder: Path) -> None:
        self._groups = groupby(_rows(folder), key=lambda row: str(row["article"]))
        self._next: tuple[str, Iterator[Row]] | None = None

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        return ((key, list(rows)) for key, rows in self._groups)

    def of(self, key: str) -> list[Row]:
        """Give the rows of an article, asked for in their order."""
        if self._next is None:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        rows = list(self._next[1])
        self._next = None
        return rows


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in sorted(folder.glob("*.parquet")):
        try:
            with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
                for batch in file.iter_batches(_AT_ONCE):
                    yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise _none(f"{path.name} cannot be read ({error})", folder) from error


def _none(problem: str, folder: Path) -> IntakeError:
    return IntakeError(
        "not-a-dataset",
        f"This is no data set of Mahdar: {problem}.",
        "Give a folder that `mahdar batch --out` has written to its end.",
        str(folder),
    )
