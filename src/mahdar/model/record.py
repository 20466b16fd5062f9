"""The record: all that one article says, every field with its span. Version `mahdar/record/1`.

Closed lists follow PLOVER (types, modes) and ACLED (sub-events); dates are EDTF level 0/1 or ISO 8601 durations.
"""

from typing import Literal

from pydantic import Field

from mahdar.model.article import Article
from mahdar.model.base import Bilingual, Frozen, Span

SCHEMA = "mahdar/record/1"

TimeKind = Literal["date", "interval", "duration", "unresolved"]
Level = Literal["country", "region", "admin1", "admin2", "town", "site", "water"]
ActorKind = Literal["person", "country", "government", "armed_group", "party", "organization", "media", "people"]
StatementKind = Literal["direct", "indirect"]
Status = Literal["happened", "ongoing", "planned", "called_for", "denied"]
Measure = Literal[
    "killed",
    "wounded",
    "casualties",
    "captured",
    "missing",
    "displaced",
    "released",
    "destroyed",
    "strikes",
    "participants",
    "amount",
    "other",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
AcledSubEvent = Literal[
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Suicide bomb",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Chemical weapon",
    "Attack",
    "Abduction/forced disappearance",
    "Sexual violence",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
]
MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (), "SUPPORT": (), "CONCEDE": (), "COOPERATE": (), "AID": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
               "misinformation", "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
}  # fmt: skip


class Reader(Frozen):
    """Which reader wrote the record."""

    version: str
    knowledge: str = Field(description="Content hash of lexicons, gazetteer and models")
    models: dict[str, str] = Field(default_factory=dict, description="Trained models by name, with their hashes")


class TimeMention(Frozen):
    """An expression that names a day, month, year, season, period or duration."""

    span: Span
    value: str | None = Field(description="EDTF level 0/1 or ISO 8601 duration; null where nothing anchors it")
    kind: TimeKind


class ResolvedPlace(Frozen):
    """A place as precisely as the text names it, never more."""

    id: str
    name: Bilingual
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3")
    level: Level
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = Field(default=None, description="Radius of the area meant, in kilometres")
    relation: str | None = Field(default=None, description="e.g. 'countryside, north-east', '20 km east', 'within'")


class PlaceMention(Frozen):
    """One mention of a place."""

    span: Span
    place: ResolvedPlace


class Office(Frozen):
    """The office a person is said, or known, to hold on the day of the article."""

    title: str
    of: str | None = Field(default=None, description="ISO 3166-1 alpha-3, or the English name of an organisation")


class Actor(Frozen):
    """Someone or something that acts, is acted upon or speaks."""

    id: str
    ref: str | None = Field(default=None, description="Known identity: 'wikidata:Q…', 'iso3166:…' or 'mahdar:…'")
    name: Bilingual
    kind: ActorKind
    country: str | None = None
    office: Office | None = None
    mentions: tuple[Span, ...]


class Statement(Frozen):
    """A piece of speech with the one who said it and those who carry it."""

    id: str
    span: Span
    cue: Span | None = None
    kind: StatementKind
    speaker: str | None = None
    said_on: str | None = None
    via: tuple[str, ...] = ()


class Figure(Frozen):
    """A count that belongs to an event; bounds are inclusive, null where open."""

    span: Span
    measure: Measure
    min: int | None
    max: int | None
    of: dict[str, str | None] = Field(default_factory=dict, description="ar, en and, if known, actor id")


class Event(Frozen):
    """One thing done, or declared as intended, told once or several times in the article."""

    id: str
    span: Span = Field(description="The fullest mention: trigger with its nearest arguments")
    trigger: Span
    also: tuple[Span, ...] = Field(default=(), description="Further mentions of the same event")
    type: EventType
    mode: str | None = None
    acled: AcledSubEvent | None = None
    status: Status
    date: str | None = None
    date_span: Span | None = None
    place: str | None = Field(default=None, description="id of a place in places")
    place_span: Span | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = Field(
        default=(), description="From the one nearest the fact outward; empty: the outlet's own voice"
    )
    figures: tuple[Figure, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    agenda: tuple[Span, ...] = ()
    confidence: float
    rule: str


class Issue(Frozen):
    """Something the reader wants a person to know about this reading."""

    code: str
    message: str
    span: Span | None = None


class Record(Frozen):
    """All that one article says."""

    schema_: Literal["mahdar/record/1"] = Field(default="mahdar/record/1", alias="schema", serialization_alias="schema")
    article: Article
    reader: Reader
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the record as JSON with the public field names."""
        return self.model_dump_json(by_alias=True, indent=indent)
