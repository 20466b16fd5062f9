"""Entering the rows found in a record, and withdrawing them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from mahdar.archive.found import Found, find_in, free_numbers
from mahdar.archive.tables import (
    actors,
    article_actors,
    article_entries,
    article_places,
    changed,
    event_actors,
    event_entries,
    figures,
    found_tables,
    metadata,
    outlets,
    places,
    statement_actors,
    statement_entries,
    statement_places,
)
from mahdar.archive.words import UNITS, WordIndex
from mahdar.model import Record

_SHARED = frozenset(("actors", "places", "outlets"))
_ENTRIES = (article_entries, statement_entries, event_entries)


def enter(connection: Connection, index: WordIndex, article_id: str, record: Record) -> None:
    """Enter what is found in a record."""
    found = find_in(article_id, record)
    if taken := _taken(connection, found):
        found = find_in(article_id, record, free_numbers(taken))
    insert = _insert_of(connection)
    for name, rows in found.rows.items():
        if rows:
            statement = insert(metadata.tables[name])
            connection.execute(statement.on_conflict_do_nothing() if name in _SHARED else statement, rows)
    for unit in UNITS:
        index.add(connection, unit, found.words[unit])
    _note_change(connection, article_id)


def withdraw(connection: Connection, index: WordIndex, article_id: str, record: Record) -> None:
    """Withdraw what was entered, given the record it was found in."""
    article: int = connection.execute(
        select(article_entries.c.number).where(article_entries.c.article_id == article_id)
    ).scalar_one()
    known: dict[tuple[str, ...], int] = {(article_id,): article}
    for entries, name in ((statement_entries, "statement_id"), (event_entries, "event_id")):
        rows = connection.execute(select(entries.c[name], entries.c.number).where(entries.c.article == article))
        known.update({(article_id, identifier): number for identifier, number in rows})
    found = find_in(article_id, record, lambda _, key: known[key])
    for unit in UNITS:
        index.remove(connection, unit, found.words[unit])
    events = [row["number"] for row in found.rows["event_entries"]]
    statements = [row["number"] for row in found.rows["statement_entries"]]
    _delete(connection, figures.c.event, events)
    _delete(connection, event_actors.c.entry, events)
    _delete(connection, event_entries.c.number, events)
    for parts in (statement_actors.c.entry, statement_places.c.entry, statement_entries.c.number):
        _delete(connection, parts, statements)
    for parts in (article_actors.c.entry, article_places.c.entry, article_entries.c.number):
        _delete(connection, parts, [article])
    # Of what articles share, that which none has any more.
    for shared, user in (
        (actors, article_actors.c.actor),
        (places, article_places.c.place),
        (outlets, article_entries.c.outlet),
    ):
        numbers = [row["number"] for row in found.rows[shared.name]]
        unused = ~exists().where(user == shared.c.number)
        connection.execute(delete(shared).where(shared.c.number.in_(numbers), unused))
    _note_change(connection, article_id)


def clear_entries(connection: Connection, index: WordIndex) -> None:
    """Withdraw everything that was found in any record."""
    index.clear(connection)
    for table in reversed(found_tables()):
        connection.execute(delete(table))


def _insert_of(connection: Connection) -> Any:
    return sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert


def _note_change(connection: Connection, article_id: str) -> None:
    """Note that an article is to be joined anew."""
    connection.execute(_insert_of(connection)(changed).values(article_id=article_id).on_conflict_do_nothing())


def _taken(connection: Connection, found: Found) -> list[int]:
    return [
        number
        for entries in _ENTRIES
        for number in connection.scalars(
            select(entries.c.number).where(entries.c.number.in_([row["number"] for row in found.rows[entries.name]]))
        )
    ]


def _delete(connection: Connection, column: Column[int], numbers: Iterable[int]) -> None:
    connection.execute(delete(column.table).where(column.in_(list(numbers))))
