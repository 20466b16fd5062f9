"""Decisions: what people say of readings, kept beside them."""

import json
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive import Archive
from mahdar.archive.decisions import KeptDecision, Signed
from mahdar.errors import UsageError
from mahdar.model.base import Frozen
from mahdar.model.decision import EventField
from mahdar.web.api.answers import answer, with_next
from mahdar.web.api.asked import OpenedArchive
from mahdar.web.api.cursors import Cursor, Limit, read_cursor, write_cursor
from mahdar.web.api.problems import wrong_value

router = APIRouter(prefix="/decisions", tags=["decisions"])
_LARGEST = 2**31 - 1


# PostgreSQL keeps no null characters.
Text = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]


class _Signed(Frozen):
    by: Annotated[Text, Field(min_length=1, description="Whose decision it is")]
    why: Text | None = None


class EventDecision(_Signed):
    """Accept, correct or reject an event, or a field of it."""

    about: Literal["event"]
    verdict: Literal["accept", "correct", "reject"]
    article_id: Text
    event_id: Text
    field: EventField | None = Field(default=None, description="null: the event as a whole")
    value: Any = Field(default=None, description="What the field should be, as in the record, if it is corrected")


class MentionedEvent(Frozen):
    """Where an event mention stands."""

    article_id: Text
    event_id: Text


class IncidentDecision(_Signed):
    """Say that event mentions are one incident (merge), or are not (split)."""

    about: Literal["incident"]
    verdict: Literal["merge", "split"]
    mentions: tuple[MentionedEvent, ...] = Field(min_length=2, max_length=200)


class ActorDecision(_Signed):
    """Say that actors are one (merge), or that one is someone else in these articles (split)."""

    about: Literal["actor"]
    verdict: Literal["merge", "split"]
    keys: tuple[Text, ...] = Field(min_length=1, max_length=50)
    article_ids: tuple[Text, ...] = Field(default=(), max_length=200)


NewDecision = Annotated[EventDecision | IncidentDecision | ActorDecision, Body(discriminator="about")]


class DecisionPage(Frozen):
    """Some decisions in the order in which they were made, and how to get the rest."""

    decisions: tuple[KeptDecision, ...]
    next: str | None = Field(description="Cursor of the next page; null: this is the last")


def _writable(request: Request) -> None:
    if not request.app.state.writable:
        raise UsageError(
            "read-only",
            "This server takes no decisions.",
            "Decide on its own machine, or start it without --allow-remote.",
        )


_WHERE_ALLOWED = [Depends(_writable)]


@router.get("", response_model=DecisionPage)
def list_decisions(
    request: Request, archive: OpenedArchive,
    article_id: Annotated[str | None, Query(max_length=200, description="Only those on this article")] = None,
    limit: Limit = 20, cursor: Cursor = None,
) -> Response:  # fmt: skip
    """List decisions, those withdrawn too."""
    list_ = f"decisions {article_id}"
    after = read_cursor(list_, cursor)
    found = [one for one in archive.decisions(article_id) if after is None or one.number > int(after)]
    more = write_cursor(list_, str(found[limit - 1].number)) if len(found) > limit else None
    return with_next(request, answer(request, DecisionPage(decisions=tuple(found[:limit]), next=more)), more)


@router.post("", status_code=HTTPStatus.CREATED, response_model=KeptDecision, dependencies=_WHERE_ALLOWED)
def decide(archive: OpenedArchive, new: NewDecision) -> Response:
    """Make a decision; the reading stays as it is, and searches and exports heed the decision at once."""
    kept = _decide(archive, new)
    return Response(kept.model_dump_json(), HTTPStatus.CREATED, media_type="application/json")


@router.post("/{number}/withdraw", response_model=KeptDecision, dependencies=_WHERE_ALLOWED)
def withdraw(archive: OpenedArchive, number: Annotated[int, Path(ge=1, le=_LARGEST)]) -> Response:
    """Withdraw a decision; it stays in the list."""
    return Response(archive.withdraw_decision(number).model_dump_json(), media_type="application/json")


def _decide(archive: Archive, new: EventDecision | IncidentDecision | ActorDecision) -> KeptDecision:
    signed = Signed(by=new.by, why=new.why)
    if isinstance(new, EventDecision):
        _require_text(new.value)
        return archive.decide_event(
            new.verdict, new.article_id, new.event_id, signed=signed, field=new.field, value=new.value
        )
    if isinstance(new, IncidentDecision):
        mentions = [(mention.article_id, mention.event_id) for mention in new.mentions]
        return archive.decide_incident(new.verdict, mentions, signed=signed)
    return archive.decide_actor(new.verdict, new.keys, signed=signed, article_ids=new.article_ids)


def _require_text(value: object) -> None:
    """Refuse what no database keeps: null characters, and halves of characters, which JSON can spell."""
    written = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in written or written != written.encode(errors="replace").decode():
        raise wrong_value("body.value: has characters that cannot be kept", None)
