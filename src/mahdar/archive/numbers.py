"""Numbers of entries: 62 bits, the day above, forty bits of a hash below.

Ordered by number, entries stand in the order of their days, and those of one day in an order that is arbitrary but the
same in every archive; so both databases page through any search by the primary key alone.
"""

import hashlib
from collections.abc import Iterable

from sqlalchemy import ColumnElement, bindparam

UNDATED = 0
_BITS = 40  # below the day


def entry_number(day: int, *key: str) -> int:
    """Number an entry.

    Parameters
    ----------
    day : int
        Proleptic Gregorian ordinal, or UNDATED.
    *key : str
        What tells the entry from all others.
    """
    return (day << _BITS) | int.from_bytes(_digest(key)[: _BITS // 8])


def lowest(day: int) -> int:
    """Give the lowest number of a day."""
    return day << _BITS


def day_of(number: int) -> int:
    """Give the day of an entry's number, UNDATED for none."""
    return number >> _BITS


def among(column: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Write that a number is one of these, of which there may be more than a database takes parameters."""
    return column.in_(bindparam(None, list(numbers), expanding=True, literal_execute=True))


def content_number(*content: object) -> int:
    """Number something by its content, the same in every archive: 56 bits."""
    return int.from_bytes(_digest(map(repr, content))[:7])


def content_key(*content: object) -> str:
    """Name something by its content: 16 hex digits."""
    return _digest(map(repr, content)).hex()[:16]


def _digest(parts: Iterable[str]) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()
