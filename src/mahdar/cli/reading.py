"""`mahdar read`: articles in, records out; one bad input never stops the others."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mahdar.cli.labels import both
from mahdar.cli.problems import show_problem
from mahdar.cli.table import RecordTable
from mahdar.errors import MahdarError, UsageError
from mahdar.intake import IntakeOptions, expand_sources, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Record
from mahdar.reading.reader import read_article

_FEW = 3  # more sources than this get a progress bar


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def read(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, http(s) addresses, or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="Date of publication (YYYY-MM-DD) of every source.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="table for people, json or jsonl for machines; json when piped.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write one <stem>.json per source into this folder.")] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out events read with less confidence than this.")
    ] = 0.0,
    allow_private: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--allow-private", help="Allow addresses in private networks.")
    ] = False,
) -> None:
    """Read Arabic press articles into records. · اقرأ مقالات الصحافة العربية واكتب محاضرها."""
    options = IntakeOptions(published=published, outlet=outlet, title=title, allow_private=allow_private)
    chosen = format_ or (Format.TABLE if sys.stdout.isatty() else Format.JSON)
    problems: list[MahdarError] = []
    records = _read_all(expand_sources(sources), options, min_confidence, problems)
    if out is not None:
        _write(records, out)
    else:
        _print(records, chosen)
    for problem in problems:
        show_problem(problem)
    if problems:
        raise typer.Exit(max(problem.exit_status for problem in problems))


def _read_all(
    sources: list[Path | str], options: IntakeOptions, min_confidence: float, problems: list[MahdarError]
) -> Iterator[Record]:
    """Read source after source; errors are collected, the rest goes on."""
    knowledge = load_knowledge()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=len(sources) <= _FEW) as progress:
        for source in progress.track(sources, description=both("headings", "reading")):
            try:
                record = read_article(read_source(source, options=options), knowledge)
            except MahdarError as problem:
                problems.append(problem)
                continue
            if min_confidence:
                events = tuple(e for e in record.events if e.confidence >= min_confidence)
                record = record.model_copy(update={"events": events})
            yield record


def _write(records: Iterator[Record], folder: Path) -> None:
    """Write each record to its own file.

    Raises
    ------
    UsageError
        `same-name` if two sources would write the same file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: set[str] = set()
    for record in records:
        name = f"{record.article.id}.json"
        if name in written:
            raise UsageError("same-name", f"two sources are called {record.article.id}", "Read them into two folders.", name)
        written.add(name)
        (folder / name).write_text(record.to_json(indent=1) + "\n", encoding="utf-8")
    Console(stderr=True).print(f"{both('headings', 'wrote')}: {len(written)} → {folder}")


def _print(records: Iterator[Record], chosen: Format) -> None:
    if chosen is Format.TABLE:
        console = Console()
        for record in records:
            console.print(RecordTable(record).render())
    elif chosen is Format.JSONL:
        for record in records:
            typer.echo(record.to_json())
    else:
        found = [json.loads(record.to_json()) for record in records]
        if found:
            typer.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
