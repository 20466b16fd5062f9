"""Which countries an article is about: they decide what الجيش and الانقلابيون mean."""

from collections import Counter
from collections.abc import Sequence

from mahdar.knowledge.entries.names import Country, NamedActor, Person
from mahdar.reading.actors.lexicon import ActorLexicon, KnownForm
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundPlace

_TITLE_WEIGHT = 3


def theatre_of(document: Document, lexicon: ActorLexicon, places: Sequence[FoundPlace]) -> Counter[str]:
    """Weights of countries by ISO code: names, adjectives, capitals, known bodies and places, the title most."""
    weights: Counter[str] = Counter()
    tokens = document.tokens
    skip = -1
    for at in range(len(tokens)):
        weight = _TITLE_WEIGHT if document.article.title and document.paragraph_of(at) == 0 else 1
        adjective = lexicon.adjectives.at(tokens, at)
        if adjective:
            weights[adjective[0].key] += weight
            continue
        if at <= skip:
            continue
        for match in lexicon.phrases.matches(tokens, at):
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
