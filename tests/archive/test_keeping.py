"""Keeping: each content once, versions beside each other, imports that can be taken back."""

from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from mahdar.archive import Archive, numbers, open_archive, rebuilding
from mahdar.archive.numbers import entry_number
from mahdar.errors import ArchiveError, IntakeError
from mahdar.model import Article, Record
from tests.archive.conftest import article, read, samples

TALKS = (
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في أنقرة أمس، "
    "وقال إن المفاوضات ستستأنف في أستانة الأسبوع المقبل."
)
STRIKE = "قالت وزارة الدفاع الروسية إن طائراتها دمرت مستودعاً للسلاح قرب مدينة دير الزور وقتلت عشرين مسلحاً."
# What an archive does not hold of articles: its log, what it knows of itself, and what it is yet to do.
LOG = ("imports", "import_items", "sqlite_sequence", "alembic_version", "facts", "changed")


def state(engine: Engine, *, without: tuple[str, ...] = LOG) -> dict[str, list[tuple[Any, ...]]]:
    """All that an archive holds, except its log and what it knows of itself."""
    names = [name for name in inspect(engine).get_table_names() if name not in without and "_words_" not in name]
    with engine.connect() as connection:
        found = {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in names}
        for unit in ("article", "statement", "event"):
            if engine.dialect.name == "sqlite":
                # Nothing is stored but the index itself, so that is what is compared: each word with its places.
                connection.execute(
                    text(f"CREATE VIRTUAL TABLE temp.v{unit} USING fts5vocab(main, {unit}_words, instance)")
                )
                found[f"{unit}_words"] = sorted(map(repr, connection.execute(text(f"SELECT * FROM v{unit}"))))
    return found


def add(archive: Archive, *articles: Article) -> tuple[int, list[str]]:
    with archive.importing(["test"]) as import_:
        outcomes = [import_.add(f"source {at}", one, read).outcome for at, one in enumerate(articles)]
    return import_.number, outcomes


def test_an_article_is_kept_with_its_record(archive: Archive) -> None:
    _, outcomes = add(archive, *samples())
    assert outcomes == ["kept"] * 3
    kept = {one.record.article.title: one for one in archive.records()}
    for one in samples():
        assert kept[one.title].record == read(one)


def test_a_record_comes_back_byte_for_byte(archive: Archive) -> None:
    add(archive, samples()[0])
    (kept,) = archive.records()
    assert kept.record.to_json() == read(samples()[0]).to_json()
    assert len(kept.article_id) == 16


def test_the_same_content_is_kept_once(archive: Archive, engine: Engine) -> None:
    add(archive, *samples())
    before = state(engine)

    def must_not_read(_: Article) -> Record:
        raise AssertionError("an article that is there is not read again")

    with archive.importing(["again"]) as import_:
        again = [import_.add("again", one, must_not_read).outcome for one in samples()]
    assert again == ["present"] * 3
    assert state(engine) == before


def test_the_name_of_a_file_does_not_matter(archive: Archive) -> None:
    one = article(TALKS)
    assert add(archive, one, one.model_copy(update={"id": "other-name"}))[1] == ["kept", "present"]


def test_two_outlets_may_print_the_same(archive: Archive) -> None:
    assert add(archive, article(TALKS, outlet="النهار"), article(TALKS, outlet="الديار"))[1] == ["kept", "kept"]


def test_a_changed_page_is_a_new_version_beside_the_old(archive: Archive, engine: Engine) -> None:
    first = article(TALKS, url="https://Example.org/1.html#top")
    second = article(TALKS.replace("أنقرة", "إسطنبول"), url="https://example.org:443/1.html")
    assert add(archive, first, second)[1] == ["kept", "version"]
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT version, latest, article_id FROM articles ORDER BY version")).all()
    assert [(row.version, bool(row.latest)) for row in rows] == [(1, False), (2, True)]
    assert [one.record.article.text for one in archive.records()] == [second.text]
    assert archive.record(rows[0].article_id).record.article.text == first.text


def test_what_is_known_of_a_text_is_part_of_its_content(archive: Archive) -> None:
    assert add(archive, article(TALKS), article(TALKS, published="2018-01-02"))[1] == ["kept", "version"]


def test_an_inferred_date_is_no_new_content(archive: Archive) -> None:
    undated = article(
        "انطلقت الجولة السادسة من محادثات أستانة حول سوريا يوم الخميس بمشاركة الدول الضامنة.", published=None
    )
    inferred = undated.model_copy(update={"published": "2017-09", "published_from": "inferred"})
    add(archive, inferred)
    (kept,) = archive.records()
    again = kept.record.article.model_copy(update={"published": None, "published_from": None})
    assert add(archive, again)[1] == ["present"]


