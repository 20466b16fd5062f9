"""How a batch shows how far it is, and what came of it."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from mahdar.archive.archive import Import
from mahdar.batch.dataset import Dataset
from mahdar.batch.meter import Meter
from mahdar.batch.plan import Plan
from mahdar.batch.run import LOG, About
from mahdar.batch.tables import tables
from mahdar.batch.work import Work
from mahdar.cli.labels import both, preferred_language, say

_EVERY_SECONDS = 1.0
_LINE_SECONDS = 60.0  # between lines where nobody watches a terminal


@contextmanager
def watching(work: Work, plan: Plan) -> Iterator[None]:
    """Show how far a run is while something is done: a bar on a terminal, else a line a minute."""
    stop = threading.Event()
    thread = threading.Thread(target=_Display(Meter(work, plan), plan.bytes).run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def tell_step(name: str) -> None:
    """Say which step begins."""
    Console(stderr=True).print(both("headings", f"batch_{name}"), style="dim")


def show_about(about: About, out: Path, *, as_table: bool) -> None:
    """Print what a data set holds."""
    if not as_table:
        typer.echo(about.model_dump_json(by_alias=True, indent=1))
        return
    console = Console()
    shown = Table(title=f"{both('headings', 'dataset')} → {out}", title_justify="left", box=SIMPLE_HEAD)
    shown.add_column(both("words", "table"))
    shown.add_column(both("words", "rows"), justify="right")
    shown.add_column(both("words", "files"), justify="right")
    language = preferred_language()
    for name, counts in about.tables.items():
        title = tables()[name].title
        told = title.ar if language.value == "ar" else title.en
        shown.add_row(f"{name}  {told}", f"{counts['rows']:,}", f"{counts['files']:,}")
    console.print(shown)
    for kind, count in about.duplicates.items():
        console.print(f"  {count:,} {both('duplicates', kind)}", soft_wrap=True)
    refused = sum(about.refused.values())
    reasons = ", ".join(f"{code} {count:,}" for code, count in about.refused.items())
    console.print(f"  {refused:,} {both('outcomes', 'refused')} ({reasons}) → {out / LOG}", soft_wrap=True)


def keep_all(taker: Import, dataset: Dataset) -> dict[str, int]:
    """Keep the records of a data set in an archive; gives counts by outcome."""
    counts: Counter[str] = Counter()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False,
        disable=not sys.stderr.isatty(),
    ) as progress:  # fmt: skip
        task = progress.add_task(both("headings", "importing"), total=dataset.about.articles)
        for source, archived in dataset.records():
            progress.advance(task)
            record = archived.record
            counts[taker.add(source, record.article, lambda _, record=record: record).outcome] += 1  # type: ignore[misc]
    return dict(sorted(counts.items()))


def show_counts(number: int, place: str, counts: dict[str, int]) -> None:
    """Print what became of the records."""
    told = " · ".join(f"{count:,} {say('outcomes', name)}" for name, count in counts.items())
    Console().print(f"{both('headings', 'import')} {number} → {place}: {told or 0}", soft_wrap=True)


class _Display:
    """Draws a bar or prints lines."""

    def __init__(self, meter: Meter, total: int) -> None:
        self._meter = meter
        self._total = max(total, 1)
        self._before = meter.read()
        self._began = time.monotonic()
        self._console = Console(stderr=True)

    def run(self, stop: threading.Event) -> None:
        """Show until told to stop."""
        if not sys.stderr.isatty():
            while not stop.wait(_LINE_SECONDS):
                self._console.print(self._line(), soft_wrap=True, highlight=False)
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task("", total=self._total)
            while True:
                progress.update(task, description=self._line(), completed=self._meter.read().bytes)
                if stop.wait(_EVERY_SECONDS):
                    return

    def _line(self) -> str:
        """Tell how much is done, how fast, and how long the rest takes at this rate."""
        now, seconds = self._meter.read(), time.monotonic() - self._began
        articles = now.articles - self._before.articles
        used = now.bytes - self._before.bytes
        told = f"{now.bytes / self._total:.1%} · {now.articles:,} {both('words', 'articles')}"
        if not used or not seconds:
            return told
        left = timedelta(seconds=round((self._total - now.bytes) * seconds / used))
        return f"{told} · {articles / seconds:,.1f}/s · {both('words', 'left')} {left}"
