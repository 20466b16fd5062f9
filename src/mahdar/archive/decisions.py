"""Keeping decisions, and what records are with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Row, Select, delete, select, update

from mahdar.archive.clock import now
from mahdar.archive.deciding import attach, check_event, check_missed, decided, one_identity
from mahdar.archive.entering import enter, withdraw
from mahdar.archive.found import actor_key
from mahdar.archive.readings import load_record
from mahdar.archive.tables import actors, article_actors, article_entries, articles, decided_articles, decisions
from mahdar.archive.words import WordIndex
from mahdar.errors import ArchiveError, UsageError
from mahdar.model import Event, Record
from mahdar.model.base import Frozen
from mahdar.model.decision import (
    AboutActor,
    AboutEvent,
    AboutIncident,
    AboutMissed,
    Decision,
    EventField,
    EventMention,
    Verdict,
)

About = AboutEvent | AboutIncident | AboutActor | AboutMissed


@dataclass(frozen=True, slots=True)
class Signed:
    """By whom and why something was decided."""

    by: str
    why: str | None = None


class KeptDecision(Frozen):
    """A decision with its number; a decision on an event that the current reading does not have is not attached."""

    number: int = Field(description="In the order in which they were made")
    decision: Decision
    attached: bool = Field(description="Whether the current reading has what it is about")
    withdrawn_at: str | None


def load_decided(connection: Connection, article_id: str) -> Record:
    """Load the current reading of an article as people have decided on it.

    Raises
    ------
    ArchiveError
        `no-such-article`.
    """
    rows = connection.execute(_standing(article_id))
    found = [(row.number, Decision.model_validate_json(row.decision), row.attached) for row in rows]
    record = load_record(connection, article_id)
    return decided(record, found, article_id) if found else record


def decided_among(connection: Connection, article_ids: Iterable[str]) -> set[str]:
    """Tell on which of these articles decisions stand."""
    query = select(decided_articles.c.article_id).join(decisions)
    query = query.where(decided_articles.c.article_id.in_(list(article_ids)), decisions.c.withdrawn_at.is_(None))
    return set(connection.scalars(query))


def list_decisions(connection: Connection, article_id: str | None = None) -> list[KeptDecision]:
    """List decisions, by default all, in the order in which they were made."""
    query = select(decisions).order_by(decisions.c.number)
    if article_id is not None:
        query = query.join(decided_articles).where(decided_articles.c.article_id == article_id)
    return [_kept(row) for row in connection.execute(query)]


def same_actors(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Give all keys of the actors that people have decided are one, by each of them."""
    rows = connection.scalars(
        select(decisions.c.decision).where(decisions.c.withdrawn_at.is_(None)).order_by(decisions.c.number)
    )
    return one_identity(map(Decision.model_validate_json, rows))


def mention_of(connection: Connection, article_id: str, event_id: str) -> EventMention:
    """Describe an event of the current reading.

    Raises
    ------
    ArchiveError
        `no-such-article`, `no-such-event`.
    """
    event = next((e for e in load_record(connection, article_id).events if e.id == event_id), None)
    if event is None:
        raise ArchiveError(
            "no-such-event", "The record has no such event.", "See mahdar show.", f"{article_id}/{event_id}"
        )
    return EventMention(article_id=article_id, event_id=event_id, type=event.type, span=event.span)


def state_event(
    connection: Connection, verdict: Verdict, mention: EventMention, field: EventField | None, value: Any
) -> AboutEvent:
    """State what is decided on an event, or a field of it.

    Raises
    ------
    UsageError
        `bad-decision`.
    ArchiveError
        `no-such-event` if it was rejected before.
    """
    if verdict not in ("accept", "correct", "reject"):
        raise UsageError("bad-decision", f"One event alone cannot {verdict}.", "Give two at least.", mention.event_id)
    record = load_decided(connection, mention.article_id)
    event = next((e for e in record.events if e.id == mention.event_id), None)
    if event is None:
        raise _no_event(mention.article_id, mention.event_id, "Withdraw the decision that rejected it.")
    value = check_event(record, event, verdict, field, value)
    original = event.model_dump(mode="json")[field] if field else None
    return AboutEvent(mention=mention, field=field, original=original, value=value)


