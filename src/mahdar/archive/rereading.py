"""Reading kept articles again with the rules of today."""

from pydantic import Field
from sqlalchemy import Connection, func, or_, select, update

from mahdar.archive.comparing import Change, compare
from mahdar.archive.decisions import KeptDecision, load_decided, reattach
from mahdar.archive.entering import enter, withdraw
from mahdar.archive.readings import load_record, reading_row
from mahdar.archive.tables import articles, readings
from mahdar.archive.words import WordIndex
from mahdar.model import Reader, Record
from mahdar.model.base import Frozen


class Reread(Frozen):
    """What a new reading of an article changed; if nothing, none is kept."""

    article_id: str
    title: str | None
    changes: tuple[Change, ...]
    lost: tuple[KeptDecision, ...] = Field(description="Decisions that no longer attach to an event of the reading")


def read_otherwise(connection: Connection, reader: Reader) -> list[str]:
    """List the latest versions of articles that another reader has read."""
    other = or_(readings.c.program != reader.version, readings.c.knowledge != reader.knowledge)
    query = select(articles.c.article_id).join_from(articles, readings)
    query = query.where(articles.c.latest, readings.c.current, other)
    return list(connection.scalars(query.order_by(articles.c.article_id)))


def keep_reading(connection: Connection, index: WordIndex, article_id: str, record: Record) -> Reread:
    """Keep a new reading beside the old, make it the current one, and attach decisions to it."""
    old = load_record(connection, article_id)
    changes = compare(old, record)
    if record.model_dump(exclude={"reader"}) == old.model_dump(exclude={"reader"}):
        return Reread(article_id=article_id, title=record.article.title, changes=(), lost=())
    latest = connection.scalar(select(articles.c.latest).where(articles.c.article_id == article_id))
    if latest:
        withdraw(connection, index, article_id, load_decided(connection, article_id))
    own = readings.c.article_id == article_id
    number = connection.execute(select(func.max(readings.c.number)).where(own)).scalar_one()
    connection.execute(update(readings).where(own).values(current=False))
    connection.execute(readings.insert().values(**reading_row(article_id, number + 1, record)))
    lost = reattach(connection, article_id)
    if latest:
        enter(connection, index, article_id, load_decided(connection, article_id))
    return Reread(article_id=article_id, title=record.article.title, changes=changes, lost=tuple(lost))
