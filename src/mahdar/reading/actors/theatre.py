"""Which countries an article is about: they decide what الجيش and الانقلابيون mean."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mahdar.knowledge.entries.names import Country, NamedActor, Person
from mahdar.reading.actors.lexicon import KnownForm
from mahdar.reading.findings import FoundPlace

if TYPE_CHECKING:
    from mahdar.reading.actors.view import View

_TITLE_WEIGHT = 3


def theatre_of(view: "View", places: Sequence[FoundPlace]) -> Counter[str]:
    """Weights of countries by ISO code: names, adjectives, capitals, known bodies and places, the title most."""
    weights: Counter[str] = Counter()
    document = view.document
    in_title = document.sentences[0].end if document.article.title and document.sentences else 0
    skip = -1
    for at in range(len(view)):
        weight = _TITLE_WEIGHT if view.tokens[at].start < in_title else 1
        adjective = view.adjective(at)
        if adjective:
            weights[adjective[0].key] += weight
            continue
        if at <= skip:
            continue
        for match in view.matches(at):
            item = match.key
            if not isinstance(item, KnownForm) or item.only_in or isinstance(item.entry, Person):
                continue
            code = item.entry.id if isinstance(item.entry, Country) else item.entry.country
            if code:
                # A country's name in an article counts more than a capital where others meet.
                weights[code] += weight if not item.metonym and isinstance(item.entry, NamedActor | Country) else 0
            skip = match.last
            break
    for found in places:
        if found.place.country and found.place.level != "country":
            weights[found.place.country] += 1
    return weights
