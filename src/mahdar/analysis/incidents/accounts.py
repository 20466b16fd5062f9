"""Accounts: an incident told apart by whose word it is, and the accounts held against each other."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import combinations
from typing import TypeVar

from mahdar.analysis.incidents.comparison import meet
from mahdar.analysis.incidents.days import days_of
from mahdar.analysis.incidents.explaining import figure_range, label
from mahdar.analysis.incidents.mentions import Address, party_key
from mahdar.model import Actor, Bilingual, Event, ResolvedPlace
from mahdar.model.archived import ArchivedRecord
from mahdar.model.incident import (
    Account,
    ClaimedFigure,
    Comparison,
    Evidence,
    Incident,
    MentionOfIncident,
    PartyOfIncident,
    Position,
    Topic,
)
from mahdar.model.keys import keys_in
from mahdar.model.record import EventType
from mahdar.reading.places.names import distance_km

Records = Mapping[str, ArchivedRecord]
T = TypeVar("T")
# Kinds of actors that stand for themselves wherever they are named; of the others only those we know by reference do.
_KNOWN_BY_NAME = frozenset({"person", "government", "organization", "armed_group", "party", "media", "country"})
# Acts of several together: who is named beside whom differs from account to account without any rivalry.
_JOINT = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_TALKS_LAST = 3  # days: two accounts may date one meeting by its first day and by its last
_AHEAD = frozenset({"planned", "called_for"})
_ANYONE = "people"  # what the lexicon of figures calls those counted of whom it is not said what they are
_LEVELS = ("site", "town", "admin2", "water", "admin1", "region", "country")


@dataclass(frozen=True)
class _Telling:
    """One event with what is needed of its record."""

    archived: ArchivedRecord
    event: Event
    chain: tuple[Actor, ...]

    @cached_property
    def key(self) -> str:
        """The event's key in the article."""
        return keys_in(self.archived.record)[self.event.id]

    @property
    def published(self) -> str:
        return self.archived.record.article.published or "~"

    @property
    def dispatch(self) -> str:
        """What the article prints: its reprint group's dispatch, or only itself."""
        return self.archived.source_group or self.archived.article_id

    def actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        by_id = {actor.id: actor for actor in self.archived.record.actors}
        return tuple(by_id[i] for i in ids if i in by_id)

    def evidence(self, span: tuple[int, int]) -> Evidence:
        return Evidence(article_id=self.archived.article_id, span=span)


def describe(addresses: Iterable[Address], records: Records) -> Incident:
    """Make an incident of its event mentions.

    Parameters
    ----------
    addresses : iterable of (article id, event id)
        One group of `IncidentIndex`.
    records : mapping from article id to record
        With reprint groups, if they are known.

    Raises
    ------
    KeyError
        If an article or an event is not there.
    """
    tellings = sorted((_telling(records[a], e) for a, e in addresses), key=_order)
    accounts = tuple(_accounts(tellings))
    surest = max(tellings, key=lambda t: (t.event.confidence, -tellings.index(t)))
    first = tellings[0]
    published = [t.archived.record.article.published for t in tellings if t.archived.record.article.published]
    type_ = _most([t.event.type for t in tellings]) or first.event.type
    of_type = [t for t in tellings if t.event.type == type_]
    return Incident(
        id=incident_id((first.archived.article_id, first.key)),
        type=type_,
        mode=_most([t.event.mode for t in of_type if t.event.mode]),
        acled=_most([t.event.acled for t in of_type if t.event.acled]),
        status=_most([account.status for account in accounts]) or surest.event.status,
        date=_most([a.date for a in accounts if a.date], _narrow_date),
        place=_most([a.place for a in accounts if a.place], _narrow_place),
        actors=_parties(tellings, lambda e: e.actor),
        recipients=_parties(tellings, lambda e: e.recipient),
        series=_most([t.event.series for t in tellings if t.event.series]),
        ordinal=_most([t.event.ordinal for t in tellings if t.event.ordinal is not None]),
        first_published=min(published, default=None),
        last_published=max(published, default=None),
        mentions=tuple(_mention(t) for t in tellings),
        accounts=accounts,
        comparisons=tuple(compare_accounts(accounts, type_)),
        articles=len({t.archived.article_id for t in tellings}),
        independent_sources=len({account.origin for account in accounts}),
    )


