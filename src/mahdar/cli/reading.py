"""`mahdar read`: articles in, records out; one bad input never stops the others."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.formats import Format, on_terminal
from mahdar.cli.labels import Language, preferred_language, say


def read(  # noqa: PLR0913, PLR0917 (options of a command line)
    sources: Annotated[list[str], typer.Argument(help=say("options", "sources"), show_default=False)],
    published: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published"))] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "outlet"))] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help=say("options", "title"))] = None,
    format_: Annotated[Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "format"))] = None,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help=say("options", "out"))] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="NUMBER", help=say("options", "min_confidence"))
    ] = 0.0,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
    allow_private: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--allow-private", help=say("options", "allow_private"))
    ] = False,
) -> None:
    """Read Arabic press articles into records."""
    from mahdar.cli.output import Output, Printer  # noqa: PLC0415 (help must not wait for the reader)
    from mahdar.cli.readings import Readings, check_call  # noqa: PLC0415
    from mahdar.intake import IntakeOptions  # noqa: PLC0415

    check_call(sources, published=published, title=title)
    options = IntakeOptions(published=published, outlet=outlet, title=title, allow_private=allow_private)
    if format_ is None and out is None:
        format_ = Format.TABLE if on_terminal() else Format.JSON
    many = len(sources) > 1 or Path(sources[0]).is_dir()
    printer = Printer(format_, language or preferred_language(), many=many) if format_ else None
    readings = Readings(options, min_confidence=min_confidence, show_progress=printer is None or not on_terminal())
    with Output(printer, out) as output:
        for record in readings.of(sources):
            readings.try_(output.put, record)
    if readings.status:
        raise typer.Exit(readings.status)
