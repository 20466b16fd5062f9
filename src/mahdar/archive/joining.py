"""Joining: bringing what articles have in common up to date with the articles.

Whoever enters or withdraws an article notes it in `changed`; joining takes from there what is to be done. So it does
not matter how an article came or went, nor whether the program was stopped in between, and nothing else is looked at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, func, select

from mahdar.analysis.incidents.similarity import models_digest
from mahdar.archive.decisions import load_decided
from mahdar.archive.dispatches import Dispatches
from mahdar.archive.engine import reading, writing
from mahdar.archive.joined_tables import JOINED_TABLES
from mahdar.archive.lately import Lately
from mahdar.archive.mentions import Mentions
from mahdar.archive.summaries import summarize
from mahdar.archive.tables import article_entries, articles, changed, facts
from mahdar.model import ArchivedRecord

if TYPE_CHECKING:
    from mahdar.knowledge import Knowledge

_BATCH = 50  # articles in one transaction
_IN_MEMORY = 2_000  # articles
_AHEAD = 5_000  # articles put in order at a time
_STAMP, _TURN = "joined with", "joined last by"
_VERSION = "2"  # to be raised when articles are joined otherwise


class Records(Mapping[str, ArchivedRecord]):
    """The records of an archive, loaded as they are asked for; the last of them stay in memory.

    Attributes
    ----------
    connection : Connection
        By which they are loaded; may be exchanged for another.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._load = Lately(self._loaded, _IN_MEMORY)

    def __getitem__(self, article_id: str) -> ArchivedRecord:
        return self._load(article_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.connection.scalars(select(article_entries.c.article_id)).all())

    def __len__(self) -> int:
        return self.connection.scalar(select(func.count()).select_from(article_entries)) or 0

    def drop(self, article_ids: Iterable[str]) -> None:
        """Forget records that have changed."""
        self._load.drop(article_ids)

    def _loaded(self, article_id: str) -> ArchivedRecord:
        known = select(articles.c.source_group, articles.c.source_agency).where(articles.c.article_id == article_id)
        row = self.connection.execute(known).one()
        return ArchivedRecord(
            article_id=article_id, record=load_decided(self.connection, article_id),
            source_group=row.source_group, source_agency=row.source_agency,
        )  # fmt: skip


def waiting(engine: Engine) -> int:
    """Count the articles that are yet to be joined."""
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(changed)).scalar_one()


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
    stamp = f"{_VERSION} {knowledge.digest} {models_digest()}"
    with reading(engine) as connection:
        current = _fact(connection, _STAMP) == stamp
        if current and not _changed(connection, 1):
            return
    if not current:
        with writing(engine) as connection:
            _clear(connection, stamp)
    joiner: _Joiner | None = None
    done = 1
    while done:
        with writing(engine) as connection:
            if joiner is None or not joiner.goes_on(connection):
                joiner = _Joiner(connection, knowledge)
            done = joiner.join_some()
        if advance:
            advance(done)


class _Joiner:
    """Joins articles, some in each transaction; what the next may want again stays in memory.

    Parameters
    ----------
    connection : Connection
        In the first transaction.
    knowledge : Knowledge
    """

    def __init__(self, connection: Connection, knowledge: "Knowledge") -> None:
        self._records = Records(connection)
        self._dispatches = Dispatches(self._records, knowledge)
        self._mentions = Mentions(self._records, knowledge)
        self._waiting: list[str] = []
        self._turn = uuid4().hex
        connection.execute(delete(facts).where(facts.c.name == _TURN))
        connection.execute(facts.insert().values(name=_TURN, value=self._turn))

    def goes_on(self, connection: Connection) -> bool:
        """Go on in another transaction, unless another program has joined articles in between."""
        self._records.connection = connection
        return _fact(connection, _TURN) == self._turn

    def join_some(self) -> int:
        """Join some articles that came or changed, and part from some that are gone; gives their number."""
        connection, dispatches, mentions = self._records.connection, self._dispatches, self._mentions
        some = self._next()
        self._drop(some)
        # What is gone may have been a neighbour of others that are.
        alike = dispatches.forget(some).difference(some)
        touched = {address for address in mentions.forget(some) if address[0] not in some}
        entered = connection.scalars(
            select(article_entries.c.article_id)
            .where(article_entries.c.article_id.in_(some))
            .order_by(article_entries.c.number)
        ).all()
        for article_id in entered:
            archived = self._records[article_id]
            dispatches.add(archived)
            touched.update(mentions.add(archived))
        connection.execute(delete(changed).where(changed.c.article_id.in_(some)))
        regrouped = dispatches.regroup(alike.union(entered))
        concerned = mentions.regroup(touched) | mentions.incidents_of(regrouped)
        self._records.drop(regrouped)
        summarize(connection, self._records, concerned)
        return len(some)

    def _next(self) -> list[str]:
        """Take some articles that are to be joined; none if none are left."""
        connection = self._records.connection
        while True:
            self._waiting = self._waiting or _changed(connection, _AHEAD)
            some, self._waiting = self._waiting[:_BATCH], self._waiting[_BATCH:]
            # Another program may have withdrawn one of them and joined it since they were put in order.
            still = set(connection.scalars(select(changed.c.article_id).where(changed.c.article_id.in_(some))))
            if still or not some:
                return [one for one in some if one in still]

    def _drop(self, article_ids: Collection[str]) -> None:
        self._records.drop(article_ids)
        self._mentions.drop(article_ids)
        self._dispatches.drop(article_ids)


def _changed(connection: Connection, most: int) -> list[str]:
    """Articles that came, went or changed, those that are gone first, then those of old days."""
    rows = select(changed.c.article_id).outerjoin(article_entries, article_entries.c.article_id == changed.c.article_id)
    days = func.coalesce(article_entries.c.number, -1)
    return list(connection.scalars(rows.order_by(days, changed.c.article_id).limit(most)))


def _clear(connection: Connection, stamp: str) -> None:
    for table in (*JOINED_TABLES, changed):
        connection.execute(delete(table))
    connection.execute(changed.insert().from_select(["article_id"], select(article_entries.c.article_id)))
    connection.execute(delete(facts).where(facts.c.name == _STAMP))
    connection.execute(facts.insert().values(name=_STAMP, value=stamp))


def _fact(connection: Connection, name: str) -> str | None:
    value: str | None = connection.scalar(select(facts.c.value).where(facts.c.name == name))
    return value
