"""Which year, month or day a relative expression means, seen from the publication."""

from collections.abc import Iterable
from datetime import date, timedelta

from mahdar.knowledge.entries.times import Relation
from mahdar.reading.times.extents import Extent, Moment, add_months, moment, week_of
from mahdar.reading.times.scan import Scan
from mahdar.reading.times.words import Tense

_MONTHS_AHEAD = 5  # without any cue a month name means the coming one at most this far ahead
_DAYS_AHEAD = 150
_SEASONS = {21: 5, 22: 8, 23: 11, 24: 2}  # a season's last month


def year_of_month(scan: Scan, month: int, relation: Relation | None, tense: Tense | None) -> int | None:
    """Return the year of a month named without one."""
    anchor = scan.anchor
    if anchor is None:
        return None
    if relation == "present":
        return anchor.year
    if not anchor.month:
        return None
    if relation in ("past", "last"):
        return anchor.year if month < anchor.month else anchor.year - 1
    if relation == "future":
        return anchor.year if month > anchor.month else anchor.year + 1
    if tense == "future":
        return anchor.year if month >= anchor.month else anchor.year + 1
    if month <= anchor.month:
        return anchor.year
    ahead = month - anchor.month <= _MONTHS_AHEAD and tense != "past"
    return anchor.year if ahead else anchor.year - 1


def day_of_month(scan: Scan, month: int, day: int, relation: Relation | None, tense: Tense | None) -> Moment | None:
    """Return the day meant by a day and month without a year."""
    anchor, today = scan.anchor, scan.today
    if anchor is None:
        return None
    if today is None:
        year = year_of_month(scan, month, relation, tense)
        return moment(year, month, day) if year is not None else None
    if relation == "present":
        return moment(today.year, month, day)
    this_year = moment(today.year, month, day) or moment(today.year + 1, month, day)
    if this_year is None:
        return moment(today.year - 1, month, day) or moment(today.year - 2, month, day)
    distance = (this_year.date() - today).days
    if relation in ("past", "last"):
        year = today.year if distance < 0 else today.year - 1
    elif relation == "future":
        year = today.year if distance > 0 else today.year + 1
    elif tense == "future":
        year = today.year if distance >= 0 else today.year + 1
    elif distance <= 0:
        # Late in the year an early date without any cue is more often the coming one.
        soon = distance < -300 and tense is None
        year = today.year + 1 if soon else today.year
    else:
        year = today.year if distance <= _DAYS_AHEAD and tense != "past" else today.year - 1
    return moment(year, month, day)


def year_by(scan: Scan, relation: Relation | None) -> int | None:
    """Return this year, last year, next year."""
    if scan.anchor is None:
        return None
    return scan.anchor.year + _steps(relation) if _steps(relation, None) is not None else None


def month_by(scan: Scan, relation: Relation | None) -> Moment | None:
    """Return this month, last month, next month."""
    anchor = scan.anchor
    if anchor is None or not anchor.month or _steps(relation, None) is None:
        return None
    return add_months(anchor.year, anchor.month, _steps(relation))


def week_by(scan: Scan, relation: Relation | None) -> Extent | None:
    """Return this week, last week, next week; Monday to Sunday."""
    if scan.today is None or _steps(relation, None) is None:
        return None
    return week_of(scan.today, _steps(relation))


def season_by(scan: Scan, season: int, relation: Relation | None) -> Moment | None:
    """Return this summer, last winter."""
    anchor = scan.anchor
    if anchor is None:
        return None
    if relation == "present":
        return Moment(anchor.year, season)
    if not anchor.month:
        return None
    if relation in ("past", "last"):
        over = _SEASONS[season] < anchor.month and season != 24
        return Moment(anchor.year if over else anchor.year - 1, season)
    if relation == "future":
        begun = Moment(anchor.year, season).first_month() <= anchor.month
        return Moment(anchor.year + 1 if begun else anchor.year, season)
    return None


def nearest(scan: Scan, occurrences: Iterable[Extent], relation: Relation | None, tense: Tense | None) -> Extent | None:
    """Of a feast's occurrences the one meant: the last, the next, or the nearest."""
    dated = [extent for extent in occurrences if extent.first is not None and extent.last is not None]
    today = scan.today
    if today is None:
        if scan.anchor is None:
            return None
        here = [extent for extent in dated if _overlaps(extent, scan.anchor)]
        return here[0] if len(here) == 1 else None
    before = [extent for extent in dated if _start(extent) <= today]
    after = [extent for extent in dated if _end(extent) >= today]
    if relation in ("past", "last"):
        over = [extent for extent in before if _end(extent) < today]
        return over[-1] if over else None
    if relation == "future" or (tense == "future" and relation is None):
        return after[0] if after else None
    if not before or not after:
        return None
    last, following = before[-1], after[0]
    if last == following or relation == "present":
        return last if relation != "present" or last.first is None or last.first.year == today.year else following
    return last if today - _end(last) <= _start(following) - today else following


def ahead(from_day: date, count: int, unit: str) -> Moment | None:
    """So many units after a day; precision follows the unit."""
    try:
        if unit == "day":
            return Moment.of(from_day + timedelta(days=count))
        if unit == "week":
            return Moment.of(from_day + timedelta(weeks=count))
        if unit == "month":
            return add_months(from_day.year, from_day.month, count)
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        return moment(from_day.year + years * count) if years else None
    except OverflowError:
        return None


def span_by(scan: Scan, count: int, unit: str, *, forward: bool) -> Extent | None:
    """Return the last or next so many units: two years seen from 2018 are 2016/2018."""
    anchor, today = scan.anchor, scan.today
    if anchor is None:
        return None
    sign = 1 if forward else -1
    here: Moment | None
    there: Moment | None
    if unit in ("day", "week", "hour"):
        if today is None:
            return None
        days = {"day": count, "week": 7 * count, "hour": -(-count // 24)}[unit]
        if days > 100_000:
            return None
        here, there = Moment.of(today), ahead(today, sign * days, "day")
    elif unit == "month":
        if not anchor.month:
            return None
        here, there = Moment(anchor.year, anchor.month), add_months(anchor.year, anchor.month, sign * count)
    else:
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        if years is None:
            return None
        here, there = Moment(anchor.year), moment(anchor.year + sign * count * years)
    if there is None:
        return None
    return Extent(here, there) if forward else Extent(there, here)


_RELATIVE: dict[str, int] = {"past": -1, "before-last": -2, "present": 0, "future": 1}


def _steps(relation: Relation | None, default: int | None = 0) -> int:
    """How many units away a relation is; `default` for relations that need no anchor."""
    return _RELATIVE.get(relation or "", default)  # type: ignore[return-value]


def _start(extent: Extent) -> date:
    return extent.first.date()  # type: ignore[union-attr]


def _end(extent: Extent) -> date:
    return extent.last.date()  # type: ignore[union-attr]


def _overlaps(extent: Extent, anchor: Moment) -> bool:
    first, last = _start(extent), _end(extent)
    if not anchor.month:
        return first.year == anchor.year
    return (first.year, first.month) <= (anchor.year, anchor.month) <= (last.year, last.month)
