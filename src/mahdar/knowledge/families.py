"""The families of lexicons: which files make one family and what shape their entries have."""

from dataclasses import dataclass

from mahdar.knowledge.entries.actors import ActorWords, BodyHead, Collective, Demonyms, GivenNames, PeopleNoun
from mahdar.knowledge.entries.base import Entry
from mahdar.knowledge.entries.control import ControlWord
from mahdar.knowledge.entries.events import CountedNoun, FunctionWord, StatusCue, SupportVerb, Trigger
from mahdar.knowledge.entries.furniture import CreditedSource, Furniture, WrittenLanguage
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person, PersonTitle, PlaceEntry
from mahdar.knowledge.entries.places import PlaceCue, PlaceStop
from mahdar.knowledge.entries.processes import ProcessEntry, ProcessWord
from mahdar.knowledge.entries.speech import Saying, SpeakerNoun, SpeechWord
from mahdar.knowledge.entries.times import NumberWord, TimeWord


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
        Family("place_stops", "place_stops.yaml", PlaceStop),
        Family("place_cues", "place_cues.yaml", PlaceCue),
        Family("triggers", "triggers/*.yaml", Trigger),
        Family("support_verbs", "support_verbs.yaml", SupportVerb),
        Family("status", "status.yaml", StatusCue),
        Family("function_words", "function_words.yaml", FunctionWord),
        Family("processes", "processes.yaml", ProcessEntry),
        Family("process_words", "process_words.yaml", ProcessWord),
        Family("control_words", "control_words.yaml", ControlWord),
        Family("figures", "figures.yaml", CountedNoun),
        Family("numerals", "numerals.yaml", NumberWord),
        Family("times", "times/*.yaml", TimeWord),
        Family("sayings", "sayings.yaml", Saying),
        Family("furniture", "furniture.yaml", Furniture),
        Family("credits", "credits.yaml", CreditedSource),
        Family("written_languages", "written_languages.yaml", WrittenLanguage),
        Family("speech_words", "speech_words.yaml", SpeechWord),
        Family("speakers", "speakers.yaml", SpeakerNoun),
        Family("given_names", "given_names.yaml", GivenNames),
        Family("bodies", "bodies.yaml", BodyHead),
        Family("sources", "sources.yaml", PeopleNoun),
        Family("demonyms", "demonyms.yaml", Demonyms),
        Family("collectives", "collectives.yaml", Collective),
        Family("actor_words", "actor_words.yaml", ActorWords),
    )
}
