"""Who and what an archive knows: its actors and places, in the order of their keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field
from sqlalchemy import Column, Connection, Row, distinct, func, or_, select

from mahdar.archive.found import folded_name
from mahdar.archive.naming import unknown
from mahdar.archive.tables import (
    actors,
    article_actors,
    article_places,
    event_actors,
    event_entries,
    places,
    statement_actors,
    statement_places,
)
from mahdar.model.base import Bilingual, Frozen
from mahdar.model.record import ActorKind, Level


class KnownActor(Frozen):
    """Someone named in articles."""

    key: str = Field(description="Identity known everywhere, else name: and the folded name")
    names: tuple[Bilingual, ...] = Field(description="As the articles have them")
    kind: ActorKind
    country: str | None = Field(description="ISO 3166-1 alpha-3")
    same: tuple[str, ...] = Field(description="Other keys that people have decided are the same actor")


class ActorParts(KnownActor):
    """An actor, and in how much it takes part; entries of the latest versions of articles are counted."""

    articles: int = Field(description="Articles that name it")
    events: dict[str, int] = Field(description="Mentions of events by its role: actor, recipient, claimant, speaker")
    statements: dict[str, int] = Field(description="Statements by its role: speaker, claimant, actor, …, mentioned")


class KnownPlace(Frozen):
    """A place named in articles."""

    id: str
    names: tuple[Bilingual, ...]
    country: str | None
    level: Level
    lat: float | None
    lon: float | None
    radius_km: float | None
    relation: str | None = Field(description="How an area lies to the place it is named after")


class PlaceParts(KnownPlace):
    """A place, and how much is told of it."""

    articles: int = Field(description="Articles that name it")
    statements: int = Field(description="Statements that name it")
    events: int = Field(description="Mentions of events at it")


Same = Mapping[str, Sequence[str]]


def list_actors(
    connection: Connection, same: Same, *, name: str | None, after: str | None, most: int
) -> list[KnownActor]:
    """List actors by key, all or those of a name.

    Parameters
    ----------
    connection : Connection
    same : mapping of str to sequence of str
        All keys of an actor that people have decided are one, by each of them.
    name : str, optional
        A name, or words of one that follow each other.
    after : str, optional
        The key behind which to begin.
    most : int
    """
    keys = _keys(connection, actors.c.key, name, after, most)
    rows = connection.execute(select(actors).where(actors.c.key.in_(keys)).order_by(actors.c.key, actors.c.number))
    return [_actor(group, same) for group in _grouped(rows, "key", keys)]


def load_actor(connection: Connection, same: Same, key: str) -> ActorParts:
    """Load an actor; with all that people have decided is the same.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    keys = same.get(key, (key,))
    rows = connection.execute(select(actors).where(actors.c.key.in_(keys)).order_by(actors.c.number)).all()
    own = [row for row in rows if row.key == key] or rows
    if not own:
        unknown(key)
    numbers = [row.number for row in rows]

    def count(table: Any) -> dict[str, int]:
        entries = func.count(distinct(table.c.entry)).label("entries")
        query = select(table.c.role, entries).where(table.c.actor.in_(numbers)).group_by(table.c.role)
        return {row.role: row.entries for row in connection.execute(query.order_by(table.c.role))}

    named = select(func.count(distinct(article_actors.c.entry))).where(article_actors.c.actor.in_(numbers))
    known = _actor(own, same).model_copy(update={"names": _names(rows)})
    return ActorParts(
        **dict(known), articles=connection.execute(named).scalar_one(), events=count(event_actors),
        statements=count(statement_actors),
    )  # fmt: skip


def list_places(connection: Connection, *, name: str | None, after: str | None, most: int) -> list[KnownPlace]:
    """List places by id, all or those of a name; as `list_actors`."""
    ids = _keys(connection, places.c.id, name, after, most)
    rows = connection.execute(select(places).where(places.c.id.in_(ids)).order_by(places.c.id, places.c.number))
    return [_place(group) for group in _grouped(rows, "id", ids)]


def load_place(connection: Connection, identifier: str) -> PlaceParts:
    """Load a place.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    rows = connection.execute(select(places).where(places.c.id == identifier).order_by(places.c.number)).all()
    if not rows:
        unknown(identifier)
    numbers = [row.number for row in rows]

    def count(entry: Column[Any], place: Column[Any]) -> int:
        return connection.execute(select(func.count(distinct(entry))).where(place.in_(numbers))).scalar_one()

    return PlaceParts(
        **dict(_place(rows)),
        articles=count(article_places.c.entry, article_places.c.place),
        statements=count(statement_places.c.entry, statement_places.c.place),
        events=count(event_entries.c.number, event_entries.c.place),
    )


def _keys(connection: Connection, key: Column[str], name: str | None, after: str | None, most: int) -> list[str]:
    query = select(key).distinct().order_by(key).limit(most)
    if after is not None:
        query = query.where(key > after)
    if name is not None:
        words = f" {folded_name(name)} "
        query = query.where(or_(key == name, key.table.c.names.contains(words, autoescape=True)))
    return list(connection.scalars(query))


def _grouped(rows: Iterable[Row[Any]], key: str, keys: Sequence[str]) -> list[list[Row[Any]]]:
    groups: dict[str, list[Row[Any]]] = {one: [] for one in keys}
    for row in rows:
        groups[getattr(row, key)].append(row)
    return list(groups.values())


def _actor(rows: Sequence[Row[Any]], same: Same) -> KnownActor:
    first = rows[0]
    country = next((row.country for row in rows if row.country), None)
    others = tuple(key for key in same.get(first.key, ()) if key != first.key)
    return KnownActor(key=first.key, names=_names(rows), kind=first.kind, country=country, same=others)


def _place(rows: Sequence[Row[Any]]) -> KnownPlace:
    first = rows[0]
    return KnownPlace(
        id=first.id, names=_names(rows), country=first.country, level=first.level, lat=first.lat, lon=first.lon,
        radius_km=first.radius_km, relation=first.relation,
    )  # fmt: skip


def _names(rows: Iterable[Row[Any]]) -> tuple[Bilingual, ...]:
    return tuple(Bilingual(ar=ar, en=en) for ar, en in dict.fromkeys((row.name_ar, row.name_en) for row in rows))
