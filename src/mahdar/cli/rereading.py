"""Reading kept articles again on the command line."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from mahdar import __version__
from mahdar.archive import Archive
from mahdar.archive.comparing import Change
from mahdar.archive.rereading import Reread
from mahdar.cli.labels import Language, both, label
from mahdar.cli.progress import track
from mahdar.cli.readings import Readings
from mahdar.intake import IntakeOptions
from mahdar.knowledge import load_knowledge
from mahdar.model import Reader
from mahdar.reading.linear import model_hashes
from mahdar.reading.reader import read_article

_MARKS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_LONGEST = 100  # characters of the article shown per change


def read_again(
    archive: Archive, article_ids: Sequence[str] | None, *, everything: bool, dry_run: bool
) -> tuple[list[Reread], int]:
    """Read articles again: those given, else those that another reader has read, or all; and give the exit status."""
    knowledge = load_knowledge()
    if not article_ids:
        reader = Reader(version=__version__, knowledge=knowledge.digest, models=model_hashes())
        article_ids = archive.article_ids() if everything else archive.read_otherwise(reader)
    readings = Readings(IntakeOptions())

    def reread(article_id: str) -> Reread:
        return archive.reread(article_id, lambda article: read_article(article, knowledge), dry_run=dry_run)

    done = [readings.try_(reread, one, one) for one in track(article_ids, "reading")]
    return [one for one in done if one is not None], readings.status


def show_rereads(rereads: Iterable[Reread], language: Language, *, as_table: bool) -> None:
    """Print what changed, and which decisions no longer attach."""
    rereads = list(rereads)
    if not as_table:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in rereads], ensure_ascii=False, indent=1))
        return
    console = Console()
    for one in rereads:
        if not one.changes and not one.lost:
            continue
        console.print(Text(f"{one.article_id}  ", style="dim").append(one.title or "", style="bold"))
        for change in one.changes:
            console.print(_line(change), soft_wrap=True)
        for lost in one.lost:
            console.print(
                f"  ! {both('headings', 'lost_decision')}: {lost.number}", style="bold magenta", soft_wrap=True
            )
        console.print()
    changed = sum(bool(one.changes) for one in rereads)
    console.print(
        f"{len(rereads)} {label('words', 'read_again', language)}, {changed} {label('words', 'changed', language)}"
    )


def _line(change: Change) -> Text:
    mark, style = _MARKS[change.kind]
    words = change.what if len(change.what) <= _LONGEST else change.what[:_LONGEST].rsplit(" ", 1)[0] + " …"
    line = Text(f"  {mark} {change.layer}  ", style=style)
    if change.field:
        line.append(f"{change.field}: {_short(change.before)} → {_short(change.after)}  ")
    return line.append(f"«{words}»", style="dim")


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
