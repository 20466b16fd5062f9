"""What was made lately and may be wanted again."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lately(Generic[K, V]):
    """Makes values by their keys and keeps the last of them until they are dropped.

    Parameters
    ----------
    make : callable
    most : int
        Values kept; the one not asked for the longest makes room.
    """

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        self._make = make
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __call__(self, key: K) -> V:
        """Give the value of a key."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._kept[key] = self._make(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value

    def drop(self, keys: Iterable[K]) -> None:
        """Forget values that are no longer true."""
        for key in keys:
            self._kept.pop(key, None)
