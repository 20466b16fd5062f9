"""Why the mentions of an incident are taken for one."""

from collections.abc import Mapping

from mahdar.analysis.incidents.explaining import explain
from mahdar.knowledge import Knowledge
from mahdar.model import ArchivedRecord
from mahdar.model.incident import Incident, Link


def likeliest_links(
    incident: Incident, records: Mapping[str, ArchivedRecord], knowledge: Knowledge, *, most: int | None = None
) -> list[Link]:
    """Give for each article its likeliest link to another, each link once, the likeliest first.

    Parameters
    ----------
    incident : Incident
    records : mapping
        The records of its articles, by their keys.
    knowledge : Knowledge
    most : int, optional
        Articles that are compared at most, the earliest of them.
    """
    first = {m.article_id: (m.article_id, m.event_id) for m in reversed(incident.mentions)}
    first = dict(list(reversed(first.items()))[:most])
    links: dict[frozenset[str], Link] = {}
    for article_id, own in first.items():
        pairs = [tuple(sorted((own, other))) for name, other in first.items() if name != article_id]
        compared = [explain(one, other, records, knowledge) for one, other in pairs]
        if compared:
            best = max(compared, key=lambda link: (link.probability, link.one.article_id, link.other.article_id))
            links[frozenset((best.one.article_id, best.other.article_id))] = best
    return sorted(links.values(), key=lambda link: -link.probability)
