"""How much an archive has: of everything, and of what a search finds, by type, status, place, outlet and actor."""

from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import Column, Connection, Select, distinct, func, select

from mahdar.archive.searching import Question, numbers
from mahdar.archive.tables import (
    actors,
    article_actors,
    article_entries,
    article_places,
    event_actors,
    event_entries,
    outlets,
    places,
    statement_actors,
    statement_entries,
    statement_places,
)
from mahdar.archive.words import Unit, WordIndex
from mahdar.model.base import Bilingual, Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

_BATCH = 900  # numbers in one question
_ACTORS = {"article": article_actors, "statement": statement_actors, "event": event_actors}


class Named(Frozen):
    """How many of something that has a name."""

    key: str
    name: Bilingual
    count: int


class Counts(Frozen):
    """How much the latest versions of all articles have."""

    articles: int
    statements: int
    events: int
    types: dict[str, int] = Field(description="Events by type")
    places: tuple[Named, ...] = Field(description="Where most events are told to have been")


class Facets(Frozen):
    """How often values occur among what a search found, the most frequent first."""

    counted: int = Field(description="Entries that were looked at: the latest that were found")
    complete: bool = Field(description="Whether these are all that were found")
    types: dict[str, int]
    statuses: dict[str, int]
    outlets: dict[str, int]
    places: tuple[Named, ...]
    actors: tuple[Named, ...]


def count_all(connection: Connection, most: int) -> Counts:
    """Count everything, and events at so many places."""
    by_type = select(event_entries.c.type, func.count().label("entries")).group_by(event_entries.c.type)
    types = {row.type: row.entries for row in connection.execute(by_type)}
    at = (
        select(event_entries.c.place, func.count().label("entries"))
        .where(event_entries.c.place.is_not(None))
        .group_by(event_entries.c.place)
        .order_by(func.count().desc(), event_entries.c.place)
        .limit(most)
    ).subquery()
    named = (
        select(places, at.c.entries).join(at, at.c.place == places.c.number).order_by(at.c.entries.desc(), places.c.id)
    )
    return Counts(
        articles=_rows(connection, article_entries.c.number), statements=_rows(connection, statement_entries.c.number),
        events=sum(types.values()), types=_ordered(types),
        places=tuple(
            Named(key=row.id, name=Bilingual(ar=row.name_ar, en=row.name_en), count=row.entries)
            for row in connection.execute(named)
        ),
    )  # fmt: skip


def count_facets(connection: Connection, index: WordIndex, question: Question, *, most: int, shown: int) -> Facets:
    """Count the values of the latest entries that answer a question.

    Parameters
    ----------
    connection : Connection
    index : WordIndex
    question : Question
    most : int
        Entries to look at.
    shown : int
        Places, outlets and actors to give.
    """
    found = numbers(connection, index, question, after=None, most=most + 1, oldest_first=False)
    looked_at, unit = found[:most], question.unit
    entries = question.entries
    types: dict[str, int] = {}
    statuses: dict[str, int] = {}
    if unit == "event":
        types = _count(connection, event_entries.c.type, event_entries.c.number, looked_at)
        statuses = _count(connection, event_entries.c.status, event_entries.c.number, looked_at)
    printed = _count(connection, entries.c.outlet, entries.c.number, looked_at)
    takes_part = _ACTORS[unit]
    return Facets(
        counted=len(looked_at), complete=len(found) <= most, types=_ordered(types), statuses=_ordered(statuses),
        outlets=_outlets(connection, printed, shown),
        places=_named(connection, places.c.id, _places(connection, unit, looked_at), shown),
        actors=_named(
            connection, actors.c.key, _count(connection, takes_part.c.actor, takes_part.c.entry, looked_at), shown
        ),
    )  # fmt: skip


def _rows(connection: Connection, column: Column[Any]) -> int:
    return connection.execute(select(func.count(column))).scalar_one()


def _count(connection: Connection, value: Column[Any], entry: Column[Any], looked_at: list[int]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for start in range(0, len(looked_at), _BATCH):
        query: Select[Any] = (
            select(value.label("value"), func.count(distinct(entry)).label("entries"))
            .where(entry.in_(looked_at[start : start + _BATCH]), value.is_not(None))
            .group_by(value)
        )
        for row in connection.execute(query):
            counts[row.value] = counts.get(row.value, 0) + row.entries
    return counts


def _places(connection: Connection, unit: Unit, looked_at: list[int]) -> dict[int, int]:
    if unit == "event":
        return _count(connection, event_entries.c.place, event_entries.c.number, looked_at)
    lies_in = article_places if unit == "article" else statement_places
    return _count(connection, lies_in.c.place, lies_in.c.entry, looked_at)


def _ordered(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _first(counts: dict[int, int], shown: int) -> dict[int, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:shown])


def _outlets(connection: Connection, counts: dict[int, int], shown: int) -> dict[str, int]:
    first = _first(counts, shown)
    names = {row.number: row.name for row in connection.execute(select(outlets).where(outlets.c.number.in_(first)))}
    return {names[number]: count for number, count in first.items()}


def _named(connection: Connection, key: Column[str], counts: dict[int, int], shown: int) -> tuple[Named, ...]:
    """Name what most entries have; spellings of one key count together."""
    table = key.table
    rows = {}
    wanted: Iterable[int] = _first(counts, shown * 4)
    for row in connection.execute(select(table, key.label("found")).where(table.c.number.in_(wanted))):
        rows[row.number] = row
    together: dict[str, Named] = {}
    for number in wanted:
        row = rows[number]
        before = together.get(row.found)
        name = before.name if before else Bilingual(ar=row.name_ar, en=row.name_en)
        count = counts[number] + (before.count if before else 0)
        together[row.found] = Named(key=row.found, name=name, count=count)
    return tuple(sorted(together.values(), key=lambda one: (-one.count, one.key))[:shown])
