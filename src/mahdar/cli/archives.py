"""Adding to archives from the command line, and how imports are shown."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from mahdar.archive import Archive
from mahdar.archive.imports import ImportItem, ImportSummary
from mahdar.archive.keeping import Kept, Outcome
from mahdar.cli.labels import both, say
from mahdar.cli.opening import opened
from mahdar.cli.readings import Readings
from mahdar.errors import ArchiveError, MahdarError
from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article

_OUTCOMES: tuple[Outcome, ...] = ("kept", "version", "present", "refused")
_MANY = 40  # of more sources than this, only those refused are listed on a terminal


class Taker(Protocol):
    """What takes articles: an import, or a rehearsal of one."""

    def add(self, source: str, article: Article, read: Callable[[Article], Record]) -> Kept:
        """Take an article."""

    def refuse(self, source: str, problem: MahdarError) -> None:
        """Note that a source cannot be taken."""


def open_for_adding(address: str | None, *, dry_run: bool) -> Archive | None:
    """Open an archive to add to, making it where there is none; a rehearsal makes none."""
    try:
        return opened(address, create=not dry_run)
    except ArchiveError as problem:
        if problem.code == "no-archive":
            return None
        raise


def put_into(taker: Taker, sources: Sequence[str], options: IntakeOptions) -> int:
    """Add sources, and give the exit status: the highest of the problems met."""
    readings = Readings(options, refused=taker.refuse, show_progress=True)
    knowledge = load_knowledge()

    def read(article: Article) -> Record:
        return read_article(article, knowledge)

    def add(source: str | Path) -> Kept:
        return taker.add(str(source), read_source(source, options=options, knowledge=knowledge), read)

    for _ in readings.each(sources, add):
        pass
    return readings.status


class ImportReport:
    """Says what became of each source.

    Parameters
    ----------
    number : int or None
        Of the import; None for a rehearsal.
    items : sequence of ImportItem
    place : str, optional
        Of the archive.
    """

    def __init__(self, number: int | None, items: Sequence[ImportItem], place: str | None = None) -> None:
        self._number = number
        self._items = items
        self._place = place
        self._counts = Counter(item.outcome for item in items)

    def show(self, *, as_table: bool) -> None:
        """Print it."""
        if not as_table:
            content = {
                "import": self._number, "archive": self._place, "counts": dict(self._counts),
                "items": [item.model_dump() for item in self._items],
            }  # fmt: skip
            typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
            return
        console = Console()
        table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
        for key in ("outcome", "source", "article"):
            table.add_column(say("words", key))
        many = len(self._items) > _MANY
        for item in self._items:
            if many and item.outcome != "refused":
                continue
            table.add_row(say("outcomes", item.outcome), item.source, item.article_id or item.code or "")
        if table.row_count:
            console.print(table)
        counts = " · ".join(f"{self._counts[one]} {say('outcomes', one)}" for one in _OUTCOMES if self._counts[one])
        if self._number is None:
            console.print(f"{both('headings', 'rehearsal')}: {counts or 0}", soft_wrap=True)
        else:
            console.print(f"{both('headings', 'import')} {self._number} → {self._place}: {counts or 0}", soft_wrap=True)


def show_imports(imports: Sequence[ImportSummary], *, as_table: bool) -> None:
    """Print the log."""
    if not as_table:
        typer.echo(json.dumps([one.model_dump() for one in imports], ensure_ascii=False, indent=1))
        return
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("number", "state", "begun"):
        table.add_column(say("words", key))
    for key in _OUTCOMES:
        table.add_column(say("outcomes", key), justify="right")
    table.add_column(say("words", "given"))
    for one in imports:
        reasons = ", ".join(f"{code} {count}" for code, count in one.refused.items())
        counts = [str(one.counts.get(outcome, 0)) for outcome in _OUTCOMES]
        counts[-1] += f" ({reasons})" if reasons else ""
        given = ", ".join(one.given[:3]) + (" …" if len(one.given) > 3 else "")
        table.add_row(str(one.number), say("states", one.state), one.begun_at, *counts, given)
    Console().print(table)
