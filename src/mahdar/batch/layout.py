"""Laying out: from the parts of a run to the data set, each table in folders by month of publication.

DATASET/events/month=2018-06/part-0000.parquet
DATASET/issue-log.jsonl
DATASET/dataset.json                            written last: where it is missing, the data set is not complete
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mahdar.batch.inputs import Input, Segment
from mahdar.batch.part import log_line
from mahdar.batch.tables import MONTH, UNDATED, arrow_schema
from mahdar.batch.work import MARKS, REFUSED, Work
from mahdar.batch.working import repeated

_ROWS_OF_GROUP = 50_000
_BYTES_HELD = 128 << 20  # of all months together
_ROWS_OF_FILE = 2_000_000
_MARKED = ("source_group", "source_agency", "duplicate", "duplicate_of")


class Layout:
    """Writes tables from parts.

    Parameters
    ----------
    work : str
        The working folder.
    out : str
        Folder in which tables are made.
    segments : sequence of Segment
    """

    def __init__(self, work: str, out: str, segments: Sequence[Segment]) -> None:
        self._work, self._out, self._segments = Work(Path(work)), Path(out), segments

    def __call__(self, name: str) -> str:
        """Write one table; gives its numbers of files and rows, as JSON."""
        table = _MonthlyFiles(self._out / name, arrow_schema(name))
        for segment, part, base in based(self._work, self._segments):
            path = part / f"{name}.parquet"
            if path.exists():
                table.put(_marked(path, part, base if name == "articles" and segment.kind == "lines" else 0))
        return json.dumps({"name": name, **table.close()})


def write_log(work: Work, segments: Sequence[Segment], path: Path) -> dict[str, int]:
    """Write what became of every input that gave no record, in the order of the inputs; gives counts by code."""
    counts: dict[str, int] = {}
    with path.open("w", encoding="utf-8") as stream:
        for _, part, base in based(work, segments):
            for line in _log_lines(part):
                if line["position"] is not None:
                    line["position"] += base
                counts[line["code"]] = counts.get(line["code"], 0) + 1
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return dict(sorted(counts.items()))


def based(work: Work, segments: Sequence[Segment]) -> Iterator[tuple[Segment, Path, int]]:
    """Give all parts in the order of the inputs, with the lines of their file that come before their segment."""
    source, base = "", 0
    for segment in segments:
        done = work.segment(segment.number)
        report = done.report()
        if segment.source != source:
            source, base = segment.source, 0
        for number in range(report.parts):
            yield segment, done.part(number), base
        base += report.lines


def _log_lines(part: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 (an optional library, slow to load)

    refused = part / REFUSED
    if refused.exists():
        with refused.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)
    marks = part / MARKS
    if not marks.exists():
        return
    again = {row["article"] for row in pq.read_table(marks).to_pylist() if row["repeated"]}
    if again:
        columns = ["article", "source", "position", "member", "url"]
        for row in pq.read_table(part / "articles.parquet", columns=columns).to_pylist():
            if row["article"] in again:
                given = Input(row["source"], row["position"], row["member"], repeated(row["article"], ""), row["url"])
                yield dict(log_line(given, repeated(row["article"], given.place)))


def _marked(path: Path, part: Path, base: int) -> Any:
    """Read the rows of a part without those of repeated articles, and with what was found about duplicates."""
    import pyarrow.compute as pc  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    marks = pq.read_table(part / MARKS)
    table = pq.read_table(path)
    at = pc.index_in(table["article"], marks["article"].combine_chunks())
    keep = pc.invert(pc.take(marks["repeated"], at))
    table, at = table.filter(keep), at.filter(keep)
    for number, column in enumerate(table.schema.names):
        if column in _MARKED:
            table = table.set_column(number, table.schema.field(column), pc.take(marks[column], at))
        elif column == "position" and base:
            table = table.set_column(number, table.schema.field(column), pc.add(table[column], base))
    return table


class _MonthlyFiles:
    """Files of one table being written, by month."""

    def __init__(self, folder: Path, schema: Any) -> None:
        self._folder, self._schema = folder, schema
        self._held: dict[str, list[Any]] = {}
        self._writers: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._files: dict[str, int] = {}

    def put(self, table: Any) -> None:
        """Take rows; they are written when there are enough of their month, or too many of all."""
        import pyarrow.compute as pc  # noqa: PLC0415

        for month in sorted(pc.unique(table[MONTH]).to_pylist()):
            rows = table.filter(pc.equal(table[MONTH], month)).drop_columns([MONTH])
            self._held.setdefault(month, []).append(rows)
            if sum(held.num_rows for held in self._held[month]) >= _ROWS_OF_GROUP:
                self._flush(month)
        if sum(rows.nbytes for held in self._held.values() for rows in held) >= _BYTES_HELD:
            for month in sorted(self._held):
                self._flush(month)

    def close(self) -> dict[str, int]:
        """Finish all files; gives how many there are, and how many rows."""
        if not self._held and not self._rows:
            # A table without rows is one empty file, so that programs find its columns.
            self._held[UNDATED] = [self._schema.empty_table()]
        for month in sorted(self._held):
            self._flush(month)
        for writer in self._writers.values():
            writer.close()
        return {"files": sum(self._files.values()), "rows": sum(self._rows.values())}

    def _flush(self, month: str) -> None:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        rows = pa.concat_tables(self._held.pop(month)).cast(self._schema)
        before = self._rows.get(month, 0)
        writer = self._writers.get(month)
        if writer is None or before // _ROWS_OF_FILE != (before + rows.num_rows) // _ROWS_OF_FILE:
            if writer is not None:
                writer.close()
            number = self._files.get(month, 0)
            folder = self._folder / f"{MONTH}={month}"
            folder.mkdir(parents=True, exist_ok=True)
            writer = pq.ParquetWriter(folder / f"part-{number:04}.parquet", self._schema, compression="zstd")
            self._writers[month], self._files[month] = writer, number + 1
        writer.write_table(rows)
        self._rows[month] = before + rows.num_rows
