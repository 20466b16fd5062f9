"""Clustering: from links between mentions to incidents, article by article or all at once, with the same result.

First the events of each article that tell the same happening are put together. Then mentions of different articles are
linked; those that a chain of good links joins form a component, and within a component clusters are merged, the most
alike first, as long as their members are alike on average. No incident reaches beyond its component: adding an article
changes the components it links to and no others, and what comes out depends on the set of articles only, not on their
order.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

from mahdar.analysis.incidents.blocking import Key, Slot, anchors_of, compatible, keys_of, slots_of, worth_comparing
from mahdar.analysis.incidents.mentions import Address, Mention, joined, mentions_of
from mahdar.analysis.incidents.similarity import LinkModels, features_across, features_within, installed_models
from mahdar.knowledge import Knowledge
from mahdar.model.archived import ArchivedRecord

Links = Mapping[Address, Mapping[Address, float]]
Group = tuple[Address, ...]
LEAST = 0.04  # a pair less probable than this counts as nought
BRIDGE = 0.4  # what no chain of links as probable as this joins is never one incident


class IncidentIndex:
    """Mentions, the links between them, and the groups they form; grows article by article.

    Parameters
    ----------
    knowledge : Knowledge
    models : LinkModels, optional
        By default those shipped with the package.
    settled : bool
        Whether somebody has made sure that the events of an article are different happenings; if not, those that tell
        the same are put together first.
    """

    def __init__(self, knowledge: Knowledge, models: LinkModels | None = None, *, settled: bool = False) -> None:
        self._knowledge = knowledge
        self._models = models or installed_models()
        self._settled = settled
        self._threshold = self._models.across.threshold
        self._mentions: dict[Address, Mention] = {}
        self._slots: dict[Address, frozenset[Slot]] = {}
        self._anchors: dict[Address, dict[str, float]] = {}
        self._blocks: dict[Key, set[Address]] = {}
        self._articles: dict[str, tuple[Address, ...]] = {}
        self._links: dict[Address, dict[Address, float]] = {}
        self._group_of: dict[Address, Group] = {}

    def add(self, record: ArchivedRecord) -> frozenset[Group]:
        """Add an article, or put a new reading in the place of an old one.

        Returns
        -------
        frozenset[Group]
            The groups that are new or changed, as addresses of events.
        """
        return self.add_all((record,))

    def add_all(self, records: Iterable[ArchivedRecord]) -> frozenset[Group]:
        """Add several articles and group what they touch once; the result is that of adding them one by one."""
        touched: set[Address] = set()
        for record in records:
            touched |= self._forget(record.article_id)
            mentions = mentions_of(record, self._knowledge)
            if not self._settled:
                mentions = tellings_joined(mentions, self._models)
            for mention in mentions:
                self._link(mention)
            self._articles[record.article_id] = tuple(mention.address for mention in mentions)
            touched.update(self._articles[record.article_id])
        return self._regroup(address for address in touched if address in self._mentions)

    def remove(self, article_id: str) -> frozenset[Group]:
        """Remove an article; the groups that changed, as they are now."""
        return self._regroup(self._forget(article_id))

    def groups(self) -> tuple[Group, ...]:
        """All groups as sorted addresses of events, in the order of their first ones; many have one event only."""
        return tuple(sorted(map(self._expanded, set(self._group_of.values()))))

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions as they are compared, in order of their addresses."""
        return tuple(self._mentions[address] for address in sorted(self._mentions))

    def candidates(self, mention: Mention) -> list[Mention]:
        """Mentions of other articles that blocking finds worth comparing with one, in order of their addresses."""
        return self._candidates(mention, slots_of(mention), anchors_of(mention))

    def _candidates(self, mention: Mention, slots: frozenset[Slot], anchors: dict[str, float]) -> list[Mention]:
        near = {address for key in keys_of(slots, anchors) for address in self._blocks.get(key, ())}
        return [
            self._mentions[address]
            for address in sorted(near)
            if address[0] != mention.article.article_id
            and worth_comparing(anchors, self._anchors[address])
            and compatible(mention.types, self._mentions[address].types)
        ]

    def _link(self, mention: Mention) -> None:
        address = mention.address
        slots, anchors = slots_of(mention), anchors_of(mention)
        links = self._links[address] = {}
        for other in self._candidates(mention, slots, anchors):
            probability = self._models.across.yes(features_across(mention, other))
            if probability >= LEAST:
                links[other.address] = self._links[other.address][address] = probability
        self._mentions[address], self._slots[address], self._anchors[address] = mention, slots, anchors
        for key in keys_of(slots, anchors):
            self._blocks.setdefault(key, set()).add(address)

    def _forget(self, article_id: str) -> set[Address]:
        """Take an article's mentions out; the mentions that were linked with them are to be grouped anew."""
        touched: set[Address] = set()
        for address in self._articles.pop(article_id, ()):
            for other in self._links.pop(address):
                del self._links[other][address]
                touched.add(other)
            for key in keys_of(self._slots.pop(address), self._anchors.pop(address)):
                self._blocks[key].discard(address)
                if not self._blocks[key]:
                    del self._blocks[key]
            del self._mentions[address]
            self._group_of.pop(address, None)
        return touched

    def _regroup(self, touched: Iterable[Address]) -> frozenset[Group]:
        changed = set()
        seen: set[Address] = set()
        for address in sorted(touched):
            if address in seen:
                continue
            component = component_of(address, self._links, max(self._threshold, BRIDGE))
            seen |= component
            for group in agglomerate(component, self._links, self._threshold):
                if any(self._group_of.get(member) != group for member in group):
                    changed.add(group)
                    self._group_of.update(dict.fromkeys(group, group))
        return frozenset(map(self._expanded, changed))

    def _expanded(self, group: Group) -> Group:
        return tuple(sorted(address for member in group for address in self._mentions[member].addresses))


