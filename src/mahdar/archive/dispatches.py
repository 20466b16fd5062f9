"""Reprints in an archive: each article is compared with the few that share a band of its signature."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, delete, or_, select, update

from mahdar.analysis.reprints import Print, agency_of, compare_prints, print_of
from mahdar.archive.joined_tables import print_bands, reprints
from mahdar.archive.lately import Lately
from mahdar.archive.tables import articles
from mahdar.model import ArchivedRecord

if TYPE_CHECKING:
    from mahdar.archive.joining import Records
    from mahdar.knowledge import Knowledge


_IN_MEMORY = 2_000  # prints


class Dispatches:
    """Keeps the groups of articles that print one dispatch, article by article.

    Parameters
    ----------
    records : Records
        Through a connection in a transaction that writes.
    knowledge : Knowledge
        For the names of agencies.
    """

    def __init__(self, records: "Records", knowledge: "Knowledge") -> None:
        self._records = records
        self._knowledge = knowledge
        self._print: Lately[str, Print] = Lately(
            lambda article_id: print_of(article_id, records[article_id].record), _IN_MEMORY
        )

    @property
    def _connection(self) -> Connection:
        return self._records.connection

    def drop(self, article_ids: Iterable[str]) -> None:
        """Forget what is in memory of articles that have changed."""
        self._print.drop(article_ids)

    def forget(self, article_ids: list[str]) -> set[str]:
        """Take articles out; gives those that were reprints of them."""
        near = set(self._connection.scalars(select(reprints.c.other).where(reprints.c.one.in_(article_ids))))
        # Pairs are kept both ways and found by their first.
        back = and_(reprints.c.one.in_(sorted(near)), reprints.c.other.in_(article_ids))
        self._connection.execute(delete(reprints).where(back))
        self._connection.execute(delete(reprints).where(reprints.c.one.in_(article_ids)))
        self._connection.execute(delete(print_bands).where(print_bands.c.article_id.in_(article_ids)))
        rows = articles.c.article_id.in_(article_ids)
        self._connection.execute(update(articles).where(rows).values(source_group=None, source_agency=None))
        return near.difference(article_ids)

    def add(self, archived: ArchivedRecord) -> None:
        """Compare an article with those that may print the same."""
        printed = self._print(archived.article_id)
        bands = [_number(band) for band in printed.bands]
        near = select(print_bands.c.article_id).where(print_bands.c.band.in_(bands)).distinct()
        found = [other for other in self._connection.scalars(near).all() if self._is_reprint(printed, other)]
        pairs = [
            {"one": a, "other": b}
            for other in found
            for a, b in ((printed.article_id, other), (other, printed.article_id))
        ]
        if pairs:
            self._connection.execute(reprints.insert(), pairs)
        if bands:
            rows = [{"band": band, "article_id": printed.article_id} for band in dict.fromkeys(bands)]
            self._connection.execute(print_bands.insert(), rows)

    def regroup(self, article_ids: Iterable[str]) -> set[str]:
        """Write the groups of articles, and of all that are grouped with them; gives those whose group changed."""
        seen: set[str] = set()
        changed: set[str] = set()
        for article_id in sorted(article_ids):
            if article_id in seen:
                continue
            group = self._group(article_id)
            seen |= group
            records = {one: self._records[one].record for one in group}
            ordered = sorted(group, key=lambda one: (records[one].article.published or "~", one))
            agency, _ = agency_of((records[one] for one in ordered), self._knowledge)
            key = ordered[0] if len(ordered) > 1 else None
            rows = articles.c.article_id.in_(ordered)
            other = or_(
                articles.c.source_group.is_distinct_from(key), articles.c.source_agency.is_distinct_from(agency)
            )
            regrouped = update(articles).where(rows, other).values(source_group=key, source_agency=agency)
            changed.update(self._connection.scalars(regrouped.returning(articles.c.article_id)))
        return changed

    def _is_reprint(self, printed: Print, other: str) -> bool:
        return compare_prints(printed, self._print(other)).reprint

    def _group(self, article_id: str) -> set[str]:
        found, waiting = {article_id}, [article_id]
        while waiting:
            others = select(reprints.c.other).where(reprints.c.one.in_(waiting))
            waiting = [other for other in self._connection.scalars(others) if other not in found]
            found.update(waiting)
        return found


def _number(band: str) -> int:
    """Write a band as 63 bits: its place in the signature above, its hash below."""
    place, _, digest = band.partition(":")
    return int(place) << 56 | int(digest, 16) >> 8