def test_the_log_tells_what_became_of_each_source(archive: Archive) -> None:
    with archive.importing(["a folder"]) as import_:
        import_.add("one", article(TALKS), read)
        import_.add("same", article(TALKS), read)
        import_.refuse("bad", IntakeError("not-arabic", "Not Arabic.", "Leave it out.", "bad"))
    (summary,) = archive.imports()
    assert (summary.state, summary.given) == ("finished", ("a folder",))
    assert summary.counts == {"kept": 1, "present": 1, "refused": 1}
    assert summary.refused == {"not-arabic": 1}
    items = archive.import_items(summary.number)
    assert [(item.source, item.outcome, item.code) for item in items] == [
        ("one", "kept", None),
        ("same", "present", None),
        ("bad", "refused", "not-arabic"),
    ]
    assert items[0].article_id == items[1].article_id


def test_an_import_that_stops_is_unfinished_and_keeps_what_it_kept(archive: Archive) -> None:
    def stop(_: Article) -> Record:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), archive.importing(["all"]) as import_:  # noqa: PT012
        import_.add("one", article(TALKS), read)
        import_.add("two", article(STRIKE), stop)
    assert [summary.state for summary in archive.imports()] == ["unfinished"]
    assert add(archive, article(TALKS), article(STRIKE))[1] == ["present", "kept"]


def test_undoing_an_import_restores_what_was_there(archive: Archive, engine: Engine) -> None:
    add(archive, samples()[0], article(TALKS, url="https://example.org/1"), article(STRIKE))
    before = state(engine)
    changed = article(STRIKE, url="https://example.org/1")
    number, outcomes = add(archive, *samples(), changed, article(TALKS + " وانتهى اللقاء.", outlet="الديار"))
    assert outcomes == ["present", "kept", "kept", "version", "kept"]
    assert state(engine) != before
    assert archive.undo_import(number) == 4
    assert state(engine) == before
    assert archive.imports()[0].state == "undone"
    assert len(archive.import_items(number)) == 5
    with pytest.raises(ArchiveError, match="undone already"):
        archive.undo_import(number)


def test_what_was_undone_can_be_added_again(archive: Archive, engine: Engine) -> None:
    number, _ = add(archive, *samples())
    before = state(engine, without=(*LOG, "articles", "readings"))
    archive.undo_import(number)
    assert not archive.article_ids()
    assert add(archive, *samples())[1] == ["kept"] * 3
    assert state(engine, without=(*LOG, "articles", "readings")) == before


def test_undoing_an_earlier_import_leaves_later_versions(archive: Archive) -> None:
    number, _ = add(archive, article(TALKS, url="https://example.org/1"))
    later = article(STRIKE, url="https://example.org/1")
    add(archive, later)
    archive.undo_import(number)
    assert [one.record.article.text for one in archive.records()] == [later.text]


def test_an_import_that_is_not_there(archive: Archive) -> None:
    for act in (archive.undo_import, archive.import_items):
        with pytest.raises(ArchiveError) as caught:
            act(7)
        assert caught.value.code == "no-such-import"


def test_an_article_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError) as caught:
        archive.record("0123456789abcdef")
    assert caught.value.code == "no-such-article"


def test_entries_keep_apart_whose_hashes_are_the_same(
    archive: Archive, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, samples()[0])
    before = state(engine)
    monkeypatch.setattr("mahdar.archive.found.entry_number", lambda day, *_: entry_number(day, "the same"))
    first, _ = add(archive, samples()[1])
    second, _ = add(archive, samples()[2])
    assert len(archive.article_ids()) == 3
    archive.undo_import(first)
    archive.undo_import(second)
    assert state(engine) == before


def test_entries_are_made_again_when_the_program_makes_others(
    archive: Archive, engine: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, *samples(), article(TALKS, url="https://example.org/1"), article(STRIKE, url="https://example.org/1"))
    before = state(engine, without=LOG)
    monkeypatch.setattr(rebuilding, "_ENTRIES", "2")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM figures"))
    open_archive(address).close()
    assert state(engine, without=LOG) == before
    with engine.connect() as connection:
        assert "2 1 simplemma" in " ".join(connection.scalars(text("SELECT value FROM facts")))


def test_numbers_order_by_day() -> None:
    assert entry_number(10, "z") < entry_number(11, "a")
    assert numbers.day_of(entry_number(736_000, "a")) == 736_000
