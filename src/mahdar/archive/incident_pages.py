"""Incidents page by page: in the order of the latest event of each that answers a search."""

from dataclasses import replace

from pydantic import Field
from sqlalchemy import Connection, and_, distinct, func, select

from mahdar.archive.hits import load_addresses, read_cursor, write_cursor
from mahdar.archive.incidents import describe_incidents, incidents_of
from mahdar.archive.joined_tables import tellings
from mahdar.archive.searching import Question, numbers
from mahdar.archive.tables import article_entries, event_entries
from mahdar.archive.words import WordIndex
from mahdar.model.base import Frozen
from mahdar.model.incident import Incident

_BATCH = 200  # events looked at in one go


class IncidentPage(Frozen):
    """Some incidents, and how to get the rest."""

    incidents: tuple[Incident, ...]
    next: str | None = Field(description="Cursor of the next page; null: this is the last")


def load_page(
    connection: Connection, index: WordIndex, question: Question, digest: str, wanted: tuple[int, str | None, int]
) -> IncidentPage:
    """Load a page of incidents.

    Parameters
    ----------
    connection : Connection
    index : WordIndex
    question : Question
        About events.
    digest : str
        Of the question.
    wanted : tuple
        How many, the cursor, and the articles that must tell each at least.
    """
    most, cursor, least_articles = wanted
    after = read_cursor(cursor, digest, oldest_first=False) if cursor else None
    keys, last = keys_on_page(connection, index, question, after=after, most=most, least_articles=least_articles)
    more = None if last is None else write_cursor(digest, last, oldest_first=False)
    return IncidentPage(incidents=tuple(describe_incidents(connection, keys)), next=more)


def keys_on_page(
    connection: Connection, index: WordIndex, question: Question, *, after: int | None, most: int, least_articles: int
) -> tuple[list[str], int | None]:
    """Give the keys of the incidents on a page.

    Parameters
    ----------
    connection : Connection
    index : WordIndex
    question : Question
        About events.
    after : int, optional
        Number of the event at which the page before ended.
    most : int
    least_articles : int
        Incidents told by fewer articles are passed over.

    Returns
    -------
    list of str
    int or None
        Number of the event at which this page ends; None if it is the last.
    """
    page: list[tuple[str, int]] = []
    seen: set[str] = set()
    last = after
    while True:
        found = numbers(connection, index, question, after=last, most=_BATCH, oldest_first=False)
        addresses = [(article_id, event or "") for article_id, event in load_addresses(connection, "event", found)]
        known = {address: key for part in incidents_of(connection, addresses) for address, key in part.items()}
        for number, address in zip(found, addresses, strict=True):
            key = known.get(address)
            if key is None or key in seen:
                continue
            seen.add(key)
            if _articles(connection, key) < least_articles:
                continue
            if after is not None and _first(connection, index, question, key) >= after:
                continue  # it stood on a page before
            if len(page) == most:
                return [one for one, _ in page], page[-1][1]
            page.append((key, number))
        if len(found) < _BATCH:
            return [one for one, _ in page], None
        last = found[-1]


def _articles(connection: Connection, key: str) -> int:
    query = select(func.count(distinct(tellings.c.article_id))).where(tellings.c.incident == key)
    return connection.execute(query).scalar_one()


def _first(connection: Connection, index: WordIndex, question: Question, key: str) -> int:
    """Give the number of an incident's latest event that answers the question."""
    told = and_(tellings.c.article_id == article_entries.c.article_id, tellings.c.event_id == event_entries.c.event_id)
    own = (
        select(event_entries.c.number)
        .join(article_entries, article_entries.c.number == event_entries.c.article)
        .join(tellings, told)
        .where(tellings.c.incident == key)
    )
    restricted = replace(question, conditions=(*question.conditions, event_entries.c.number.in_(own)))
    return numbers(connection, index, restricted, after=None, most=1, oldest_first=False)[0]
