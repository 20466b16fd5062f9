"""Days of a month: الرابع والخامس من تموز الماضي, 14 و15 أيلول/سبتمبر, 2018/3/7, الـ15 من الشهر الحالي."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from mahdar.arabic.numerals import Numeral
from mahdar.reading.times.anchoring import day_of_month, month_by, nearest
from mahdar.reading.times.extents import Extent, Moment, moment
from mahdar.reading.times.hijri import hijri_day, hijri_years_around
from mahdar.reading.times.months import MonthName, YearTail, read_month_name, read_year_tail
from mahdar.reading.times.scan import Expression, Scan

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$|(\d{4})\.(\d{1,2})\.(\d{1,2})$")
_SEPARATORS = ("/", "-", ".", "–", "\\")


@dataclass(frozen=True, slots=True)
class _Days:
    """Numbers of days, each with its token and proclitics; `ranged` when they are the ends of a stretch."""

    first: int
    last: int
    cut: int
    numbers: tuple[tuple[int, int, int], ...]
    ranged: bool
    ordinal: bool
    definite: bool


def read_dates(scan: Scan, at: int) -> tuple[Expression, ...]:
    """One or more days of a month, beginning at a number."""
    written = read_numeric_date(scan, at)
    if written is not None:
        return (written,)
    days = _read_days(scan, at)
    if days is None:
        return ()
    start = days.last + 1
    of = scan.near(start) and scan.form(start) == "من"
    if of:
        start += 1
    if not scan.near(start):
        return ()
    name = read_month_name(scan, start + 1 if _is_month_lead(scan, start) else start)
    if name is not None and name.cut == 0:
        if days.ordinal and not of and days.definite:
            return ()
        if (
            name.context == "beside"
            and name.hijri
            and not of
            and not read_year_tail(scan, name.last, bracket=False, hijri=True).given
        ):
            return ()  # صفر is zero more often than Safar
        return _with_month(scan, days, name)
    return _of_this_month(scan, days, start)


def _is_month_lead(scan: Scan, at: int) -> bool:
    return scan.word(at, "month-lead") is not None and scan.near(at + 1)


def _read_days(scan: Scan, at: int) -> _Days | None:
    numeral = scan.numeral(at)
    if numeral is None or not _may_be_day(scan, numeral):
        return None
    low, high = numeral.low or 0, numeral.high or 0
    numbers = [(low, numeral.value_first, 0)]
    first = at - 1 if numeral.definite and numeral.first == at - 1 and low == high else at
    ranged = low != high
    if ranged:
        numbers.append((high, numeral.value_last, 0))
    last, cut = numeral.value_last, numeral.cut if first == numeral.first else 0
    while not ranged:
        following = last + 1
        if not scan.near(following):
            break
        if scan.form(following) == "و":
            following += 1
        elif scan.form(following) == "ال" or not scan.form(following).startswith("و"):
            break
        if scan.form(following) in ("ال", "وال"):
            following += 1
        more = scan.numeral(following)
        if more is None or not _may_be_day(scan, more) or more.low != more.high or (more.low or 0) <= numbers[-1][0]:
            break
        numbers.append((more.low or 0, more.value_first, more.cut if more.first == more.value_first else 0))
        last = more.value_last
    return _Days(first, last, cut, tuple(numbers), ranged, numeral.ordinal, numeral.definite)


def _may_be_day(scan: Scan, numeral: Numeral) -> bool:
    if numeral.percent or numeral.vague or numeral.low is None or numeral.high is None:
        return False
    if not 1 <= numeral.low <= numeral.high <= 31:
        return False
    digits = scan.document.tokens[numeral.value_first].kind == "number"
    if numeral.ordinal and not digits and scan.form(numeral.value_first).endswith(("ه", "اولي")):
        return False  # days are masculine: الجمعة الأولى من رمضان is no date
    if digits and not scan.form(numeral.value_first).isdigit():
        return False
    # A cardinal in words is a count (خمسة), but with article a day (العشرين من تموز).
    return digits or numeral.ordinal or numeral.definite


def _with_month(scan: Scan, days: _Days, name: MonthName) -> tuple[Expression, ...]:
    tail = read_year_tail(scan, name.last, bracket=name.doubled, hijri=name.hijri)
    tense = None if tail.given else scan.tense(days.first)
    # The last day decides the year for all: 28 and 3 of one month lie side by side even around publication.
    numbers = [number for number, *_ in days.numbers]
    last = _resolve(scan, name, numbers[-1], tail, tense)
    moments = [_days_before(last, numbers[-1] - number) for number in numbers]
    rule = "date" if tail.given else "date-floating"
    return _as_expressions(days, moments, tail.last, rule)


def _days_before(day: Moment | Literal[False] | None, count: int) -> Moment | Literal[False] | None:
    return Moment.of(day.date() - timedelta(days=count)) if isinstance(day, Moment) else day


def _resolve(
    scan: Scan, name: MonthName, day: int, tail: YearTail, tense: str | None
) -> Moment | Literal[False] | None:
    """Return the moment of one day; None if nothing anchors it, False if the calendar does not have it."""
    if name.hijri:
        return _hijri_day(scan, name.number, day, tail)
    if not date_exists(name.number, day):
        return False
    if tail.year is not None:
        return moment(tail.year, name.number, day) or False
    if tail.given and tail.relation is None:
        return None
    return day_of_month(scan, name.number, day, tail.relation, tense)  # type: ignore[arg-type]


def date_exists(month: int, day: int) -> bool:
    """Whether some year has this day."""
    return moment(2000, month, day) is not None


def _hijri_day(scan: Scan, month: int, day: int, tail: YearTail) -> Moment | None:
    if tail.year is not None and tail.year < 1600:
        extent = hijri_day(tail.year, month, day)
    elif scan.anchor is None and tail.year is None:
        return None
    else:
        around = tail.year or (scan.anchor.year if scan.anchor is not None else 0)
        found = [hijri_day(year, month, day) for year in hijri_years_around(around)]
        extent = nearest(scan, [e for e in found if e is not None], tail.relation, None)
    return extent.first if extent is not None else None


def _as_expressions(
    days: _Days, moments: list[Moment | Literal[False] | None], last: int, rule: str
) -> tuple[Expression, ...]:
    if any(found is False for found in moments):
        return ()
    confidence = 1.0 if rule == "date" else 0.8
    if len(moments) == 1 or any(found is None for found in moments):
        only = moments[0]
        extent = Extent.at(only) if isinstance(only, Moment) and len(moments) == 1 else None
        return (Expression(days.first, last, days.cut, extent, rule, confidence=confidence),)
    known = [found for found in moments if isinstance(found, Moment)]
    consecutive = all((b.date() - a.date()).days == 1 for a, b in pairwise(known))
    if days.ranged or consecutive:
        extent = Extent(known[0], known[-1])
        return (Expression(days.first, last, days.cut, extent, rule + "s", confidence=confidence, closed=True),)
    result = []
    for index, (found, (_, token, cut)) in enumerate(zip(known, days.numbers, strict=True)):
        first = days.first if index == 0 else token
        end = last if index == len(known) - 1 else token
        result.append(Expression(first, end, cut if index else days.cut, Extent.at(found), rule, confidence=confidence))
    return tuple(result)


def _of_this_month(scan: Scan, days: _Days, at: int) -> tuple[Expression, ...]:
    """الثاني من الشهر الجاري, 15 الجاري, الخامس من هذا الشهر."""
    told_month = _month_beside(scan, at)
    if told_month is None:
        return ()
    month, last = told_month
    moments: list[Moment | Literal[False] | None] = [
        (moment(month.year, month.month, number) or False) if month is not None else None for number, *_ in days.numbers
    ]
    return _as_expressions(days, moments, last, "date")


def _month_beside(scan: Scan, at: int) -> tuple[Moment | None, int] | None:
    """Return the month of هذا الشهر, الشهر الماضي or الجاري (None if nothing anchors it), and its last token."""
    this = scan.word(at, "this", "that")
    unit_at = at + 1 if this is not None else at
    unit = scan.word(unit_at, "unit") if scan.near(unit_at) else None
    if unit is not None and (unit.entry.unit != "month" or not unit.article or unit.number != "sg"):
        return None
    if this is not None:
        if unit is None:
            return None
        return month_by(scan, "present") if this.role == "this" else _month_told(scan, at), unit_at
    where = at + 1 if unit is not None else at
    word = scan.word(where, "relation") if scan.near(where) else None
    if word is None or not (word.article or word.entry.article == "never") or word.form.endswith("ه"):
        return None
    last = where + word.length - 1
    if word.entry.relation == "same":
        return _month_told(scan, at), last
    if word.entry.relation in ("past", "present", "future", "before-last"):
        return month_by(scan, word.entry.relation), last
    return None


def _month_told(scan: Scan, at: int) -> Moment | None:
    told = scan.last_told(at, "month")
    return Moment(told.year, told.month) if told is not None else None


def read_numeric_date(scan: Scan, at: int) -> Expression | None:
    """2018/3/7, 7-3-2018, 7.3.2018: day before month unless the year comes first."""
    form = scan.form(at)
    dotted = _DOTTED.match(form)
    if dotted is not None:
        groups = [int(group) for group in dotted.groups() if group]
        found = _numeric(*groups)
        return None if found is None else Expression(at, at, 0, Extent.at(found), "date-numeric")
    if not form.isdigit():
        return None
    separator = scan.gap(at + 1)
    if separator not in _SEPARATORS or scan.gap(at + 2) != separator:
        return None
    numbers = [scan.plain_number(at + i) for i in range(3)]
    if None in numbers:
        return None
    found = _numeric(*(number or 0 for number in numbers))
    return None if found is None else Expression(at, at + 2, 0, Extent.at(found), "date-numeric")


def read_day_slash_month(scan: Scan, at: int) -> Expression | None:
    """7/3 beside a weekday or يوم, where it can only be a date."""
    day, month = scan.plain_number(at), scan.plain_number(at + 1)
    if day is None or month is None or scan.gap(at + 1) not in ("/", "-") or scan.gap(at + 2) in ("/", "-"):
        return None
    if not date_exists(month, day):
        return None
    found = day_of_month(scan, month, day, None, scan.tense(at))
    extent = Extent.at(found) if found is not None else None
    return Expression(at, at + 1, 0, extent, "date-numeric", confidence=0.7)


def _numeric(first: int, second: int, third: int) -> Moment | None:
    if 1800 <= first <= 2099:
        year, month, day = first, second, third
    elif 1800 <= third <= 2099:
        year, month, day = third, second, first
    else:
        return None
    if month > 12 >= day:
        month, day = day, month
    return moment(year, month, day) if month and day else None


def as_day(value: Moment) -> date | None:
    """Return the day of a moment exact to the day."""
    return value.date() if value.is_day else None
