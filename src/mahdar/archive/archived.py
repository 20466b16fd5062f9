"""Records for whoever builds on an archive: as people have decided, with the groups of reprints."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from mahdar.archive.deciding import merged
from mahdar.archive.decisions import decided_among, load_decided, same_actors
from mahdar.archive.readings import load_contents
from mahdar.archive.tables import articles
from mahdar.model import ArchivedRecord, Record


def load_archived(connection: Connection, article_ids: Sequence[str]) -> list[ArchivedRecord]:
    """Load versions of articles, in the order given.

    Raises
    ------
    ArchiveError
        `no-such-article`.
    """
    changed = decided_among(connection, article_ids)
    contents = load_contents(connection, article_ids)
    same = same_actors(connection)
    query = select(articles.c.article_id, articles.c.source_group, articles.c.source_agency)
    rows = {row.article_id: row for row in connection.execute(query.where(articles.c.article_id.in_(article_ids)))}
    found = []
    for one in article_ids:
        known = one in contents and one not in changed
        record = Record.model_validate(contents[one]) if known else load_decided(connection, one)
        record = merged(record, same) if same else record
        row = rows[one]
        found.append(
            ArchivedRecord(
                article_id=one, record=record, source_group=row.source_group, source_agency=row.source_agency
            )
        )
    return found
