"""Killed at any moment, an archive has each article whole or not at all, and adding again finishes the job."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, text

from mahdar.archive import open_archive
from mahdar.archive.rebuilding import rebuild
from tests.archive.adding_program import articles
from tests.archive.conftest import read, samples
from tests.archive.test_keeping import LOG, state

COUNT = 24
ROUNDS = 3


def kill_while_adding(address: str, record: Path, articles: int, seconds: float) -> None:
    """Start adding, and kill the program so many seconds after it has added so many articles."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.archive.adding_program", address, str(COUNT), str(record)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert program.stdout is not None
    for _ in range(articles):
        assert program.stdout.readline()
    time.sleep(seconds)
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()


def assert_whole(engine: Engine) -> int:
    """Check that what was found is what the kept records have, no more and no less; give the number of articles."""
    before = state(engine, without=LOG)
    with engine.begin() as connection:
        rebuild(connection)
    assert state(engine, without=LOG) == before
    with engine.connect() as connection:
        unread = text(
            "SELECT count(*) FROM articles LEFT JOIN readings USING (article_id) WHERE readings.number IS NULL"
        )
        assert connection.scalar(unread) == 0
        kept = connection.scalar(text("SELECT count(*) FROM articles"))
        logged = text("SELECT count(*) FROM import_items WHERE outcome IN ('kept', 'version')")
        assert connection.scalar(logged) == kept
    return int(kept or 0)


def test_killed_at_random_moments(address: str, engine: Engine, tmp_path: Path) -> None:
    record = read(samples()[0])
    (tmp_path / "record.json").write_text(record.to_json(), encoding="utf-8")
    chance = random.Random(7)
    kept = [0]
    for _ in range(ROUNDS):
        kill_while_adding(address, tmp_path / "record.json", kept[-1] + chance.randint(1, 5), chance.uniform(0, 0.03))
        kept.append(assert_whole(engine))
    assert kept == sorted(kept)
    assert len({*kept, COUNT}) > ROUNDS // 2, "only a program killed in the middle says anything"
    with open_archive(address) as archive:
        with archive.importing(["articles"]) as import_:
            made = articles(record, COUNT)
            outcomes = [
                import_.add("", one, lambda a: record.model_copy(update={"article": a})).outcome for one in made
            ]
        assert outcomes[: kept[-1]] == ["present"] * kept[-1]
        assert "present" not in outcomes[kept[-1] :]
        assert {one.state for one in archive.imports()[1:]} <= {"unfinished", "finished"}
    assert assert_whole(engine) == COUNT
