"""Incidents in an archive: each mention is linked with the few worth comparing, and grouped with those it concerns.

The same as `mahdar.analysis.incidents.IncidentIndex`, with the links in tables instead of in memory.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, delete, select, tuple_, update

from mahdar.analysis.incidents.accounts import incident_id
from mahdar.analysis.incidents.blocking import (
    ENOUGH,
    Key,
    Slot,
    anchors_of,
    compatible,
    keys_of,
    slots_of,
    worth_comparing,
)
from mahdar.analysis.incidents.clustering import BRIDGE, LEAST, agglomerate, tellings_joined
from mahdar.analysis.incidents.mentions import Address, Mention, mentions_of
from mahdar.analysis.incidents.similarity import features_across, installed_models
from mahdar.archive.deciding import attach
from mahdar.archive.decisions import list_decisions
from mahdar.archive.joined_tables import telling_links, telling_slots, tellings
from mahdar.archive.lately import Lately
from mahdar.archive.tables import article_entries, event_entries
from mahdar.model import ArchivedRecord
from mahdar.model.decision import AboutIncident, EventMention
from mahdar.model.keys import keys_in

if TYPE_CHECKING:
    from mahdar.archive.joining import Records
    from mahdar.knowledge import Knowledge

Ruling = tuple[str, tuple[Address, ...]]  # verdict and the mentions it is on
_BATCH = 400  # addresses in one question
_IN_MEMORY = 2_000  # articles
_HASH, _WEIGHT = "I", "f"  # 32 bits each
_ROUNDING = 0.001  # of weights in 32 bits, summed


@dataclass(frozen=True, slots=True, eq=False)
class _Filed:
    """A mention with that by which it is filed and looked up."""

    mention: Mention
    slots: frozenset[Slot]
    anchors: dict[str, float]
    keys: frozenset[Key]


class Mentions:
    """Keeps the incidents of an archive, article by article.

    Parameters
    ----------
    records : Records
        Through a connection in a transaction that writes.
    knowledge : Knowledge
    """

    def __init__(self, records: "Records", knowledge: "Knowledge") -> None:
        self._records = records
        self._knowledge = knowledge
        self._models = installed_models()
        self._of = Lately(self._compared, _IN_MEMORY)
        self._concerned: set[str] = set()  # incidents that changed, or that there were

    @property
    def _connection(self) -> Connection:
        return self._records.connection

    def drop(self, article_ids: Iterable[str]) -> None:
        """Forget what is in memory of articles that have changed."""
        self._of.drop(article_ids)

    def forget(self, article_ids: list[str]) -> set[Address]:
        """Take articles out; gives the mentions that were linked with theirs."""
        links = telling_links.c
        near = select(links.other_article, links.other).where(links.one_article.in_(article_ids))
        touched = {(row.other_article, row.other) for row in self._connection.execute(near)}
        self._concerned |= self.incidents_of(article_ids)
        # Links are kept both ways and found by their first end.
        beyond = sorted({article_id for article_id, _ in touched})
        back = and_(links.one_article.in_(beyond), links.other_article.in_(article_ids))
        self._connection.execute(delete(telling_links).where(back))
        self._connection.execute(delete(telling_links).where(links.one_article.in_(article_ids)))
        for table in (telling_slots, tellings):
            self._connection.execute(delete(table).where(table.c.article_id.in_(article_ids)))
        return {address for address in touched if address[0] not in article_ids}

    def add(self, archived: ArchivedRecord) -> list[Address]:
        """Link the mentions of an article; gives their addresses."""
        filed = self._of(archived.article_id)
        mentions = [one.mention for one in filed]
        for one in filed:
            self._link(one)
        published = archived.record.article.published
        numbers, keys = self._numbers(archived.article_id), keys_in(archived.record)
        rows = [
            {"article_id": archived.article_id, "event_id": event.id, "lead": one.mention.event.id,
             "published": published, "start": event.span[0], "end": event.span[1], "incident": None,
             "number": numbers[event.id], "key": keys[event.id],
             "anchors": _packed(one.anchors) if event is one.mention.event else None}
            for one in filed for event in one.mention.events
        ]  # fmt: skip
        slots = [
            {"slot": slot, "article_id": archived.article_id, "lead": one.mention.event.id}
            for one in filed
            for slot in _slots(one.slots)
        ]
        for table, values in ((tellings, rows), (telling_slots, slots)):
            if values:
                self._connection.execute(table.insert(), values)
        return [mention.address for mention in mentions]

    def incidents_of(self, article_ids: Iterable[str]) -> set[str]:
        """Give the keys of the incidents that articles tell."""
        told = select(tellings.c.incident).where(tellings.c.article_id.in_(list(article_ids)))
        return set(self._connection.scalars(told.where(tellings.c.incident.is_not(None)).distinct()))

    def regroup(self, touched: Iterable[Address]) -> set[str]:
        """Group mentions anew, with all that a chain of links joins to them and no others.

        Returns
        -------
        set of str
            Keys of the incidents that have changed since this was done last, and of those that there were before.
        """
        rulings = self._rulings()
        seen: set[Address] = set()
        for address in sorted(touched):
            if address not in seen:
                links = self._component(address)
                while missing := _merged_from_elsewhere(links, rulings):
                    links.update(self._component(missing))
                seen |= links.keys()
                for group in heed(agglomerate(links, links, self._models.across.threshold), rulings):
                    self._write(group)
        concerned, self._concerned = self._concerned, set()
        return concerned

    def _numbers(self, article_id: str) -> dict[str, int]:
        """Give the numbers of an article's events."""
        rows = select(event_entries.c.event_id, event_entries.c.number).join(
            article_entries, article_entries.c.number == event_entries.c.article
        )
        found = self._connection.execute(rows.where(article_entries.c.article_id == article_id))
        return {row.event_id: row.number for row in found}

    def _rulings(self) -> list[Ruling]:
        """What people have decided of incidents, in the order in which they did."""
        return [
            (kept.decision.verdict, tuple(filter(None, map(self._lead, kept.decision.about.mentions))))
            for kept in list_decisions(self._connection)
            if isinstance(kept.decision.about, AboutIncident) and kept.withdrawn_at is None and kept.attached
        ]

    def _lead(self, meant: EventMention) -> Address | None:
        """The mention that an event belongs to; None if its article is withdrawn, or the event rejected."""
        told = select(tellings.c.article_id).where(tellings.c.article_id == meant.article_id).limit(1)
        if self._connection.execute(told).first() is None:
            return None
        event_id = attach(meant, self._records[meant.article_id].record)
        lead = select(tellings.c.lead).where(tellings.c.article_id == meant.article_id, tellings.c.event_id == event_id)
        found = self._connection.scalar(lead)
        return (meant.article_id, found) if found else None

    def _compared(self, article_id: str) -> tuple[_Filed, ...]:
        mentions = tellings_joined(mentions_of(self._records[article_id], self._knowledge), self._models)
        return tuple(map(_file, mentions))

    def _link(self, filed: _Filed) -> None:
        rows = []
        one_article, one = filed.mention.address
        for other in self._candidates(filed):
            probability = self._models.across.yes(features_across(filed.mention, other))
            if probability >= LEAST:
                other_article, name = other.address
                for a, b, c, d in ((one_article, one, other_article, name), (other_article, name, one_article, one)):
                    rows.append(
                        {"one_article": a, "one": b, "other_article": c, "other": d, "probability": probability}
                    )
        if rows:
            self._connection.execute(telling_links.insert(), rows)

    def _candidates(self, filed: _Filed) -> list[Mention]:
        """Mentions of other articles worth comparing, in order of their addresses."""
        mention, own = filed.mention, _hashed(filed.anchors)
        near = (
            select(tellings.c.article_id, tellings.c.event_id, tellings.c.anchors)
            .join_from(
                telling_slots,
                tellings,
                and_(tellings.c.article_id == telling_slots.c.article_id, tellings.c.event_id == telling_slots.c.lead),
            )
            .where(telling_slots.c.slot.in_(_slots(filed.slots)), telling_slots.c.article_id != mention.address[0])
        )
        found = {
            (row.article_id, row.event_id)
            for row in self._connection.execute(near)
            if _common(own, row.anchors) >= ENOUGH - _ROUNDING
        }
        others = [self._filed(address) for address in sorted(found)]
        return [
            other.mention
            for other in others
            if compatible(mention.types, other.mention.types)
            and not filed.keys.isdisjoint(other.keys)
            and worth_comparing(filed.anchors, other.anchors)
        ]

    def _filed(self, address: Address) -> _Filed:
        return next(one for one in self._of(address[0]) if one.mention.address == address)

    def _component(self, address: Address) -> dict[Address, dict[Address, float]]:
        """All mentions that sure links join to one, each with its links."""
        threshold = max(self._models.across.threshold, BRIDGE)
        links: dict[Address, dict[Address, float]] = {address: {}}
        waiting = [address]
        while waiting:
            found = self._links_of(waiting)
            links.update(found)
            sure = {o for row in found.values() for o, probability in row.items() if probability >= threshold}
            waiting = sorted(sure - links.keys())
            links.update({other: {} for other in waiting})
        return links

    def _links_of(self, addresses: list[Address]) -> dict[Address, dict[Address, float]]:
        found: dict[Address, dict[Address, float]] = {}
        columns = telling_links.c
        for start in range(0, len(addresses), _BATCH):
            wanted = tuple_(columns.one_article, columns.one).in_(addresses[start : start + _BATCH])
            for row in self._connection.execute(select(telling_links).where(wanted)):
                found.setdefault((row.one_article, row.one), {})[row.other_article, row.other] = row.probability
        return found

    def _write(self, group: tuple[Address, ...]) -> None:
        """Write under which incident the events of a group are known: that of the one published first."""
        member = tuple_(tellings.c.article_id, tellings.c.lead).in_(group)
        rows = self._connection.execute(select(tellings).where(member)).all()
        # Databases differ in how they sort; this is the order in which an incident's tellings are described.
        first = min(rows, key=lambda r: (r.published or "~", r.article_id, (r.start, r.end), r.event_id))
        known = incident_id((first.article_id, first.key))
        if any(row.incident != known for row in rows):
            self._concerned.update((known, *(row.incident for row in rows if row.incident)))
            self._connection.execute(update(tellings).where(member).values(incident=known))