def state_incident(connection: Connection, verdict: Verdict, mentions: Iterable[tuple[str, str]]) -> AboutIncident:
    """State that event mentions, by article and event id, are one incident, or are not.

    Raises
    ------
    UsageError
        `bad-decision`.
    ArchiveError
        `no-such-article`, `no-such-event`.
    """
    meant = tuple(mention_of(connection, *mention) for mention in dict.fromkeys(mentions))
    if verdict not in ("merge", "split") or len(meant) < 2:
        raise _neither()
    return AboutIncident(mentions=meant)


def state_actor(
    connection: Connection, verdict: Verdict, keys: Iterable[str], article_ids: Iterable[str]
) -> AboutActor:
    """State that actors are one, or that an actor is someone else in some articles.

    Raises
    ------
    ArchiveError
        `unknown-name` for a key that the archive does not have; `no-such-article` for an article without it.
    UsageError
        `bad-decision` if there is nothing to merge or to split.
    """
    keys, article_ids = tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(article_ids))
    merges = verdict == "merge" and len(keys) > 1 and not article_ids
    splits = verdict == "split" and len(keys) == 1 and bool(article_ids)
    if not merges and not splits:
        raise _neither()
    for key in keys:
        _require_actor(connection, key, article_ids)
    return AboutActor(keys=keys, article_ids=article_ids)


def state_missed(connection: Connection, article_id: str, event: Event) -> AboutMissed:
    """State an event that the reading of an article missed.

    Raises
    ------
    ArchiveError
        `no-such-article`.
    UsageError
        `bad-decision`.
    """
    record = load_record(connection, article_id)
    check_missed(record, event)
    named = {*event.actor, *event.recipient, *event.claimed_by}
    keys = {actor.id: actor_key(actor) for actor in record.actors if actor.id in named}
    return AboutMissed(article_id=article_id, event=event, keys=keys)


def keep_decision(
    connection: Connection, index: WordIndex, verdict: Verdict, about: About, signed: Signed
) -> KeptDecision:
    """Keep what was stated, and enter again what it changes."""
    article_ids = _articles(about)
    before = _entered(connection, article_ids)
    decision = Decision(verdict=verdict, about=about, by=signed.by, at=now(), why=signed.why)
    attached = about.mention.event_id if isinstance(about, AboutEvent) else ""
    row = decisions.insert().values(decision=decision.model_dump_json(), attached=attached).returning(decisions)
    kept = connection.execute(row).one()
    for article_id in article_ids:
        connection.execute(decided_articles.insert().values(article_id=article_id, decision=kept.number))
    _enter_again(connection, index, before)
    return _kept(kept)


def withdraw_decision(connection: Connection, index: WordIndex, number: int) -> KeptDecision:
    """Withdraw a decision; it stays in the list.

    Raises
    ------
    ArchiveError
        `no-such-decision`, also if it was withdrawn before.
    """
    standing = (decisions.c.number == number, decisions.c.withdrawn_at.is_(None))
    if connection.execute(select(decisions.c.number).where(*standing)).one_or_none() is None:
        raise ArchiveError("no-such-decision", f"No decision {number} stands.", "See mahdar decide list.", str(number))
    article_ids = connection.scalars(select(decided_articles.c.article_id).where(decided_articles.c.decision == number))
    before = _entered(connection, article_ids.all())
    connection.execute(update(decisions).where(decisions.c.number == number).values(withdrawn_at=now()))
    _enter_again(connection, index, before)
    return _kept(connection.execute(select(decisions).where(decisions.c.number == number)).one())


