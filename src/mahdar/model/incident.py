"""The incident: what several articles tell of one happening, told apart by whose word it is."""

from typing import Literal

from pydantic import Field

from mahdar.model.base import Bilingual, Frozen, Span
from mahdar.model.record import ActorKind, EventType, Measure, ResolvedPlace, Status

Topic = Literal["figure", "date", "place", "status", "actor", "recipient"]
Verdict = Literal["agree", "contradict"]


class EventAddress(Frozen):
    """Where an event mention stands: the article version in the archive and the event in its record."""

    article_id: str
    event_id: str


class Evidence(Frozen):
    """The words that something rests on."""

    article_id: str
    span: Span


class MentionOfIncident(EventAddress):
    """One event of one article that tells the incident."""

    span: Span = Field(description="The fullest telling in the article")
    published: str | None = Field(default=None, description="EDTF date of the article's publication")
    confidence: float


class PartyOfIncident(Frozen):
    """Someone named in connection with an incident; `key` is the reference, or the folded name where there is none."""

    key: str
    name: Bilingual
    kind: ActorKind
    country: str | None = None


class ClaimedFigure(Frozen):
    """A count with its bounds (inclusive, null where open) and the words that state it."""

    measure: Measure
    min: int | None
    max: int | None
    of: Bilingual
    evidence: Evidence


class Account(Frozen):
    """What one source says of an incident.

    A source is the chain of people on whose word we have it, as one dispatch or article carries it: articles that print
    the same dispatch give one account, two outlets that quote the same ministry give two of one origin.
    """

    id: str = Field(description="a1, a2 … in order of publication")
    chain: tuple[PartyOfIncident, ...] = Field(
        default=(), description="From the one nearest the fact outward; empty: the outlet's own voice"
    )
    outlets: tuple[str, ...] = Field(default=(), description="Outlets that print it, by name")
    agency: str | None = Field(default=None, description="News agency whose dispatch it is, if credited")
    origin: str = Field(description="Key of the independent source; accounts of one origin count once")
    mentions: tuple[MentionOfIncident, ...]
    quote: Evidence = Field(description="The fullest telling")
    published: str | None = Field(default=None, description="EDTF date of the earliest article that carries it")
    status: Status
    date: str | None = None
    place: ResolvedPlace | None = None
    actors: tuple[PartyOfIncident, ...] = ()
    recipients: tuple[PartyOfIncident, ...] = ()
    figures: tuple[ClaimedFigure, ...] = ()


class Position(Frozen):
    """One side of a comparison: what is said, by which accounts, on which words."""

    value: Bilingual
    accounts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    min: int | None = None
    max: int | None = None


class Comparison(Frozen):
    """Accounts held against each other in one respect.

    Figures agree if their ranges overlap, dates if their intervals do, places if one lies within the radius of the
    other; what cannot be true together contradicts.
    """

    topic: Topic
    measure: Measure | None = None
    verdict: Verdict
    positions: tuple[Position, ...]


class Reason(Frozen):
    """One respect in which two mentions were compared, with its weight for (+) or against (-) their being one."""

    respect: str
    weight: float
    text: Bilingual


class Link(Frozen):
    """Why two mentions are, or are not, taken for one incident."""

    one: EventAddress
    other: EventAddress
    probability: float
    reasons: tuple[Reason, ...]


class Incident(Frozen):
    """One happening as several articles tell it.

    `id` follows from the mention that was published first, by where it stands in its article; it stays as long as no
    earlier one joins.
    """

    id: str
    type: EventType
    mode: str | None = None
    acled: str | None = None
    status: Status
    date: str | None = Field(default=None, description="EDTF; the date most accounts give, the narrower one")
    place: ResolvedPlace | None = Field(default=None, description="The place most accounts give, the narrower one")
    actors: tuple[PartyOfIncident, ...] = ()
    recipients: tuple[PartyOfIncident, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    first_published: str | None = None
    last_published: str | None = None
    mentions: tuple[MentionOfIncident, ...]
    accounts: tuple[Account, ...]
    comparisons: tuple[Comparison, ...] = ()
    articles: int = Field(description="Articles that tell it")
    independent_sources: int = Field(description="Origins among the accounts, reprints counted once")

    @property
    def contradictory(self) -> bool:
        """Whether two accounts cannot both be true."""
        return any(comparison.verdict == "contradict" for comparison in self.comparisons)
