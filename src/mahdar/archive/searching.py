"""From a question to the numbers of entries that answer it.

Entries come in the order of their numbers, which is that of their days. A period is asked for in two parts that share
nothing: entries whose own day lies in it, a range of numbers; and longer ones that reach into it from elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, literal_column, not_, or_, select

from mahdar.archive.areas import places_asked_for
from mahdar.archive.filters import Filter, Part
from mahdar.archive.hits import Facets
from mahdar.archive.naming import Names
from mahdar.archive.numbers import UNDATED, lowest
from mahdar.archive.query import Query, parse_query
from mahdar.archive.tables import (
    article_actors,
    article_entries,
    article_places,
    event_actors,
    event_entries,
    figures,
    places,
    statement_actors,
    statement_entries,
    statement_places,
)
from mahdar.archive.words import Unit, WordIndex

_ENTRIES: dict[Unit, Table] = {"article": article_entries, "statement": statement_entries, "event": event_entries}
_ACTORS: dict[Unit, Table] = {"article": article_actors, "statement": statement_actors, "event": event_actors}
_PLACES: dict[Unit, Table] = {"article": article_places, "statement": statement_places}
_FEW = 2_000  # entries that are looked up in the index of words one by one rather than the other way round
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A filter, made ready for one archive at one time.

    Attributes
    ----------
    unit : str
        What is searched for.
    query : Query or None
        The words.
    conditions : tuple
        All else, on the table of entries of the unit.
    periods : tuple
        Conditions that share nothing, one of which must hold.
    """

    unit: Unit
    query: Query | None
    conditions: tuple[Condition, ...]
    periods: tuple[Condition | None, ...]

    @property
    def entries(self) -> Table:
        """The table of the unit's entries."""
        return _ENTRIES[self.unit]


def ask(connection: Connection, names: Names, unit: Unit, asked: Filter) -> Question:
    """Make a question of a filter.

    Raises
    ------
    ArchiveError
        `unknown-name` for a person, place, outlet or process that the archive does not know.
    UsageError
        `bad-query`, `bad-area`.
    """
    query = parse_query(asked.words) if asked.words is not None else None
    conditions = _conditions(connection, names, unit, asked)
    periods = _periods(_ENTRIES[unit], asked.since, asked.until)
    return Question(unit, query, tuple(conditions), tuple(periods))


def numbers(
    connection: Connection, index: WordIndex, question: Question, *, after: int | None, most: int, oldest_first: bool
) -> list[int]:
    """Give the numbers of the first entries that answer a question, beyond a number."""
    found: list[int] = []
    for selected in _selections(connection, index, question):
        number = selected.selected_columns[0]
        page = selected.order_by(number if oldest_first else number.desc()).limit(most)
        if after is not None:
            page = page.where(number > after if oldest_first else number < after)
        found += connection.scalars(page)
    return sorted(found, reverse=not oldest_first)[:most]


def days(connection: Connection, index: WordIndex, question: Question) -> Counter[int]:
    """Count the entries that answer a question by the day by which they are ordered."""
    counts: Counter[int] = Counter()
    for selected in _selections(connection, index, question):
        # Written out, so that PostgreSQL sees that what is grouped by is what is selected.
        day = selected.selected_columns[0].op("/")(literal_column(str(lowest(1)))).label("day")
        for row in connection.execute(selected.with_only_columns(day, func.count().label("entries")).group_by(day)):
            counts[row.day] += row.entries
    return counts


def _selections(connection: Connection, index: WordIndex, question: Question) -> list[Select[tuple[int]]]:
    return [_selection(connection, index, question, period) for period in question.periods]


def _selection(
    connection: Connection, index: WordIndex, question: Question, period: Condition | None
) -> Select[tuple[int]]:
    entries = question.entries
    conditions = [*question.conditions, *([] if period is None else [period])]
    selected = select(entries.c.number).where(*conditions)
    if question.query is None:
        return selected
    worded = index.numbers(question.unit, question.query)
    number = worded.selected_columns[0]
    if not conditions:
        return worded
    few = connection.scalars(selected.limit(_FEW + 1)).all()
    if len(few) <= _FEW:
        return worded.where(number.in_(few))
    return worded.where(number.in_(selected))


