"""`mahdar demo`: the main job on articles written for the project, one by one and all together."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.formats import Format, on_terminal
from mahdar.cli.labels import Language, preferred_language, say
from mahdar.cli.samples import sample_paths
from mahdar.cli.serving import serve


def demo(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help=say("options", "demo_out"))] = Path("build/demo"),
    format_: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help=say("options", "demo_format"))
    ] = Format.TABLE,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
    serve_: Annotated[bool, typer.Option("--serve/--no-serve", help=say("options", "demo_serve"))] = True,  # noqa: FBT002
) -> None:
    """Read the sample articles, show the readings and what the sample archive says together."""
    from mahdar.cli.output import Output, Printer  # noqa: PLC0415 (help must not wait for the reader)
    from mahdar.cli.readings import Readings  # noqa: PLC0415
    from mahdar.cli.sample_archive import show_sample_archive  # noqa: PLC0415
    from mahdar.intake import IntakeOptions  # noqa: PLC0415

    language = language or preferred_language()
    # A table even when piped: this command is a show for people.
    printer = Printer(format_, language, many=True)
    readings = Readings(IntakeOptions())
    with Output(printer, out) as output:
        for record in readings.of([str(path) for path in sample_paths()]):
            output.put(record)
    if format_ is Format.TABLE:
        show_sample_archive(out / "astana.db", language)
    if readings.status:
        raise typer.Exit(readings.status)
    # Only people look at it, and they have a terminal; a script would wait for ever.
    if serve_ and format_ is Format.TABLE and on_terminal():
        serve(host="127.0.0.1", port=0, archive=str(out / "astana.db"), allow_remote=False)
