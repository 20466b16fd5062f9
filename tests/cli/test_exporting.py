"""`mahdar export`: records of files, summaries, problems."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docs.generators.cli_page import commands
from mahdar.archive.identity import article_id_of
from mahdar.cli import app
from mahdar.cli.exporting import ExportFormat, HeaderLanguage
from mahdar.cli.record_files import RecordFiles
from mahdar.errors import MahdarError
from mahdar.export import FORMATS, ExportOptions
from tests.export.cases import SECOND, record

runner = CliRunner()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHDAR_LANGUAGE", "en")
    one, two = record(), record(SECOND, "two")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "one.json").write_text(one.to_json(indent=1) + "\n", encoding="utf-8")
    (tmp_path / "records" / "two.json").write_text(two.to_json(indent=1) + "\n", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(f"{one.to_json()}\n{two.to_json()}\n", encoding="utf-8")
    (tmp_path / "array.json").write_text(f"[\n{one.to_json(indent=1)},\n{two.to_json()}\n]\n", encoding="utf-8")
    return tmp_path


def read(*given: str) -> tuple[list[str], list[str], int]:
    problems: list[MahdarError] = []
    counts: list[int] = []
    files = RecordFiles(given, problems.append, counts.append)
    return [one.record.article.id for one in files], [p.code for p in problems], sum(counts)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("given", ["records", "lines.jsonl", "array.json"])
def test_records_come_in_folders_lines_and_arrays(given: str) -> None:
    assert read(given)[:2] == (["one", "two"], [])


@pytest.mark.usefixtures("desk")
def test_all_bytes_are_told_for_the_bar() -> None:
    for given in ("records", "lines.jsonl", "array.json"):
        assert read(given)[2] == RecordFiles([given], print, print).size


def test_a_bad_line_does_not_stop_the_others(desk: Path) -> None:
    lines = (desk / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    (desk / "bad.jsonl").write_text(f'{lines[0]}\n{{"schema":\n\n{lines[1]}\n{{}}\n', encoding="utf-8")
    problems: list[MahdarError] = []
    found = [one.record.article.id for one in RecordFiles(["bad.jsonl"], problems.append, int)]
    assert found == ["one", "two"]
    assert [(p.code, p.place) for p in problems] == [("not-a-record", "bad.jsonl:2"), ("not-a-record", "bad.jsonl:5")]


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"[1, 2]", b'{"schema": "mahdar/record/2"}', b"null"])
def test_what_is_no_record_is_told(desk: Path, text: bytes) -> None:
    (desk / "bad.json").write_bytes(text)
    assert read("bad.json", "records")[:2] == (["one", "two"], ["not-a-record"])


def test_articles_of_one_text_in_two_outlets_are_two() -> None:
    one, other = record().article, record(outlet="موقع آخر (متخيل)").article
    assert article_id_of(one) != article_id_of(other)
    assert article_id_of(one) == article_id_of(record().article)
    assert len(article_id_of(one)) == 16


def test_a_summary_for_machines(desk: Path) -> None:
    result = runner.invoke(app, ["export", "records", "--format", "csv", "--format", "acled", "--out", "out"])
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert {file["path"]: file["count"] for file in told["files"]} == {
        "events.csv": 10, "statements.csv": 2, "articles.csv": 2, "figures.csv": 5, "acled.csv": 3,
    }  # fmt: skip
    assert told["formats"]["acled"]["left_out"] == {"events": {"no-sub-event": 6, "status-planned": 1}}
    described = json.loads((desk / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["mahdar"]["filter"] == {"records": ["records"]}


@pytest.mark.usefixtures("desk")
def test_a_summary_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.cli.exporting.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    result = runner.invoke(app, ["export", "records", "--format", "acled", "--out", "out"])
    assert "acled.csv" in result.stdout
    assert "Files written · ملفات كُتبت" in result.stdout
    assert "acled: 6 left out: not on the ground" in result.stdout


@pytest.mark.usefixtures("desk")
def test_every_format_by_its_name(tmp_path: Path) -> None:
    arguments = [part for name in ExportFormat for part in ("--format", name.value)]
    result = runner.invoke(app, ["export", "lines.jsonl", *arguments, "--out", "all"])
    assert result.exit_code == 0, result.stderr
    assert len(list((tmp_path / "all").iterdir())) == 15


def test_options_reach_the_files(desk: Path) -> None:
    arguments = ["--format", "csv", "--format", "acled", "--bom", "--headers", "both", "--all-statuses", "--out", "out"]
    assert runner.invoke(app, ["export", "records", *arguments]).exit_code == 0
    assert (desk / "out" / "events.csv").read_text(encoding="utf-8").startswith("\ufeffevent · الحدث,")
    assert len((desk / "out" / "acled.csv").read_text(encoding="utf-8").splitlines()) == 5


@pytest.mark.usefixtures("desk")
def test_standard_input(desk: Path) -> None:
    text = (desk / "lines.jsonl").read_bytes()
    result = runner.invoke(app, ["export", "-", "--format", "plover", "--out", "out"], input=text)
    assert json.loads(result.stdout)["files"] == [{"path": "plover.jsonl", "count": 10}]


@pytest.mark.usefixtures("desk")
def test_problems_are_shown_and_the_rest_is_written(tmp_path: Path) -> None:
    result = runner.invoke(app, ["export", "nosuch", "records", "lines.jsonl", "--format", "csv", "--out", "out"])
    assert result.exit_code == 6  # the highest status met: an article was given twice
    assert result.stderr.count("selected-twice") == 2
    assert "no-such-file  nosuch" in result.stderr
    assert json.loads(result.stdout)["refused"] == {"selected-twice": 2}
    assert (tmp_path / "out" / "events.csv").exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("given", "code"), [("nosuch", "no-such-file"), ("empty", "no-such-file")])
def test_nothing_is_written_without_a_record(tmp_path: Path, given: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    result = runner.invoke(app, ["export", given, "--format", "csv", "--out", "out"])
    assert result.exit_code == 2
    assert code in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_empty_array_is_told(desk: Path) -> None:
    (desk / "none.json").write_text("[]")
    result = runner.invoke(app, ["export", "none.json", "--format", "csv", "--out", "out"])
    assert isinstance(result.exception, MahdarError)
    assert result.exception.code == "no-records"


def test_the_choices_are_those_of_the_package() -> None:
    assert {one.value for one in ExportFormat} == set(FORMATS)
    assert {one.value for one in HeaderLanguage} == set(ExportOptions.model_fields["headers"].annotation.__args__)


def test_whatever_can_be_searched_for_can_be_exported() -> None:
    search, export = ({one.split()[0] for one in commands()[f"mahdar {name}"]} for name in ("search", "export"))
    # Words are an option there, since what stands without one is a file of records.
    of_pages = {"WORDS…", "--limit", "--cursor", "--oldest-first", "--facets", "--format", "--language"}
    assert search - of_pages <= export
