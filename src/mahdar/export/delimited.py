"""CSV: tables that spreadsheets open without harm."""

import csv
from datetime import date
from typing import Any, TextIO

from mahdar.export.columns import Column, Table, tables
from mahdar.export.exporter import ARTICLES, EVENTS, FIGURES, STATEMENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.options import ExportOptions, Headers
from mahdar.export.rows import TABLES, Row, Value, rows
from mahdar.export.selection import Extract

SEPARATOR = "; "
# What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), the full-width signs of East Asian
# spreadsheets included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TYPES = {"string": "string", "list": "string", "integer": "integer", "number": "number", "date": "date"}


def formula_safe(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Text that begins with apostrophes and then such a sign gets one more, so that taking one off gives the text back.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def heading(column: Column, headers: Headers) -> str:
    """Give a column's heading."""
    return {"en": column.name, "ar": column.ar, "both": f"{column.name} · {column.ar}"}[headers]


def table_schema(table: Table, headers: Headers = "en") -> dict[str, Any]:
    """Describe a CSV table in Frictionless Table Schema."""
    key = next(column for column in table.columns if column.name == table.key)
    return {
        "fields": [
            {
                "name": heading(column, headers),
                "type": _TYPES[column.type],
                "title": column.ar,
                "description": column.meaning,
            }
            for column in table.columns
        ],
        "primaryKey": [heading(key, headers)],
        "missingValues": [""],
    }


class DelimitedTable:
    """One CSV file being written (RFC 4180, UTF-8)."""

    def __init__(self, name: str, path: str, files: Files, options: ExportOptions, headers: Headers) -> None:
        self._name, self._path, self._headers = name, path, headers
        self._table = tables()[name]
        self._stream: TextIO = files.begin(path).open("w", encoding="utf-8-sig" if options.bom else "utf-8", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow([formula_safe(heading(column, headers)) for column in self._table.columns])
        self.count = 0

    def put(self, row: Row) -> None:
        """Write one row."""
        self._writer.writerow([_cell(row[column.name]) for column in self._table.columns])
        self.count += 1

    def close(self) -> Resource:
        """Finish the file."""
        self._stream.close()
        title = self._table.title
        return Resource(
            self._name,
            self._path,
            f"{title.en} · {title.ar}",
            "csv",
            "text/csv",
            self.count,
            table_schema(self._table, self._headers),
            {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        )

    def abandon(self) -> None:
        """Close the file as it is."""
        self._stream.close()


class DelimitedExporter(Exporter):
    """Four CSV tables: events, statements, articles, figures."""

    units = (EVENTS, STATEMENTS, ARTICLES, FIGURES)
    rules = ("time_precision", "geo_precision", "formula_safe")

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._tables = {n: DelimitedTable(n, f"{n}.csv", files, options, options.headers) for n in TABLES}

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


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, str):
        return formula_safe(value)
    if isinstance(value, list):
        return formula_safe(SEPARATOR.join(value))
    return value.isoformat() if isinstance(value, date) else value
