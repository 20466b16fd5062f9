"""Rounds and the meetings that prepare them, put together from many articles."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from mahdar.analysis.opened import OpenRecord
from mahdar.analysis.processes.schedule import announcements, bounds, slips
from mahdar.analysis.processes.tellings import RoundTelling
from mahdar.arabic.folding import fold
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.model.edtf import days_of
from mahdar.model.process import AgendaItem, Announcement, Meeting, Round, RoundStatus
from mahdar.model.record import Event

_AROUND = timedelta(days=3)  # how far from a round's days a day may lie that is told of it without a number
_SAME_MEETING = timedelta(days=21)  # announcements of one preparatory meeting lie no further apart


def by_round(
    process: ProcessEntry, tellings: Iterable[RoundTelling], as_of: date | None
) -> dict[int, list[RoundTelling]]:
    """Tellings of rounds by their number; one without a number belongs to the known round whose days it has."""
    known = _known(process, as_of)
    found: dict[int, list[RoundTelling]] = {}
    for telling in tellings:
        ordinal = telling.ordinal
        days = bounds(telling.date)
        if ordinal is None and days is not None and not telling.meeting and _meets_at(process, telling):
            near = [n for n, k in known.items() if days[0] <= k[1] + _AROUND and days[1] >= k[0] - _AROUND]
            ordinal = near[0] if len(near) == 1 else None
        if ordinal is not None and not telling.meeting:
            found.setdefault(ordinal, []).append(telling)
    return found


def make_rounds(
    process: ProcessEntry, told: Mapping[int, Sequence[RoundTelling]], as_of: date | None
) -> tuple[Round, ...]:
    """Rounds in order of their number: those told, and those known to have begun by `as_of`."""
    known = _known(process, as_of)
    return tuple(
        _round(process, ordinal, told.get(ordinal, ()), known.get(ordinal), as_of)
        for ordinal in sorted({*told, *known})
    )


def _known(process: ProcessEntry, as_of: date | None) -> dict[int, tuple[date, date]]:
    days = {ordinal: bounds(value) for ordinal, value in process.rounds.items()}
    return {ordinal: known for ordinal, known in days.items() if known and as_of and known[0] <= as_of}


def _meets_at(process: ProcessEntry, telling: RoundTelling) -> bool:
    """Whether the event is placed where the process meets, or nowhere."""
    place = telling.opened.places.get(telling.event.place or "")
    names = {fold(name) for name in (*process.names, process.place.ar if process.place else None) if name}
    return place is None or place.level == "country" or fold(place.name.ar or "") in names


def _round(
    process: ProcessEntry,
    ordinal: int,
    tellings: Sequence[RoundTelling],
    known: tuple[date, date] | None,
    as_of: date | None,
) -> Round:
    schedule = announcements(tellings)
    status = _status(schedule, known, as_of)
    host = process.hosts.get(ordinal, process.place)
    return Round(
        ordinal=ordinal,
        date=process.rounds[ordinal] if known else _date(schedule, status),
        known_from=f"mahdar:processes/{process.id}" if known else None,
        place=host,
        status=status,
        agenda=agenda_items([(t.opened, t.event) for t in tellings]),
        schedule=schedule,
        slips=slips(schedule),
    )


def _status(schedule: Sequence[Announcement], known: tuple[date, date] | None, as_of: date | None) -> RoundStatus:
    """Where the round stands on a day: held if anyone told it as past, else as it was announced last."""
    if any(a.status == "held" for a in schedule):
        return "held"
    if known is not None:
        return "held" if as_of is None or known[1] < as_of else "ongoing"
    ongoing = [a for a in schedule if a.status == "ongoing"]
    if ongoing:
        said = days_of(ongoing[-1].announced_on)
        over = as_of is not None and said is not None and said[1] is not None and as_of > said[1] + _AROUND
        return "held" if over else "ongoing"
    if not schedule:
        return "planned"
    last = schedule[-1]
    return "planned" if last.status == "postponed" and last.date is not None else last.status


def _date(schedule: Sequence[Announcement], status: RoundStatus) -> str | None:
    """The days told of a round: of all that tell it as past, from the first to the last; else those announced last."""
    if status in ("held", "ongoing"):
        days = [b for a in schedule if a.status in ("held", "ongoing") and (b := bounds(a.date)) is not None]
        sharp = [d for d in days if d[1] - d[0] < _AROUND * 2]
        if sharp:
            first, last = min(d[0] for d in sharp), max(d[1] for d in sharp)
            if last - first < _AROUND * 3:
                return str(first) if first == last else f"{first}/{last}"
    return next((a.date for a in reversed(schedule) if a.date is not None), None)


def agenda_items(events: Iterable[tuple[OpenRecord, Event]]) -> tuple[AgendaItem, ...]:
    """What is said to be discussed, once each; the country that the talks are about is no item."""
    found: dict[str, AgendaItem] = {}
    for opened, event in events:
        countries = [m.span for m in opened.record.places if m.place.level == "country"]
        for span in event.agenda:
            if any(start <= span[0] and span[1] <= end for start, end in countries):
                continue
            text = opened.words(span)
            item = found.setdefault(fold(text), AgendaItem(text=text, tellings=()))
            tellings = (*item.tellings, opened.telling(event, span))
            found[fold(text)] = item.model_copy(update={"tellings": tellings})
    return tuple(found.values())


def make_meetings(tellings: Sequence[RoundTelling]) -> tuple[Meeting, ...]:
    """Preparatory meetings: tellings of one place and round whose dates lie near each other are one."""
    groups: list[list[RoundTelling]] = []
    for telling in tellings:
        if not telling.meeting or (telling.date is None and telling.event.place is None):
            continue
        group = next((g for g in groups if _same_meeting(g, telling)), None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    return tuple(_meeting(group) for group in groups)


def _same_meeting(group: Sequence[RoundTelling], telling: RoundTelling) -> bool:
    if telling.ordinal != group[0].ordinal or telling.event.place != group[0].event.place:
        return False
    days = bounds(telling.date)
    others = [b for t in group if (b := bounds(t.date)) is not None]
    if days is None or not others:
        return True
    return any(d[0] - _SAME_MEETING <= days[1] and days[0] - _SAME_MEETING <= d[1] for d in others)


def _meeting(group: Sequence[RoundTelling]) -> Meeting:
    schedule = announcements(group)
    status: RoundStatus = "held" if any(t.status == "held" for t in group) else group[-1].status
    everyone = [t.opened.actor(a) for t in group for a in t.event.actor]
    participants = {actor.key: actor for actor in everyone if actor.kind != "person"}
    place = group[0].opened.places.get(group[0].event.place or "")
    return Meeting(
        for_round=group[0].ordinal,
        date=_date(schedule, status),
        place=place.name if place and place.level != "country" else None,
        status=status,
        participants=tuple(participants.values()),
        agenda=agenda_items([(t.opened, t.event) for t in group]),
        schedule=schedule,
        slips=slips(schedule),
    )
