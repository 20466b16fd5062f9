"""`mahdar add`, `imports`, `search`, `show`: what they print where, and how they fail."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mahdar.cli import app
from mahdar.cli.samples import sample_paths

pytestmark = pytest.mark.usefixtures("folder")
runner = CliRunner()


@pytest.fixture(autouse=True)
def _no_archive_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAHDAR_ARCHIVE", raising=False)


def run(*arguments: str, status: int = 0) -> str:
    result = runner.invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.stderr
    return result.stdout


def report(*arguments: str, status: int = 0) -> Any:
    return json.loads(run(*arguments, status=status))


def code_of(*arguments: str) -> str:
    return str(getattr(runner.invoke(app, arguments).exception, "code", None))


def test_articles_are_added_once() -> None:
    first = report("add", "articles")
    assert (first["import"], first["archive"], first["counts"]) == (1, "mahdar.db", {"kept": 3})
    assert report("add", "articles", "article.txt")["counts"] == {"present": 4}
    assert [one["number"] for one in report("imports")] == [2, 1]


def test_what_cannot_be_kept_is_in_the_log() -> None:
    result = report("add", "articles", "empty.txt", "data.bin", "nowhere.txt", status=2)
    assert result["counts"] == {"kept": 3, "refused": 3}
    (summary,) = report("imports")
    assert summary["refused"] == {"binary-input": 1, "empty-input": 1, "no-such-file": 1}
    items = {item["source"]: item["code"] for item in report("imports", "1")["items"]}
    assert items["empty.txt"] == "empty-input"
    assert items[str(Path("articles") / "1-astana.txt")] is None


def test_a_rehearsal_keeps_nothing(folder: Path) -> None:
    shutil.copy(sample_paths()[0], folder / "again.txt")
    assert report("add", "article.txt", "again.txt", "--dry-run")["counts"] == {"kept": 1, "present": 1}
    assert not (folder / "mahdar.db").exists()
    run("add", "article.txt")
    rehearsed = report("add", "articles", "--dry-run")
    assert (rehearsed["import"], rehearsed["counts"]) == (None, {"present": 1, "kept": 2})
    assert len(report("imports")) == 1


def test_a_rehearsal_foresees_versions(folder: Path) -> None:
    for name, place in (("a.txt", "أنقرة"), ("b.txt", "إسطنبول")):
        text = f"---\nurl: https://example.org/1\n---\nالتقى الوزير الروسي نظيره التركي في {place} أمس."
        (folder / name).write_text(text, encoding="utf-8")
    assert report("add", "a.txt", "b.txt", "--dry-run")["counts"] == {"kept": 1, "version": 1}
    assert report("add", "a.txt", "b.txt")["counts"] == {"kept": 1, "version": 1}


def test_an_import_is_undone() -> None:
    run("add", "articles")
    (undone,) = report("imports", "1", "--undo")
    assert undone["state"] == "undone"
    assert report("search")["hits"] == []
    assert code_of("imports", "--undo") == "which-import"
    assert code_of("imports", "7") == "no-such-import"


def test_the_archive_is_chosen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "articles", "--archive", "one.db")
    monkeypatch.setenv("MAHDAR_ARCHIVE", "two.db")
    run("add", "article.txt")
    assert len(report("search")["hits"]) == 1
    assert len(report("search", "--archive", "one.db")["hits"]) == 3
    assert not (folder / "mahdar.db").exists()


def test_without_an_archive() -> None:
    for command in (("search",), ("show", "0123456789abcdef"), ("imports",)):
        assert code_of(*command) == "no-archive"


def test_search_answers_machines() -> None:
    run("add", "articles")
    page = report("search", "هدنة", "--facets")
    assert page["facets"]["total"] == len(page["hits"]) == 2
    assert all("**" in hit["snippet"]["marked"] for hit in page["hits"])
    lines = run("search", "--for", "events", "--status", "planned", "--format", "jsonl").splitlines()
    assert lines
    assert {json.loads(line)["event"]["status"] for line in lines} == {"planned"}


def test_search_pages() -> None:
    run("add", "articles")
    first = report("search", "--limit", "2")
    second = report("search", "--limit", "2", "--cursor", first["next"])
    assert [len(first["hits"]), len(second["hits"]), second["next"]] == [2, 1, None]
    oldest = report("search", "--oldest-first")["hits"]
    assert [hit["published"] for hit in oldest] == sorted(hit["published"] for hit in oldest)


@pytest.mark.parametrize(
    ("options", "published"),
    [
        (["--since", "2018-01-01", "--until", "2018-12-31"], ["2018-12-14"]),
        (["--published-until", "2018-12-31"], ["2018-12-14", "2017-05-05"]),
        (["--within", "السودان"], ["2023-05-21"]),
        (["--near", "الخرطوم", "--km", "50"], ["2023-05-21"]),
        (["--near", "15.6, 32.5", "--km", "50", "--type", "assault"], ["2023-05-21"]),
        (["--area", "area.json"], ["2023-05-21"]),
        (["--place", "الحديدة"], ["2018-12-14"]),
        (["--actor", "Guterres"], ["2018-12-14"]),
        (["--process", "أستانة"], ["2017-05-05"]),
        (["--outlet", "موقع ضفاف (متخيل)"], ["2023-05-21"]),
        (["--type", "AGREE", "--min-confidence", "0.99999"], []),
        (["--", "اتفاق", "-السودان", "-السويد"], ["2017-05-05"]),
    ],
)
def test_search_filters(folder: Path, options: list[str], published: list[str]) -> None:
    square = [[32, 15], [33, 15], [33, 16], [32, 16], [32, 15]]
    (folder / "area.json").write_text(json.dumps({"type": "Polygon", "coordinates": [square]}))
    run("add", "articles")
    assert [hit["published"] for hit in report("search", *options)["hits"]] == published


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--type", "PARTY"], "bad-filter"),
        (["--since", "yesterday"], "bad-date"),
        (["--area", "none.json"], "no-such-file"),
        (["--area", "article.txt"], "bad-area"),
        (["--actor", "زيد بن عمرو"], "unknown-name"),
        (["--near", "أتلانتس"], "unknown-name"),
        (["--near", "95,10"], "bad-filter"),
        (["؟"], "bad-query"),
        (["--cursor", "x"], "bad-cursor"),
    ],
)
def test_searches_that_make_no_sense(options: list[str], code: str) -> None:
    run("add", "articles")
    assert code_of("search", *options) == code


def test_tables_for_people_in_both_languages() -> None:
    run("add", "articles", "--format", "table")
    english = run("search", "هدنة", "--for", "events", "--format", "table", "--facets", "--limit", "1")
    assert re.search(r"4356433d09f771c1 e\d+", english)
    assert "There is more · هناك المزيد" in english
    arabic = run("search", "هدنة", "--for", "statements", "--format", "table", "--language", "ar", "--facets")
    assert "المجموع" in arabic
    assert "Nothing was found" in run("search", "زمرد", "--format", "table")
    assert "finished" in run("imports", "--format", "table")


def test_an_article_is_shown() -> None:
    run("add", "articles")
    (hit,) = report("search", "--published-until", "2017-12-31")["hits"]
    shown = report("show", hit["article_id"])
    assert shown["record"]["article"]["published"] == "2017-05-05"
    assert [one["version"] for one in shown["versions"]] == [1]
    assert shown["readings"][0]["current"] is True
    table = run("show", hit["article_id"], "--format", "table")
    assert hit["article_id"] in table
    assert "Who met whom" in table
    assert code_of("show", hit["article_id"], "--reading", "2") == "no-such-article"
    assert code_of("show", "0123456789abcdef") == "no-such-article"


def test_help_does_not_load_the_archive() -> None:
    script = (
        "import sys; sys.argv = ['mahdar', 'search', '--help']\n"
        "from mahdar.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = ('mahdar.archive', 'mahdar.knowledge', 'sqlalchemy', 'alembic', 'simplemma')\n"
        "print([name for name in sys.modules if name.startswith(slow)], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], text=True, capture_output=True, check=True)
    assert done.stderr.strip() == "[]"


def test_reading_does_not_load_the_archive() -> None:
    script = (
        "import sys; sys.argv = ['mahdar', 'read', 'article.txt']\n"
        "from mahdar.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('mahdar.archive', 'sqlalchemy'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], text=True, capture_output=True, check=True)
    assert done.stderr.strip() == "[]"


def test_decisions() -> None:
    run("add", "articles")
    (hit,) = report("search", "--for", "events", "--type", "AGREE", "--until", "2017-12-31", "--limit", "1")["hits"]
    event = f"{hit['article_id']}/{hit['id']}"
    (made,) = report(
        "decide", "correct", event, "--field", "status", "--value", "denied", "--by", "Layla", "--why", "so"
    )
    assert (made["number"], made["decision"]["by"], made["decision"]["about"]["value"]) == (1, "Layla", "denied")
    denied = report("search", "--for", "events", "--status", "denied", "--type", "AGREE")["hits"]
    assert [one["id"] for one in denied] == [hit["id"]]
    table = run("decide", "list", "--format", "table")
    assert "Layla" in table
    assert report("decide", "withdraw", "1")[0]["withdrawn_at"]
    assert report("search", "--for", "events", "--status", "denied", "--type", "AGREE")["hits"] == []
    assert len(report("decide", "list", hit["article_id"])) == 1


def test_actors_and_incidents_are_merged() -> None:
    run("add", "articles")
    assert report("decide", "merge", "iso3166:RUS", "iso3166:TUR")[0]["decision"]["about"]["kind"] == "actor"
    hits = report("search", "--for", "events", "--limit", "2")["hits"]
    events = [f"{hit['article_id']}/{hit['id']}" for hit in hits]
    assert report("decide", "split", *events)[0]["decision"]["about"]["kind"] == "incident"
    assert "split" in run("decide", "list", "--format", "table")


@pytest.mark.parametrize(
    "call",
    [
        ("accept",),
        ("withdraw", "first"),
        ("accept", "wikidata:Q1"),
        ("accept", "410ad3318a023282/e1", "wikidata:Q1"),
        ("correct", "410ad3318a023282/e1", "--field", "colour"),
        ("correct", "410ad3318a023282/e1", "--field", "status", "--value", "5"),
    ],
)
def test_decisions_that_make_no_sense(call: tuple[str, ...]) -> None:
    run("add", "articles")
    assert code_of("decide", *call) == "bad-decision"


def test_no_decisions() -> None:
    run("add", "articles")
    assert report("decide", "list") == []
    assert "no decisions" in run("decide", "list", "--format", "table")
    assert code_of("decide", "withdraw", "3") == "no-such-decision"
    assert code_of("decide", "accept", "410ad3318a023282/e99") == "no-such-event"


def test_articles_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "articles")
    assert report("reread") == []
    assert [one["changes"] for one in report("reread", "--all")] == [[], [], []]
    from mahdar.cli import rereading  # noqa: PLC0415

    real = rereading.read_article

    def without_statements(*arguments: Any) -> Any:
        return real(*arguments).model_copy(update={"statements": ()})

    monkeypatch.setattr(rereading, "read_article", without_statements)
    monkeypatch.setattr(rereading, "__version__", "99")
    changes = [change for one in report("reread", "--dry-run") for change in one["changes"]]
    assert {(change["kind"], change["layer"]) for change in changes} == {("removed", "statements")}
    assert report("search", "--for", "statements")["hits"]
    table = run("reread", "--format", "table")
    assert "3 read again, 3 changed" in table
    assert report("search", "--for", "statements")["hits"] == []


def test_an_article_that_cannot_be_read_again_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "articles")
    from mahdar.cli import rereading  # noqa: PLC0415

    real = rereading.read_article

    def ill(article: Any, knowledge: Any) -> Any:
        if article.published == "2018-12-14":
            raise RuntimeError("ill")
        return real(article, knowledge)

    monkeypatch.setattr(rereading, "read_article", ill)
    assert len(report("reread", "--all", status=1)) == 2
