import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.errors import ExportError
from mahdar.export import Report, Selected, export
from mahdar.export.columns import tables
from mahdar.export.rows import TABLES, rows
from mahdar.export.selection import Extract
from tests.export.cases import corpus, key_of

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_typed_and_rows_are_those_of_the_records(everything: Report, name: str) -> None:
    table = pq.read_table(everything.folder / f"{name}.parquet")
    assert [(f.name, f.type) for f in table.schema] == [(c.name, TYPES[c.type]) for c in tables()[name].columns]
    expected = [row for one in corpus() for kind, row in rows(Extract(Selected(one))) if kind == name]
    assert table.to_pylist() == expected


def test_headings_and_meanings_stand_in_the_file(everything: Report) -> None:
    field = pq.read_schema(everything.folder / "events.parquet").field("claimed_by_ar")
    assert field.metadata[b"title_ar"].decode() == "على ذمة (بالعربية)"
    assert field.metadata[b"description"]


def test_pandas_reads_it(everything: Report) -> None:
    frame = pd.read_parquet(everything.folder / "events.parquet").set_index("event")
    row = frame.loc[key_of("e2")]
    assert row["date_start"] == date(2018, 6, 11)
    assert list(row["actor_en"]) == ["Ministry", "Samer al-Haddad"]
    assert list(row["agenda"]) == ["تبادل الأسرى"]
    assert row["ordinal"] == 2


def test_without_pyarrow_one_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError) as caught:
        export([], ["csv", "parquet"], tmp_path)
    assert caught.value.code == "library-missing"
    assert "mahdar[parquet]" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
