"""The time, as an archive writes it."""

from datetime import UTC, datetime


def now() -> str:
    """Give the present in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
