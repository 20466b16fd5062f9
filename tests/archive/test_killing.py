"""Killed at any moment, an archive has each article whole or not at all, and doing it again finishes the job."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, text

from mahdar.analysis.incidents import group_mentions
from mahdar.archive import Archive, open_archive
from mahdar.archive.filters import Filter
from mahdar.archive.rebuilding import rebuild
from mahdar.knowledge import load_knowledge
from tests.archive import test_joining
from tests.archive.adding_program import articles
from tests.archive.conftest import read, samples
from tests.archive.test_keeping import LOG, state

COUNT = 24
ROUNDS = 3


def kill_while_adding(address: str, record: Path, articles: int, seconds: float) -> None:
    """Start adding, and kill the program so many seconds after it has added so many articles."""
    kill(["tests.archive.adding_program", address, str(COUNT), str(record)], articles, seconds)


def kill(arguments: list[str], lines: int, seconds: float) -> None:
    """Start a program, and kill it so many seconds after it has printed so many lines."""
    program = subprocess.Popen(
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert program.stdout is not None
    for _ in range(lines):
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
    assert any(0 < one < COUNT for one in kept), "only a program killed in the middle says anything"
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


def assert_joined_are_joined(archive: Archive, engine: Engine) -> int:
    """Check that articles are joined with each other as if there were no others; give their number."""
    with engine.connect() as connection:
        joined = set(
            connection.scalars(
                text("SELECT article_id FROM article_entries WHERE article_id NOT IN (SELECT article_id FROM changed)")
            )
        )
        told = connection.execute(text("SELECT incident, article_id, event_id FROM tellings")).all()
        listed = set(connection.scalars(text("SELECT key FROM incidents")))
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, article_id, event_id in told:
        groups.setdefault(key, []).append((article_id, event_id))
    records = archive.records(sorted(joined))
    assert {tuple(sorted(group)) for group in groups.values()} == set(group_mentions(records, load_knowledge()))
    assert listed == set(groups)
    return len(joined)


def test_killed_while_joining(address: str, engine: Engine) -> None:
    chance = random.Random(11)
    joined = [0]
    with open_archive(address) as archive:
        test_joining.add(archive, range(len(test_joining.articles())))
        for _ in range(ROUNDS):
            kill(["tests.archive.joining_program", address], chance.randint(1, 5), chance.uniform(0, 0.05))
            joined.append(assert_joined_are_joined(archive, engine))
        assert joined == sorted(joined)
        every = len(archive.found("article", Filter()))
        assert any(0 < one < every for one in joined)
        test_joining.check(archive)
        assert assert_joined_are_joined(archive, engine) == every
