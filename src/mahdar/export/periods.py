"""Periods: the days an EDTF date allows, and how exactly that tells the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from mahdar.model.edtf import days_of

_WEEK, _MONTH = 7, 31  # days of a week and of the longest month


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days; an end is None where the date leaves it open or tells nothing."""

    start: date | None = None
    end: date | None = None

    @property
    def days(self) -> int | None:
        """Number of days; None if an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def precision(self) -> int | None:
        """ACLED's time_precision: 1 a day, 2 up to a week, 3 up to a month; None if coarser."""
        if self.days is None or self.days > _MONTH:
            return None
        return 1 if self.days == 1 else 2 if self.days <= _WEEK else 3

    @property
    def middle(self) -> date | None:
        """The day in the middle, the earlier of two; None if an end is open."""
        return self.start + timedelta((self.days - 1) // 2) if self.start and self.days else None


def period(value: str | None) -> Period:
    """Find the days an EDTF level 0/1 date allows; a period without ends for what names no days.

    Examples
    --------
    >>> period("2017-07-11/2017-07-20").days
    10
    """
    return Period(*(days_of(value) or (None, None)))
