"""Decisions: what people say of a reading. The reading stays as it is; decisions stand beside it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from mahdar.model.base import Frozen, Span
from mahdar.model.record import Event, EventType

Verdict = Literal["accept", "correct", "reject", "merge", "split", "add"]
EventField = Literal[
    "type", "mode", "acled", "status", "date", "place", "actor", "recipient", "claimed_by", "figures", "series",
    "ordinal", "agenda",
]  # fmt: skip


class EventMention(Frozen):
    """An event of a record, with what it is known by when a later reading numbers events otherwise."""

    article_id: str
    event_id: str = Field(description="In the reading that was decided on")
    type: EventType
    span: Span


class AboutEvent(Frozen):
    """An event, or one field of it: accepted, corrected or rejected."""

    kind: Literal["event"] = "event"
    mention: EventMention
    field: EventField | None = Field(default=None, description="null: the event as a whole")
    original: Any = Field(default=None, description="What the field was when it was decided on")
    value: Any = Field(default=None, description="What it should be, if corrected")


class AboutIncident(Frozen):
    """Event mentions that are one incident (merge), or are not (split)."""

    kind: Literal["incident"] = "incident"
    mentions: tuple[EventMention, ...] = Field(min_length=2)


class AboutActor(Frozen):
    """Actors that are one (merge); or one key that, in these articles, is someone else than elsewhere (split)."""

    kind: Literal["actor"] = "actor"
    keys: tuple[str, ...] = Field(
        min_length=1, description="As in the archive: wikidata:Q…, or name: and the folded name"
    )
    article_ids: tuple[str, ...] = ()


class AboutMissed(Frozen):
    """An event that the reading missed (add)."""

    kind: Literal["missed"] = "missed"
    article_id: str
    event: Event = Field(description="As in a record, with the actors of the reading that was decided on")
    keys: dict[str, str] = Field(
        default_factory=dict, description="Keys of these actors, by which they are found in later readings"
    )


class Decision(Frozen):
    """One decision: by whom, when, why. It is never changed; it can be withdrawn."""

    verdict: Verdict
    about: Annotated[AboutEvent | AboutIncident | AboutActor | AboutMissed, Field(discriminator="kind")]
    by: str
    at: str = Field(description="UTC, ISO 8601")
    why: str | None = None
