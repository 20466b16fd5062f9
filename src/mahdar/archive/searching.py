"""From a question to the numbers of entries that answer it.

Entries come in the order of their numbers, which is that of their days. A period is asked for in two parts that share
nothing: entries whose own day lies in it, a range of numbers; and longer ones that reach into it from elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, literal_column, or_, select, true

from mahdar.archive.areas import places_asked_for
from mahdar.archive.filters import Filter, Part
from mahdar.archive.hits import Facets
from mahdar.archive.naming import Names
from mahdar.archive.numbers import UNDATED, among, lowest
from mahdar.archive.query import Query, parse_query
from mahdar.archive.tables import (
    article_actors,
    article_entries,
    article_places,
    event_actors,
    event_entries,
    figures,
    statement_actors,
    statement_entries,
    statement_places,
)
from mahdar.archive.words import Like, Unit, WordIndex

_ENTRIES: dict[Unit, Table] = {"article": article_entries, "statement": statement_entries, "event": event_entries}
_ACTORS: dict[Unit, Table] = {"article": article_actors, "statement": statement_actors, "event": event_actors}
_PLACES: dict[Unit, Table] = {"article": article_places, "statement": statement_places}
_MANY = 10_000  # events: more are not gone through one and all
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Period:
    """Some of the entries, by their days.

    Attributes
    ----------
    conditions : tuple
        On the table of entries.
    numbers : tuple[int, int] or None
        Range [low, high) of their numbers.
    rare : bool
        Whether few entries are such.
    """

    conditions: tuple[Condition, ...] = ()
    numbers: tuple[int, int] | None = None
    rare: bool = False

    def holds(self, number: ColumnElement[int]) -> Condition:
        """Write that an entry, of this number, is one of them."""
        within = [number >= self.numbers[0], number < self.numbers[1]] if self.numbers else []
        return and_(true(), *self.conditions, *within)


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
        They share nothing; an answer is in one of them.
    for_all : bool
        Whether all answers are wanted, or the first of them.
    """

    unit: Unit
    query: Query | None
    conditions: tuple[Condition, ...]
    periods: tuple[Period, ...]
    for_all: bool

    @property
    def entries(self) -> Table:
        """The table of the unit's entries."""
        return _ENTRIES[self.unit]

    @property
    def asks_nothing(self) -> bool:
        """Whether every entry answers."""
        return self.query is None and not self.conditions and self.periods == (Period(),)


def ask(connection: Connection, names: Names, unit: Unit, asked: Filter, *, for_all: bool = False) -> Question:
    """Make a question of a filter.

    Parameters
    ----------
    connection : Connection
    names : Names
    unit : str
    asked : Filter
    for_all : bool
        Whether all answers are wanted rather than the first of them; they are the same, found another way.

    Raises
    ------
    ArchiveError
        `unknown-name` for a person, place, outlet or process that the archive does not know.
    UsageError
        `bad-query`, `bad-area`.
    """
    query = parse_query(asked.words) if asked.words is not None else None
    conditions = _conditions(connection, names, unit, asked, for_all=for_all)
    periods = _periods(_ENTRIES[unit], asked.since, asked.until)
    return Question(unit, query, tuple(conditions), periods, for_all)


def numbers(
    connection: Connection, index: WordIndex, question: Question, *, after: int | None, most: int, oldest_first: bool
) -> list[int]:
    """Give the numbers of the first entries that answer a question, beyond a number."""
    found: list[int] = []
    for selected in selections(index, question):
        number = selected.selected_columns[0]
        page = selected.order_by(number if oldest_first else number.desc()).limit(most)
        if after is not None:
            page = page.where(number > after if oldest_first else number < after)
        found += connection.scalars(page)
    return sorted(found, reverse=not oldest_first)[:most]


def days(connection: Connection, index: WordIndex, question: Question) -> Counter[int]:
    """Count the entries that answer a question by the day by which they are ordered."""
    counts: Counter[int] = Counter()
    for selected in selections(index, question):
        # Written out, so that PostgreSQL sees that what is grouped by is what is selected.
        day = selected.selected_columns[0].op("/")(literal_column(str(lowest(1)))).label("day")
        for row in connection.execute(selected.with_only_columns(day, func.count().label("entries")).group_by(day)):
            counts[row.day] += row.entries
    return counts


