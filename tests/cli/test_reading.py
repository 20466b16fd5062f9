"""`mahdar read`: what it prints where, and how it fails."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from mahdar.cli import app, readings
from mahdar.model import Record
from tests.cli.conftest import PROGRAM, Run

pytestmark = pytest.mark.usefixtures("folder")
runner = CliRunner()


def read(*arguments: str, **options: str) -> tuple[int, str, str]:
    result = runner.invoke(app, ["read", *arguments], **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json_when_piped_and_as_the_schema_says() -> None:
    status, out, err = read("article.txt")
    record = json.loads(out)
    assert (status, err) == (0, "")
    assert record["article"]["id"] == "article"
    jsonschema.validate(record, Record.model_json_schema(mode="serialization"))


def test_several_sources_are_an_array_a_folder_too() -> None:
    assert [r["article"]["id"] for r in json.loads(read("article.txt", "articles/3-jeddah.txt")[1])] == [
        "article",
        "3-jeddah",
    ]
    assert len(json.loads(read("articles")[1])) == 3


def test_an_array_stays_an_array_when_only_one_could_be_read() -> None:
    status, out, err = read("article.txt", "empty.txt")
    assert [r["article"]["id"] for r in json.loads(out)] == ["article"]
    assert status == 2
    assert err.startswith("empty-input  empty.txt\n")


def test_an_array_of_nothing_is_an_array() -> None:
    assert json.loads(read("empty.txt", "english.txt")[1]) == []


def test_one_record_a_line() -> None:
    lines = read("articles", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["1-astana", "2-stockholm", "3-jeddah"]


def test_a_folder_gets_one_file_per_source() -> None:
    status, out, err = read("articles", "--out", "deep/records")
    assert (status, out) == (0, "")
    assert "3 → deep/records" in err
    names = sorted(path.name for path in Path("deep/records").iterdir())
    assert names == ["1-astana.json", "2-stockholm.json", "3-jeddah.json"]
    assert (
        Record.model_validate_json(Path("deep/records/1-astana.json").read_text(encoding="utf-8")).article.id
        == "1-astana"
    )


def test_files_and_a_table_at_once() -> None:
    status, out, _ = read("article.txt", "--out", "records", "--format", "table")
    assert status == 0
    assert "Who said what" in out
    assert Path("records/article.json").exists()


def test_two_sources_of_one_name_lose_neither_the_first_nor_the_others() -> None:
    Path("other").mkdir()
    Path("other/article.txt").write_bytes(Path("articles/2-stockholm.txt").read_bytes())
    status, _, err = read("article.txt", "other/article.txt", "articles/3-jeddah.txt", "--out", "records")
    assert status == 4
    assert err.startswith("same-name  article.json\n")
    assert {path.name for path in Path("records").iterdir()} == {"article.json", "3-jeddah.json"}
    assert json.loads(Path("records/article.json").read_text(encoding="utf-8"))["article"]["published"] == "2017-05-05"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("missing.txt", "no-such-file"),
        ("empty.txt", "empty-input"),
        ("english.txt", "not-arabic"),
        ("data.bin", "binary-input"),
        ("front.txt", "front-matter-invalid"),
        ("hollow", "no-such-file"),
        ("ftp://example.org/a", "url-not-allowed"),
        ("http://127.0.0.1:9/a", "url-not-allowed"),
    ],
)
def test_a_bad_source_is_three_lines_and_stops_no_other(source: str, code: str) -> None:
    status, out, err = read(source, "article.txt")
    lines = err.splitlines()
    assert status == 2
    assert len(json.loads(out)) == 1
    assert len(lines) == 3
    assert lines[0] == f"{code}  {source}"
    assert lines[1].startswith("  ")
    assert " · " in lines[1]
    assert lines[2].startswith("  Hint · تلميح: ")


def test_the_caller_knows_better_than_the_file() -> None:
    record = json.loads(
        read("article.txt", "--published", "2020-02-03", "--outlet", "صحيفة", "--title", "عنوان آخر")[1]
    )
    article = record["article"]
    assert (article["published"], article["published_from"]) == ("2020-02-03", "argument")
    assert (article["outlet"], article["title"]) == ("صحيفة", "عنوان آخر")
    assert article["text"].startswith("عنوان آخر\n")


def test_unsure_events_can_be_left_out() -> None:
    everything = json.loads(read("article.txt")[1])
    nothing = json.loads(read("article.txt", "--min-confidence", "1")[1])
    assert everything["events"]
    assert all(event["confidence"] >= 1 for event in nothing["events"])
    assert nothing["statements"] == everything["statements"]
    level = sorted(event["confidence"] for event in everything["events"])[len(everything["events"]) // 2]
    some = json.loads(read("article.txt", "--min-confidence", str(level))[1])
    assert [e["id"] for e in some["events"]] == [e["id"] for e in everything["events"] if e["confidence"] >= level]


def test_standard_input() -> None:
    result = runner.invoke(app, ["read", "-"], input=Path("article.txt").read_bytes())
    article = json.loads(result.stdout)["article"]
    assert article["id"] == article["sha256"][:16]
    assert article["published"] == "2017-05-05"


def test_a_source_named_twice_is_read_once() -> None:
    assert len(json.loads(read("article.txt", "article.txt")[1])) == 1


def test_a_page(folder: Path) -> None:
    page = Path(__file__).parent.parent / "intake" / "pages" / "news.html"
    Path("page.html").write_bytes(page.read_bytes())
    record = json.loads(read("page.html")[1])
    assert record["article"]["title"]
    assert "<" not in record["article"]["text"]


def test_a_fault_of_the_program_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = readings.read_article

    def failing(article: object, knowledge: object) -> Record:
        if article.id == "2-stockholm":  # type: ignore[attr-defined]
            raise IndexError("out of range")
        return sound(article, knowledge)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "read_article", failing)
    status, out, err = read("articles")
    assert status == 1
    assert err.startswith("reading-failed  articles/2-stockholm.txt\n")
    assert len(json.loads(out)) == 2
    monkeypatch.setenv("MAHDAR_DEBUG", "1")
    assert isinstance(runner.invoke(app, ["read", "articles"]).exception, IndexError)


# In a process of its own.


@pytest.mark.parametrize(
    ("arguments", "code", "place", "status"),
    [
        (("read",), "wrong-call", "mahdar read", 4),
        (("red",), "wrong-call", "mahdar", 4),
        (("read", "--titel", "x", "article.txt"), "wrong-call", "mahdar read", 4),
        (("read", "article.txt", "--format", "xml"), "wrong-call", "mahdar read", 4),
        (("read", "article.txt", "--min-confidence", "3"), "wrong-call", "mahdar read", 4),
        (("read", "article.txt", "--published", "2018-13-45"), "bad-date", "--published", 2),
        (("read", "articles", "--title", "x"), "one-title", "--title", 4),
        (("read", "article.txt", "--out", "article.txt"), "cannot-write", "article.txt", 4),
    ],
)
def test_a_call_that_makes_no_sense(
    mahdar: Run, arguments: tuple[str, ...], code: str, place: str, status: int
) -> None:
    done = mahdar(*arguments)
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (status, "", 3)
    assert lines[0] == f"{code}  {place}"
    assert lines[2].startswith("  Hint · تلميح: ")


def test_nothing_but_records_on_a_good_day(mahdar: Run) -> None:
    done = mahdar("read", "articles", "--format", "jsonl")
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 3)


@pytest.mark.usefixtures("mahdar")
def test_a_pipe_that_closes_early_is_quiet(folder: Path) -> None:
    command = f"{PROGRAM} read articles --format json | head -c 5"
    done = subprocess.run(["bash", "-c", command], cwd=folder, text=True, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n{\n ", "")
