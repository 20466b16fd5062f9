"""How records are printed."""

import sys
from enum import StrEnum


class Format(StrEnum):
    """Ways to print records."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class ReportFormat(StrEnum):
    """Ways to print a report."""

    TABLE = "table"
    JSON = "json"


def on_terminal() -> bool:
    """Whether standard output is read by a person."""
    return sys.stdout.isatty()