def _conditions(connection: Connection, names: Names, unit: Unit, asked: Filter) -> list[Condition]:
    entries = _ENTRIES[unit]
    conditions: list[Condition] = []
    if asked.outlets:
        conditions.append(entries.c.outlet.in_(names.outlets(asked.outlets)))
    conditions += _published(unit, asked)
    where = places_asked_for(connection, names, asked)
    if unit == "event":
        return [*conditions, *_of_events(names, asked), *_parts(names, "event", asked.parts), *_places("event", where)]
    if not asked.asks_for_events():
        return [*conditions, *_parts(names, unit, asked.parts), *_places(unit, where)]
    events = _of_events(names, asked)
    if unit == "article":
        # All that is asked for must be true of one event.
        events += [*_parts(names, "event", asked.parts), *_places("event", where)]
    else:
        conditions += [*_parts(names, unit, asked.parts), *_places(unit, where)]
    return [*conditions, entries.c.number.in_(select(event_entries.c[unit]).where(*events))]


def _of_events(names: Names, asked: Filter) -> list[Condition]:
    events = event_entries.c
    conditions: list[Condition] = []
    for column, values in ((events.type, asked.types), (events.mode, asked.modes), (events.status, asked.statuses)):
        if values:
            conditions.append(column.in_(values))
    if asked.series:
        conditions.append(events.series.in_(names.series(asked.series)))
    if asked.figure:
        conditions.append(events.number.in_(select(figures.c.event).where(figures.c.measure == asked.figure)))
    if asked.min_confidence:
        conditions.append(events.confidence >= asked.min_confidence)
    return conditions


def _parts(names: Names, unit: Unit, parts: Sequence[Part]) -> list[Condition]:
    takes_part, entries = _ACTORS[unit], _ENTRIES[unit]
    conditions: list[Condition] = []
    for part in parts:
        entry = select(takes_part.c.entry).where(takes_part.c.actor.in_(names.actors(part.name)))
        if part.role != "any":
            entry = entry.where(takes_part.c.role == part.role)
        conditions.append(entries.c.number.in_(entry))
    return conditions


def _places(unit: Unit, where: Sequence[Condition]) -> list[Condition]:
    if not where:
        return []
    asked_for = select(places.c.number).where(*where)
    if unit == "event":
        return [event_entries.c.place.in_(asked_for)]
    lies_in = _PLACES[unit]
    return [_ENTRIES[unit].c.number.in_(select(lies_in.c.entry).where(lies_in.c.place.in_(asked_for)))]


def _published(unit: Unit, asked: Filter) -> list[Condition]:
    if not asked.published_since and not asked.published_until:
        return []
    published = or_(*_days_in(article_entries, asked.published_since, asked.published_until))
    column = article_entries.c.number if unit == "article" else _ENTRIES[unit].c.article
    return [column.in_(select(article_entries.c.number).where(published))]


def _periods(entries: Table, since: date | None, until: date | None) -> list[Condition | None]:
    return list(_days_in(entries, since, until)) if since or until else [None]


def _days_in(entries: Table, since: date | None, until: date | None) -> tuple[Condition, Condition]:
    """Write what is true of entries whose days are among these, in two parts that share nothing."""
    first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
    number = entries.c.number
    own_day = and_(number >= lowest(first), number < lowest(last + 1))
    dated = entries.c.first_day.is_not(None)
    reaches = and_(entries.c.last_day > entries.c.first_day, entries.c.last_day >= first, entries.c.first_day <= last)
    return and_(own_day, dated), and_(reaches, not_(own_day))


def count(by_day: Counter[int]) -> Facets:
    """Sum up by month and year."""
    months: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for day, entries in sorted(by_day.items()):
        if day != UNDATED:
            shown = date.fromordinal(day).isoformat()
            months[shown[:7]] += entries
            years[shown[:4]] += entries
    return Facets(total=by_day.total(), months=dict(months), years=dict(years), undated=by_day[UNDATED])
