"""A run accounts for every input, can be stopped at any moment, and gives the same data set whatever stopped it."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mahdar.batch import working
from mahdar.batch.dataset import Dataset
from mahdar.batch.plan import Plan
from mahdar.batch.run import LOG, read_about
from mahdar.batch.work import Work
from mahdar.errors import IntakeError, UsageError
from mahdar.intake import read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article
from tests.batch.conftest import files_of, run
from tests.batch.made import rows, write_lines

RUN = "from mahdar.cli import main; main()"


def log_of(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / LOG).read_text(encoding="utf-8").splitlines()]


def test_every_input_is_accounted_for(finished: Path) -> None:
    about = read_about(finished)
    assert about.articles == 24
    assert about.refused == {
        "bad-date": 1, "bad-row": 4, "binary-input": 1, "empty-input": 1, "no-page": 2, "not-arabic": 2,
        "unknown-kind": 2,
    }  # fmt: skip
    assert about.inputs == 24 + sum(about.refused.values())
    assert Counter(line["code"] for line in log_of(finished)) == about.refused


def test_the_log_names_line_member_and_address(finished: Path) -> None:
    log = log_of(finished)
    assert [line["position"] for line in log if str(line["source"]).endswith("some.jsonl")] == [6, 7, 8, 9, 10]
    assert {line["member"] for line in log if line["member"]} == {"logo.png", "empty.txt"}
    assert [line["url"] for line in log if line["code"] == "not-arabic"] == [
        "https://example.org/english", "https://example.org/persian",
    ]  # fmt: skip
    assert all(line["message"] and line["hint"] for line in log)


def test_records_are_those_that_reading_alone_gives(finished: Path, sources: list[str]) -> None:
    read = {archived.record.article.id: archived.record for _, archived in Dataset(finished).records()}
    for path in Path(sources[-1]).glob("2*.txt"):
        assert read[path.stem] == read_article(read_source(path), load_knowledge())


def test_tables_have_the_rows_that_dataset_json_says(finished: Path) -> None:
    about = read_about(finished)
    for name, counts in about.tables.items():
        files = list((finished / name).glob("month=*/*.parquet"))
        assert len(files) == counts["files"]
        assert sum(pq.read_metadata(file).num_rows for file in files) == counts["rows"]
    assert about.tables["events"]["rows"] > 50


def test_articles_lie_in_the_month_of_publication(finished: Path) -> None:
    for file in (finished / "articles").glob("month=*/*.parquet"):
        for row in pq.ParquetFile(file).read(columns=["published"]).to_pylist():
            assert row["published"].startswith(file.parent.name.removeprefix("month="))


def test_lines_are_counted_across_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.batch.plan._LINE_BYTES", (1_500, 1_500))
    (made,) = rows(1)
    lines = [made, "", "no json", "no json", *[{**made, "id": str(n)} for n in range(5)], "x"]
    source = write_lines(tmp_path / "a.jsonl", lines)
    assert len(Plan([str(source)]).segments) > 3
    about = run([str(source)], tmp_path / "out")
    assert [line["position"] for line in log_of(tmp_path / "out") if line["code"] == "bad-row"] == [3, 4, 10]
    assert about.refused["bad-row"] == 3


def test_an_article_that_comes_again_has_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.batch.part._ARTICLES", 2)
    made = rows(3)
    source = write_lines(tmp_path / "a.jsonl", [made[0], made[0], made[1], made[2], made[0], made[1]])
    about = run([str(source)], tmp_path / "out")
    assert (about.articles, about.refused) == (3, {"repeated-input": 3})
    assert [line["position"] for line in log_of(tmp_path / "out")] == [2, 5, 6]
    assert [archived.record.article.id for _, archived in Dataset(tmp_path / "out").records()] == [
        row["id"] for row in made
    ]  # fmt: skip


def test_a_fault_of_the_reader_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = rows(3)

    def read(article: Article, knowledge: object) -> Record:
        if article.id == made[1]["id"]:
            raise RecursionError("too deep")
        return read_article(article, load_knowledge())

    monkeypatch.setattr(working, "read_article", read)
    about = run([str(write_lines(tmp_path / "a.jsonl", made))], tmp_path / "out")
    assert (about.articles, about.refused) == (2, {"reading-failed": 1})


def test_what_no_table_can_hold_costs_one_article(tmp_path: Path) -> None:
    made = rows(2)
    (tmp_path / "half.txt").write_text(
        f'---\nurl: "https://example.org/\\ud83d"\n---\n{made[0]["text"]}', encoding="utf-8"
    )
    (tmp_path / "whole.txt").write_text(made[1]["text"], encoding="utf-8")
    about = run([str(tmp_path)], tmp_path.parent / f"{tmp_path.name}-out")
    assert (about.articles, about.refused) == (1, {"reading-failed": 1})


def test_an_article_that_kills_the_reader_is_passed_over_at_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    made = rows(3)

    def read(article: Article, knowledge: object) -> Record:
        if article.id == made[1]["id"]:
            raise Killed
        return read_article(article, load_knowledge())

    monkeypatch.setattr(working, "read_article", read)
    source = str(write_lines(tmp_path / "a.jsonl", made))
    for _ in range(3):
        with pytest.raises(Killed):
            run([source], tmp_path / "out")
    about = run([source], tmp_path / "out")
    assert (about.articles, about.refused) == (2, {"reading-died": 1})


def test_a_finished_run_is_not_done_again(finished: Path, sources: list[str]) -> None:
    before = files_of(finished)
    assert run(sources, finished) == read_about(finished)
    assert files_of(finished) == before


def test_a_folder_is_for_one_run(finished: Path, sources: list[str], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        run(sources[:2], finished)
    assert caught.value.code == "another-run"
    (tmp_path / "thesis").mkdir()
    with pytest.raises(UsageError) as caught:
        run(sources, tmp_path)
    assert caught.value.code == "another-run"


def test_sources_that_change_under_a_run_are_noticed(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", rows(1))
    run([str(source)], tmp_path / "out")
    write_lines(source, rows(2))
    with pytest.raises(UsageError) as caught:
        run([str(source)], tmp_path / "out")
    assert caught.value.code == "another-run"


def test_one_run_at_a_time(sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / "lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(UsageError) as caught:
            run(sources, tmp_path / "out")
    assert caught.value.code == "run-in-progress"


def test_a_source_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        run([str(tmp_path / "nothing.jsonl")], tmp_path / "out")
    assert caught.value.code == "no-such-file"


def test_killed_again_and_again_the_data_set_is_the_same(finished: Path, sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    work = Work(out / "work")
    segments = [segment.number for segment in Plan(sources).segments]
    kills = 0
    for wanted in (1, 3, 6):
        program = subprocess.Popen(
            [sys.executable, "-c", RUN, "batch", *sources, "--out", str(out), "--engine", "local"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while sum(work.segment(number).done for number in segments) < wanted and program.poll() is None:
            time.sleep(0.005)
        time.sleep(0.02 * (wanted % 3))
        kills += program.poll() is None
        os.kill(program.pid, signal.SIGKILL)
        program.wait()
    assert kills >= 2, "only a program killed in the middle says anything"
    assert not (out / "dataset.json").exists()
    run(sources, out)
    assert files_of(out) == files_of(finished)


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    source = tmp_path / "long.jsonl"
    with source.open("wb") as stream:
        stream.truncate(400_000_000)  # one line of zeros, on disk a few bytes
        stream.seek(0, os.SEEK_END)
        stream.write(b"\n" + json.dumps(rows(1)[0]).encode() + b"\n")
    script = (
        "import resource, sys\nfrom mahdar.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "batch", str(source), "--out", str(tmp_path / "out"), "--engine", "local"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert read_about(tmp_path / "out").articles == 1
    assert int(done.stderr.split()[-1]) < 900_000  # KiB
