"""A part in the making: rows, prints and refusals of some inputs, held as Arrow tables and written together."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mahdar.analysis.reprints import Credits, Print, credits_of, print_of
from mahdar.batch.inputs import Input
from mahdar.batch.rows import Rows, rows_of
from mahdar.batch.tables import MONTH, TABLES, UNDATED, arrow_schema
from mahdar.batch.work import PRINTS, REFUSED, PartReport
from mahdar.errors import MahdarError
from mahdar.export.periods import period
from mahdar.knowledge import Knowledge
from mahdar.model.archived import ArchivedRecord

_ARTICLES, _INPUTS = 256, 20_000  # after so many of either a part is written
_ROWS_HELD = 64  # articles whose rows are held before they become Arrow, which is a tenth as large


class Part:
    """Takes records and refusals until it is full.

    Parameters
    ----------
    knowledge : Knowledge
        For the names of agencies.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._held: list[tuple[Input, Rows]] = []
        self._tables: dict[str, list[Any]] = {name: [] for name in TABLES}
        self._prints: list[dict[str, Any]] = []
        self._refused: list[str] = []
        self._keys: set[str] = set()
        self._words = 0
        self.inputs = 0

    @property
    def full(self) -> bool:
        """Whether it is time to write it."""
        return len(self._keys) >= _ARTICLES or self.inputs >= _INPUTS

    def has(self, article_id: str) -> bool:
        """Whether it holds an article already."""
        return article_id in self._keys

    def add(self, given: Input, archived: ArchivedRecord) -> None:
        """Take the record of an input."""
        rows = rows_of(archived)
        _check(archived, rows)
        month = month_of(archived.record.article.published)
        for table in rows.values():
            for row in table:
                row[MONTH] = month
        (article,) = rows["articles"]
        article |= {"source": given.source, "position": given.position, "member": given.member}
        self._prints.append(
            _print_row(
                print_of(archived.article_id, archived.record), credits_of(archived.record, self._knowledge)
            )
        )  # fmt: skip
        self._keys.add(archived.article_id)
        self._words += article["words"]
        self._held.append((given, rows))
        self.inputs += 1
        if len(self._held) >= _ROWS_HELD:
            self._release()

    def refuse(self, given: Input, problem: MahdarError) -> None:
        """Take note of an input that gives no record."""
        self._refused.append(json.dumps(log_line(given, problem), ensure_ascii=False))
        self.inputs += 1

    def write(self, folder: Path, used: int) -> PartReport:
        """Write the files and tell what is in them."""
        import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)
        import pyarrow.parquet as pq  # noqa: PLC0415

        self._release()
        for name, tables in self._tables.items():
            if tables:
                pq.write_table(pa.concat_tables(tables), folder / f"{name}.parquet", compression="zstd")
        if self._prints:
            pq.write_table(
                pa.Table.from_pylist(self._prints, schema=prints_schema()), folder / PRINTS, compression="zstd"
            )
        if self._refused:
            (folder / REFUSED).write_text("\n".join(self._refused) + "\n", encoding="utf-8")
        return PartReport(
            inputs=self.inputs, articles=len(self._keys), refused=len(self._refused), words=self._words, bytes=used
        )

    def _release(self) -> None:
        """Make Arrow tables of the rows held."""
        for name in TABLES:
            rows = [row for _, rows in self._held for row in rows[name]]
            if rows:
                self._tables[name].append(_arrow(name, rows))
        self._held = []


def month_of(published: str | None) -> str:
    """Give the month of publication, as folders are named; the first one that the date allows."""
    start = period(published).start
    return f"{start:%Y-%m}" if start else UNDATED


def log_line(given: Input, problem: MahdarError) -> Mapping[str, object]:
    """Write what became of an input that gave no record."""
    return {
        "source": given.source, "position": given.position, "member": given.member, "url": given.url,
        "code": problem.code, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def prints_schema() -> Any:
    """Give the schema of the prints: what is needed to find reprints and their agency, nothing else."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema(
        [
            ("article", pa.string()),
            ("published", pa.string()),
            ("shingles", pa.list_(pa.uint64())),
            ("own", pa.list_(pa.uint64())),
            ("bands", pa.list_(pa.uint64())),
            ("credited", pa.list_(pa.string())),
            ("carried", pa.list_(pa.string())),
        ]
    )


def _print_row(printed: Print, credits_: Credits) -> dict[str, Any]:
    return {
        "article": printed.article_id,
        "published": printed.published,
        "shingles": sorted(printed.shingles),
        "own": sorted(printed.own),
        "bands": [int(band.partition(":")[2], 16) for band in printed.bands],
        "credited": sorted(credits_.credited),
        "carried": sorted(credits_.carried),
    }


def _arrow(name: str, rows: list[dict[str, Any]]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    schema = arrow_schema(name)
    return pa.Table.from_pylist(rows, schema=schema.append(pa.field(MONTH, pa.string())))


def _check(archived: ArchivedRecord, rows: Rows) -> None:
    """Refuse a record that the columns cannot hold now, not when it stands among hundreds.

    Raises
    ------
    OverflowError
        For a count beyond 63 bits.
    ValueError
        For text that is not Unicode, such as half of a letter in an address.
    """
    archived.record.article.model_dump_json()
    for row in rows["figures"]:
        for bound in (row["min"], row["max"]):
            if bound is not None and not -(1 << 63) <= bound < 1 << 63:
                raise OverflowError(f"the figure {bound} is too large for a table")
