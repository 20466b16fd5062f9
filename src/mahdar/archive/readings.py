"""Readings as they are kept: the record of a reading without the text, which the article has."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from mahdar.archive.clock import now
from mahdar.archive.tables import articles, readings
from mahdar.errors import ArchiveError
from mahdar.model import Article, Record


def reading_row(article_id: str, number: int, record: Record) -> dict[str, Any]:
    """Write a reading as a row."""
    content = record.model_dump(mode="json", by_alias=True)
    del content["article"]["text"]
    return {
        "article_id": article_id, "number": number, "current": True, "read_at": now(),
        "program": record.reader.version, "knowledge": record.reader.knowledge,
        "record": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
    }  # fmt: skip


def load_contents(connection: Connection, article_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Load the current readings of articles as JSON values."""
    query = _readings().where(articles.c.article_id.in_(list(article_ids)), readings.c.current)
    return {row.article_id: _content(row) for row in connection.execute(query)}


def load_record(connection: Connection, article_id: str, number: int | None = None) -> Record:
    """Load a reading, by default the current one.

    Raises
    ------
    ArchiveError
        `no-such-article`.
    """
    wanted = readings.c.current if number is None else readings.c.number == number
    row = connection.execute(_readings().where(articles.c.article_id == article_id, wanted)).one_or_none()
    if row is None:
        raise ArchiveError(
            "no-such-article", "The archive has no such article.", "Look it up with mahdar search.", article_id
        )
    return Record.model_validate(_content(row))


def load_article(connection: Connection, article_id: str) -> Article:
    """Load an article as it was taken in."""
    return Article.model_validate_json(
        connection.scalar(select(articles.c.article).where(articles.c.article_id == article_id)) or ""
    )


def _readings() -> Select[tuple[str, str, str]]:
    return select(articles.c.article_id, articles.c.article, readings.c.record).join_from(articles, readings)


def _content(row: Row[tuple[str, str, str]]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(row.record)
    content["article"]["text"] = json.loads(row.article)["text"]
    return content
