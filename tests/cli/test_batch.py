"""`mahdar batch` and `mahdar archive import` on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mahdar.archive import open_archive
from mahdar.batch.dataset import Dataset
from mahdar.batch.meter import Meter
from mahdar.batch.plan import Plan
from mahdar.batch.work import Work
from mahdar.cli import app

runner = CliRunner()
LOCAL = ["batch", "articles", "english.txt", "--out", "dataset", "--engine", "local"]


def test_from_files_to_a_data_set_to_an_archive(folder: Path) -> None:
    result = runner.invoke(app, LOCAL)
    assert result.exit_code == 0, result.stderr
    about = json.loads(result.stdout)
    assert (about["inputs"], about["articles"], about["refused"]) == (4, 3, {"not-arabic": 1})
    assert about["schema"] == "mahdar/dataset/1"
    taken = [runner.invoke(app, ["archive", "import", "dataset", "--archive", "press.db"]) for _ in range(2)]
    assert [json.loads(one.stdout)["counts"] for one in taken] == [{"kept": 3}, {"present": 3}]
    with open_archive(folder / "press.db") as archive:
        kept = {one.article_id: one for one in archive.records()}
        stored = {one.article_id: one for _, one in Dataset(folder / "dataset").records()}
        assert kept == stored
    added = runner.invoke(app, ["add", "articles", "--archive", "other.db"])
    assert added.exit_code == 0
    with open_archive(folder / "other.db") as archive:
        assert {one.article_id: one for one in archive.records()} == stored


@pytest.mark.usefixtures("folder")
def test_tables_for_people() -> None:
    shown = runner.invoke(app, [*LOCAL, "--format", "table"])
    assert "Data set · مجموعة البيانات" in shown.stdout
    assert "issue-log.jsonl" in shown.stdout
    shown = runner.invoke(app, ["archive", "import", "dataset", "--archive", "press.db", "--format", "table"])
    assert "3 kept" in shown.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["batch", "nowhere", "--out", "x", "--engine", "local"], "no-such-file"),
        (["batch", "articles", "--out", "x", "--engine", "local", "--workers", "2"], "engine-options"),
        (["batch", "articles", "--out", "articles", "--engine", "local"], None),
        (["archive", "import", "articles", "--archive", "press.db"], "not-a-dataset"),
        (["batch", "articles", "--out", "article.txt", "--engine", "local"], "cannot-write"),
    ],
)
def test_calls_that_make_no_sense(arguments: list[str], code: str | None) -> None:
    result = runner.invoke(app, arguments)
    assert getattr(result.exception, "code", None) == code


def test_progress_is_told_by_the_parts_on_disk(folder: Path) -> None:
    plan = Plan([str(folder / "articles")])
    work = Work(folder / "work")
    meter = Meter(work, plan)
    assert meter.read().articles == 0
    from mahdar.batch.working import Worker  # noqa: PLC0415 (slow to load)

    for segment in plan.segments:
        Worker(str(work.folder))(segment.model_dump_json())
    progress = meter.read()
    assert (progress.articles, progress.inputs, progress.bytes) == (3, 3, plan.bytes)
    assert progress.words > 300
