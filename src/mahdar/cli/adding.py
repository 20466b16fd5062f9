"""`mahdar add`: articles into an archive, each once, whatever becomes of the others."""

from contextlib import ExitStack
from typing import Annotated

import typer

from mahdar.cli.formats import ReportFormat, as_table
from mahdar.cli.labels import say


def add(
    sources: Annotated[list[str], typer.Argument(help=say("options", "sources"), show_default=False)],
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    published: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published"))] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "outlet"))] = None,
    dry_run: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--dry-run", help=say("options", "dry_run"))
    ] = False,
    allow_private: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--allow-private", help=say("options", "allow_private"))
    ] = False,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
) -> None:
    """Keep articles with their records in an archive."""
    from mahdar.archive import Rehearsal  # noqa: PLC0415 (help must not wait for the archive)
    from mahdar.cli.archives import ImportReport, open_for_adding, put_into  # noqa: PLC0415
    from mahdar.cli.joined import join_articles  # noqa: PLC0415
    from mahdar.cli.readings import check_call  # noqa: PLC0415
    from mahdar.intake import IntakeOptions  # noqa: PLC0415

    check_call(sources, published=published, title=None)
    options = IntakeOptions(published=published, outlet=outlet, allow_private=allow_private)
    with ExitStack() as stack:
        opened = open_for_adding(archive, dry_run=dry_run)
        if opened:
            stack.enter_context(opened)
        if dry_run or opened is None:
            rehearsal = Rehearsal(opened)
            status = put_into(rehearsal, sources, options)
            report = ImportReport(None, rehearsal.items)
        else:
            with opened.importing(sources) as import_:
                status = put_into(import_, sources, options)
            join_articles(opened)
            report = ImportReport(import_.number, opened.import_items(import_.number), opened.place)
        report.show(as_table=as_table(format_))
    if status:
        raise typer.Exit(status)


def imports(
    number: Annotated[int | None, typer.Argument(help=say("options", "import_number"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    undo: Annotated[bool, typer.Option("--undo", help=say("options", "undo"))] = False,  # noqa: FBT002
    with_decisions: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--with-decisions", help=say("options", "with_decisions"))
    ] = False,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
) -> None:
    """List what was added, or take one import back."""
    from mahdar.cli.archives import ImportReport, show_imports  # noqa: PLC0415
    from mahdar.cli.opening import opened  # noqa: PLC0415
    from mahdar.errors import UsageError  # noqa: PLC0415

    if undo and number is None:
        raise UsageError("which-import", "Which import is to be undone?", "Give its number: see mahdar imports.")
    with opened(archive) as kept:
        if number is not None and not undo:
            ImportReport(number, kept.import_items(number), kept.place).show(as_table=as_table(format_))
            return
        if number is not None:
            kept.undo_import(number, with_decisions=with_decisions)
        listed = [one for one in kept.imports() if number in (None, one.number)]
    show_imports(listed, as_table=as_table(format_))
