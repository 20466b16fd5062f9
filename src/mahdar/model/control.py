"""Control: what is claimed, by whom and when, of who holds a place. Never what is so."""

from typing import Literal

from pydantic import Field

from mahdar.model.base import Bilingual, Frozen
from mahdar.model.record import Level
from mahdar.model.telling import ActorRef, Telling

ControlKind = Literal["takes", "loses", "leaves", "hands over", "besieges", "breaks siege"]


class ControlClaim(Frozen):
    """A claim that a place changed hands, or came under or out of siege."""

    kind: ControlKind
    denied: bool = Field(default=False, description="The article says that this did not happen")
    by: tuple[ActorRef, ...] = Field(description="Who is said to have done it")
    holder: tuple[ActorRef, ...] = Field(
        description="Who is said to hold, or besiege, the place since; empty: not said"
    )
    former: tuple[ActorRef, ...] = Field(description="Who is said to have lost it, or to be besieged; empty: not said")
    date: str = Field(description="EDTF: day of the change if told, else of publication")
    dated_from: Literal["text", "publication"]
    tellings: tuple[Telling, ...]


class ControlTimeline(Frozen):
    """All claims over one place in order of time."""

    place: str = Field(description="id of the place")
    name: Bilingual
    country: str | None
    level: Level
    lat: float | None
    lon: float | None
    claims: tuple[ControlClaim, ...]
    latest: ControlClaim | None = Field(description="The latest claim of possession: a claim, not a finding")
    contested: bool = Field(description="Sources contradict the latest claim")
    against: tuple[ControlClaim, ...] = Field(default=(), description="The claims that contradict it")
