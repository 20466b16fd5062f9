"""The families of lexicons: which files make one family and what shape their entries have."""

from dataclasses import dataclass

from mahdar.knowledge.entries.base import Entry
from mahdar.knowledge.entries.events import CountedNoun, Saying, StatusCue, SupportVerb, Trigger
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person, PersonTitle, PlaceEntry


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its name, the glob of its YAML files under `lexicons/`, the shape of an entry."""

    name: str
    files: str
    entry: type[Entry]


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("countries", "countries.yaml", Country),
        Family("actors", "actors/*.yaml", NamedActor),
        Family("people", "people/*.yaml", Person),
        Family("offices", "offices.yaml", OfficeTitle),
        Family("titles", "titles.yaml", PersonTitle),
        Family("places", "places/*.yaml", PlaceEntry),
        Family("triggers", "triggers/*.yaml", Trigger),
        Family("support_verbs", "support_verbs.yaml", SupportVerb),
        Family("status", "status.yaml", StatusCue),
        Family("figures", "figures.yaml", CountedNoun),
        Family("sayings", "sayings.yaml", Saying),
    )
}
