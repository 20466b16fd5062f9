"""A record as an archive keeps it."""

from pydantic import Field

from mahdar.model.base import Frozen
from mahdar.model.record import Record


class ArchivedRecord(Frozen):
    """One version of an article as kept, with its record.

    Elsewhere an event mention is addressed as `(article_id, event.id)`, a statement as `(article_id, statement.id)`.
    """

    article_id: str = Field(description="Stable key of the article version in the archive: 16 hex digits of a SHA-256")
    record: Record
    source_group: str | None = Field(
        default=None, description="Key of the group of articles that print the same dispatch; null: stands alone"
    )
    source_agency: str | None = Field(default=None, description="Agency credited with that dispatch, if found")
