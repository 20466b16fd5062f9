"""`mahdar export`: records of files or of an archive in, files of other tools out; one bad record stops no others."""

import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mahdar.cli.formats import Sought, on_terminal
from mahdar.cli.labels import both, say
from mahdar.errors import IntakeError, MahdarError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mahdar.cli.asking import Asked
    from mahdar.export import ExportOptions, Report, Selected


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


def export(  # noqa: PLR0913, PLR0917 (options of a command line)
    formats: Annotated[
        list[ExportFormat], typer.Option("--format", metavar="FORMAT", help=say("options", "export_format"))
    ],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help=say("options", "export_out"))],
    records: Annotated[list[str] | None, typer.Argument(help=say("options", "records"), show_default=False)] = None,
    bom: Annotated[bool, typer.Option("--bom", help=say("options", "bom"))] = False,  # noqa: FBT002 (a flag)
    headers: Annotated[
        HeaderLanguage, typer.Option(metavar="LANGUAGE", help=say("options", "headers"))
    ] = HeaderLanguage.EN,
    all_statuses: Annotated[  # noqa: FBT002 (a flag)
        bool, typer.Option("--all-statuses", help=say("options", "all_statuses"))
    ] = False,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    for_: Annotated[Sought, typer.Option("--for", metavar="WHAT", help=say("options", "export_for"))] = Sought.ARTICLES,
    words: Annotated[list[str] | None, typer.Option(metavar="WORDS", help=say("options", "words"))] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "until"))] = None,
    published_since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_since"))] = None,
    published_until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_until"))] = None,
    actor: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "actor"))] = None,
    who: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "who"))] = None,
    whom: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "whom"))] = None,
    claimed_by: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "claimed_by"))] = None,
    speaker: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "speaker"))] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "place"))] = None,
    within: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "within"))] = None,
    near: Annotated[str | None, typer.Option(metavar="PLACE", help=say("options", "near"))] = None,
    km: Annotated[float, typer.Option(metavar="NUMBER", help=say("options", "km"))] = 25.0,
    area: Annotated[Path | None, typer.Option(metavar="FILE", help=say("options", "area"))] = None,
    possibly: Annotated[bool, typer.Option("--possibly", help=say("options", "possibly"))] = False,  # noqa: FBT002
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help=say("options", "type"))] = None,
    mode: Annotated[list[str] | None, typer.Option(metavar="MODE", help=say("options", "mode"))] = None,
    status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help=say("options", "status"))] = None,
    figure: Annotated[str | None, typer.Option(metavar="MEASURE", help=say("options", "figure"))] = None,
    process: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "process"))] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "search_outlet"))] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="NUMBER", help=say("options", "search_confidence"))
    ] = 0.0,
) -> None:
    """Write records of files, or of an archive, as files of other tools."""
    from mahdar.cli.asking import Asked  # noqa: PLC0415 (help must not wait for the models)
    from mahdar.export import ExportOptions  # noqa: PLC0415

    asked = Asked(
        words=words, since=since, until=until, published_since=published_since, published_until=published_until,
        place=place, within=within, near=near, km=km, area=area, possibly=possibly, types=type_, modes=mode,
        parts={"any": actor, "actor": who, "recipient": whom, "claimant": claimed_by, "speaker": speaker},
        statuses=status, figure=figure, series=process, outlets=outlet, min_confidence=min_confidence,
    )  # fmt: skip
    options = ExportOptions(bom=bom, headers=headers.value, all_statuses=all_statuses)
    wanted = [one.value for one in formats]
    problems = _Problems()
    if records:
        if archive or for_ is not Sought.ARTICLES or asked != Asked(parts=asked.parts) or any(asked.parts.values()):
            raise _two_sources()
        report = _export_files(records, wanted, out, options, problems)
    else:
        report = _export_archive(archive, for_, asked, wanted, out, options, problems)
    _show(report)
    if problems.status:
        raise typer.Exit(problems.status)


def _export_files(
    records: list[str], formats: list[str], out: Path, options: "ExportOptions", problems: _Problems
) -> "Report":
    from mahdar.cli.record_files import RecordFiles  # noqa: PLC0415
    from mahdar.export import Selected  # noqa: PLC0415
    from mahdar.export import export as export_selection  # noqa: PLC0415

    with _progress() as (set_total, advance):
        files = RecordFiles(records, problems.note, advance)
        set_total(files.size)
        archived = iter(files)
        first = next(archived, None)
        if first is None:
            if problems.status:
                raise typer.Exit(problems.status)
            raise _no_records()
        asked = {"records": [Path(one).name or one for one in records]}
        selection = (Selected(one) for part in ((first,), archived) for one in part)
        options = options.model_copy(update={"filter": asked})
        return export_selection(selection, formats, out, options, on_problem=problems.note)


def _export_archive(
    address: str | None, sought: Sought, asked: "Asked", formats: list[str], out: Path, options: "ExportOptions",
    problems: _Problems,
) -> "Report":  # fmt: skip
    from mahdar.cli.asking import make_filter, unit_of  # noqa: PLC0415
    from mahdar.cli.joined import open_joined  # noqa: PLC0415
    from mahdar.export import Selected  # noqa: PLC0415
    from mahdar.export import export as export_selection  # noqa: PLC0415

    unit = unit_of(sought)
    with open_joined(address) as opened, _progress() as (set_total, advance):
        wanted = make_filter(asked, opened)
        found: dict[str, list[str]] = {}
        for article_id, identifier in opened.found(unit, wanted, oldest_first=True):
            found.setdefault(article_id, []).extend([identifier] if identifier else [])
        if not found:
            raise _no_records()
        set_total(len(found))

        def selection() -> "Iterator[Selected]":
            for archived in opened.records(found):
                only = found[archived.article_id]
                yield {
                    "article": Selected(archived),
                    "event": Selected(archived, events=only, statements=()),
                    "statement": Selected(archived, events=(), statements=only),
                }[unit]
                advance(1)

        told = {"archive": opened.place, "for": sought.value, **wanted.model_dump(mode="json", exclude_defaults=True)}
        options = options.model_copy(update={"filter": told})
        return export_selection(selection(), formats, out, options, on_problem=problems.note)


def _no_records() -> IntakeError:
    return IntakeError("no-records", "There are no records in what was given.", "Read articles first.")


def _two_sources() -> UsageError:
    return UsageError(
        "two-sources",
        "Records of files cannot be searched.",
        "Give files of records, or an archive with what is to be searched for.",
    )


@contextmanager
def _progress() -> "Iterator[tuple[Callable[[int | None], None], Callable[[int], None]]]":
    """Draw a bar over the bytes or articles read, if a person looks at standard error."""
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
