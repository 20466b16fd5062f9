"""Reprints: which articles print one dispatch, kept up to date article by article.

What a reprint is, is not decided here. Articles are filed under bands, so that a new one is compared with the few that
share a band with it; of two that are reprints of one another the archive keeps a link, and what is linked, directly or
through others, is a group. So the groups are the same in whatever order articles come and go.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection, delete, or_, select, update

from mahdar.archive.numbers import content_number
from mahdar.archive.readings import load_record
from mahdar.archive.tables import articles, bands, reprints
from mahdar.model import Record


class Dispatches(Protocol):
    """Knows reprints."""

    def bands(self, article_id: str, record: Record) -> Sequence[str]:
        """Give keys of which two articles that are reprints of one dispatch share one, almost certainly."""

    def alike(self, one: tuple[str, Record], other: tuple[str, Record]) -> bool:
        """Tell whether two articles, given by id and record, are reprints; their order does not matter."""

    def agency(self, records: Sequence[Record]) -> str | None:
        """Name the agency whose dispatch some articles print."""


def file_article(connection: Connection, dispatches: Dispatches, article_id: str, record: Record) -> None:
    """File an article and join it to the group of its reprints."""
    keys = sorted({content_number(band) for band in dispatches.bands(article_id, record)})
    near = select(bands.c.article_id).where(bands.c.band.in_(keys)).distinct().order_by(bands.c.article_id)
    linked = [
        other
        for other in connection.scalars(near).all()
        if dispatches.alike((article_id, record), (other, load_record(connection, other)))
    ]
    if keys:
        connection.execute(bands.insert(), [{"band": key, "article_id": article_id} for key in keys])
    if linked:
        both = [(article_id, other) for other in linked] + [(other, article_id) for other in linked]
        connection.execute(reprints.insert(), [{"article_id": one, "other": other} for one, other in both])
    _regroup(connection, dispatches, [article_id])


def unfile_articles(connection: Connection, dispatches: Dispatches, article_ids: Sequence[str]) -> None:
    """Take articles out of their groups; a group that they held together falls apart."""
    linked = select(reprints.c.other).where(reprints.c.article_id.in_(article_ids)).distinct()
    left = sorted(set(connection.scalars(linked)) - set(article_ids))
    mine = or_(reprints.c.article_id.in_(article_ids), reprints.c.other.in_(article_ids))
    connection.execute(delete(reprints).where(mine))
    connection.execute(delete(bands).where(bands.c.article_id.in_(article_ids)))
    connection.execute(
        update(articles).where(articles.c.article_id.in_(article_ids)).values(source_group=None, source_agency=None)
    )
    _regroup(connection, dispatches, left)


def _regroup(connection: Connection, dispatches: Dispatches, article_ids: Iterable[str]) -> None:
    """Write group and agency anew for these articles and all that are linked to them."""
    done: set[str] = set()
    for article_id in article_ids:
        if article_id in done:
            continue
        group = _linked_to(connection, article_id)
        done |= group
        records = {one: load_record(connection, one) for one in sorted(group)}
        first = min(group, key=lambda one: (records[one].article.published or "~", one))
        values = {
            "source_group": first if len(group) > 1 else None,
            "source_agency": dispatches.agency(list(records.values())),
        }
        connection.execute(update(articles).where(articles.c.article_id.in_(sorted(group))).values(values))


def _linked_to(connection: Connection, article_id: str) -> set[str]:
    found, waiting = {article_id}, [article_id]
    while waiting:
        query = select(reprints.c.other).where(reprints.c.article_id.in_(waiting)).distinct()
        waiting = sorted(set(connection.scalars(query)) - found)
        found.update(waiting)
    return found
