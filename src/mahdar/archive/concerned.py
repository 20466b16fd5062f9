"""Which articles a view over many has to look at: those that tell of a process, a place, or acts at some places."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection, distinct, func, select

from mahdar.archive.tables import article_entries, article_places, articles, event_entries, places
from mahdar.model.base import Bilingual
from mahdar.model.record import EventType, ResolvedPlace

_BATCH = 500  # places or articles in one question


def articles_of_series(connection: Connection) -> dict[str, int]:
    """Count the articles that tell of each named series of talks."""
    query = (
        select(event_entries.c.series, func.count(distinct(event_entries.c.article)).label("articles"))
        .where(event_entries.c.series.is_not(None))
        .group_by(event_entries.c.series)
    )
    return {row.series: row.articles for row in connection.execute(query)}


def known_places(connection: Connection) -> Iterator[tuple[int, ResolvedPlace]]:
    """Give all places of the archive with their numbers."""
    for row in connection.execute(select(places).order_by(places.c.number)):
        yield row.number, ResolvedPlace(
            id=row.id, name=Bilingual(ar=row.name_ar, en=row.name_en), country=row.country, level=row.level,
            lat=row.lat, lon=row.lon, radius_km=row.radius_km, relation=row.relation,
        )  # fmt: skip


def articles_with_events_at(
    connection: Connection, place_numbers: Collection[int], types: Collection[EventType]
) -> set[str]:
    """Give the articles that tell of events of some types at some places."""
    found: set[str] = set()
    wanted = sorted(place_numbers)
    for start in range(0, len(wanted), _BATCH):
        query = (
            select(article_entries.c.article_id)
            .join(event_entries, event_entries.c.article == article_entries.c.number)
            .where(event_entries.c.place.in_(wanted[start : start + _BATCH]), event_entries.c.type.in_(types))
        )
        found.update(connection.scalars(query.distinct()))
    return found


def articles_naming(connection: Connection, place_id: str, types: Collection[EventType]) -> set[str]:
    """Give the articles that name a place and tell of events of some types, wherever these were."""
    naming = select(article_places.c.entry).join(places).where(places.c.id == place_id)
    telling = select(event_entries.c.article).where(event_entries.c.type.in_(types))
    numbers = article_entries.c.number
    query = select(article_entries.c.article_id).where(numbers.in_(naming), numbers.in_(telling))
    return set(connection.scalars(query))


def articles_of_group(connection: Connection, group: str) -> list[str]:
    """List the latest versions of the articles that print the same dispatch."""
    query = select(articles.c.article_id).where(articles.c.source_group == group, articles.c.latest)
    return list(connection.scalars(query.order_by(articles.c.article_id)))


def in_order(connection: Connection, article_ids: Collection[str]) -> list[str]:
    """Put articles in the order of their days, the oldest first."""
    numbers: dict[str, int] = {}
    wanted = sorted(article_ids)
    for start in range(0, len(wanted), _BATCH):
        entries = article_entries.c
        query = select(entries.article_id, entries.number).where(entries.article_id.in_(wanted[start : start + _BATCH]))
        numbers.update({row.article_id: row.number for row in connection.execute(query)})
    return sorted(numbers, key=numbers.__getitem__)


def last_day(connection: Connection) -> date | None:
    """Give the last day on which an article was published."""
    last = article_entries.c.last_day
    ordinal = connection.scalar(select(func.max(last)).where(last < date.max.toordinal()))
    return date.fromordinal(ordinal) if ordinal else None
