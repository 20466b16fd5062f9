"""Duplicates are those that an archive finds, whatever the parts and however the bands are sliced."""

from pathlib import Path

import pytest

from mahdar.analysis.reprints import with_groups
from mahdar.archive.identity import article_id_of
from mahdar.batch.dataset import Dataset
from mahdar.batch.duplicates import Duplicates
from mahdar.batch.prints import Groups
from mahdar.intake import IntakeOptions, article_from_text
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.reading.reader import read_article
from tests.batch.conftest import run
from tests.batch.made import Row, rows, write_lines


def stories() -> list[Row]:
    """Two articles with reprints and copies in other outlets, and some that stand alone."""
    made = rows(8)
    copy = {**made[0], "url": "https://other.example/1", "outlet": "منقول", "published": "2019-01-01"}
    credited = {**made[0], "url": "https://third.example/1", "text": made[0]["text"] + "\n(رويترز)"}
    sentences = made[1]["text"].split("\n")
    cut = {**made[1], "url": "https://third.example/2", "text": "\n".join(sentences[: max(len(sentences) - 1, 1)])}
    return [made[2], copy, made[0], cut, made[3], made[1], credited, *made[4:]]


def expected(made: list[Row]) -> dict[str, ArchivedRecord]:
    read = []
    for row in made:
        options = IntakeOptions(published=row["published"], outlet=row["outlet"], title=row["title"], url=row["url"])
        article = article_from_text(row["text"], options=options, name=row["id"])
        record = read_article(article, load_knowledge())
        read.append(ArchivedRecord(article_id=article_id_of(article), record=record))
    return {one.article_id: one for one in with_groups(read, load_knowledge())}


@pytest.mark.parametrize("slicing", [8_000_000, 100])
def test_groups_are_those_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slicing: int) -> None:
    monkeypatch.setattr("mahdar.batch.part._ARTICLES", 3)
    monkeypatch.setattr("mahdar.batch.duplicates._SLICE_ENTRIES", slicing)
    made = stories()
    about = run([str(write_lines(tmp_path / "a.jsonl", made))], tmp_path / "out")
    found = {archived.article_id: archived for _, archived in Dataset(tmp_path / "out").records()}
    assert found == expected(made)
    assert about.duplicates == {"exact": 2, "near": 1}


def test_marks_say_which_is_a_copy_and_of_what(tmp_path: Path) -> None:
    import pyarrow.dataset as ds  # noqa: PLC0415

    run([str(write_lines(tmp_path / "a.jsonl", stories()))], tmp_path / "out")
    table = ds.dataset(tmp_path / "out" / "articles", partitioning="hive").to_table().to_pylist()
    by_url = {row["url"]: row for row in table}
    copy, credited = by_url["https://other.example/1"], by_url["https://third.example/1"]
    first = next(row for row in table if row["article"] == copy["duplicate_of"])
    assert copy["duplicate"] == "exact"
    assert {first["duplicate"], by_url[rows(1)[0]["url"]]["duplicate"], credited["duplicate"]} == {None, "exact"}
    assert {row["source_agency"] for row in (copy, credited, first)} == {"Reuters"}
    alone = [row for row in table if row["source_group"] is None]
    assert len(alone) == 6
    assert all(row["duplicate_of"] is None for row in (*alone, first))


def test_nothing_to_mark(tmp_path: Path) -> None:
    assert Duplicates([], tmp_path / "prints").mark().near == 0


def test_groups_grow_together() -> None:
    groups = Groups(6)
    for one, other in ((4, 5), (1, 2), (5, 2)):
        groups.unite(one, other)
    assert groups.together(1, 4)
    assert not groups.together(0, 1)
    assert groups.members() == [[1, 2, 4, 5]]
