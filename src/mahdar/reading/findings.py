"""What stages find, before it becomes the record: each finding has its span, cue, rule and confidence."""

from dataclasses import dataclass

from mahdar.model import Bilingual, Office, ResolvedPlace, Span
from mahdar.model.record import AcledSubEvent, ActorKind, EventType, Measure, StatementKind, Status, TimeKind


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression: `first`..`last` are token indices (inclusive), `span` the characters meant."""

    span: Span
    first: int
    last: int
    value: str | None
    kind: TimeKind
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A mention of a place; `cue` are the generic words that introduced it (قرية, ريف …), if any."""

    span: Span
    first: int
    last: int
    place: ResolvedPlace
    rule: str
    cue: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One mention of an actor: `actor` is the id of a `FoundActor`; `head` the token that carries gender and number.

    Attributes
    ----------
    form : str
        "name", "title", "pronoun", "metonym", "adjective", "description", or "place": a country that is only where
        something is (في سوريا) and neither acts nor is acted upon.
    """

    span: Span
    first: int
    last: int
    actor: str
    form: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor of this article with all its mentions, in order of the text."""

    id: str
    ref: str | None
    name: Bilingual
    kind: ActorKind
    country: str | None
    office: Office | None
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement; `speaker` and `via` are actor ids, `cue` the words of saying; tokens [first, last] are what is said.

    The span of a denial begins before them, at its verb.
    """

    id: str
    span: Span
    first: int
    last: int
    kind: StatementKind
    cue: Span | None
    speaker: str | None
    said_on: str | None
    via: tuple[str, ...]
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A count found in the text: tokens [first, last]; `noun` is the token of the thing counted."""

    span: Span
    first: int
    last: int
    noun: int
    measure: Measure
    min: int | None
    max: int | None
    of_ar: str | None
    of_en: str | None
    actor: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event with its tellings: `triggers` are the tokens of all tellings, the anchor's first."""

    id: str
    span: Span
    trigger: Span
    also: tuple[Span, ...]
    triggers: tuple[int, ...]
    type: EventType
    mode: str | None
    acled: AcledSubEvent | None
    status: Status
    time: FoundTime | None
    place: FoundPlace | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    claimed_by: tuple[str, ...]
    figures: tuple[FoundFigure, ...]
    confidence: float
    rule: str
    series: str | None = None
    ordinal: int | None = None
    agenda: tuple[Span, ...] = ()
