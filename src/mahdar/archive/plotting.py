"""What a search finds, in as few words as a timeline or a map needs: no record is loaded."""

from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Select, func, select

from mahdar.archive.numbers import UNDATED, day_of
from mahdar.archive.searching import Question, numbers
from mahdar.archive.tables import (
    actors,
    article_entries,
    event_actors,
    event_entries,
    outlets,
    places,
    statement_actors,
)
from mahdar.archive.words import WordIndex
from mahdar.model.base import Bilingual, Frozen
from mahdar.model.record import ResolvedPlace

_BATCH = 900  # numbers in one question


class Plotted(Frozen):
    """An event or a statement, where and when."""

    article_id: str
    id: str
    outlet: str | None
    first: date | None = Field(description="First day; of one without a date, that of publication")
    last: date | None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    series: str | None = None
    place: str | None = Field(default=None, description="Id of a place of the plot")
    actor: str | None = Field(default=None, description="Key of an actor of the plot: who did or said it, one of them")


class Plot(Frozen):
    """The latest that a search found, with the places and actors it speaks of."""

    items: tuple[Plotted, ...]
    places: dict[str, ResolvedPlace]
    actors: dict[str, Bilingual]
    complete: bool = Field(description="Whether this is all that was found")


def plot(connection: Connection, index: WordIndex, question: Question, most: int) -> Plot:
    """Plot what answers a question about events or statements."""
    found = numbers(connection, index, question, after=None, most=most + 1, oldest_first=False)
    events = question.unit == "event"
    takes_part, role = (event_actors, "actor") if events else (statement_actors, "speaker")
    items: list[Plotted] = []
    where: dict[str, ResolvedPlace] = {}
    who: dict[str, Bilingual] = {}
    for start in range(0, min(len(found), most), _BATCH):
        wanted = found[start : min(start + _BATCH, most)]
        doers = {row.entry: row.actor for row in connection.execute(_first_actors(takes_part, role, wanted))}
        known = {
            row.number: row for row in connection.execute(select(actors).where(actors.c.number.in_(doers.values())))
        }
        rows = {row.number: row for row in connection.execute(_rows(question, wanted))}
        for number in wanted:
            row = rows[number]
            doer = known.get(doers.get(number, -1))
            if doer is not None:
                who.setdefault(doer.key, Bilingual(ar=doer.name_ar, en=doer.name_en))
            if events and row.place_id is not None:
                where.setdefault(row.place_id, _place(row))
            items.append(_item(row, doer.key if doer is not None else None, events=events))
    return Plot(items=tuple(items), places=where, actors=who, complete=len(found) <= most)


def _rows(question: Question, wanted: list[int]) -> Select[Any]:
    entries = question.entries
    if question.unit == "event":
        columns = (places.c.id.label("place_id"), places.c.name_ar, places.c.name_en, places.c.country, places.c.level,
                   places.c.lat, places.c.lon, places.c.radius_km, places.c.relation)  # fmt: skip
        query = select(entries, article_entries.c.article_id, outlets.c.name.label("printed_by"), *columns)
        query = query.outerjoin(places, places.c.number == event_entries.c.place)
    else:
        query = select(entries, article_entries.c.article_id, outlets.c.name.label("printed_by"))
    return (
        query.join(article_entries, article_entries.c.number == entries.c.article)
        .outerjoin(outlets, outlets.c.number == entries.c.outlet)
        .where(entries.c.number.in_(wanted))
    )


def _first_actors(takes_part: Any, role: str, wanted: list[int]) -> Select[Any]:
    part = takes_part.c
    return (
        select(part.entry, func.min(part.actor).label("actor"))
        .where(part.entry.in_(wanted), part.role == role)
        .group_by(part.entry)
    )


def _item(row: Any, actor: str | None, *, events: bool) -> Plotted:
    day = day_of(row.number)
    # An open beginning or end is no day.
    first = row.first_day if row.first_day and row.first_day > 1 else day if day != UNDATED else None
    last = row.last_day if row.last_day and row.last_day < date.max.toordinal() else first
    common = {
        "article_id": row.article_id, "outlet": row.printed_by, "actor": actor,
        "first": date.fromordinal(first) if first else None, "last": date.fromordinal(last) if last else None,
    }  # fmt: skip
    if not events:
        return Plotted(id=row.statement_id, **common)
    return Plotted(
        id=row.event_id,
        type=row.type,
        mode=row.mode,
        status=row.status,
        series=row.series,
        place=row.place_id,
        **common,
    )


def _place(row: Any) -> ResolvedPlace:
    return ResolvedPlace(
        id=row.place_id, name=Bilingual(ar=row.name_ar, en=row.name_en), country=row.country, level=row.level,
        lat=row.lat, lon=row.lon, radius_km=row.radius_km, relation=row.relation,
    )  # fmt: skip
