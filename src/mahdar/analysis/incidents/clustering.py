"""Clustering: from links between mentions to incidents, article by article or all at once, with the same result.

Mentions linked with at least the model's threshold form components; within a component clusters are merged, the most
alike first, as long as their members are alike on average. Two clusters can only meet on average if some pair of their
members does, so no incident reaches beyond its component: adding an article changes the components it links to and
no others, and what comes out depends on the set of articles only, not on their order.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from mahdar.analysis.incidents.blocking import SHARED_ANCHORS, Key, compatible, keys_of, shared_anchors
from mahdar.analysis.incidents.mentions import Address, Mention, mentions_of
from mahdar.analysis.incidents.similarity import installed_model, pair_features
from mahdar.knowledge import Knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.reading.linear import LinearModel

Links = Mapping[Address, Mapping[Address, float]]
Group = tuple[Address, ...]
_LEAST = 0.02  # a pair less probable than this counts as nought


class IncidentIndex:
    """Mentions, the links between them, and the groups they form; grows article by article.

    Parameters
    ----------
    knowledge : Knowledge
    model : LinearModel, optional
        By default the one shipped with the package.
    """

    def __init__(self, knowledge: Knowledge, model: LinearModel | None = None) -> None:
        self._knowledge = knowledge
        self._model = model or installed_model()
        self._mentions: dict[Address, Mention] = {}
        self._keys: dict[Address, frozenset[Key]] = {}
        self._blocks: dict[Key, set[Address]] = {}
        self._articles: dict[str, tuple[Address, ...]] = {}
        self._links: dict[Address, dict[Address, float]] = {}
        self._group_of: dict[Address, Group] = {}

    def add(self, record: ArchivedRecord) -> frozenset[Group]:
        """Add an article, or put a new reading in the place of an old one.

        Returns
        -------
        frozenset[Group]
            The groups that are new or changed.
        """
        before = self._forget(record.article_id)
        mentions = mentions_of(record, self._knowledge)
        self._articles[record.article_id] = tuple(mention.address for mention in mentions)
        for mention in mentions:
            self._link(mention)
        return self._regroup({*before, *self._articles[record.article_id]})

    def remove(self, article_id: str) -> frozenset[Group]:
        """Remove an article; the groups that changed, as they are now."""
        return self._regroup(self._forget(article_id))

    def groups(self) -> tuple[Group, ...]:
        """All groups, each sorted, in the order of their first members; a mention that stands alone is a group too."""
        return tuple(sorted(set(self._group_of.values())))

    def group_of(self, address: Address) -> Group:
        """The group of a mention."""
        return self._group_of[address]

    def mention(self, address: Address) -> Mention:
        """A mention as it is compared."""
        return self._mentions[address]

    def candidates(self, mention: Mention) -> list[Address]:
        """Mentions that blocking finds worth comparing with one, in order."""
        keys = keys_of(mention)
        near = {address for key in keys for address in self._blocks.get(key, ())} - {mention.address}
        return sorted(
            address
            for address in near
            if shared_anchors(keys, self._keys[address]) >= SHARED_ANCHORS
            and compatible(mention.event.type, self._mentions[address].event.type)
        )

    def _link(self, mention: Mention) -> None:
        address = mention.address
        links = self._links[address] = {}
        for other in self.candidates(mention):
            probability = self._model.yes(pair_features(mention, self._mentions[other]))
            if probability >= _LEAST:
                links[other] = self._links[other][address] = probability
        self._mentions[address] = mention
        self._keys[address] = keys_of(mention)
        for key in self._keys[address]:
            self._blocks.setdefault(key, set()).add(address)

    def _forget(self, article_id: str) -> set[Address]:
        """Take an article's mentions out; the mentions that were grouped with them are left without a group."""
        touched: set[Address] = set()
        for address in self._articles.pop(article_id, ()):
            touched.update(self._links[address])
            for other in self._links.pop(address):
                del self._links[other][address]
            for key in self._keys.pop(address):
                self._blocks[key].discard(address)
                if not self._blocks[key]:
                    del self._blocks[key]
            del self._mentions[address]
            del self._group_of[address]
            touched.discard(address)
        return {address for address in touched if address in self._mentions}

    def _regroup(self, touched: Iterable[Address]) -> frozenset[Group]:
        changed = set()
        seen: set[Address] = set()
        for address in sorted(touched):
            if address in seen:
                continue
            component = component_of(address, self._links, self._model.threshold)
            seen |= component
            for group in agglomerate(component, self._links, self._model.threshold):
                if any(self._group_of.get(member) != group for member in group):
                    changed.add(group)
                    self._group_of.update(dict.fromkeys(group, group))
        return frozenset(changed)


def component_of(address: Address, links: Links, threshold: float) -> set[Address]:
    """All mentions that a chain of links of at least the threshold joins to one."""
    found, waiting = {address}, [address]
    while waiting:
        for other, probability in links[waiting.pop()].items():
            if probability >= threshold and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def agglomerate(component: Iterable[Address], links: Links, threshold: float) -> list[Group]:
    """Average linkage: merge the two clusters whose members are most alike on average until no two reach the threshold.

    Pairs without a link count as nought. Of equals the clusters with the first members are merged first.
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
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
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


def group_mentions(
    records: Iterable[ArchivedRecord], knowledge: Knowledge, model: LinearModel | None = None
) -> tuple[Group, ...]:
    """Group the mentions of some records from scratch."""
    index = IncidentIndex(knowledge, model)
    for record in records:
        index.add(record)
    return index.groups()
