"""Drawings that the server makes: geometry in plain numbers, drawn by templates as SVG.

Coordinates grow to the right in both languages; a drawing stands in a left-to-right box, its words keep their own
direction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDEST = 40.0  # bar, so that a single month does not fill the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with what it stands for; all lengths in units of the drawing."""

    key: str
    value: int
    x: float
    y: float
    width: float
    height: float


def bars(counts: Mapping[str, int], *, width: float, height: float) -> list[Bar]:
    """Draw upright bars from left to right, the highest as high as the drawing."""
    if not counts:
        return []
    step = width / len(counts)
    highest = max(counts.values()) or 1
    drawn = []
    for number, (key, value) in enumerate(counts.items()):
        tall = max(height * value / highest, 1.5 if value else 0)
        drawn.append(Bar(key, value, number * step, height - tall, min(max(step * 0.8, 0.5), _WIDEST), tall))
    return drawn


def filled_months(months: Mapping[str, int], *, most: int) -> dict[str, int]:
    """Give the last months in a row, those without anything too.

    Parameters
    ----------
    months : mapping of str to int
        By month, as 2017-09.
    most : int
        Months to give, counted back from the last.
    """
    if not months:
        return {}
    last, first = max(months), min(months)
    keys: list[str] = []
    year, month = int(last[:4]), int(last[5:7])
    while len(keys) < most:
        key = f"{year:04}-{month:02}"
        keys.append(key)
        if key <= first:
            break
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return {key: months.get(key, 0) for key in reversed(keys)}


def share(value: int, of: Sequence[int]) -> float:
    """Give a value in hundredths of the greatest."""
    return 100 * value / max(max(of, default=1), 1)
