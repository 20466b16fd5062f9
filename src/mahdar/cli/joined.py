"""Archives opened for what articles say together, and how that goes out as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import typer
from pydantic import TypeAdapter

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.cli.formats import Format, on_terminal
from mahdar.cli.labels import both
from mahdar.cli.opening import opened
from mahdar.cli.progress import bars
from mahdar.intake.dates import required_day
from mahdar.knowledge import load_knowledge
from mahdar.model import ArchivedRecord

_FEW = 20  # articles that are not worth a bar
T = TypeVar("T")


@contextmanager
def open_joined(address: str | None) -> Iterator[Archive]:
    """Open an archive whose reprints and incidents are up to date."""
    with opened(address) as archive:
        join_articles(archive)
        yield archive


def join_articles(archive: Archive) -> None:
    """Find reprints and incidents among the articles that came since this was done last."""
    waiting = archive.waiting()
    with bars(shown=waiting > _FEW) as progress:
        task = progress.add_task(both("headings", "joining"), total=waiting)
        archive.join(load_knowledge(), lambda done: progress.advance(task, done))


def load_records(archive: Archive, article_ids: Sequence[str]) -> list[ArchivedRecord]:
    """Load the records of articles."""
    with bars(shown=len(article_ids) > 10 * _FEW) as progress:
        records = archive.records(article_ids)
        return list(progress.track(records, len(article_ids), description=both("headings", "loading")))


def published_between(since: str | None, until: str | None) -> Filter:
    """Ask for articles by their day of publication."""
    days = {
        "published_since": required_day(since, "--since") if since else None,
        "published_until": required_day(until, "--until") if until else None,
    }
    return Filter.model_validate(days)


def chosen(format_: Format | None) -> Format:
    """Choose how to print: as asked for, else a table for people and JSON for machines."""
    return format_ or (Format.TABLE if on_terminal() else Format.JSON)


def print_json(values: Iterable[Any], format_: Format) -> None:
    """Print models as an array, or one a line."""
    if format_ is Format.JSONL:
        for value in values:
            typer.echo(value.model_dump_json(by_alias=True))
        return
    print_json_of(list(values))


def print_json_of(value: Any) -> None:
    """Print one value made of models."""
    typer.echo(TypeAdapter(Any).dump_json(value, by_alias=True, indent=1).decode())
