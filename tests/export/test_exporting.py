import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mahdar.errors import ExportError, UsageError
from mahdar.export import FORMATS, Selected, Tally, export
from mahdar.export.plover import PloverExporter
from mahdar.export.selection import Extract
from tests.export.cases import EVENTS, STATEMENTS, archived, corpus, key_of, with_events
from tests.export.conftest import Write

ALL = list(FORMATS)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_selection_gives_the_same_files(write: Write) -> None:
    first, second = write(*ALL, folder="first"), write(*ALL, folder="second")
    assert contents(first) == contents(second)
    assert len(contents(first)) == 15


def test_one_pass_is_enough(tmp_path: Path) -> None:
    export((Selected(one) for one in corpus()), ALL, tmp_path / "once")
    export([Selected(one) for one in corpus()], ALL, tmp_path / "listed")
    assert contents(tmp_path / "once") == contents(tmp_path / "listed")


def test_records_are_let_go_as_they_are_written(tmp_path: Path) -> None:
    alive: list[weakref.ref[Selected]] = []
    most = 0

    def many() -> Iterator[Selected]:
        nonlocal most
        for number in range(60):
            one = archived(f"{number:016x}")
            alive.append(weakref.ref(one))
            yield Selected(one)
            del one
            if number % 20 == 19:
                gc.collect()
                most = max(most, sum(ref() is not None for ref in alive))

    report = export(many(), ALL, tmp_path)
    assert report.descriptor["mahdar"]["selected"]["articles"] == 60
    assert most <= 2


def test_an_empty_selection_gives_empty_files(write: Write) -> None:
    folder = write(*ALL, selection=[])
    assert len(contents(folder)) == 15
    assert (folder / "plover.jsonl").read_bytes() == b""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(st.sampled_from([event.id for event in EVENTS])),
    st.sets(st.sampled_from([statement.id for statement in STATEMENTS])),
)
def test_any_selection_is_obeyed_and_accounted_for(tmp_path: Path, events: set[str], statements: set[str]) -> None:
    formats = [name for name in ALL if name != "parquet"]  # no text to look into
    told = export([Selected(archived(), events, statements)], formats, tmp_path).descriptor["mahdar"]
    assert told["selected"]["events"] == len(events)
    assert told["selected"]["statements"] == len(statements)
    for account in told["formats"].values():
        assert account["written"]["events"] + sum(account["left_out"].get("events", {}).values()) == len(events)
    text = b"".join(contents(tmp_path).values()).decode()
    for event in EVENTS:
        assert (f"{key_of(event.id)}," in text) == (event.id in events)


def test_a_format_that_loses_something_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(self: PloverExporter, extract: Extract) -> None:
        self.tally.written["events"] += len(extract.events) - 1

    monkeypatch.setattr(PloverExporter, "put", lose)
    with pytest.raises(ExportError, match="accounts for 9 of 10 events") as caught:
        export([Selected(archived())], ["plover"], tmp_path)
    assert caught.value.code == "incomplete-export"
    assert contents(tmp_path) == {}


def test_a_failed_export_leaves_the_earlier_one(write: Write, tmp_path: Path) -> None:
    before = contents(write(*ALL))

    def failing() -> Iterator[Selected]:
        yield Selected(archived())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export(failing(), ALL, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_the_first_bad_record_ends_an_export_unless_someone_listens(tmp_path: Path) -> None:
    broken = with_events(archived("dddd0000dddd0000"), [EVENTS[0].model_copy(update={"actor": ("a99",)})])
    selection = [Selected(broken), Selected(archived()), Selected(archived(), ["e1"])]
    with pytest.raises(ExportError):
        export(selection, ["csv"], tmp_path)
    assert contents(tmp_path) == {}

    problems: list[ExportError] = []
    report = export(selection, ALL, tmp_path, on_problem=problems.append)
    assert [problem.code for problem in problems] == ["broken-record", "selected-twice"]
    told = report.descriptor["mahdar"]
    assert told["refused"] == {"broken-record": 1, "selected-twice": 1}
    assert told["selected"]["articles"] == 1
    assert told["formats"]["csv"]["written"]["events"] == len(EVENTS)


@pytest.mark.parametrize("formats", [[], ["csv", "xlsx"]])
def test_unknown_formats_are_refused(tmp_path: Path, formats: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        export([], formats, tmp_path / "out")
    assert caught.value.code == "unknown-format"
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UsageError) as caught:
        export([], ["csv"], tmp_path / "out")
    assert caught.value.code == "cannot-write"


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: PloverExporter, extract: Extract) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PloverExporter, "put", full)
    with pytest.raises(UsageError, match="No space left") as caught:
        export([Selected(archived())], ["csv", "plover"], tmp_path)
    assert caught.value.code == "cannot-write"
    assert contents(tmp_path) == {}


def test_a_fault_of_the_source_is_not_blamed_on_the_folder(tmp_path: Path) -> None:
    def unreachable() -> Iterator[Selected]:
        raise ConnectionError
        yield

    with pytest.raises(ConnectionError):
        export(unreachable(), ["csv"], tmp_path)


def test_a_tally_counts_both() -> None:
    tally = Tally()
    tally.written["events"] += 2
    tally.leave_out("events", "no-date")
    assert tally.total("events") == 3
    assert tally.total("statements") == 0
