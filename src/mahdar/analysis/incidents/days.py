"""Dates of records as intervals of days: EDTF levels 0 and 1 as far as records use them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]*")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """An interval of days, both ends included, as proleptic Gregorian ordinals."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of days."""
        return self.last - self.first + 1

    def gap(self, other: "Days") -> int:
        """Days between the nearest ends; 0 if the intervals meet."""
        return max(self.first - other.last, other.first - self.last, 0)


@lru_cache(maxsize=65536)
def days_of(edtf: str | None) -> Days | None:
    """Read an EDTF date or interval.

    Parameters
    ----------
    edtf : str or None
        Year, month, season or day, or an interval of these; open ends reach as far as the calendar.

    Returns
    -------
    Days or None
        None if there is no date, or none that has days (a duration, for instance).
    """
    if not edtf:
        return None
    start, slash, end = edtf.partition("/")
    low, high = _bounds(start), _bounds(end if slash else start)
    if low is None or high is None or low.first > high.last:
        return None
    return Days(low.first, high.last)


def _bounds(value: str) -> Days | None:
    if value in ("", ".."):
        return Days(date.min.toordinal(), date.max.toordinal())
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        return None
    first, last = _SEASONS.get(month or 0, (month, month) if month else (1, 12))
    try:
        if day:
            at = date(year, first, day).toordinal()
            return Days(at, at)
        return Days(date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal())
    except ValueError:
        return None
