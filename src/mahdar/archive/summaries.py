"""Incidents in brief: what a list of them asks, kept so that it need not describe every one."""

from collections.abc import Collection, Mapping
from itertools import groupby

from sqlalchemy import Connection, delete, select

from mahdar.analysis.incidents import Address, describe
from mahdar.archive.joined_tables import incidents, tellings
from mahdar.model import ArchivedRecord

_BATCH = 400  # incidents in one question


def summarize(connection: Connection, records: Mapping[str, ArchivedRecord], keys: Collection[str]) -> None:
    """Write incidents anew, those of these keys that there still are."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        some = ordered[start : start + _BATCH]
        connection.execute(delete(incidents).where(incidents.c.key.in_(some)))
        columns = (tellings.c.incident, tellings.c.article_id, tellings.c.event_id, tellings.c.number)
        told = select(*columns).where(tellings.c.incident.in_(some)).order_by(tellings.c.incident)
        rows = []
        for key, group in groupby(connection.execute(told).all(), lambda row: row.incident):
            members = list(group)
            addresses: list[Address] = [(row.article_id, row.event_id) for row in members]
            incident = describe(addresses, records)
            rows.append(
                {"key": key, "number": max(row.number for row in members), "articles": incident.articles,
                 "sources": incident.independent_sources, "contradictory": incident.contradictory}
            )  # fmt: skip
        if rows:
            connection.execute(incidents.insert(), rows)
