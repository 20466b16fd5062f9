"""Review: a queue by doubt, an article with its events to accept, correct and reject, merging and splitting, undo."""

import json
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from mahdar.archive.catalogue import KnownActor
from mahdar.archive.decisions import KeptDecision, Signed
from mahdar.archive.doubting import Doubt
from mahdar.archive.filters import Filter, Part
from mahdar.errors import MahdarError, UsageError
from mahdar.model import Event, Record
from mahdar.model.base import Frozen
from mahdar.model.decision import AboutEvent, EventField
from mahdar.model.incident import Incident
from mahdar.model.record import MODES, AcledSubEvent
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.pages.agreement import Agreement, agreements
from mahdar.web.pages.article import article_view, variables
from mahdar.web.pages.asking import explained
from mahdar.web.pages.boundaries import words_of_text
from mahdar.web.pages.forms import AskedForm, Values, first_of
from mahdar.web.pages.page import AskedFormat, AskedPage_, Page
from mahdar.web.pages.tables import Table

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

_QUEUE = 400  # events looked through for the queue
_SHOWN = 50
_LOG = 100
_NAME = "reviewer"  # the cookie that remembers who decides
_YEAR = 31_536_000  # seconds
_MOST_FOUND = 12
FIELDS: tuple[EventField, ...] = (
    "type", "mode", "status", "date", "place", "actor", "recipient", "claimed_by", "acled", "figures",
)  # fmt: skip


def may_review(request: Request) -> None:
    """Let only those decide who may.

    Raises
    ------
    UsageError
        `read-only`.
    """
    if not request.app.state.writable or not request.scope["mahdar.person"].may("reviewer"):
        raise UsageError(
            "read-only", "You cannot decide here.", "Ask for the role of a reviewer, or decide on the server's machine."
        )


router = APIRouter()
_DECIDING = [Depends(may_review)]


class ReviewView(Frozen):
    """What should be looked at, what was decided, and how far people agree."""

    queue: tuple[Doubt, ...]
    decisions: tuple[KeptDecision, ...] = Field(description="The last ones first")
    agreement: tuple[Agreement, ...]
    judged: int = Field(description="Events on which somebody has decided")


class ActorReview(Frozen):
    """An actor, those it may be merged with, and the articles in which it may be someone else."""

    actor: KnownActor
    name: str | None
    others: tuple[KnownActor, ...]
    articles: tuple[tuple[str, str], ...] = Field(description="Key and title of articles that name it")


class IncidentReview(Frozen):
    """An incident, and those that others of it may belong to."""

    incident: Incident
    others: tuple[Incident, ...]


