"""`mahdar export`: records in, files of other tools out; one bad record never stops the others."""

import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mahdar.cli.formats import on_terminal
from mahdar.cli.labels import both, say
from mahdar.errors import IntakeError, MahdarError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mahdar.export import Report


class ExportFormat(StrEnum):
    """Formats that records can be exported in."""

    CSV = "csv"
    ACLED = "acled"
    PLOVER = "plover"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    ICAL = "ical"
    FTM = "ftm"
    ANNOTATIONS = "annotations"


class HeaderLanguage(StrEnum):
    """Language of the headings of CSV tables."""

    EN = "en"
    AR = "ar"
    BOTH = "both"


class _Problems:
    """Shows problems as they come and keeps the highest exit status."""

    def __init__(self) -> None:
        self.status = 0

    def note(self, problem: MahdarError) -> None:
        """Show a problem and go on."""
        from mahdar.cli.problems import show_problem  # noqa: PLC0415 (rich is slow to load)

        show_problem(problem)
        self.status = max(self.status, problem.exit_status)


def export(
    records: Annotated[list[str], typer.Argument(help=say("options", "records"), show_default=False)],
    formats: Annotated[
        list[ExportFormat], typer.Option("--format", metavar="FORMAT", help=say("options", "export_format"))
    ],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help=say("options", "export_out"))],
    bom: Annotated[bool, typer.Option("--bom", help=say("options", "bom"))] = False,  # noqa: FBT002 (a flag)
    headers: Annotated[
        HeaderLanguage, typer.Option(metavar="LANGUAGE", help=say("options", "headers"))
    ] = HeaderLanguage.EN,
    all_statuses: Annotated[  # noqa: FBT002 (a flag)
        bool, typer.Option("--all-statuses", help=say("options", "all_statuses"))
    ] = False,
) -> None:
    """Write records as files of other tools."""
    from mahdar.cli.record_files import RecordFiles  # noqa: PLC0415 (help must not wait for the models)
    from mahdar.export import ExportOptions, Selected  # noqa: PLC0415
    from mahdar.export import export as export_selection  # noqa: PLC0415

    problems = _Problems()
    with _progress() as (set_total, advance):
        files = RecordFiles(records, problems.note, advance)
        set_total(files.size)
        archived = iter(files)
        first = next(archived, None)
        if first is None:
            if problems.status:
                raise typer.Exit(problems.status)
            raise IntakeError("no-records", "There are no records in what was given.", "Read articles first.")
        options = ExportOptions(
            bom=bom,
            headers=headers.value,
            all_statuses=all_statuses,
            filter={"records": [Path(one).name or one for one in records]},
        )
        selection = (Selected(one) for part in ((first,), archived) for one in part)
        report = export_selection(selection, [one.value for one in formats], out, options, on_problem=problems.note)
    _show(report)
    if problems.status:
        raise typer.Exit(problems.status)


@contextmanager
def _progress() -> "Iterator[tuple[Callable[[int | None], None], Callable[[int], None]]]":
    """Draw a bar over the bytes read, if a person looks at standard error."""
    from rich.console import Console  # noqa: PLC0415 (slow to load)
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
        disable=not sys.stderr.isatty(),
    ) as progress:  # fmt: skip
        task = progress.add_task(both("headings", "exporting"), total=None)
        yield lambda total: progress.update(task, total=total), lambda count: progress.advance(task, count)


def _show(report: "Report") -> None:
    """Tell what was written and what was left out: a table for people, JSON for machines."""
    account: dict[str, Any] = report.descriptor["mahdar"]
    if not on_terminal():
        files = [{"path": one.path, "count": one.count} for one in report.resources]
        told = {name: account[name] for name in ("selected", "refused", "formats")}
        typer.echo(json.dumps({"folder": str(report.folder), "files": files, **told}, ensure_ascii=False, indent=1))
        return
    from rich.console import Console  # noqa: PLC0415 (slow to load)
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=f"{both('headings', 'exported')} → {report.folder}", title_justify="left")
    table.add_column(both("words", "file"))
    table.add_column(both("words", "what"))
    table.add_column(both("words", "count"), justify="right")
    for resource in report.resources:
        table.add_row(resource.path, resource.title, f"{resource.count:,}")
    console = Console()
    console.print(table)
    for name, counts in account["formats"].items():
        for reasons in counts["left_out"].values():
            for reason, count in reasons.items():
                console.print(f"  {name}: {count:,} {both('left_out', reason)}", style="dim", soft_wrap=True)
