"""An article with the history of its keeping."""

from pydantic import Field
from sqlalchemy import Connection, select

from mahdar.archive.readings import load_record
from mahdar.archive.tables import articles, readings
from mahdar.model import Record
from mahdar.model.base import Frozen


class Version(Frozen):
    """A version of an article, and the import that kept it."""

    article_id: str = Field(description="Its key")
    version: int = Field(description="1, 2, … in the order of keeping")
    latest: bool = Field(description="Whether searches find it")
    kept_at: str = Field(description="UTC, ISO 8601, as all times")
    import_number: int = Field(description="Which import kept it")
    url: str | None = Field(description="The address it is from")


class Reading(Frozen):
    """A reading: by which program, with which knowledge."""

    number: int = Field(description="1, 2, … in the order of reading")
    current: bool = Field(description="Whether it is the one that counts")
    read_at: str = Field(description="When it was kept")
    program: str = Field(description="Version of Mahdar")
    knowledge: str = Field(description="Content hash of its knowledge")


class Account(Frozen):
    """A record, the versions of its article, and the readings of this version."""

    article_id: str = Field(description="Key of this version")
    record: Record = Field(description="As it was read, whatever people have decided")
    source_group: str | None = Field(description="Key of the first of the articles that print the same dispatch")
    source_agency: str | None = Field(description="The agency whose dispatch it is")
    versions: tuple[Version, ...] = Field(description="Of the article, this one among them")
    readings: tuple[Reading, ...] = Field(description="Of this version")


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
