"""How often a wrong password may be given."""

import time
from collections import deque
from threading import Lock

_WINDOW = 300.0  # seconds
_OF_ONE = 5  # for one account from one address
_OF_ALL = 30  # from one address
_REMEMBERED = 10_000  # addresses


class Attempts:
    """Counts failures by address, and by account and address, over the last minutes."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[float]] = {}
        self._lock = Lock()

    def are_too_many(self, address: str, name: str) -> bool:
        """Tell whether no more are taken for now."""
        with self._lock:
            return self._count(address) >= _OF_ALL or self._count(_both(address, name)) >= _OF_ONE

    def note(self, address: str, name: str) -> None:
        """Note a failure."""
        with self._lock:
            if len(self._failed) > _REMEMBERED:
                self._failed.clear()
            for key in (address, _both(address, name)):
                self._failed.setdefault(key, deque(maxlen=_OF_ALL)).append(time.monotonic())

    def forget(self, address: str, name: str) -> None:
        """Forget failures for an account, which has been entered."""
        with self._lock:
            self._failed.pop(_both(address, name), None)

    def _count(self, key: str) -> int:
        moments = self._failed.get(key, deque())
        while moments and moments[0] < time.monotonic() - _WINDOW:
            moments.popleft()
        return len(moments)


def _both(address: str, name: str) -> str:
    return f"{address} {name.strip().casefold()}"
