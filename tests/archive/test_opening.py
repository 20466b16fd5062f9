"""Opening archives: where they are, that they are ones, and of which version."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from mahdar.archive import open_archive
from mahdar.archive.engine import make_engine
from mahdar.archive.location import locate
from mahdar.archive.tables import metadata
from mahdar.errors import ArchiveError
from tests.archive.conftest import article, read


def test_migrations_make_the_tables_of_the_program(bare_address: str) -> None:
    assert code_of(bare_address) == "no-archive"
    open_archive(bare_address, create=True).close()
    engine = make_engine(locate(bare_address))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": lambda name, *_: "_words" not in (name or "")}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize(
    ("given", "variable", "expected"),
    [
        (None, None, "sqlite+pysqlite:///mahdar.db"),
        (None, "elsewhere.db", "sqlite+pysqlite:///elsewhere.db"),
        ("here.db", "elsewhere.db", "sqlite+pysqlite:///here.db"),
        ("postgresql://a@b/c", None, "postgresql+psycopg://a@b/c"),
        ("postgresql+psycopg://a@b/c", None, "postgresql+psycopg://a@b/c"),
        ("sqlite:///here.db", None, "sqlite+pysqlite:///here.db"),
    ],
)
def test_where_an_archive_is(
    given: str | None, variable: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAHDAR_ARCHIVE", raising=False)
    if variable:
        monkeypatch.setenv("MAHDAR_ARCHIVE", variable)
    assert locate(given).render_as_string() == expected


def code_of(given: str | Path, *, create: bool = False) -> str:
    with pytest.raises(ArchiveError) as caught:
        open_archive(given, create=create)
    return caught.value.code


def test_what_is_no_archive(tmp_path: Path) -> None:
    assert code_of("mysql://a@b/c") == "archive-address"
    assert code_of("postgresql+psycopg://mahdar@/none?host=/nowhere") == "archive-unreachable"
    assert code_of(tmp_path / "none.db") == "no-archive"
    assert not (tmp_path / "none.db").exists()
    assert code_of(tmp_path / "no" / "folder" / "a.db", create=True) == "archive-unreachable"
    (tmp_path / "letter.txt").write_text("This is no database at all, however long one looks at it. " * 40)
    assert code_of(tmp_path / "letter.txt") == "not-an-archive"
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE invoices (number)")
    connection.close()
    assert code_of(tmp_path / "other.db", create=True) == "not-an-archive"


def test_an_archive_of_a_later_program(address: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert code_of(address) == "archive-newer"


def test_a_database_that_fails(tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.archive.engine._WAIT_SECONDS", 0.05)
    path = shutil.copy(blank, tmp_path / "archive.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_archive(path) as archive, pytest.raises(ArchiveError) as caught, archive.importing(["some"]):
        pass
    other.close()
    assert caught.value.code == "archive-failed"
    assert "locked" in caught.value.message


def test_a_password_is_not_shown() -> None:
    with pytest.raises(ArchiveError) as caught:
        open_archive("postgresql+psycopg://mahdar:secret@127.0.0.1:1/none")
    assert "secret" not in f"{caught.value.place} {caught.value.message}"


def test_several_may_add_at_once(address: str, engine: Engine) -> None:
    words = ("قصفت", "هاجمت", "حاصرت", "دخلت")
    articles = [
        article(f"{word} القوات الحكومية مدينة حلب ليل أمس وسقط {n} قتلى.") for word in words for n in range(3, 9)
    ]
    read(articles[0])

    def add(_: int) -> None:
        with open_archive(address) as archive, archive.importing(["some"]) as import_:
            for one in articles:
                import_.add("one", one, read)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(add, range(3)))
    with engine.connect() as connection:
        counts = dict(connection.execute(text("SELECT outcome, count(*) FROM import_items GROUP BY outcome")).all())
    assert counts == {"kept": len(articles), "present": 2 * len(articles)}
