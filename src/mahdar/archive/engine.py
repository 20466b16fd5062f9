"""Connections to the two databases, set up alike: transactions that begin when we say so, foreign keys kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from mahdar.archive.location import shown
from mahdar.errors import ArchiveError

_WAIT_SECONDS = 60  # for another program that is writing
_WRITERS = 0x6D616864  # PostgreSQL: key of the lock that writers of an archive take in turn
_WRITING = "mahdar_writing"


def make_engine(url: URL) -> Engine:
    """Make an engine; nothing is opened yet.

    Raises
    ------
    ArchiveError
        `driver-missing` if psycopg is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError as error:
        raise ArchiveError(
            "driver-missing",
            "PostgreSQL needs psycopg, which is not installed.",
            "Install it: pip install 'mahdar[postgresql]'.",
            shown(url),
        ) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads and sees one state throughout."""
    with _opened(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; there is one at a time, others wait."""
    with _opened(engine) as connection:
        connection.execution_options(**{_WRITING: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
            yield connection


@contextmanager
def _opened(engine: Engine) -> Iterator[Connection]:
    place = shown(engine.url)
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise ArchiveError(
            "archive-unreachable",
            f"The archive cannot be opened: {' '.join(str(error.orig).split())}.",
            "Check the path or address, the permissions, and that the server is running.",
            place,
        ) from error
    except DatabaseError as error:
        raise ArchiveError(
            "not-an-archive", "This is no archive of Mahdar.", "Give the path or address of an archive.", place
        ) from error
    with connection:
        try:
            yield connection
        except OperationalError as error:
            raise ArchiveError(
                "archive-failed",
                f"The archive failed: {' '.join(str(error.orig).split())}.",
                "See to the disk or the server, and that no other program is writing, and try again.",
                place,
            ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin transactions on its own, and late
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",  # with WAL: a crash of the machine may lose the last transactions, never halve one
        "foreign_keys = ON",
        "cache_size = -65536",  # KiB
        "mmap_size = 1073741824",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing_ = connection.get_execution_options().get(_WRITING)
    # A transaction that reads first and writes later would fail, not wait, if another had written in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing_ else "BEGIN")
