"""Incidents of an archive whose articles have been joined: found by the events in them, or by their key."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select, tuple_

from mahdar.analysis.incidents import Address, describe, explain
from mahdar.archive.joined_tables import telling_links, tellings
from mahdar.archive.joining import Records
from mahdar.errors import ArchiveError
from mahdar.knowledge import Knowledge
from mahdar.model.incident import Incident, Link

_BATCH = 400  # addresses in one question


def describe_incidents(connection: Connection, keys: Iterable[str]) -> Iterator[Incident]:
    """Describe incidents one by one."""
    records = Records(connection)
    for key in keys:
        rows = select(tellings.c.article_id, tellings.c.event_id).where(tellings.c.incident == key)
        yield describe([(row.article_id, row.event_id) for row in connection.execute(rows)], records)


def explain_incident(connection: Connection, key: str, knowledge: Knowledge) -> tuple[Link, ...]:
    """Explain the likeliest link of each article of an incident to another, the likeliest first."""
    rows = connection.execute(select(tellings.c.article_id, tellings.c.lead).where(tellings.c.incident == key))
    leads: set[Address] = {(row.article_id, row.lead) for row in rows}
    columns = telling_links.c
    linked = select(telling_links).where(tuple_(columns.one_article, columns.one).in_(sorted(leads)))
    likeliest: dict[str, tuple[float, Address, Address]] = {}
    for row in connection.execute(linked):
        one, other = (row.one_article, row.one), (row.other_article, row.other)
        if other in leads:
            found = (row.probability, *sorted((one, other)))
            likeliest[row.one_article] = max(found, likeliest.get(row.one_article, found))
    records = Records(connection)
    pairs = sorted(set(likeliest.values()), key=lambda found: (-found[0], found[1:]))
    return tuple(explain(one, other, records, knowledge) for _, one, other in pairs)


def incidents_of(connection: Connection, addresses: Iterable[Address]) -> Iterator[dict[Address, str]]:
    """Give the incidents of events, some hundred events at a time, in the order of the events."""
    addresses = list(addresses)
    for start in range(0, len(addresses), _BATCH):
        wanted = addresses[start : start + _BATCH]
        rows = connection.execute(
            select(tellings.c.article_id, tellings.c.event_id, tellings.c.incident).where(
                tuple_(tellings.c.article_id, tellings.c.event_id).in_(wanted)
            )
        )
        known: dict[Address, str] = {(row.article_id, row.event_id): row.incident for row in rows}
        yield {address: known[address] for address in wanted if address in known}


def find_key(connection: Connection, given: str) -> str:
    """Find the key of an incident by its beginning.

    Raises
    ------
    ArchiveError
        `no-such-incident` if no key, or more than one, begins so.
    """
    begins = select(tellings.c.incident).where(tellings.c.incident.startswith(given.lower(), autoescape=True))
    found = connection.scalars(begins.distinct().limit(2)).all()
    if len(found) != 1 or not given:
        raise ArchiveError(
            "no-such-incident",
            "The archive has several such incidents." if found else "The archive has no such incident.",
            "See mahdar incidents.",
            given,
        )
    return str(found[0])