def _merged_from_elsewhere(links: Iterable[Address], rulings: Iterable[Ruling]) -> Address | None:
    """A mention that people have merged with one of these and that is not among them."""
    known = set(links)
    merged = (set(members) for verdict, members in rulings if verdict == "merge")
    return min((one for members in merged if members & known for one in members - known), default=None)


def heed(groups: Iterable[tuple[Address, ...]], rulings: Iterable[Ruling]) -> list[tuple[Address, ...]]:
    """Put together and take apart what people have decided is, or is not, one; the last decision counts.

    Of mentions that are not one, the first named stays in its group and each other stands alone.
    """
    heeded = [set(group) for group in groups]
    for verdict, members in rulings:
        if verdict == "merge":
            concerned = [group for group in heeded if group.intersection(members)]
            heeded = [group for group in heeded if group not in concerned]
            heeded += [set().union(*concerned)] if concerned else []
        else:
            for at, member in enumerate(members):
                for group in [one for one in heeded if member in one and one.intersection(members[:at])]:
                    group.remove(member)
                    heeded.append({member})
    return sorted(tuple(sorted(group)) for group in heeded)


def _file(mention: Mention) -> _Filed:
    slots, anchors = slots_of(mention), anchors_of(mention)
    return _Filed(mention, slots, anchors, keys_of(slots, anchors))


def _slots(slots: Iterable[Slot]) -> list[int]:
    return sorted({int.from_bytes(_digest("\x1f".join(slot), 8)) >> 1 for slot in slots})


def _hashed(anchors: dict[str, float]) -> dict[int, float]:
    return {int.from_bytes(_digest(anchor, 4)): weight for anchor, weight in sorted(anchors.items())}


def _packed(anchors: dict[str, float]) -> bytes:
    """Write hashes and weights of anchors, one row of each."""
    hashed = _hashed(anchors)
    return array(_HASH, hashed).tobytes() + array(_WEIGHT, hashed.values()).tobytes()


def _common(own: dict[int, float], packed: bytes) -> float:
    """Sum up the weights of common anchors, as far as these can be enough."""
    half = len(packed) // 2
    anchors = array(_HASH, packed[:half])
    shared = own.keys() & anchors
    if sum(own[anchor] for anchor in shared) < ENOUGH - _ROUNDING:
        return 0.0
    weights = zip(anchors, array(_WEIGHT, packed[half:]), strict=True)
    return sum(min(own[anchor], weight) for anchor, weight in weights if anchor in shared)


def _digest(text: str, size: int) -> bytes:
    return blake2b(text.encode(), digest_size=size).digest()
