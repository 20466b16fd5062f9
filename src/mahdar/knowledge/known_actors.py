"""Actors that the lexicons know, by the ids that other lexicon entries use for them."""

from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.knowledge.loading import Knowledge
from mahdar.model.base import Bilingual
from mahdar.model.telling import ActorRef


def build_known_actors(knowledge: Knowledge) -> dict[str, ActorRef]:
    """Index from country codes and ids of named actors to actors."""
    found = {
        country.id: ActorRef(
            key=f"iso3166:{country.id}",
            name=Bilingual(ar=country.name.ar, en=country.name.en),
            kind="country",
            country=country.id,
        )
        for country in knowledge.entries(Country)
    }
    for actor in knowledge.entries(NamedActor):
        found[actor.id] = ActorRef(
            key=f"wikidata:{actor.wikidata}" if actor.wikidata else f"mahdar:{actor.id}",
            name=Bilingual(ar=actor.name.ar, en=actor.name.en),
            kind=actor.kind,
            country=actor.country,
        )
    return found