@router.get("/review")
def review(page: AskedPage_, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show the queue and the log."""
    decisions = page.archive.decisions()
    judged = {
        (about.mention.article_id, about.mention.event_id)
        for kept in decisions
        if kept.withdrawn_at is None and isinstance(about := kept.decision.about, AboutEvent)
    }
    memory: Memory = page.request.app.state.memory
    doubts = memory.give("doubts", lambda: page.archive.doubts(most=_QUEUE))
    queue = [one for one in doubts if (one.article_id, one.event_id) not in judged and one.event_id[:1] != "d"]
    view = ReviewView(
        queue=tuple(queue[:_SHOWN]), decisions=tuple(reversed(decisions[-_LOG:])), agreement=agreements(decisions),
        judged=len(judged),
    )  # fmt: skip
    return page.show("review.html", view, format_=format, table=lambda: _log(view))


@router.get("/review/incidents/{key}", dependencies=_DECIDING)
def review_incident(page: AskedPage_, archive: JoinedArchive, key: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show what may be taken out of an incident, and what it may be merged with."""
    told = archive.incident(key)
    near = archive.incident_page(Filter(types=(told.type,)), most=40).incidents
    view = IncidentReview(incident=told, others=tuple(one for one in near if one.id != told.id)[:_MOST_FOUND])
    return page.show("review_incident.html", view, format_=format, by=_reviewer(page))


@router.post("/review/incidents/{key}", dependencies=_DECIDING)
def decide_incident(page: AskedPage_, archive: JoinedArchive, key: str, form: AskedForm) -> Response:
    """Take mentions out of an incident, or merge it with another."""
    told = archive.incident(key)
    if first_of(form, "verdict") == "merge":
        first = archive.incident(first_of(form, "other")).mentions[0]
        meant = [(told.mentions[0].article_id, told.mentions[0].event_id), (first.article_id, first.event_id)]
        archive.decide_incident("merge", meant, signed=_signed(page, form))
        return _back(page, "review")
    ticked = form.get("mentions", [])
    every = [f"{one.article_id}/{one.event_id}" for one in told.mentions]
    stay = [one for one in every if one not in ticked]
    # The first named stays where it is, each other stands alone.
    meant = [(article, event) for article, _, event in (one.partition("/") for one in [*stay[:1], *ticked])]
    archive.decide_incident("split", meant, signed=_signed(page, form))
    return _back(page, "review")


@router.get("/review/actors/{key:path}", dependencies=_DECIDING)
def review_actor(page: AskedPage_, key: str, name: str | None = None, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show with whom an actor may be merged, and where it may be someone else."""
    known = page.archive.actor(key)
    sought = name or (known.names[0].ar or known.names[0].en or "").split(" ")[-1]
    others = [one for one in page.archive.actors(name=sought, most=_MOST_FOUND + 1) if one.key != key] if sought else []
    hits = page.archive.search("article", Filter(parts=(Part(name=key, role="mentioned"),)), most=30).hits
    view = ActorReview(
        actor=KnownActor.model_validate(known.model_dump(include=set(KnownActor.model_fields))), name=sought,
        others=tuple(others), articles=tuple((hit.article_id, hit.title or hit.article_id) for hit in hits),
    )  # fmt: skip
    return page.show("review_actor.html", view, format_=format, by=_reviewer(page))


@router.post("/review/actors/{key:path}", dependencies=_DECIDING)
def decide_actor(page: AskedPage_, key: str, form: AskedForm) -> Response:
    """Merge an actor with another, or split it in some articles."""
    signed = _signed(page, form)
    if first_of(form, "verdict") == "merge":
        page.archive.decide_actor("merge", [key, first_of(form, "other")], signed=signed)
    else:
        page.archive.decide_actor("split", [key], article_ids=form.get("articles", []), signed=signed)
    return _back(page, "review")


@router.post("/review/withdraw/{number}", dependencies=_DECIDING)
def withdraw(page: AskedPage_, number: int, form: AskedForm) -> Response:
    """Withdraw a decision."""
    page.archive.withdraw_decision(number)
    article_id = first_of(form, "article_id")
    return _answer(page, article_id) if article_id else _back(page, "review")


@router.get("/review/{article_id}", dependencies=_DECIDING)
def review_article(page: AskedPage_, article_id: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show an article to be reviewed."""
    return _shown(page, article_id, "review_article.html", format_=format)


@router.post("/review/{article_id}", dependencies=_DECIDING)
def decide(page: AskedPage_, article_id: str, form: AskedForm) -> Response:
    """Accept, correct or reject an event, or add one that was missed."""
    problem: tuple[str, str] | None = None
    by = first_of(form, "by")
    try:
        _decide(page, article_id, form)
    except MahdarError as error:
        if not page.is_partial:
            raise
        problem = explained(page, error)
    response = _answer(page, article_id, problem=problem, by=by or _reviewer(page))
    if by:
        response.set_cookie(_NAME, quote(by), max_age=_YEAR, samesite="lax", httponly=True)
    return response


def _decide(page: Page, article_id: str, form: Values) -> None:
    signed = _signed(page, form)
    verdict = first_of(form, "verdict")
    record = page.archive.record(article_id).record
    if verdict == "add":
        page.archive.add_missed(article_id, _missed(record, form), signed=signed)
        return
    event_id = first_of(form, "event_id")
    if verdict == "correct":
        event = next((one for one in record.events if one.id == event_id), None)
        field = first_of(form, "field")
        value = _value(field, form, event)
        page.archive.decide_event(
            "correct", article_id, event_id, signed=signed, field=_field(field), value=value
        )  # fmt: skip
        return
    page.archive.decide_event("accept" if verdict == "accept" else "reject", article_id, event_id, signed=signed)


def _field(name: str) -> EventField:
    for one in get_args(EventField):
        if one == name:
            field: EventField = one
            return field
    raise UsageError("bad-decision", "An event has no such field.", f"One of {', '.join(FIELDS)}.", name)


def _value(field: str, form: Values, event: Event | None) -> Any:
    """Read the value that a field should have; nothing chosen means that there is none."""
    given = [one for one in form.get(f"value_{field}", []) if one]
    if field in ("actor", "recipient", "claimed_by"):
        return given
    if field == "figures":
        return [*json.loads(first_of(form, "figures_kept") or "[]"), *_figure(form)] if event else []
    return given[0] if given else None


def _figure(form: Values) -> list[dict[str, Any]]:
    span = _span(form)
    least, most = (first_of(form, name) for name in ("figure_min", "figure_max"))
    if span is None or not (least or most):
        return []
    return [
        {
            "span": span, "measure": first_of(form, "figure_measure"), "min": _number(least), "max": _number(most),
            "of": {"ar": first_of(form, "figure_of") or None, "en": None, "actor": None},
        }
    ]  # fmt: skip


def _missed(record: Record, form: Values) -> Event:
    span = _span(form)
    if span is None:
        raise UsageError("bad-decision", "No words are selected.", "Select the words that tell of the event.")
    word = next((one for one in words_of_text(record.article.text) if one.start >= span[0]), None)
    trigger = (word.start, min(word.end, span[1])) if word else span
    type_ = first_of(form, "type")
    mode = first_of(form, "mode") or None
    content = {
        "id": "new", "span": span, "trigger": trigger, "type": type_,
        "mode": mode if mode in MODES.get(type_, ()) else None, "status": first_of(form, "status"),
        "date": first_of(form, "date") or None, "place": first_of(form, "place") or None,
        **{field: form.get(field, []) for field in ("actor", "recipient", "claimed_by")},
        "confidence": 1.0, "rule": "decision",
    }  # fmt: skip
    try:
        return Event.model_validate(content)
    except ValueError as error:
        raise UsageError(
            "bad-decision", "This is no event.", "Choose a type and a status.", str(error)[:200]
        ) from error


def _span(form: Values) -> tuple[int, int] | None:
    start, end = _number(first_of(form, "start")), _number(first_of(form, "end"))
    return None if start is None or end is None or end <= start else (start, end)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _signed(page: Page, form: Values) -> Signed:
    """Sign a decision: with the name of the account, or where there are none, with the name that was given."""
    by = page.person.name or first_of(form, "by") or _reviewer(page) or "—"
    return Signed(by=by, why=first_of(form, "why") or None)


def _reviewer(page: Page) -> str:
    return page.person.name or unquote(page.request.cookies.get(_NAME, ""))


def _answer(page: Page, article_id: str, **more: Any) -> Response:
    if page.is_partial:
        return _shown(page, article_id, "review_records.html", **more)
    return _back(page, "review", article_id)


def _shown(page: Page, article_id: str, template: str, **more: Any) -> Response:
    view = article_view(page.archive, article_id)
    return page.show(
        template, view, **{
            "table": lambda: _log(view), "words_of": list(words_of_text(view.record.article.text)), "modes": MODES,
            "acled": get_args(AcledSubEvent), "fields": FIELDS, "by": _reviewer(page), "problem": None,
            **variables(view), **more,
        },
    )  # fmt: skip


def _back(page: Page, *segments: str) -> Response:
    return RedirectResponse(page.to.to(*segments), 303)


def _log(view: Any) -> Table:
    """Make one row of each decision."""
    columns = ("number", "verdict", "kind", "article", "event", "field", "value", "by", "at", "why", "withdrawn_at")
    rows = []
    for kept in view.decisions:
        about, decision = kept.decision.about, kept.decision
        mention = getattr(about, "mention", about)
        value = json.dumps(getattr(about, "value", None), ensure_ascii=False)
        rows.append((
            kept.number, decision.verdict, about.kind, getattr(mention, "article_id", None),
            getattr(mention, "event_id", None), getattr(about, "field", None), value, decision.by, decision.at,
            decision.why, kept.withdrawn_at,
        ))  # fmt: skip
    return Table(columns, rows)
