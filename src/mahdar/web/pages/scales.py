"""Axes: where a number or a day stands on a drawing."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mahdar.model.edtf import days_of

_STEPS = (1, 2, 5, 10)
_ROOM = 70.0  # that a day takes beside an axis, in units of the drawing


@dataclass(frozen=True, slots=True)
class Stroke:
    """Part of an axis: from x to x, in units of the drawing; open ends reach its border."""

    x1: float
    x2: float
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    x: float
    label: str


class Numbers:
    """An axis of counts, from nought; logarithmic where the greatest is far from the least.

    Parameters
    ----------
    values : iterable of int
        What is to stand on it.
    width : float
        Of the drawing.
    """

    def __init__(self, values: Iterable[int], width: float) -> None:
        positive = [value for value in values if value > 0] or [1]
        self._width = width
        self._most = max(positive)
        self.logarithmic = self._most / min(positive) > 30

    def x(self, value: float) -> float:
        """Place a number."""
        # Room is left behind the greatest, for ends that are open.
        room = self._width * 0.92
        if self.logarithmic:
            return room * math.log10(1 + max(value, 0)) / math.log10(1 + self._most)
        return room * max(value, 0) / self._most

    def stroke(self, least: int | None, most: int | None) -> Stroke:
        """Place a range; a side that is not known is open."""
        left = self.x(least) if least is not None else 0.0
        right = self.x(most) if most is not None else self._width
        return Stroke(left, max(right, left), least is None, most is None)

    def ticks(self) -> list[Tick]:
        """Choose round numbers."""
        if self.logarithmic:
            values = [10**power for power in range(int(math.log10(self._most)) + 1)]
        else:
            size = 10 ** int(math.log10(max(self._most / 5, 1)))
            step = next(size * one for one in _STEPS if self._most / (size * one) <= 6)
            values = list(range(step, self._most + 1, step))
        return [Tick(0.0, "0"), *(Tick(self.x(value), f"{value:,}") for value in values)]


class Days:
    """An axis of days.

    Parameters
    ----------
    values : sequence of str or None
        EDTF dates that are to stand on it.
    width : float
    """

    def __init__(self, values: Sequence[str | None], width: float) -> None:
        days = [day for value in values for day in (days_of(value) or ()) if day]
        self._first = min(days, default=date(2000, 1, 1))
        self._last = max(days, default=self._first)
        self._width = width

    def x(self, day: date) -> float:
        """Place the beginning of a day."""
        span = (self._last - self._first).days + 1
        return self._width * (day - self._first).days / span

    def stroke(self, value: str | None) -> Stroke | None:
        """Place a date or interval; None for one without days."""
        days = days_of(value)
        if days is None:
            return None
        first, last = days
        left = self.x(first) if first else 0.0
        right = self.x(last + timedelta(days=1)) if last else self._width
        return Stroke(left, max(right, left + 3), first is None, last is None)

    def ticks(self) -> list[tuple[float, date]]:
        """Give the first and the last day, and first days of months between, not too many of them."""
        firsts = []
        year, month = self._first.year, self._first.month
        while (day := date(year, month, 1)) <= self._last:
            if day > self._first:
                firsts.append((self.x(day), day))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        step = max(1, math.ceil(len(firsts) / 3))
        # Words need room: what would stand too near an end is left out.
        inner = [(x, day) for x, day in firsts[::step] if _ROOM < x < self._width - _ROOM]
        return [(0.0, self._first), *inner, (self._width, self._last)]
