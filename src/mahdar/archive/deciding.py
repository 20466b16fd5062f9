"""What a record is once people's decisions are heeded. Nothing here asks a database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from mahdar.archive.found import actor_key
from mahdar.errors import UsageError
from mahdar.model import Event, Record
from mahdar.model.decision import AboutActor, AboutEvent, AboutMissed, Decision, EventField, EventMention
from mahdar.model.record import MODES

_LISTS = frozenset(("actor", "recipient", "claimed_by", "figures", "agenda"))
_REQUIRED = frozenset(("type", "status"))
_ACTORS = ("actor", "recipient", "claimed_by")


def attach(mention: EventMention, record: Record) -> str | None:
    """Find the event of a reading that a mention means: of those of its type the one that overlaps it most.

    Returns
    -------
    str or None
        Its id; None if the reading has no such event.
    """
    alike = [event for event in record.events if event.type == mention.type and _overlap(event, mention)]
    return max(alike, key=lambda e: (_overlap(e, mention), e.id == mention.event_id)).id if alike else None


def decided(record: Record, decisions: Iterable[tuple[int, Decision, str | None]], article_id: str) -> Record:
    """Heed decisions on one article.

    Parameters
    ----------
    record : Record
        As it was read.
    decisions : iterable
        Number, decision and, of a decision on an event, the id of the event it is attached to; in the order in which
        they were made, so that the last on a field counts.
    article_id : str
    """
    events = {event.id: event for event in record.events}
    actors = list(record.actors)
    added: list[Event] = []
    for number, decision, attached in decisions:
        about = decision.about
        if isinstance(about, AboutActor) and decision.verdict == "split" and article_id in about.article_ids:
            apart = f"decision:{number}"
            actors = [a.model_copy(update={"ref": apart}) if actor_key(a) in about.keys else a for a in actors]
        if isinstance(about, AboutMissed):
            added.append(_with_actors_of(record, about).model_copy(update={"id": f"d{number}"}))
        if isinstance(about, AboutEvent) and attached in events:
            event = _decided_event(events[attached], decision.verdict, about)
            if event is None:
                del events[attached]
            else:
                events[attached] = event
    kept = tuple(events[event.id] for event in record.events if event.id in events)
    return record.model_copy(update={"events": (*kept, *added), "actors": tuple(actors)})


def merged(record: Record, same: Mapping[str, Sequence[str]]) -> Record:
    """Give actors that people have decided are one the same identity: that of the first they named.

    Parameters
    ----------
    record : Record
    same : mapping of str to sequence of str
        All keys of an actor, the first named first, by each of them.
    """
    actors = tuple(
        actor.model_copy(update={"ref": same[actor_key(actor)][0]}) if actor_key(actor) in same else actor
        for actor in record.actors
    )
    return record.model_copy(update={"actors": actors})


def one_identity(decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    """Give, for each key of a merged actor, all its keys."""
    groups: dict[str, tuple[str, ...]] = {}
    for decision in decisions:
        if isinstance(decision.about, AboutActor) and decision.verdict == "merge":
            every = tuple(dict.fromkeys(one for key in decision.about.keys for one in groups.get(key, (key,))))
            groups.update(dict.fromkeys(every, every))
    return groups


def check_event(record: Record, event: Event, verdict: str, field: EventField | None, value: Any) -> Any:
    """Check that a decision on an event makes sense, and give the value as it is kept.

    Raises
    ------
    UsageError
        `bad-decision`.
    """
    if verdict == "correct" and field is None:
        raise _bad("A correction is one of a field.", "Name the field and give its value.")
    if verdict == "reject" and field in _REQUIRED:
        raise _bad(f"An event cannot be without {field}.", "Correct it, or reject the event.")
    if verdict != "correct" or field is None:
        return None
    try:
        corrected = Event.model_validate({**event.model_dump(mode="json"), field: value})
    except ValidationError as error:
        raise _bad(f"{error.errors()[0]['msg']}.", "See the closed lists of the record.", str(value)) from error
    if field == "mode" and corrected.mode is not None and corrected.mode not in MODES[corrected.type]:
        raise _bad(f"{corrected.type} has no mode {corrected.mode}.", "See the record's modes.", str(value))
    _check_references(record, corrected, field, value)
    return corrected.model_dump(mode="json")[field]


def check_missed(record: Record, event: Event) -> None:
    """Check that an event that was missed makes sense in its record.

    Raises
    ------
    UsageError
        `bad-decision`.
    """
    end = len(record.article.text)
    spans = (event.span, event.trigger, *event.agenda, *(figure.span for figure in event.figures))
    if not all(0 <= first < last <= end for first, last in spans):
        raise _bad("These words are not in the article.", "Give spans in code points of its text.", str(event.span))
    if event.mode is not None and event.mode not in MODES[event.type]:
        raise _bad(f"{event.type} has no mode {event.mode}.", "See the record's modes.", event.mode)
    for field in (*_ACTORS, "place"):
        _check_references(record, event, field, getattr(event, field))


def _with_actors_of(record: Record, about: AboutMissed) -> Event:
    """Give an event that was missed with the actors of a reading; those that it does not have are left out."""
    ids = {actor_key(actor): actor.id for actor in record.actors}
    found = {
        field: tuple(
            ids[about.keys[one]] for one in getattr(about.event, field) if about.keys.get(one) in ids
        )
        for field in _ACTORS
    }  # fmt: skip
    return about.event.model_copy(update=found)


def _check_references(record: Record, corrected: Event, field: str, value: Any) -> None:
    known = {actor.id for actor in record.actors} if field in _ACTORS else None
    if known is not None and not set(getattr(corrected, field)) <= known:
        raise _bad("The record has no such actor.", f"Give ids of its actors: {', '.join(sorted(known))}.", str(value))
    places = {mention.place.id for mention in record.places}
    if field == "place" and value is not None and value not in places:
        raise _bad("The record has no such place.", f"Give the id of one: {', '.join(sorted(places))}.", str(value))


def _decided_event(event: Event, verdict: str, about: AboutEvent) -> Event | None:
    if verdict == "accept":
        return event
    if verdict == "reject" and about.field is None:
        return None
    field = str(about.field)
    value = about.value if verdict == "correct" else [] if field in _LISTS else None
    changed = {**event.model_dump(mode="json"), field: value}
    if field in ("date", "place"):
        changed[f"{field}_span"] = None  # the words do not say what a person says
    if field == "type" and event.mode not in MODES[str(value)]:
        changed["mode"] = None
    return Event.model_validate(changed)


def _overlap(event: Event, mention: EventMention) -> int:
    """Count the characters that an event, in its fullest telling, shares with a mention."""
    return max(0, min(event.span[1], mention.span[1]) - max(event.span[0], mention.span[0]))


def _bad(message: str, hint: str, place: str | None = None) -> UsageError:
    return UsageError("bad-decision", message, hint, place)
