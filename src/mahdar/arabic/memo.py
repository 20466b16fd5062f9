"""Remembering what has been worked out of a word, in bounded memory.

A text repeats its words, and a million texts repeat theirs; but there is no end of rare ones, so a memo that is full
is laid aside and a new one begun; what is asked for again is taken over from the one before, and the rest is forgotten
with it. That costs less on every look-up than keeping count of which word was used last.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

LIMIT = 65_536  # entries


class Memo(dict[K, V]):
    """The results of a pure function, by its argument: `memo[argument]`.

    Parameters
    ----------
    make : Callable
        The function.
    limit : int
        Number of results kept at most.
    """

    def __init__(self, make: Callable[[K], V], limit: int = LIMIT) -> None:
        super().__init__()
        self._make = make
        self._half = limit // 2
        self._before: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        """Work the result out, unless the memo before had it, and remember it."""
        value = self._before[key] if key in self._before else self._make(key)
        if len(self) >= self._half:
            self._before = dict(self)
            self.clear()
        self[key] = value
        return value
