"""Hijri months and days, as Gregorian extents (Umm al-Qura calendar, 1343–1500 AH)."""

from collections.abc import Iterator
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from mahdar.reading.times.extents import Extent

_FIRST, _LAST = 1343, 1499


def hijri_month(year: int, month: int) -> Extent | None:
    """Return a whole month; None outside the calendar's tables."""
    if not _FIRST <= year <= _LAST:
        return None
    start = Hijri(year, month, 1)
    first = _gregorian(start)
    return Extent.days(first, first + timedelta(days=start.month_length() - 1))


def hijri_day(year: int, month: int, day: int) -> Extent | None:
    """One day; None if the calendar does not have it."""
    whole = hijri_month(year, month)
    if whole is None or whole.first is None or whole.last is None or day < 1:
        return None
    found = whole.first.date() + timedelta(days=day - 1)
    return Extent.days(found, found) if found <= whole.last.date() else None


def hijri_year(year: int) -> Extent | None:
    """Return a whole year."""
    if not _FIRST <= year < _LAST:
        return None
    return Extent.days(_gregorian(Hijri(year, 1, 1)), _gregorian(Hijri(year + 1, 1, 1)) - timedelta(days=1))


def hijri_years_around(year: int) -> Iterator[int]:
    """Return the Hijri years that touch a Gregorian year or its neighbours."""
    if not 1925 <= year <= 2075:
        return
    middle = Gregorian(year, 7, 1).to_hijri().year
    yield from range(middle - 2, middle + 3)


def _gregorian(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)
