"""Parquet: the same four tables with typed columns, lists as lists."""

from typing import Any

from mahdar.errors import ExportError
from mahdar.export.columns import Column, Table, tables
from mahdar.export.exporter import ARTICLES, EVENTS, FIGURES, STATEMENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.options import ExportOptions
from mahdar.export.rows import TABLES, Row, rows
from mahdar.export.selection import Extract

_ROWS_AT_ONCE = 4096  # rows held in memory and written as one row group


class ParquetTable:
    """One Parquet file being written.

    Raises
    ------
    ExportError
        `library-missing` if pyarrow is not installed.
    """

    def __init__(self, name: str, files: Files) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise ExportError(
                "library-missing", "Parquet needs the library pyarrow.", "pip install 'mahdar[parquet]'", "parquet"
            ) from error
        self._name, self._path = name, f"{name}.parquet"
        self._table = tables()[name]
        self._arrow = pa
        self.schema = _schema(self._table, pa)
        self._writer = pq.ParquetWriter(str(files.begin(self._path)), self.schema, compression="zstd")
        self._rows: list[Row] = []
        self.count = 0

    def put(self, row: Row) -> None:
        """Write one row, sooner or later."""
        self._rows.append(row)
        self.count += 1
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def close(self) -> Resource:
        """Finish the file."""
        self._flush()
        self._writer.close()
        title = self._table.title
        return Resource(
            f"{self._name}-parquet",
            self._path,
            f"{title.en} · {title.ar}",
            "parquet",
            "application/vnd.apache.parquet",
            self.count,
        )

    def abandon(self) -> None:
        """Close the file as it is."""
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self.schema))
            self._rows = []


class ParquetExporter(Exporter):
    """Four Parquet tables: events, statements, articles, figures."""

    units = (EVENTS, STATEMENTS, ARTICLES, FIGURES)
    rules = ("time_precision", "geo_precision")

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._tables = {name: ParquetTable(name, files) for name in TABLES}

    def put(self, extract: Extract) -> None:
        """Write the rows of one article."""
        for name, row in rows(extract):
            self._tables[name].put(row)
            self.tally.written[name] += 1

    def close(self) -> list[Resource]:
        """Finish the tables."""
        return [table.close() for table in self._tables.values()]

    def abandon(self) -> None:
        """Close the tables as they are."""
        for table in self._tables.values():
            table.abandon()


def _schema(table: Table, pa: Any) -> Any:
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }

    def meaning(column: Column) -> dict[str, str]:
        return {"title_ar": column.ar, "description": column.meaning}

    return pa.schema([pa.field(c.name, types[c.type], metadata=meaning(c)) for c in table.columns])
