"""The tables of a data set: names, titles, columns with types and meanings, and their Arrow schemas."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from mahdar.export import columns as exported
from mahdar.model.base import Bilingual, Frozen

ColumnType = Literal["string", "integer", "number", "date", "list", "spans"]
TABLES = ("articles", "times", "places", "actors", "statements", "events", "figures", "issues")
MONTH = "month"  # of publication, the name of the folders
UNDATED = "unknown"


class Column(Frozen):
    """One column; a list is of strings, spans are pairs of offsets in code points."""

    name: str
    type: ColumnType
    ar: str
    meaning: str = Field(alias="is")


class Table(Frozen):
    """One table: title, the column that tells rows apart, columns in order."""

    title: Bilingual
    key: str
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Read all tables: what exports have of each, and what a data set has beyond that."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "tables.yaml").read_text(encoding="utf-8")
    written: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)  # a safe loader either way
    return {name: _table(name, written[name]) for name in TABLES}


@cache
def arrow_schema(name: str) -> Any:
    """Give the Arrow schema of a table, headings and meanings in its metadata."""
    import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
        "spans": pa.list_(pa.list_(pa.int64(), 2)),
    }
    return pa.schema(
        [
            pa.field(c.name, types[c.type], metadata={"title_ar": c.ar, "description": c.meaning})
            for c in tables()[name].columns
        ]
    )


def _table(name: str, written: dict[str, Any]) -> Table:
    shared = exported.tables().get(name)
    columns = [c.model_dump(by_alias=True) for c in shared.columns] if shared else []
    title = shared.title.model_dump() if shared else written["title"]
    return Table.model_validate({"title": title, "key": written["key"], "columns": [*columns, *written["more"]]})
