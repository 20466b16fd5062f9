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


class Sought(StrEnum):
    """What a search is for."""

    ARTICLES = "articles"
    STATEMENTS = "statements"
    EVENTS = "events"


class Act(StrEnum):
    """What is done with decisions."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"
    LIST = "list"


def on_terminal() -> bool:
    """Whether standard output is read by a person."""
    return sys.stdout.isatty()


def as_table(wanted: ReportFormat | None) -> bool:
    """Whether a report is shown as a table: if asked for, or to a person who asks for nothing."""
    return on_terminal() if wanted is None else wanted is ReportFormat.TABLE