def incident_id(first: tuple[str, str]) -> str:
    """Name an incident by the event that was published first: the article's id and the event's key."""
    return sha256("/".join(first).encode()).hexdigest()[:16]


def _telling(archived: ArchivedRecord, event_id: str) -> _Telling:
    event = next((e for e in archived.record.events if e.id == event_id), None)
    if event is None:
        raise KeyError((archived.article_id, event_id))
    by_id = {actor.id: actor for actor in archived.record.actors}
    return _Telling(archived, event, tuple(by_id[i] for i in event.claimed_by if i in by_id))


def _order(telling: _Telling) -> tuple[str, str, tuple[int, int], str]:
    return telling.published, telling.archived.article_id, telling.event.span, telling.event.id


def _accounts(tellings: Sequence[_Telling]) -> Iterator[Account]:
    """One account for each chain of sources in each dispatch, in order of publication."""
    chains: dict[tuple[str, tuple[str, ...]], list[_Telling]] = {}
    for telling in tellings:
        chains.setdefault((telling.dispatch, tuple(map(party_key, telling.chain))), []).append(telling)
    for number, told in enumerate(chains.values(), 1):
        first = told[0]
        fullest = max(told, key=lambda t: (_fullness(t.event), -told.index(t)))
        yield Account(
            id=f"a{number}",
            chain=tuple(map(_party, first.chain)),
            outlets=tuple(sorted({t.archived.record.article.outlet or "?" for t in told} - {"?"})),
            agency=first.archived.source_agency,
            origin=_origin(first),
            mentions=tuple(_mention(t) for t in told),
            quote=fullest.evidence(fullest.event.span),
            published=first.archived.record.article.published,
            status=fullest.event.status,
            date=_most([t.event.date for t in told if t.event.date], _narrow_date),
            place=_most([place for t in told if (place := _place(t)) is not None], _narrow_place),
            actors=_parties(told, lambda e: e.actor),
            recipients=_parties(told, lambda e: e.recipient),
            figures=tuple(_figures(told)),
        )


def _origin(telling: _Telling) -> str:
    """Whose word it is in the end: the source nearest the fact that has a name, else the dispatch itself.

    An unnamed source («a military source») is another one in every dispatch. The outlet's own voice is that of the
    agency whose dispatch it prints; two articles of one agency are one source even where their wording differs.
    """
    for actor in telling.chain:
        if actor.ref or (actor.kind in _KNOWN_BY_NAME and actor.name.ar):
            return party_key(actor)
    if telling.archived.source_agency:
        return f"agency:{telling.archived.source_agency}"
    return f"dispatch:{telling.dispatch}"


def compare_accounts(accounts: Sequence[Account], type_: EventType) -> Iterator[Comparison]:
    """Hold accounts against each other wherever two of them say something of the same respect.

    A plan that moves is no contradiction, and an act of several together is not disputed by naming others of them.

    Parameters
    ----------
    accounts : sequence of Account
    type_ : str
        Of what they tell.
    """
    measures = sorted({figure.measure for account in accounts for figure in account.figures})
    for measure in measures:
        sides = [(a, f) for a in accounts for f in a.figures if f.measure == measure]
        parts = {id(f) for a, f in sides if any(b is a and _is_part(f, whole) for b, whole in sides)}
        wholes = [(a, f) for a, f in sides if id(f) not in parts]
        yield from _compare("figure", wholes, _figure_key, _figure_value, _figures_meet)
        for kind in sorted({f.of.ar or "" for _, f in sides if id(f) in parts}):
            of_kind = [(a, f) for a, f in sides if (f.of.ar or "") == kind]
            yield from _compare("figure", of_kind, _figure_key, _figure_value, _figures_meet)
    lasting = _TALKS_LAST if type_ in _JOINT else 0
    dates = _said(accounts, lambda a: (a.date, a.status in _AHEAD) if a.date else None)
    days_meet = partial(_dates_meet, lasting=lasting)
    yield from _compare("date", dates, lambda d: d[0], lambda d: Bilingual(ar=d[0], en=d[0]), days_meet)
    yield from _compare("place", _said(accounts, lambda a: a.place), lambda p: p.id, lambda p: p.name, _places_meet)
    yield from _compare("status", _said(accounts, lambda a: a.status), lambda s: s, _status_value, _statuses_meet)
    meeting = _parties_add_up if type_ in _JOINT else _parties_meet
    doing = _said(accounts, lambda a: a.actors or None)
    yield from _compare("actor", doing, _parties_key, _parties_value, meeting)
    suffering = _said(accounts, lambda a: a.recipients or None)
    yield from _compare("recipient", suffering, _parties_key, _parties_value, meeting)


