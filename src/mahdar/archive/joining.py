"""Joining: bringing what articles have in common up to date with the articles.

What is to be done is seen in the tables themselves: an article whose entries were withdrawn has lost its row in
`joined`, and one that was entered, or entered anew after a decision or another reading, has none yet. So it does not
matter how an article came or went, nor whether the program was stopped in between.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, func, select, union

from mahdar.archive.decisions import load_decided
from mahdar.archive.dispatches import Dispatches
from mahdar.archive.engine import reading, writing
from mahdar.archive.joined_tables import JOINED_TABLES, joined, print_bands, telling_slots, tellings
from mahdar.archive.mentions import Mentions
from mahdar.archive.summaries import summarize
from mahdar.archive.tables import article_entries, articles, facts
from mahdar.model import ArchivedRecord

if TYPE_CHECKING:
    from mahdar.analysis.incidents import Address
    from mahdar.knowledge import Knowledge

_BATCH = 50  # articles in one transaction
_FACT = "joined with"
_VERSION = "2"  # to be raised when articles are joined otherwise


class Records(Mapping[str, ArchivedRecord]):
    """The records of an archive, loaded as they are asked for; the last thousands stay in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._load = lru_cache(maxsize=2_000)(self._loaded)

    def __getitem__(self, article_id: str) -> ArchivedRecord:
        return self._load(article_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._connection.scalars(select(article_entries.c.article_id)).all())

    def __len__(self) -> int:
        return self._connection.scalar(select(func.count()).select_from(article_entries)) or 0

    def _loaded(self, article_id: str) -> ArchivedRecord:
        known = select(articles.c.source_group, articles.c.source_agency).where(articles.c.article_id == article_id)
        row = self._connection.execute(known).one()
        return ArchivedRecord(
            article_id=article_id, record=load_decided(self._connection, article_id),
            source_group=row.source_group, source_agency=row.source_agency,
        )  # fmt: skip


def waiting(engine: Engine) -> int:
    """Count the articles that are yet to be joined."""
    with reading(engine) as connection:
        return len(_entered(connection)) + len(_gone(connection))


def join(engine: Engine, knowledge: "Knowledge", advance: Callable[[int], None] | None = None) -> None:
    """Join all articles that are yet to be joined, and part from those that are gone.

    Parameters
    ----------
    engine : Engine
    knowledge : Knowledge
        With another than before, everything is joined anew.
    advance : callable, optional
        Told the number of articles done since it was told last.
    """
    stamp = f"{_VERSION} {knowledge.digest}"
    with reading(engine) as connection:
        current = _stamp(connection) == stamp
        if current and not _entered(connection, 1) and not _gone(connection, 1):
            return
    if not current:
        with writing(engine) as connection:
            _clear(connection, stamp)
    done = 1
    while done:
        with writing(engine) as connection:
            done = _join_some(connection, knowledge)
        if advance:
            advance(done)


def _join_some(connection: Connection, knowledge: "Knowledge") -> int:
    gone = _gone(connection)
    entered = _entered(connection, _BATCH)
    if not gone and not entered:
        return 0
    records = Records(connection)
    dispatches, mentions = Dispatches(connection, records, knowledge), Mentions(connection, records, knowledge)
    alike: set[str] = set()
    touched: set[Address] = set()
    for start in range(0, len(gone), _BATCH):
        alike |= dispatches.forget(gone[start : start + _BATCH])
        touched |= mentions.forget(gone[start : start + _BATCH])
    # An article that is gone may have been a neighbour of others that are.
    alike.difference_update(gone)
    touched = {address for address in touched if address[0] not in set(gone)}
    for article_id in entered:
        archived = records[article_id]
        dispatches.add(archived)
        touched.update(mentions.add(archived))
        connection.execute(joined.insert().values(article_id=article_id))
    regrouped = dispatches.regroup(alike.union(entered))
    concerned = mentions.regroup(touched) | mentions.incidents_of(regrouped)
    summarize(connection, Records(connection), concerned)
    return len(gone) + len(entered)


def _entered(connection: Connection, most: int | None = None) -> list[str]:
    """Articles that are entered and not joined, those of old days first."""
    rows = select(article_entries.c.article_id).outerjoin(joined).where(joined.c.article_id.is_(None))
    return list(connection.scalars(rows.order_by(article_entries.c.number).limit(most)))


def _gone(connection: Connection, most: int | None = None) -> list[str]:
    """Articles that were joined and have been withdrawn since."""
    rows = union(
        *(
            select(table.c.article_id)
            .outerjoin(joined, joined.c.article_id == table.c.article_id)
            .where(joined.c.article_id.is_(None))
            for table in (tellings, telling_slots, print_bands)
        )
    ).subquery()
    return list(connection.scalars(select(rows.c.article_id).order_by(rows.c.article_id).limit(most)))


def _clear(connection: Connection, stamp: str) -> None:
    for table in JOINED_TABLES:
        connection.execute(delete(table))
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(facts.insert().values(name=_FACT, value=stamp))


def _stamp(connection: Connection) -> str | None:
    value: str | None = connection.scalar(select(facts.c.value).where(facts.c.name == _FACT))
    return value
