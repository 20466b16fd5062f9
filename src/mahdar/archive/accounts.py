"""An article with the history of its keeping."""

from sqlalchemy import Connection, select

from mahdar.archive.readings import load_record
from mahdar.archive.tables import articles, readings
from mahdar.model import Record
from mahdar.model.base import Frozen


class Version(Frozen):
    """A version of an article, and the import that kept it."""

    article_id: str
    version: int
    latest: bool
    kept_at: str
    import_number: int
    url: str | None


class Reading(Frozen):
    """A reading: by which program, with which knowledge."""

    number: int
    current: bool
    read_at: str
    program: str
    knowledge: str


class Account(Frozen):
    """A record, the versions of its article, and the readings of this version."""

    article_id: str
    record: Record
    source_group: str | None
    source_agency: str | None
    versions: tuple[Version, ...]
    readings: tuple[Reading, ...]


def load_account(connection: Connection, article_id: str, reading: int | None) -> Account:
    """Load the account of a version of an article, by default with its current reading.

    Raises
    ------
    ArchiveError
        `no-such-article`, also if it has no such reading.
    """
    record = load_record(connection, article_id, reading)
    own = connection.execute(select(articles).where(articles.c.article_id == article_id)).one()
    versions = connection.execute(select(articles).where(articles.c.origin == own.origin).order_by(articles.c.version))
    read = connection.execute(select(readings).where(readings.c.article_id == article_id).order_by(readings.c.number))
    return Account(
        article_id=article_id, record=record, source_group=own.source_group, source_agency=own.source_agency,
        versions=tuple(
            Version(article_id=row.article_id, version=row.version, latest=row.latest, kept_at=row.kept_at,
                    import_number=row.import_number, url=row.url)
            for row in versions
        ),
        readings=tuple(
            Reading(number=row.number, current=row.current, read_at=row.read_at, program=row.program,
                    knowledge=row.knowledge)
            for row in read
        ),
    )  # fmt: skip