def reattach(connection: Connection, article_id: str) -> list[KeptDecision]:
    """Attach the decisions on an article to its current reading, and give those that were attached and are no more."""
    lost = []
    for row in connection.execute(_standing(article_id)).all():
        attached = _attached(connection, Decision.model_validate_json(row.decision))
        connection.execute(update(decisions).where(decisions.c.number == row.number).values(attached=attached))
        if attached is None and row.attached is not None:
            lost.append(_kept(row).model_copy(update={"attached": False}))
    return lost


def forget_decisions(connection: Connection, index: WordIndex, article_ids: list[str]) -> None:
    """Forget decisions on articles that are let go, and have been withdrawn from searches."""
    touched = select(decided_articles.c.decision).where(decided_articles.c.article_id.in_(article_ids))
    numbers = list(connection.scalars(touched))
    others = select(decided_articles.c.article_id).where(
        decided_articles.c.decision.in_(numbers), decided_articles.c.article_id.not_in(article_ids)
    )
    before = _entered(connection, connection.scalars(others).all())
    connection.execute(delete(decisions).where(decisions.c.number.in_(numbers)))
    _enter_again(connection, index, before)


def _attached(connection: Connection, decision: Decision) -> str | None:
    """Find what a decision is on in the current readings: the event, or nothing in particular; None if it is gone."""
    about = decision.about
    if isinstance(about, AboutEvent):
        return attach(about.mention, load_record(connection, about.mention.article_id))
    mentions = about.mentions if isinstance(about, AboutIncident) else ()
    return "" if all(attach(one, load_record(connection, one.article_id)) for one in mentions) else None


def _articles(about: About) -> tuple[str, ...]:
    if isinstance(about, AboutEvent):
        return (about.mention.article_id,)
    if isinstance(about, AboutMissed):
        return (about.article_id,)
    if isinstance(about, AboutIncident):
        return tuple(dict.fromkeys(mention.article_id for mention in about.mentions))
    return about.article_ids


def _entered(connection: Connection, article_ids: Iterable[str]) -> dict[str, Record]:
    """Give the records, as they were entered, of those articles that are the latest versions."""
    latest = select(articles.c.article_id).where(articles.c.article_id.in_(list(article_ids)), articles.c.latest)
    return {one: load_decided(connection, one) for one in connection.scalars(latest).all()}


def _enter_again(connection: Connection, index: WordIndex, before: dict[str, Record]) -> None:
    for article_id, record in before.items():
        withdraw(connection, index, article_id, record)
        enter(connection, index, article_id, load_decided(connection, article_id))


def _standing(article_id: str) -> Select[Any]:
    return (
        select(decisions)
        .join(decided_articles)
        .where(decided_articles.c.article_id == article_id, decisions.c.withdrawn_at.is_(None))
        .order_by(decisions.c.number)
    )


def _kept(row: Row[Any]) -> KeptDecision:
    decision = Decision.model_validate_json(row.decision)
    attached = row.attached is not None
    return KeptDecision(number=row.number, decision=decision, attached=attached, withdrawn_at=row.withdrawn_at)


def _require_actor(connection: Connection, key: str, article_ids: Iterable[str]) -> None:
    if connection.scalar(select(actors.c.key).where(actors.c.key == key).limit(1)) is None:
        raise ArchiveError("unknown-name", "The archive has nothing of this name.", "Give the key of an actor.", key)
    for article_id in article_ids:
        has = (
            select(article_entries.c.number)
            .join(article_actors, article_actors.c.entry == article_entries.c.number)
            .join(actors, actors.c.number == article_actors.c.actor)
            .where(article_entries.c.article_id == article_id, actors.c.key == key)
        )
        if connection.execute(has.limit(1)).one_or_none() is None:
            raise ArchiveError(
                "no-such-article", "This article does not have that actor.", "See mahdar show.", article_id
            )


def _no_event(article_id: str, event_id: str, hint: str) -> ArchiveError:
    return ArchiveError("no-such-event", "The record has no such event.", hint, f"{article_id}/{event_id}")


def _neither() -> UsageError:
    return UsageError(
        "bad-decision",
        "This neither merges nor splits.",
        "Merge or split two events at least; merge two actors; split one actor off in the articles named.",
    )