def _said(accounts: Iterable[Account], respect: Callable[[Account], T | None]) -> list[tuple[Account, T]]:
    return [(account, value) for account in accounts if (value := respect(account)) is not None]


def _compare(
    topic: Topic,
    said: Sequence[tuple[Account, T]],
    key: Callable[[T], Hashable],
    shown: Callable[[T], Bilingual],
    meeting: Callable[[T, T], bool],
) -> Iterator[Comparison]:
    """Gather equal values to positions; what two accounts say that cannot both be true makes a contradiction."""
    if len({account.id for account, _ in said}) < 2:
        return
    positions: dict[Hashable, list[tuple[Account, T]]] = {}
    for account, value in said:
        positions.setdefault(key(value), []).append((account, value))
    contradict = any(
        account is not another and not meeting(value, rival)
        for (account, value), (another, rival) in combinations(said, 2)
    )
    first = said[0][1]
    figure = first if isinstance(first, ClaimedFigure) else None
    yield Comparison(
        topic=topic,
        measure=figure.measure if figure else None,
        verdict="contradict" if contradict else "agree",
        positions=tuple(_position(held, shown) for held in positions.values()),
    )


def _position(held: Sequence[tuple[Account, T]], shown: Callable[[T], Bilingual]) -> Position:
    value = held[0][1]
    return Position(
        value=shown(value),
        accounts=tuple(dict.fromkeys(account.id for account, _ in held)),
        evidence=tuple(dict.fromkeys(v.evidence if isinstance(v, ClaimedFigure) else a.quote for a, v in held)),
        min=value.min if isinstance(value, ClaimedFigure) else None,
        max=value.max if isinstance(value, ClaimedFigure) else None,
    )


def _figure_key(figure: ClaimedFigure) -> Hashable:
    return figure.min, figure.max


def _figure_value(figure: ClaimedFigure) -> Bilingual:
    text = figure_range(figure.min, figure.max)
    if _of_anyone(figure):
        return Bilingual(ar=text, en=text)
    return Bilingual(ar=f"{text} {figure.of.ar or ''}".rstrip(), en=f"{text} {figure.of.en or ''}".rstrip())


def _figures_meet(a: ClaimedFigure, b: ClaimedFigure) -> bool:
    # A count of some of the victims (3 Iranians) does not contradict the count of all.
    if a.of.ar != b.of.ar and a.evidence.article_id == b.evidence.article_id:
        return True
    if _of_anyone(a) != _of_anyone(b):
        everybody, some = (a, b) if _of_anyone(a) else (b, a)
        if everybody.max is None or some.min is None or some.min <= everybody.max:
            return True
    return meet((a.min, a.max), (b.min, b.max))


def _is_part(figure: ClaimedFigure, whole: ClaimedFigure) -> bool:
    """Whether an account counts some of those that it counts elsewhere: «53 dead, 5 of them children»."""
    if figure.of.ar == whole.of.ar or _of_anyone(figure) or figure.evidence.article_id != whole.evidence.article_id:
        return False
    most, least = figure.max or figure.min, whole.min or whole.max
    return most is not None and least is not None and most < least


def _of_anyone(figure: ClaimedFigure) -> bool:
    return figure.of.en in (None, _ANYONE)


def _dates_meet(a: tuple[str, bool], b: tuple[str, bool], *, lasting: int) -> bool:
    """Whether two dates, each with whether it lay ahead of who gives it, can both be true of what lasts some days."""
    one, other = days_of(a[0]), days_of(b[0])
    return a[1] or b[1] or one is None or other is None or one.gap(other) <= lasting


