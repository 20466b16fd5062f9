"""Keeping articles with their readings, version beside version, and letting go of them."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, func, select, update

from mahdar.archive.clock import now
from mahdar.archive.decisions import KeptDecision, forget_decisions, load_decided, reattach
from mahdar.archive.entering import enter, withdraw
from mahdar.archive.identity import article_id_of, origin_of, taken_in
from mahdar.archive.readings import reading_row
from mahdar.archive.tables import articles, readings
from mahdar.archive.words import WordIndex
from mahdar.model import Article, Record

Outcome = Literal["kept", "present", "version", "refused"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article: kept, present already, or kept as a new version of one."""

    article_id: str
    outcome: Outcome


def foresee(connection: Connection, article: Article) -> Kept:
    """Tell what keeping an article would come to."""
    article_id = article_id_of(article)
    if connection.scalar(select(articles.c.article_id).where(articles.c.article_id == article_id)):
        return Kept(article_id, "present")
    earlier = select(articles.c.article_id).where(articles.c.origin == origin_of(article)).limit(1)
    return Kept(article_id, "version" if connection.scalar(earlier) else "kept")


def keep(connection: Connection, index: WordIndex, article: Article, record: Record, import_number: int) -> Kept:
    """Keep an article with its first reading; an earlier version of it is withdrawn from searches, and stays.

    Parameters
    ----------
    article : Article
        As it was taken in.
    record : Record
        Its reading.
    """
    kept = foresee(connection, article)
    if kept.outcome == "present":
        return kept
    origin = origin_of(article)
    versions = articles.c.origin == origin
    number = connection.scalar(select(func.max(articles.c.version)).where(versions)) or 0
    if number:
        latest = connection.scalar(select(articles.c.article_id).where(versions, articles.c.latest))
        if latest:
            _take_out(connection, index, [latest])
        connection.execute(update(articles).where(versions).values(latest=False))
    connection.execute(
        articles.insert().values(
            article_id=kept.article_id, origin=origin, version=number + 1, latest=True, import_number=import_number,
            kept_at=now(), url=article.url, sha256=article.sha256, article=taken_in(article).model_dump_json(),
        )
    )  # fmt: skip
    connection.execute(readings.insert().values(**reading_row(kept.article_id, 1, record)))
    _put_in(connection, index, kept.article_id)
    return kept


def let_go(connection: Connection, index: WordIndex, article_ids: list[str]) -> None:
    """Let go of versions of articles; of what is left of an article, the last version is the latest again."""
    rows = connection.execute(
        select(articles.c.article_id, articles.c.origin, articles.c.latest).where(
            articles.c.article_id.in_(article_ids)
        )
    ).all()
    _take_out(connection, index, [row.article_id for row in rows if row.latest])
    forget_decisions(connection, index, article_ids)
    connection.execute(delete(articles).where(articles.c.article_id.in_(article_ids)))
    for origin in dict.fromkeys(row.origin for row in rows if row.latest):
        left = select(articles.c.article_id).where(articles.c.origin == origin).order_by(articles.c.version.desc())
        last = connection.scalar(left.limit(1))
        if last:
            connection.execute(update(articles).where(articles.c.article_id == last).values(latest=True))
            _put_in(connection, index, last)


def keep_reading(connection: Connection, index: WordIndex, article_id: str, record: Record) -> list[KeptDecision]:
    """Keep a new reading beside the old, make it the current one, and give the decisions that it has lost."""
    latest = connection.scalar(select(articles.c.latest).where(articles.c.article_id == article_id))
    if latest:
        _take_out(connection, index, [article_id])
    own = readings.c.article_id == article_id
    number = connection.execute(select(func.max(readings.c.number)).where(own)).scalar_one()
    connection.execute(update(readings).where(own).values(current=False))
    connection.execute(readings.insert().values(**reading_row(article_id, number + 1, record)))
    lost = reattach(connection, article_id)
    if latest:
        _put_in(connection, index, article_id)
    return lost


def _put_in(connection: Connection, index: WordIndex, article_id: str) -> None:
    enter(connection, index, article_id, load_decided(connection, article_id))


def _take_out(connection: Connection, index: WordIndex, article_ids: list[str]) -> None:
    for article_id in article_ids:
        withdraw(connection, index, article_id, load_decided(connection, article_id))
