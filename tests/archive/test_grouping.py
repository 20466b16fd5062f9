"""Reprints: groups do not depend on the order in which articles come and go."""

import random
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Engine, text

from mahdar.archive import Archive, open_archive
from mahdar.archive.filters import Filter
from mahdar.archive.terms import terms_of
from mahdar.model import Record
from tests.archive.made import record
from tests.archive.test_deciding import constantly
from tests.archive.test_keeping import state


class WordsInCommon:
    """Takes for reprints what has three words of the title in common."""

    def bands(self, article_id: str, record: Record) -> Sequence[str]:  # noqa: ARG002 (as the archive calls it)
        return sorted(self._words(record))

    def alike(self, one: tuple[str, Record], other: tuple[str, Record]) -> bool:
        return len(self._words(one[1]) & self._words(other[1])) >= 3

    def agency(self, records: Sequence[Record]) -> str | None:
        named = sorted(a for record in records for a in record.article.agencies)
        return named[0] if named else None

    def _words(self, record: Record) -> set[str]:
        return {term.form for term in terms_of(record.article.title or "")[0]}


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with open_archive(address, dispatches=WordsInCommon()) as archive:
        yield archive


def printed(title: str, day: int, agency: str | None = None) -> Record:
    made = record(title, published=f"2017-08-{day:02}")
    agencies = (agency,) if agency else ()
    return made.model_copy(update={"article": made.article.model_copy(update={"agencies": agencies})})


# The second links the first and the third, which by themselves have too little in common.
CHAIN = (printed("one two three four", 3), printed("two three four five", 1, "SANA"), printed("three four five six", 2))
ALONE = printed("seven eight nine", 4, "AFP")


def add(archive: Archive, *records: Record) -> tuple[int, dict[str, str]]:
    with archive.importing(["made"]) as import_:
        kept = {one.article.title or "": import_.add("", one.article, constantly(one)).article_id for one in records}
    return import_.number, kept


def groups(archive: Archive) -> dict[str, tuple[str | None, str | None]]:
    titles = {one.article_id: one.record.article.title for one in archive.records()}
    return {
        str(one.record.article.title): (titles.get(one.source_group or ""), one.source_agency)
        for one in archive.records()
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_order_does_not_matter(archive: Archive, seed: int) -> None:
    several = [*CHAIN, ALONE]
    random.Random(seed).shuffle(several)
    add(archive, *several)
    first = "two three four five"
    assert groups(archive) == {
        **{str(one.article.title): (first, "SANA") for one in CHAIN},
        "seven eight nine": (None, "AFP"),
    }


def test_a_group_falls_apart_without_what_held_it_together(archive: Archive, engine: Engine) -> None:
    add(archive, CHAIN[0], CHAIN[2], ALONE)
    assert {group for group, _ in groups(archive).values()} == {None}
    before = state(engine)
    number, _ = add(archive, CHAIN[1])
    assert {group for group, _ in groups(archive).values()} == {None, "two three four five"}
    archive.undo_import(number)
    assert state(engine) == before


def test_only_the_latest_version_counts(archive: Archive) -> None:
    def at_one_address(one: Record) -> Record:
        return one.model_copy(update={"article": one.article.model_copy(update={"url": "https://example.org/1"})})

    add(archive, CHAIN[0], at_one_address(CHAIN[1]))
    number, _ = add(archive, at_one_address(ALONE))
    assert groups(archive) == {"one two three four": (None, None), "seven eight nine": (None, "AFP")}
    archive.undo_import(number)
    assert groups(archive)["one two three four"] == ("two three four five", "SANA")


def test_a_new_reading_is_grouped_anew(archive: Archive, engine: Engine) -> None:
    _, kept = add(archive, *CHAIN[:2])
    changed = CHAIN[1].model_copy(update={"article": CHAIN[1].article.model_copy(update={"title": "ten"})})
    archive.reread(kept["two three four five"], constantly(changed))
    assert {group for group, _ in groups(archive).values()} == {None}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM bands")) == 5


def test_searches_are_the_same_with_groups(archive: Archive) -> None:
    add(archive, *CHAIN)
    assert len(archive.search("article", Filter(words="three")).hits) == 3
