"""Making again what was found, after a change in the program that decides it."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Engine, delete, select

from mahdar.archive.decisions import load_decided
from mahdar.archive.engine import reading, writing
from mahdar.archive.entering import clear_entries, enter
from mahdar.archive.tables import articles, facts
from mahdar.archive.terms import terms_version
from mahdar.archive.words import word_index

_FACT = "found with"
_ENTRIES = "1"  # to be raised when `mahdar.archive.found` takes other rows from a record


def found_with() -> str:
    """Name what decides the rows that are found in a record."""
    return f"{_ENTRIES} {terms_version()}"


Track = Callable[[Sequence[str]], Iterable[str]]
"""Goes through things, and may show how far it is."""


def rebuild_if_outdated(engine: Engine, track: Track) -> None:
    """Make all entries and the index of words again if they were made by a program that does it otherwise."""
    with reading(engine) as connection:
        if _found_with(connection) == found_with():
            return
    with writing(engine) as connection:
        if _found_with(connection) != found_with():
            rebuild(connection, track)


def rebuild(connection: Connection, track: Track = iter) -> None:
    """Make all entries and the index of words again."""
    index = word_index(connection.dialect.name)
    clear_entries(connection, index)
    latest = select(articles.c.article_id).where(articles.c.latest).order_by(articles.c.article_id)
    for article_id in track(connection.scalars(latest).all()):
        enter(connection, index, article_id, load_decided(connection, article_id))
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(facts.insert().values(name=_FACT, value=found_with()))


def _found_with(connection: Connection) -> str | None:
    value: str | None = connection.scalar(select(facts.c.value).where(facts.c.name == _FACT))
    return value
