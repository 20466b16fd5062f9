"""What a search gives."""

import base64
import binascii
import json
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Table, select

from mahdar.archive.decisions import load_decided
from mahdar.archive.found import place_of_event, text_of_event
from mahdar.archive.query import Query
from mahdar.archive.snippets import Snippet, snippet
from mahdar.archive.tables import article_entries, event_entries, statement_entries
from mahdar.archive.words import Unit
from mahdar.errors import UsageError
from mahdar.model import Bilingual, Event, Record, ResolvedPlace, Statement
from mahdar.model.base import Frozen, Span

_BATCH = 1_000  # numbers in one question
_LARGEST = 2**63 - 1  # that either database takes


class Hit(Frozen):
    """An article, a statement or an event that was asked for."""

    unit: Unit
    article_id: str
    id: str | None = Field(description="Of the statement or event in the article's record; null for an article")
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    event: Event | None = None
    statement: Statement | None = None
    place: ResolvedPlace | None = None
    actors: dict[str, Bilingual] = Field(
        default_factory=dict, description="Names of those who take part in the event or statement, by their ids"
    )
    snippet: Snippet


class Facets(Frozen):
    """How many there are: of events and statements without a date, by that of their article."""

    total: int
    months: dict[str, int]
    years: dict[str, int]
    undated: int


class Page(Frozen):
    """Some of what was asked for, and how to get the rest."""

    hits: tuple[Hit, ...]
    next: str | None = Field(description="Cursor of the next page; null: this is the last")
    facets: Facets | None = None


def load_hits(connection: Connection, unit: Unit, numbers: list[int], query: Query | None) -> list[Hit]:
    """Load what the numbers stand for, in their order."""
    rows = {row.number: row for row in connection.execute(_identities(unit, numbers))}
    records: dict[str, Record] = {}
    hits = []
    for number in numbers:
        row = rows[number]
        record = records.get(row.article_id) or load_decided(connection, row.article_id)
        records[row.article_id] = record
        hits.append(_hit(unit, row.article_id, row.id, record, query))
    return hits


def load_addresses(connection: Connection, unit: Unit, numbers: list[int]) -> list[tuple[str, str | None]]:
    """Load which articles, and which statements or events in them, the numbers stand for, in their order."""
    rows = {}
    for start in range(0, len(numbers), _BATCH):
        rows.update({row.number: row for row in connection.execute(_identities(unit, numbers[start : start + _BATCH]))})
    return [(rows[n].article_id, None if unit == "article" else rows[n].id) for n in numbers]


def _identities(unit: Unit, numbers: list[int]) -> Any:
    if unit == "article":
        identifier = article_entries.c.article_id
        return select(article_entries.c.number, article_entries.c.article_id, identifier.label("id")).where(
            article_entries.c.number.in_(numbers)
        )
    entries: Table = event_entries if unit == "event" else statement_entries
    identifier = entries.c[f"{unit}_id"]
    return (
        select(entries.c.number, article_entries.c.article_id, identifier.label("id"))
        .join(article_entries, article_entries.c.number == entries.c.article)
        .where(entries.c.number.in_(numbers))
    )


def _hit(unit: Unit, article_id: str, identifier: str, record: Record, query: Query | None) -> Hit:
    event = next((e for e in record.events if e.id == identifier), None) if unit == "event" else None
    statement = next((s for s in record.statements if s.id == identifier), None) if unit == "statement" else None
    article = record.article
    span: Span = (0, len(article.text))
    if event:
        span = text_of_event(record, event)
    if statement:
        span = statement.span
    return Hit(
        unit=unit, article_id=article_id, id=None if unit == "article" else identifier, outlet=article.outlet,
        published=article.published, title=article.title, url=article.url, event=event, statement=statement,
        place=place_of_event(record, event) if event else None, actors=_names(record, event, statement),
        snippet=snippet(article.text, span, query),
    )  # fmt: skip


def _names(record: Record, event: Event | None, statement: Statement | None) -> dict[str, Bilingual]:
    wanted: set[str | None] = set()
    if event:
        wanted |= {*event.actor, *event.recipient, *event.claimed_by}
        wanted |= {figure.of.get("actor") for figure in event.figures}
    if statement:
        wanted |= {statement.speaker, *statement.via}
    return {actor.id: actor.name for actor in record.actors if actor.id in wanted}


def write_cursor(digest: str, number: int, *, oldest_first: bool) -> str:
    """Write where a page ends; entries that are added or taken away elsewhere do not move it."""
    content = json.dumps([digest, number, oldest_first], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(cursor: str, digest: str, *, oldest_first: bool) -> int:
    """Read where a page ended.

    Raises
    ------
    UsageError
        `bad-cursor` if it is none, or that of another search.
    """
    try:
        found, number, order = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (found, order) == (digest, oldest_first) and isinstance(number, int) and 0 <= number <= _LARGEST:
            return number
    except (ValueError, binascii.Error, TypeError, RecursionError):
        pass
    raise UsageError("bad-cursor", "This is no cursor of this search.", "Begin again without it.", cursor)
