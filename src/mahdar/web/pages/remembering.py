"""Remembers what is slow to make, as long as the archive stays as it is, and never for longer than a minute."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from mahdar.archive import Archive

_LONGEST = 60.0  # seconds
_MOST = 200  # things
T = TypeVar("T")


class Memory:
    """Remembers values by name.

    Parameters
    ----------
    archive : Archive
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._kept: dict[str, tuple[float, str, Any]] = {}

    def give(self, name: str, make: Callable[[], T]) -> T:
        """Give a value, made again if the archive has changed since."""
        state = self._archive.state()
        now = time.monotonic()
        with self._lock:
            kept = self._kept.get(name)
        if kept and kept[1] == state and now - kept[0] < _LONGEST:
            value: T = kept[2]
            return value
        value = make()
        with self._lock:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[name] = (now, state, value)
        return value
