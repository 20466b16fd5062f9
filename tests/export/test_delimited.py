import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.export import Report, Selected
from mahdar.export.columns import tables
from mahdar.export.delimited import formula_safe
from mahdar.export.rows import TABLES
from tests.export.cases import EVENTS, FIRST, archived, corpus, key_of
from tests.export.conftest import Write

DANGEROUS = "=+-@\t\r\n＝＋－＠"


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values=[""], dtype_backend="numpy_nullable")


def test_every_row_of_the_corpus_is_there(everything: Report) -> None:
    frames = {name: read(everything.folder / f"{name}.csv") for name in TABLES}
    records = [one.record for one in corpus()]
    assert len(frames["articles"]) == 3
    assert len(frames["events"]) == sum(len(record.events) for record in records) == 20
    assert len(frames["statements"]) == sum(len(record.statements) for record in records) == 4
    assert len(frames["figures"]) == sum(len(e.figures) for record in records for e in record.events) == 10
    for name, frame in frames.items():
        assert list(frame.columns) == [column.name for column in tables()[name].columns]
        assert frame[tables()[name].key].is_unique


def test_an_event_is_told_as_the_record_tells_it(everything: Report) -> None:
    frame = read(everything.folder / "events.csv").set_index("event")
    row = frame.loc[key_of("e1")]
    assert (row["type"], row["mode"], row["status"]) == ("ASSAULT", "aerial", "happened")
    assert (row["date"], row["date_start"], row["date_end"], row["time_precision"]) == ("2018-05-06",) * 3 + (1,)
    assert (row["place_ar"], row["latitude"], row["radius_km"], row["geo_precision"]) == ("بلدة الزيتونة", 35.5, 5.0, 1)
    assert row["claimed_by_en"] == "Local Observatory; Ministry"
    assert row["claimed_by_ref"] == "wikidata:Q123456; mahdar:ministry"
    assert row["recipient_ref"] == key_of("a4").replace(".", "#")
    assert FIRST[row["span_start"] : row["span_end"]] == row["quote"]
    assert FIRST[row["trigger_start"] : row["trigger_end"]] == row["trigger"] == "غارات"
    assert (row["source_group"], row["source_agency"]) == ("g1", "وكالة النبأ")


def test_nothing_is_more_precise_than_the_record(everything: Report) -> None:
    frame = (
        read(everything.folder / "events.csv").set_index("event_id").loc[lambda f: f["article"] == "aaaa0000aaaa0000"]
    )
    assert frame.loc["e2", "date"] == "2018-06-11/2018-06-20"
    assert frame.loc["e2", ["date_start", "date_end"]].to_list() == ["2018-06-11", "2018-06-20"]
    assert frame.loc["e7", "date_start"] == "2014-01-01"
    assert pd.isna(frame.loc["e7", "date_end"])
    assert pd.isna(frame.loc["e6", "date_start"])
    assert pd.isna(frame.loc["e8", "geo_precision"])
    assert pd.isna(frame.loc["e8", "time_precision"])
    assert frame.loc["e9", "date"] == "not a date"
    assert pd.isna(frame.loc["e9", "date_start"])
    assert pd.isna(frame.loc["e5", "latitude"])


def test_bounds_of_figures_stay_open(everything: Report) -> None:
    frame = read(everything.folder / "figures.csv").set_index("figure")
    killed = frame.loc[f"{key_of('e1')}#4"]
    assert (killed["measure"], killed["min"], killed["max"]) == ("killed", 20, 99)
    assert killed["of_ref"] == key_of("a3").replace(".", "#")
    assert frame["event"].isin(read(everything.folder / "events.csv")["event"]).all()


def test_only_what_is_selected_goes_out(write: Write) -> None:
    one, two, three = corpus()
    folder = write("csv", selection=[(one, ["e5", "e1"], None), (two, None, None), Selected(three, (), ["s2"])])
    assert list(read(folder / "events.csv")["event_id"]) == ["e1", "e5"]
    assert list(read(folder / "statements.csv")["statement"]) == [
        key_of("s1"), key_of("s2"), key_of("s2", "cccc0000cccc0000"),
    ]  # fmt: skip
    assert list(read(folder / "articles.csv")["events"]) == [2, 0, 0]
    assert len(read(folder / "figures.csv")) == len(EVENTS[0].figures) + len(EVENTS[4].figures)


def test_the_byte_order_mark_is_there_on_demand_only(write: Write) -> None:
    assert write("csv", folder="without").joinpath("events.csv").read_bytes()[:5] == b"event"
    marked = write("csv", "acled", folder="with", bom=True)
    for name in ("events.csv", "articles.csv", "acled.csv"):
        assert (marked / name).read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(marked / "events.csv", encoding="utf-8-sig")
    assert frame.columns[0] == "event"


@pytest.mark.parametrize(("headers", "first"), [("en", "event"), ("ar", "الحدث"), ("both", "event · الحدث")])
def test_headings_in_either_language(write: Write, headers: str, first: str) -> None:
    frame = read(write("csv", headers=headers) / "events.csv")
    assert frame.columns[0] == first
    assert len(frame) == 20


@pytest.mark.parametrize("name", [*TABLES, "acled"])
def test_headings_tell_columns_apart_in_both_languages(name: str) -> None:
    columns = tables()[name].columns
    assert len({column.ar for column in columns}) == len({column.name for column in columns}) == len(columns)
    assert all(column.ar and column.meaning for column in columns)


def test_no_cell_is_a_formula(everything: Report) -> None:
    paths = sorted(everything.folder.glob("*.csv"))
    assert paths
    cells = [
        (path.name, cell)
        for path in paths
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        for cell in row
        if cell.startswith(tuple(DANGEROUS))
    ]
    assert cells == []
    assert "'=HYPERLINK(1)" in set(read(everything.folder / "articles.csv")["outlet"].dropna())


@given(st.text(alphabet=st.one_of(st.sampled_from(DANGEROUS + "'\","), st.characters(codec="utf-8")), max_size=12))
def test_safe_cells_are_no_formulas_and_can_be_undone(text: str) -> None:
    safe = formula_safe(text)
    assert not safe.startswith(tuple(DANGEROUS))
    changed = safe != text
    assert (safe.removeprefix("'") if changed else safe) == text
    # Whoever reads the file can tell by the cell alone whether an apostrophe was put in front.
    assert changed == (safe.startswith("'") and safe.lstrip("'").startswith(tuple(DANGEROUS)))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([safe, "x"])
    stream.seek(0)
    assert next(csv.reader(stream)) == [safe, "x"]


def test_numbers_stay_numbers_below_zero(write: Write) -> None:
    one = archived()
    west = one.record.places[0].place.model_copy(update={"lon": -5.25})
    places = (one.record.places[0].model_copy(update={"place": west}), *one.record.places[1:])
    moved = one.model_copy(update={"record": one.record.model_copy(update={"places": places})})
    assert read(write("csv", selection=[Selected(moved, ["e1"])]) / "events.csv")["longitude"][0] == -5.25