def tellings_joined(mentions: Sequence[Mention], models: LinkModels) -> tuple[Mention, ...]:
    """Put together the events of one article that tell the same happening."""
    by_address = {mention.address: mention for mention in mentions}
    links: dict[Address, dict[Address, float]] = {address: {} for address in by_address}
    for one, other in combinations(mentions, 2):
        if compatible(one.types, other.types):
            probability = models.within.yes(features_within(one, other))
            if probability >= LEAST:
                links[one.address][other.address] = links[other.address][one.address] = probability
    groups = group_linked(links, models.within.threshold, several=True)
    return tuple(joined([by_address[address] for address in group]) for group in groups)


def component_of(address: Address, links: Links, threshold: float) -> set[Address]:
    """All mentions that a chain of links of at least the threshold joins to one."""
    found, waiting = {address}, [address]
    while waiting:
        for other, probability in links[waiting.pop()].items():
            if probability >= threshold and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def agglomerate(component: Iterable[Address], links: Links, threshold: float, *, several: bool = False) -> list[Group]:
    """Average linkage: merge the two clusters whose members are most alike on average until no two reach the threshold.

    Pairs without a link count as nought. Of equals the clusters with the first members are merged first.

    Parameters
    ----------
    component : iterable of addresses
    links : mapping
        Probabilities, both ways.
    threshold : float
    several : bool
        Whether a cluster may have several members of one article: if not, what an article tells as two happenings is
        never put together by way of others.
    """
    members = {number: [address] for number, address in enumerate(sorted(component))}
    number_of = {address: number for number, (address,) in members.items()}
    sums: dict[int, dict[int, float]] = {
        n: {number_of[o]: p for o, p in sorted(links[a].items()) if o in number_of} for n, (a,) in members.items()
    }
    # A cluster has the number of its first member; a pair in the heap is stale once the size of either has changed.
    heap = [(-p, n, o, 1, 1) for n, row in sums.items() for o, p in row.items() if n < o and p >= threshold]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if a not in members or b not in members or (len(members[a]), len(members[b])) != (size_a, size_b):
            continue
        if not several and {m[0] for m in members[a]} & {m[0] for m in members[b]}:
            continue
        members[a] += members.pop(b)
        row, gone = sums[a], sums.pop(b)
        del row[b]
        for other in gone:
            if other != a:
                row[other] = sums[other][a] = row.get(other, 0.0) + gone[other]
                del sums[other][b]
        for other, total in row.items():
            average = total / (len(members[a]) * len(members[other]))
            if average >= threshold:
                first, last = min(a, other), max(a, other)
                heappush(heap, (-average, first, last, len(members[first]), len(members[last])))
    return sorted(tuple(sorted(group)) for group in members.values())


def group_linked(links: Links, threshold: float, *, several: bool = False) -> list[Group]:
    """Group all linked mentions: components first, then clusters within each."""
    groups: list[Group] = []
    seen: set[Address] = set()
    for address in sorted(links):
        if address not in seen:
            component = component_of(address, links, threshold if several else max(threshold, BRIDGE))
            seen |= component
            groups += agglomerate(component, links, threshold, several=several)
    return groups


def group_mentions(
    records: Iterable[ArchivedRecord], knowledge: Knowledge, models: LinkModels | None = None, *, settled: bool = False
) -> tuple[Group, ...]:
    """Group the events of some records from scratch."""
    index = IncidentIndex(knowledge, models, settled=settled)
    index.add_all(records)
    return index.groups()
