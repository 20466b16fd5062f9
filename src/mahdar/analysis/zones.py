"""Alleged breaches: acts of force told of a zone while it was in force, by their alleged authors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from mahdar.analysis.areas import Position, position
from mahdar.analysis.opened import OpenRecord
from mahdar.arabic.lookup import Phrases
from mahdar.knowledge import Knowledge
from mahdar.knowledge.zones import build_zones
from mahdar.model.archived import ArchivedRecord
from mahdar.model.edtf import days_of
from mahdar.model.record import Event, Figure
from mahdar.model.telling import ActorRef, Telling
from mahdar.model.zone import Breach, Zone

_RECENT = timedelta(days=7)  # how long before publication an undated act of the news is taken to lie at most
_LONGEST = timedelta(days=366)  # what is told of a longer span («منذ 2011») is history, no incident
_ACTS = {"ASSAULT": None, "COERCE": ("seize", "restrict"), "MOBILIZE": ("troops", "weapons", "militia")}
Mention = tuple[str, str]  # article id, event id
When = Literal["in force", "possibly in force"]


def find_breaches(
    records: Iterable[ArchivedRecord],
    knowledge: Knowledge,
    *,
    zone: str | None = None,
    incidents: Mapping[Mention, str] | None = None,
) -> tuple[Breach, ...]:
    """Acts of force in zones while they were in force.

    Parameters
    ----------
    records : Iterable[ArchivedRecord]
    knowledge : Knowledge
    zone : str, optional
        Only this zone.
    incidents : Mapping[tuple[str, str], str], optional
        Incident of each event mention, by (article id, event id): mentions of one incident become one breach with
        several accounts. Without it, or for mentions that it lacks, each mention stands alone; reprints of one
        dispatch are joined all the same.

    Returns
    -------
    tuple[Breach, ...]
        By zone and date. A breach is alleged: nothing here says that it happened, or who is right.
    """
    zones = [z for z in knowledge.derive(build_zones).values() if zone in (None, z.id)]
    opened = [OpenRecord(record) for record in records]
    groups: dict[tuple[str, str], list[tuple[OpenRecord, Event, Position, When]]] = {}
    for record in opened:
        for event in record.record.events:
            mention = (record.archived.article_id, event.id)
            for area, where, when in _zones_of(record, event, zones):
                key = (incidents or {}).get(mention) or _own_key(record, event)
                groups.setdefault((area.id, key), []).append((record, event, where, when))
    by_id = {z.id: z for z in zones}
    breaches = [
        breach for (identifier, _), told in groups.items() if (breach := _breach(by_id[identifier], told)) is not None
    ]
    return tuple(sorted(breaches, key=lambda b: (b.zone, b.date or "", b.tellings[0].article_id, b.tellings[0].span)))


def find_zone_names(opened: OpenRecord, knowledge: Knowledge) -> Iterator[tuple[str, Telling]]:
    """Zones that an article names."""
    for matches in knowledge.derive(build_zone_names).scan(opened.tokens):
        span = (opened.tokens[matches[0].first].start, opened.tokens[matches[0].last].end)
        for match in matches:
            yield match.key, opened.telling(None, span)


def build_zone_names(knowledge: Knowledge) -> Phrases[str]:
    """Index of what the press calls zones."""
    index: Phrases[str] = Phrases()
    for zone in knowledge.derive(build_zones).values():
        for form in zone.forms:
            index.add(form, zone.id)
    return index.freeze()


def _own_key(opened: OpenRecord, event: Event) -> str:
    """Reprints tell an act in the same words: they share its rule, date and place."""
    group = opened.archived.source_group
    if group is None:
        return f"{opened.archived.article_id}:{event.id}"
    return f"{group}:{event.rule}:{event.date}:{event.place}"


def _zones_of(opened: OpenRecord, event: Event, zones: Sequence[Zone]) -> Iterator[tuple[Zone, Position, When]]:
    if event.type not in _ACTS or event.status not in ("happened", "ongoing", "denied"):
        return
    modes = _ACTS[event.type]
    if modes is not None and event.mode not in modes:
        return
    place = opened.places.get(event.place or "")
    days = _days(opened, event)
    if place is None or days is None:
        return
    for zone in zones:
        if place.country not in (None, zone.theatre) or _foreseen(opened, event, zone):
            continue
        when = _in_force(zone, *days)
        where = position(zone, place) if when is not None else "outside"
        if when is not None and where != "outside":
            yield zone, where, when


def _foreseen(opened: OpenRecord, event: Event, zone: Zone) -> bool:
    """A guarantor that deploys in its zone does what the agreement foresees; a deployment by nobody accuses nobody."""
    guarantors = {actor.country for actor in zone.guarantors if actor.country}
    return event.type == "MOBILIZE" and all(opened.actor(a).country in guarantors for a in event.actor)


def _days(opened: OpenRecord, event: Event) -> tuple[date, date] | None:
    """The days an act may lie on: those told, none after publication; without any, the week before publication."""
    published = days_of(opened.article.published)
    latest = published[1] if published else None
    told = days_of(event.date)
    if told is not None:
        last = min(d for d in (told[1], latest) if d is not None) if told[1] or latest else None
        first = told[0]
        return (first, last) if first and last and first <= last <= first + _LONGEST else None
    return (latest - _RECENT, latest) if latest else None


def _in_force(zone: Zone, first: date, last: date) -> When | None:
    """Whether a zone was in force on all, some or none of the days."""
    covered: set[int] = set()
    for period in zone.periods:
        since, until = days_of(period.since), days_of(period.until)
        start = since[0] if since and since[0] else date.min
        end = until[1] if until and until[1] else date.max
        if first <= end and last >= start:
            covered.update(range(max(first, start).toordinal(), min(last, end).toordinal() + 1))
    if not covered:
        return None
    return "in force" if len(covered) == (last - first).days + 1 else "possibly in force"


def _breach(zone: Zone, told: Sequence[tuple[OpenRecord, Event, Position, When]]) -> Breach | None:
    """One breach of all its accounts; None if all that is told is that it did not happen."""
    asserted = [t for t in told if t[1].status != "denied"]
    if not asserted:
        return None
    # The account that knows the place and day best speaks for the breach; all of them are kept.
    opened, event, where, when = min(asserted, key=lambda t: (t[2] != "inside", t[3] != "in force", t[1].date is None))
    authors = _actors(asserted, "actor")
    targets = _actors(asserted, "recipient")
    exempt = {actor.key for actor in zone.exempt}
    place = opened.places[event.place or ""]
    figures: list[tuple[Telling, Figure]] = [
        (record.telling(act), figure) for record, act, _, _ in asserted for figure in act.figures
    ]
    return Breach(
        zone=zone.id,
        where="inside" if where == "inside" else "possibly inside",
        when=when,
        type=event.type,
        mode=event.mode,
        acled=event.acled,
        date=event.date or opened.article.published,
        dated_from="text" if event.date else "publication",
        place=place.name,
        alleged_authors=authors,
        targets=targets,
        against_exempt=bool(targets) and all(actor.key in exempt for actor in targets),
        figures=tuple(figures),
        tellings=tuple(record.telling(act) for record, act, _, _ in asserted),
        denials=tuple(record.telling(act) for record, act, _, _ in told if act.status == "denied"),
    )


def _actors(told: Sequence[tuple[OpenRecord, Event, Position, When]], role: str) -> tuple[ActorRef, ...]:
    found: dict[str, ActorRef] = {}
    for opened, event, _, _ in told:
        for identifier in getattr(event, role):
            ref = opened.actor(identifier)
            found.setdefault(ref.key, ref)
    return tuple(found.values())
