"""What a search gives."""

import base64
import binascii
import json
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Select, Table, select

from mahdar.archive.decisions import decided_among, load_decided
from mahdar.archive.found import place_among, sentence_spans, sentences_around
from mahdar.archive.query import Query
from mahdar.archive.readings import load_contents
from mahdar.archive.snippets import Snippet, snippet
from mahdar.archive.tables import article_entries, event_entries, statement_entries
from mahdar.archive.words import Unit
from mahdar.errors import UsageError
from mahdar.model import Bilingual, Event, PlaceMention, ResolvedPlace, Statement
from mahdar.model.base import Frozen, Span

_BATCH = 1_000  # numbers in one question
_LARGEST = 2**63 - 1  # that either database takes
_ENTRIES: dict[Unit, Table] = {"article": article_entries, "statement": statement_entries, "event": event_entries}


class Hit(Frozen):
    """An article, a statement or an event that was asked for."""

    unit: Unit = Field(description="What it is")
    article_id: str = Field(description="Key of the article version")
    id: str | None = Field(description="Of the statement or event in the article's record; null for an article")
    outlet: str | None = Field(description="Of the article, as are the next three")
    published: str | None = Field(description="EDTF")
    title: str | None
    url: str | None
    event: Event | None = Field(default=None, description="If an event was asked for, as people have decided on it")
    statement: Statement | None = Field(default=None, description="If a statement was asked for")
    place: ResolvedPlace | None = Field(default=None, description="Of the event")
    actors: dict[str, Bilingual] = Field(
        default_factory=dict, description="Names of those who take part in the event or statement, by their ids"
    )
    snippet: Snippet = Field(description="Words of the article")


class Facets(Frozen):
    """How many there are: of events and statements without a date, by that of their article."""

    total: int = Field(description="All there are")
    months: dict[str, int] = Field(description="By month (YYYY-MM)")
    years: dict[str, int] = Field(description="By year")
    undated: int = Field(description="Those whose article has no date either")


class Page(Frozen):
    """Some of what was asked for, and how to get the rest."""

    hits: tuple[Hit, ...] = Field(description="In the order asked for")
    next: str | None = Field(description="Cursor of the next page; null: this is the last")
    facets: Facets | None = Field(default=None, description="If they were asked for")


def load_hits(connection: Connection, unit: Unit, numbers: list[int], query: Query | None) -> list[Hit]:
    """Load what the numbers stand for, in their order."""
    rows = {row.number: row for row in connection.execute(_identities(unit, numbers))}
    found = _Contents(connection, {row.article_id for row in rows.values()})
    return [found.hit(unit, rows[number].article_id, rows[number].id, query) for number in numbers]


def load_addresses(connection: Connection, unit: Unit, numbers: list[int]) -> list[tuple[str, str | None]]:
    """Load which articles, and which statements or events in them, the numbers stand for, in their order."""
    rows = {}
    for start in range(0, len(numbers), _BATCH):
        rows.update({row.number: row for row in connection.execute(_identities(unit, numbers[start : start + _BATCH]))})
    return [(rows[n].article_id, None if unit == "article" else rows[n].id) for n in numbers]


def _identities(unit: Unit, numbers: list[int]) -> Select[tuple[int, str, str]]:
    entries = _ENTRIES[unit]
    if unit == "article":
        article_id = entries.c.article_id
        return select(entries.c.number, article_id, article_id.label("id")).where(entries.c.number.in_(numbers))
    return (
        select(entries.c.number, article_entries.c.article_id, entries.c[f"{unit}_id"].label("id"))
        .join(article_entries, article_entries.c.number == entries.c.article)
        .where(entries.c.number.in_(numbers))
    )


class _Contents:
    """Records as JSON values: of a page's many records only what is shown is made a model."""

    def __init__(self, connection: Connection, article_ids: set[str]) -> None:
        changed = decided_among(connection, article_ids)
        self._records = load_contents(connection, article_ids - changed)
        for article_id in changed:
            self._records[article_id] = load_decided(connection, article_id).model_dump(mode="json", by_alias=True)
        self._sentences: dict[str, list[Span]] = {}

    def hit(self, unit: Unit, article_id: str, identifier: str, query: Query | None) -> Hit:
        record = self._records[article_id]
        article = record["article"]
        event = Event.model_validate(_by_id(record["events"], identifier)) if unit == "event" else None
        statement = Statement.model_validate(_by_id(record["statements"], identifier)) if unit == "statement" else None
        span: Span = (0, len(article["text"]))
        if event:
            span = sentences_around(event.span, self._sentences_of(article_id, article["text"]))
        if statement:
            span = statement.span
        return Hit(
            unit=unit, article_id=article_id, id=None if unit == "article" else identifier, outlet=article["outlet"],
            published=article["published"], title=article["title"], url=article["url"], event=event,
            statement=statement, place=_place(record, event) if event else None,
            actors=_names(record, event, statement), snippet=snippet(article["text"], span, query),
        )  # fmt: skip

    def _sentences_of(self, article_id: str, text: str) -> list[Span]:
        if article_id not in self._sentences:
            self._sentences[article_id] = sentence_spans(text)
        return self._sentences[article_id]


def _by_id(things: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    return next(one for one in things if one["id"] == identifier)


def _place(record: dict[str, Any], event: Event) -> ResolvedPlace | None:
    named = [PlaceMention.model_validate(one) for one in record["places"] if one["place"]["id"] == event.place]
    return place_among(named, event)


def _names(record: dict[str, Any], event: Event | None, statement: Statement | None) -> dict[str, Bilingual]:
    wanted: set[str | None] = set()
    if event:
        wanted |= {*event.actor, *event.recipient, *event.claimed_by}
        wanted |= {figure.of.get("actor") for figure in event.figures}
    if statement:
        wanted |= {statement.speaker, *statement.via}
    named = (actor for actor in record["actors"] if actor["id"] in wanted)
    return {actor["id"]: Bilingual.model_validate(actor["name"]) for actor in named}


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
