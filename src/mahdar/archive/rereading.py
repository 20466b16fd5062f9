"""Reading kept articles again with the rules of today."""

from pydantic import Field
from sqlalchemy import Connection, or_, select

from mahdar.archive.comparing import Change, compare
from mahdar.archive.decisions import KeptDecision
from mahdar.archive.keeping import keep_reading
from mahdar.archive.readings import load_record
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


def reread(connection: Connection, index: WordIndex, article_id: str, record: Record) -> Reread:
    """Keep a new reading of an article if it is another than the current one."""
    old = load_record(connection, article_id)
    if record.model_dump(exclude={"reader"}) == old.model_dump(exclude={"reader"}):
        return Reread(article_id=article_id, title=record.article.title, changes=(), lost=())
    lost = keep_reading(connection, index, article_id, record)
    changes = compare(old, record)
    return Reread(article_id=article_id, title=record.article.title, changes=changes, lost=tuple(lost))