def _places_meet(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    if a.id.partition("#")[0] == b.id.partition("#")[0]:
        return True
    if "country" in (a.level, b.level):
        return a.country is None or b.country is None or a.country == b.country
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return True
    return distance_km((a.lat, a.lon), (b.lat, b.lon)) <= (a.radius_km or 0) + (b.radius_km or 0)


def _status_value(status: str) -> Bilingual:
    return label("statuses", status)


def _statuses_meet(a: str, b: str) -> bool:
    """What one calls planned may have happened since; what one denies and another affirms cannot both be."""
    return a == b or "denied" not in (a, b)


def _parties_key(parties: tuple[PartyOfIncident, ...]) -> Hashable:
    return frozenset(party.key for party in parties)


def _parties_value(parties: tuple[PartyOfIncident, ...]) -> Bilingual:
    return Bilingual(
        ar="، ".join(p.name.ar or p.name.en or "" for p in parties),
        en=", ".join(p.name.en or p.name.ar or "" for p in parties),
    )


def _parties_meet(a: tuple[PartyOfIncident, ...], b: tuple[PartyOfIncident, ...]) -> bool:
    """A state and its forces are the same side."""
    if {p.key for p in a} & {p.key for p in b}:
        return True
    one, other = {p.country for p in a}, {p.country for p in b}
    # Somebody of whom we know no country may be anybody.
    return None in one or None in other or bool(one & other)


def _parties_add_up(_: tuple[PartyOfIncident, ...], __: tuple[PartyOfIncident, ...]) -> bool:
    return True


def _figures(told: Sequence[_Telling]) -> Iterator[ClaimedFigure]:
    """The figures of an account; equal ones once."""
    seen = set()
    for telling in told:
        for figure in telling.event.figures:
            key = (figure.measure, figure.min, figure.max)
            if key not in seen and (figure.min is not None or figure.max is not None):
                seen.add(key)
                yield ClaimedFigure(
                    measure=figure.measure,
                    min=figure.min,
                    max=figure.max,
                    of=Bilingual(ar=figure.of.get("ar"), en=figure.of.get("en")),
                    evidence=telling.evidence(figure.span),
                )


def _parties(tellings: Sequence[_Telling], ids: Callable[[Event], tuple[str, ...]]) -> tuple[PartyOfIncident, ...]:
    """Parties in one role, those that most tellings name first."""
    found: dict[str, PartyOfIncident] = {}
    counts: Counter[str] = Counter()
    for telling in tellings:
        for actor in telling.actors(ids(telling.event)):
            found.setdefault(party_key(actor), _party(actor))
            counts[party_key(actor)] += 1
    return tuple(found[key] for key in sorted(found, key=lambda k: (-counts[k], k)))


def _party(actor: Actor) -> PartyOfIncident:
    return PartyOfIncident(key=party_key(actor), name=actor.name, kind=actor.kind, country=actor.country)


def _mention(telling: _Telling) -> MentionOfIncident:
    return MentionOfIncident(
        article_id=telling.archived.article_id,
        event_id=telling.event.id,
        span=telling.event.span,
        published=telling.archived.record.article.published,
        confidence=telling.event.confidence,
    )


def _place(telling: _Telling) -> ResolvedPlace | None:
    wanted = telling.event.place
    return next((m.place for m in telling.archived.record.places if m.place.id == wanted), None) if wanted else None


def _fullness(event: Event) -> float:
    """How much an event says."""
    said = bool(event.date) + bool(event.place) + bool(event.actor) + bool(event.recipient) + bool(event.figures)
    return said + event.confidence


def _most(values: Sequence[T], narrow: Callable[[T], float] = lambda _: 0.0) -> T | None:
    """The commonest value; of equals the narrowest, then the first."""
    counts = Counter(_comparable(value) for value in values)
    order = {_comparable(value): at for at, value in reversed(list(enumerate(values)))}
    return min(values, key=lambda v: (-counts[_comparable(v)], narrow(v), order[_comparable(v)]), default=None)


def _comparable(value: object) -> Hashable:
    return value.id if isinstance(value, ResolvedPlace) else value


def _narrow_date(date: str) -> float:
    days = days_of(date)
    return days.length if days else float("inf")


def _narrow_place(place: ResolvedPlace) -> float:
    return _LEVELS.index(place.level) * 10_000 + (place.radius_km or 0)
