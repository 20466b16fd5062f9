"""What every format has in common: it is given articles one by one, writes files and counts."""

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from mahdar.export.files import Files
from mahdar.export.options import ExportOptions
from mahdar.export.selection import Extract

EVENTS, STATEMENTS, ARTICLES, FIGURES = "events", "statements", "articles", "figures"


@dataclass
class Tally:
    """How many events, statements and articles a format has written, and left out for which reason."""

    written: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, Counter[str]] = field(default_factory=dict)

    def leave_out(self, unit: str, reason: str) -> None:
        """Count one that the format has no place for."""
        self.left_out.setdefault(unit, Counter())[reason] += 1

    def total(self, unit: str) -> int:
        """Count all that were given."""
        return self.written[unit] + sum(self.left_out.get(unit, Counter()).values())


@dataclass(frozen=True)
class Resource:
    """One file of an export.

    Attributes
    ----------
    name, path, title : str
        As in datapackage.json.
    mediatype : str
        With `format`, what the file is.
    count : int
        Rows, features, entities, annotations or calendar entries in it.
    schema : dict or None
        Table Schema, if it is a table.
    dialect : dict or None
        CSV dialect.
    """

    name: str
    path: str
    title: str
    format: str
    mediatype: str
    count: int
    schema: dict[str, Any] | None = None
    dialect: dict[str, Any] | None = None


class Exporter(ABC):
    """Writes one format.

    Parameters
    ----------
    files : Files
    options : ExportOptions

    Attributes
    ----------
    units : tuple of str
        What it must account for: of these, written and left out make up what was selected.
    rules : tuple of str
        Names of the rules of derivation that it follows.
    tally : Tally
    """

    units: tuple[str, ...]
    rules: tuple[str, ...] = ()

    def __init__(self, files: Files, options: ExportOptions) -> None:
        self.files = files
        self.options = options
        self.tally = Tally()

    @abstractmethod
    def put(self, extract: Extract) -> None:
        """Write what is selected of one article."""

    @abstractmethod
    def close(self) -> list[Resource]:
        """Finish the files and describe them."""

    @abstractmethod
    def abandon(self) -> None:
        """Close what is open, because the export has failed."""
