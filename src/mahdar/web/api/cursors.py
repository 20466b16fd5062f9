"""Cursors of lists that are ordered by a key: where a page ends."""

import base64
import binascii
import json
from typing import Annotated

from fastapi import Query

from mahdar.errors import UsageError

Cursor = Annotated[str | None, Query(max_length=2_000, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200, description="Entries on a page")]


def write_cursor(list_: str, key: str) -> str:
    """Write the key of the last entry of a page, and of which list it is."""
    return base64.urlsafe_b64encode(json.dumps([list_, key]).encode()).decode().rstrip("=")


def read_cursor(list_: str, cursor: str | None) -> str | None:
    """Read a key; None for no cursor.

    Raises
    ------
    UsageError
        `bad-cursor` if it is none, or that of another list.
    """
    if cursor is None:
        return None
    try:
        written, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, TypeError, RecursionError):
        written = key = None
    if written != list_ or not isinstance(key, str) or "\0" in key:
        raise bad_cursor(cursor)
    return key


def bad_cursor(cursor: str | None) -> UsageError:
    """Say that a cursor is none, or that of another list."""
    return UsageError("bad-cursor", "This is no cursor of this list.", "Begin again without it.", cursor)
