"""A process: a named series of talks, with what many articles say of its rounds, its parties and their promises."""

from typing import Literal

from pydantic import Field

from mahdar.model.base import Bilingual, Frozen, Span
from mahdar.model.telling import ActorRef, Telling

PartyRole = Literal["guarantor", "mediator", "host", "observer", "party"]
RoundStatus = Literal["planned", "ongoing", "held", "postponed", "cancelled"]
FollowUpKind = Literal["said to be kept", "said to be broken", "taken up again"]

_KNOWN = "Source of the lexicon entry from which this is known without any article"


class Party(Frozen):
    """One that takes part in a process, in one role."""

    actor: ActorRef
    role: PartyRole
    since: str | None = Field(description="EDTF: known beginning, else the first day for which an article says it")
    known_from: str | None = Field(default=None, description=_KNOWN)
    tellings: tuple[Telling, ...] = ()


class Delegate(Frozen):
    """A person who acts in the process, with the office the articles give."""

    actor: ActorRef
    office: str | None = None
    of: str | None = Field(default=None, description="ISO 3166-1 alpha-3, or the English name of an organisation")
    tellings: tuple[Telling, ...]


class Announcement(Frozen):
    """What was said on one day of when a round or meeting would be, is, or was."""

    status: RoundStatus
    date: str | None = Field(description="EDTF; null where the announcement names no day")
    instead_of: str | None = Field(default=None, description="EDTF: the date that is said to hold no longer")
    announced_on: str | None = Field(description="EDTF: day of the saying, else of publication")
    tellings: tuple[Telling, ...] = Field(description="All articles that report this announcement, reprints too")


class Slip(Frozen):
    """A date that moved between two announcements."""

    before: str = Field(description="EDTF date announced first")
    after: str = Field(description="EDTF date announced, or held, later")
    days_min: int = Field(
        description="Least number of days it moved, given how precise both dates are; < 0: brought forward"
    )
    days_max: int
    announced_on: str | None
    tellings: tuple[Telling, ...] = Field(description="Of the earlier date, then of the later one")


class AgendaItem(Frozen):
    """Something said to be discussed."""

    text: str
    tellings: tuple[Telling, ...]


class Meeting(Frozen):
    """A meeting that prepares a round."""

    for_round: int | None
    date: str | None
    place: Bilingual | None
    status: RoundStatus
    participants: tuple[ActorRef, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    schedule: tuple[Announcement, ...]
    slips: tuple[Slip, ...] = ()


class Round(Frozen):
    """One round of a process."""

    ordinal: int
    date: str | None = Field(description="EDTF: known date, else what the articles say, as precisely as they do")
    known_from: str | None = Field(default=None, description=_KNOWN)
    place: Bilingual | None = None
    status: RoundStatus
    agenda: tuple[AgendaItem, ...] = ()
    schedule: tuple[Announcement, ...] = Field(default=(), description="In order of announcement")
    slips: tuple[Slip, ...] = ()


class Outcome(Frozen):
    """What was agreed, declared or signed in the process."""

    round: int | None
    date: str | None
    parties: tuple[ActorRef, ...]
    text: str = Field(description="The words that state it")
    tellings: tuple[Telling, ...]


class FollowUp(Frozen):
    """What was said later of a commitment; a claim like any other."""

    kind: FollowUpKind
    said_on: str | None
    text: str
    telling: Telling


class Commitment(Frozen):
    """A promise: who promised what, by when, and what was later said of it."""

    by: tuple[ActorRef, ...]
    text: str
    made_on: str | None
    due: str | None = Field(description="EDTF; null: no day named")
    tellings: tuple[Telling, ...]
    later: tuple[FollowUp, ...] = ()


class AgreedZone(Frozen):
    """A zone that the process agreed, with the articles that speak of it."""

    zone: str
    name: Bilingual
    tellings: tuple[Telling, ...] = ()


class Process(Frozen):
    """A named series of talks."""

    id: str
    name: Bilingual
    theatre: str = Field(description="ISO 3166-1 alpha-3 of the conflict")
    parties: tuple[Party, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    rounds: tuple[Round, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    zones: tuple[AgreedZone, ...] = ()


class ProposedSeries(Frozen):
    """A series of talks that the texts name and the lexicons lack."""

    name: str = Field(description="As the texts have it, without the round")
    ordinals: tuple[int, ...]
    tellings: tuple[Telling, ...]
    spans: tuple[Span, ...] = Field(description="The name in each telling, in the same order")
