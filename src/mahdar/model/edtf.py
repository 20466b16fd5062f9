"""The days that an EDTF value covers."""

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}  # EDTF season → its first month, northern hemisphere


def days_of(value: str | None) -> tuple[date | None, date | None] | None:
    """Give the first and the last day of an EDTF date or interval.

    Parameters
    ----------
    value : str or None
        EDTF level 0/1: a year, season, month or day, or an interval of such; qualifiers (~, ?, %) are passed over.

    Returns
    -------
    tuple or None
        First and last day, None at an open end; None altogether for a value that names no days (also a duration).

    Examples
    --------
    >>> days_of("2017-07")
    (datetime.date(2017, 7, 1), datetime.date(2017, 7, 31))
    """
    start, slash, end = (value or "").partition("/")
    if not slash:
        return _point(start)
    first = None if start in ("", "..") else _point(start)
    last = None if end in ("", "..") else _point(end)
    if (first is None and start not in ("", "..")) or (last is None and end not in ("", "..")):
        return None
    if first is None and last is None:
        return None
    if first and last and first[0] > last[1]:
        return None
    return (first[0] if first else None, last[1] if last else None)


def _point(value: str) -> tuple[date, date] | None:
    match = _POINT.match(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month in _SEASON_MONTHS:
            begins = _SEASON_MONTHS[month]
            return date(year, begins, 1), _month_end(year + (begins == 12), (begins + 1) % 12 + 1)
        if month:
            return date(year, month, 1), _month_end(year, month)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
