"""JSON written bit by bit: one object a line, alone or as the items of a document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class JsonLines:
    """Objects one a line.

    Parameters
    ----------
    path : Path
    before : str
        What stands before the first object: the beginning of a document around them, if there is one.
    between : str
        What stands between two objects.
    """

    def __init__(self, path: Path, *, before: str = "", between: str = "\n") -> None:
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        self._stream.write(before)
        self._between = between
        self.count = 0

    def put(self, item: Mapping[str, Any]) -> None:
        """Write one object."""
        self._stream.write((self._between if self.count else "") + compact(item))
        self.count += 1

    def close(self, after: str = "\n") -> None:
        """Write what stands after the last object, and finish."""
        self._stream.write(after)
        self._stream.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        self._stream.close()


def compact(value: object) -> str:
    """Write JSON on one line, Arabic as it is."""
    return _ENCODER.encode(value)


def filled(item: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, but no zero."""
    return {name: value for name, value in item.items() if value is not None and value not in ("", [], {}, ())}
