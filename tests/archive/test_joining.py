"""Reprints and incidents of an archive: the same as from scratch, however the articles came and went."""

import random
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mahdar.analysis.incidents import describe, group_mentions
from mahdar.analysis.reprints import with_groups
from mahdar.archive import Archive, open_archive
from mahdar.archive.decisions import Signed
from mahdar.archive.filters import Filter
from mahdar.archive.incident_pages import Told
from mahdar.cli.samples import archive_paths
from mahdar.errors import ArchiveError
from mahdar.intake import read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import ArchivedRecord, Article, Record
from mahdar.model.incident import Incident
from mahdar.reading.reader import read_article


@cache
def articles() -> tuple[Article, ...]:
    return tuple(read_source(path) for path in archive_paths())


@cache
def record_of(number: int) -> Record:
    return read_article(articles()[number], load_knowledge())


def add(archive: Archive, numbers: Iterable[int]) -> int:
    with archive.importing(["test"]) as import_:
        for number in numbers:
            import_.add(str(number), articles()[number], lambda _, n=number: record_of(n))  # type: ignore[misc]
    return import_.number


TOLD = (Told(least_articles=2), Told(least_sources=2), Told(contradictory=True))


def from_scratch(archive: Archive) -> tuple[list[ArchivedRecord], dict[str, Incident]]:
    bare = (one.model_copy(update={"source_group": None, "source_agency": None}) for one in archive.records())
    records = with_groups(bare, load_knowledge())
    by_id = {one.article_id: one for one in records}
    described = (describe(group, by_id) for group in group_mentions(records, load_knowledge()))
    return list(records), {one.id: one for one in described}


def check(archive: Archive) -> None:
    archive.join(load_knowledge())
    assert archive.waiting() == 0
    records, incidents = from_scratch(archive)
    assert list(archive.records()) == records
    assert {one.id: one for one in archive.incidents(Filter())} == incidents
    for told in TOLD:
        assert {one.id for one in archive.incidents(Filter(), told)} == {
            one.id
            for one in incidents.values()
            if one.articles >= told.least_articles
            and one.independent_sources >= told.least_sources
            and (one.contradictory or not told.contradictory)
        }


def test_what_is_joined_piecemeal_is_what_is_joined_at_once(archive: Archive) -> None:
    numbers = list(range(len(articles())))
    random.Random(4).shuffle(numbers)
    add(archive, numbers[:12])
    check(archive)
    second = add(archive, numbers[12:24])
    add(archive, numbers[24:])
    check(archive)
    archive.undo_import(second)
    check(archive)
    add(archive, numbers[12:24])
    check(archive)
    groups = {one.source_group for one in archive.records() if one.source_group}
    assert len(groups) >= 1
    assert any(one.articles > 1 for one in archive.incidents(Filter()))


def test_only_the_latest_version_tells_incidents(archive: Archive) -> None:
    addresses = [one.url for one in articles()]
    first, second = (n for n, url in enumerate(addresses) if addresses.count(url) == 2)
    add(archive, [first])
    archive.join(load_knowledge())
    before = {m.article_id for one in archive.incidents(Filter()) for m in one.mentions}
    add(archive, [second])
    check(archive)
    after = {m.article_id for one in archive.incidents(Filter()) for m in one.mentions}
    assert len(before) == len(after) == 1
    assert before != after


def test_an_addition_touches_only_what_it_concerns(tmp_path: Path) -> None:
    from sqlalchemy import event as listening  # noqa: PLC0415

    written: list[str] = []
    with open_archive(tmp_path / "archive.db", create=True) as archive:
        numbers = range(len(articles()))
        add(archive, numbers[:-1])
        archive.join(load_knowledge())
        add(archive, numbers[-1:])

        @listening.listens_for(archive._engine, "before_cursor_execute")
        def _note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            written.append(statement)

        archive.join(load_knowledge())
    changed = [one for one in written if one.startswith("UPDATE tellings")]
    assert 0 < len(changed) < 40


def test_an_incident_has_a_key(archive: Archive) -> None:
    add(archive, range(8))
    archive.join(load_knowledge())
    incident = next(archive.incidents(Filter()))
    assert archive.incident(incident.id) == incident
    assert archive.incident(incident.id[:10].upper()) == incident
    for unknown in ("", "zz", "%"):
        with pytest.raises(ArchiveError):
            archive.incident(unknown)


def test_incidents_are_found_by_their_events(archive: Archive) -> None:
    add(archive, range(len(articles())))
    archive.join(load_knowledge())
    several = list(archive.incidents(Filter(types=("ASSAULT",)), Told(least_articles=2)))
    assert several
    assert all(one.articles > 1 for one in several)
    types = {(r.article_id, e.id): e.type for r in archive.records() for e in r.record.events}
    assert all("ASSAULT" in {types[m.article_id, m.event_id] for m in one.mentions} for one in several)


QUESTIONS = (
    Filter(types=("ASSAULT",)),
    Filter(words="قصف OR غارة"),
    Filter(words="-قصف", types=("ASSAULT",)),
    Filter(since=date(2017, 5, 1), until=date(2017, 9, 30), figure="killed"),
)


def test_incidents_are_the_same_whichever_way_they_are_found(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, range(len(articles())))
    archive.join(load_knowledge())
    for asked in QUESTIONS:
        events = [(article_id, event or "") for article_id, event in archive.found("event", asked)]
        told = set(archive.incidents_of(events).values())
        monkeypatch.setattr("mahdar.archive.incident_pages._MANY", 20_000)
        few = list(archive.incidents(asked))
        monkeypatch.setattr("mahdar.archive.incident_pages._MANY", 1)
        assert list(archive.incidents(asked)) == few
        assert {one.id for one in few} == told != set()


def test_people_decide_what_is_one_incident(archive: Archive) -> None:
    add(archive, range(20))
    archive.join(load_knowledge())
    every = list(archive.incidents(Filter()))
    several = next(one for one in every if one.articles > 1)
    alone = next(one for one in every if one.articles == 1 and one.type != several.type)
    stranger = (alone.mentions[0].article_id, alone.mentions[0].event_id)
    first = (several.mentions[0].article_id, several.mentions[0].event_id)
    last = (several.mentions[-1].article_id, several.mentions[-1].event_id)
    signed = Signed(by="ليلى", why="test")
    merge = archive.decide_incident("merge", [first, stranger], signed=signed)
    archive.decide_incident("split", [first, last], signed=signed)
    archive.join(load_knowledge())
    incidents = archive.incidents_of([first, last, stranger])
    assert incidents[first] == incidents[stranger] != incidents[last]
    archive.withdraw_decision(merge.number)
    archive.join(load_knowledge())
    incidents = archive.incidents_of([first, last, stranger])
    assert len(set(incidents.values())) == 3
