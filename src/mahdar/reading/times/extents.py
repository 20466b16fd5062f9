"""Moments and extents: calendar points of day, month, season or year precision, and their EDTF values.

No clock, no time zone: a day is the calendar day of the article's own place.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
EARLY, MIDDLE, LATE = 1, 2, 3


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, a month (or EDTF season, 21–24) or a year; 0 where nothing finer is meant."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @classmethod
    def of(cls, day: date) -> "Moment":
        """Return the moment of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def is_day(self) -> bool:
        """Whether it is exact to the day."""
        return self.day > 0

    @property
    def is_month(self) -> bool:
        """Whether it is a calendar month, not a season."""
        return not self.day and 1 <= self.month <= 12

    def date(self) -> date:
        """Return the calendar day; only for moments exact to the day."""
        return date(self.year, self.month, self.day)

    def first_month(self) -> int:
        """Return the first month it covers."""
        if self.month > 20:
            return {21: 3, 22: 6, 23: 9, 24: 12}[self.month]
        return self.month or 1


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of time from `first` to `last`, each of its own precision; None: open on that side."""

    first: Moment | None
    last: Moment | None

    @classmethod
    def at(cls, moment: Moment) -> "Extent":
        """Return the extent of one moment."""
        return cls(moment, moment)

    @classmethod
    def days(cls, first: date, last: date) -> "Extent":
        """From one day to another."""
        return cls(Moment.of(first), Moment.of(last))

    @property
    def is_point(self) -> bool:
        """Whether it is one moment and not an interval."""
        return self.first is not None and self.first == self.last

    @property
    def day(self) -> date | None:
        """The day, if it is exactly one."""
        return self.first.date() if self.is_point and self.first is not None and self.first.is_day else None

    def since(self) -> "Extent":
        """Return the same beginning, with an open end."""
        return Extent(self.first, None)

    def edtf(self) -> str:
        """EDTF level 1.

        Examples
        --------
        >>> Extent(Moment(2014), None).edtf()
        '2014/..'
        """
        if self.is_point:
            return str(self.first)
        return f"{self.first or '..'}/{self.last or '..'}"


def parse_moment(value: str | None) -> Moment | None:
    """Read an EDTF day, month or year; None for anything else."""
    match = _EDTF.match(value) if value else None
    if match is None:
        return None
    year, month, day = (int(group) if group else 0 for group in match.groups())
    return moment(year, month, day)


def moment(year: int, month: int = 0, day: int = 0) -> Moment | None:
    """Return a moment if the calendar has it, else None."""
    if not 1 <= year <= 9999 or not 0 <= month <= 12 or day < 0:
        return None
    if day and (not month or day > calendar.monthrange(year, month)[1]):
        return None
    return Moment(year, month, day)


def add_months(year: int, month: int, months: int) -> Moment:
    """Return the month so many months later."""
    at = year * 12 + month - 1 + months
    return Moment(at // 12, at % 12 + 1)


def week_of(day: date, weeks: int = 0) -> Extent:
    """Monday to Sunday of the week of a day, or of a week so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Extent.days(monday, monday + timedelta(days=6))


def part_of(extent: Extent, part: int) -> Extent | None:
    """Return the early, middle or late part of a period.

    In a month days 1–10, 11–20, 21–end; in a year or decade thirds; in a week Monday, Wednesday, the weekend.

    Parameters
    ----------
    extent : Extent
        A month, a year, a week or a decade.
    part : int
        EARLY, MIDDLE or LATE.
    """
    first, last = extent.first, extent.last
    if first is None or last is None:
        return None
    if extent.is_point and first.is_month:
        end = calendar.monthrange(first.year, first.month)[1]
        start, stop = {EARLY: (1, 10), MIDDLE: (11, 20), LATE: (21, end)}[part]
        return Extent(Moment(first.year, first.month, start), Moment(first.year, first.month, stop))
    if extent.is_point and not first.month:
        start = {EARLY: 1, MIDDLE: 5, LATE: 9}[part]
        return Extent(Moment(first.year, start), Moment(first.year, start + 3))
    if first.is_day and last.is_day:
        return _part_of_days(first.date(), last.date(), part)
    if not first.month and not last.month and last.year > first.year:
        years = last.year - first.year + 1
        third = years // 3
        start_year = {EARLY: first.year, MIDDLE: first.year + third, LATE: last.year - third + 1}[part]
        stop_year = {EARLY: first.year + third - 1, MIDDLE: last.year - third, LATE: last.year}[part]
        return Extent(Moment(start_year), Moment(max(start_year, stop_year)))
    return None


def _part_of_days(first: date, last: date, part: int) -> Extent:
    length = (last - first).days + 1
    if length == 7:  # a week begins on its Monday and ends with its weekend
        if part == EARLY:
            return Extent.at(Moment.of(first))
        if part == MIDDLE:
            return Extent.at(Moment.of(first + timedelta(days=2)))
        return Extent.days(last - timedelta(days=1), last)
    third = length // 3
    if part == EARLY:
        return Extent.days(first, first + timedelta(days=third - 1))
    if part == MIDDLE:
        return Extent.days(first + timedelta(days=third), last - timedelta(days=third))
    return Extent.days(last - timedelta(days=third - 1), last)


def share_of(extent: Extent, parts: int, number: int) -> Extent | None:
    """Return the n-th half, third or quarter of a year or month; number -1 is the last one."""
    first = extent.first
    if first is None or not extent.is_point or first.is_day or first.month > 12:
        return None
    number = parts if number == -1 else number
    if not 1 <= number <= parts:
        return None
    if not first.month:
        months = 12 // parts
        return Extent(Moment(first.year, (number - 1) * months + 1), Moment(first.year, number * months))
    end = calendar.monthrange(first.year, first.month)[1]
    days = 30 // parts
    stop = end if number == parts else number * days
    return Extent(Moment(first.year, first.month, (number - 1) * days + 1), Moment(first.year, first.month, stop))


def weekday_near(today: date, weekday: int, *, ahead: bool, strictly: bool) -> date:
    """Return the nearest such day (1 Monday … 7 Sunday) up to today or from today on; never today if `strictly`."""
    if ahead:
        distance = (weekday - today.isoweekday()) % 7
        return today + timedelta(days=distance or (7 if strictly else 0))
    distance = (today.isoweekday() - weekday) % 7
    return today - timedelta(days=distance or (7 if strictly else 0))