def selections(index: WordIndex, question: Question) -> list[Select[tuple[int]]]:
    """Select the numbers of the entries that answer a question, period by period, without order."""
    return [_selection(index, question, period) for period in question.periods]


def at_least(connection: Connection, selected: Sequence[Select[tuple[int]]], many: int) -> bool:
    """Tell whether entries are so many, without counting them all."""
    left = many
    for one in selected:
        left -= connection.execute(select(func.count()).select_from(one.limit(left).subquery())).scalar_one()
        if left <= 0:
            return True
    return False


def _selection(index: WordIndex, question: Question, period: Period) -> Select[tuple[int]]:
    entries = question.entries
    conditions = (*question.conditions, *period.conditions)
    if question.query is None:
        selected = select(entries.c.number).where(*conditions)
    else:
        like = Like(entries, conditions, one_by_one=not question.for_all and not period.rare) if conditions else None
        selected = index.numbers(question.unit, question.query, like)
    if period.numbers is None:
        return selected
    number, (low, high) = selected.selected_columns[0], period.numbers
    return selected.where(number >= low, number < high)


def _conditions(connection: Connection, names: Names, unit: Unit, asked: Filter, *, for_all: bool) -> list[Condition]:
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
    own = event_entries.c[unit]
    if for_all or not (asked.since or asked.until or _many(connection, events)):
        return [*conditions, entries.c.number.in_(select(own).where(*events))]
    # To look into one article after the other is quicker if many have such events, or a period leaves few articles.
    return [*conditions, exists().where(own == entries.c.number, *events)]


def _many(connection: Connection, events: Sequence[Condition]) -> bool:
    return at_least(connection, [select(event_entries.c.number).where(*events)], _MANY)


def _of_events(names: Names, asked: Filter) -> list[Condition]:
    events = event_entries.c
    conditions: list[Condition] = []
    for column, values in ((events.type, asked.types), (events.mode, asked.modes), (events.status, asked.statuses)):
        if values:
            # One value in a list would keep SQLite from reading entries in the order of its index.
            conditions.append(column == values[0] if len(values) == 1 else column.in_(values))
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
        entry = select(takes_part.c.entry).where(among(takes_part.c.actor, names.actors(part.name)))
        if part.role != "any":
            entry = entry.where(takes_part.c.role == part.role)
        conditions.append(entries.c.number.in_(entry))
    return conditions


def _places(unit: Unit, where: Sequence[int] | None) -> list[Condition]:
    if where is None:
        return []
    if unit == "event":
        return [among(event_entries.c.place, where)]
    lies_in = _PLACES[unit]
    return [_ENTRIES[unit].c.number.in_(select(lies_in.c.entry).where(among(lies_in.c.place, where)))]


def _published(unit: Unit, asked: Filter) -> list[Condition]:
    if not asked.published_since and not asked.published_until:
        return []
    number = article_entries.c.number
    within = []
    for period in _periods(article_entries, asked.published_since, asked.published_until):
        low, high = period.numbers or (0, lowest(date.max.toordinal() + 1))
        within.append(and_(number >= low, number < high, *period.conditions))
    column = number if unit == "article" else _ENTRIES[unit].c.article
    return [column.in_(select(number).where(or_(*within)))]


def _periods(entries: Table, since: date | None, until: date | None) -> tuple[Period, ...]:
    """Part the entries whose days are among these: those whose own day is, and longer ones that reach there."""
    if since is None and until is None:
        return (Period(),)
    first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
    low, high = lowest(first), lowest(last + 1)
    columns = entries.c
    reaches = (
        columns.last_day > columns.first_day, columns.last_day >= first, columns.first_day <= last,
        or_(columns.number < low, columns.number >= high),
    )  # fmt: skip
    return Period((columns.first_day.is_not(None),), (low, high)), Period(reaches, rare=True)


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
