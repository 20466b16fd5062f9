"""`mahdar demo`: the main job on articles written for the project, one by one and all together."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, preferred_language, say
from mahdar.cli.samples import sample_paths


def demo(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help=say("options", "demo_out"))] = Path("build/demo"),
    format_: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help=say("options", "demo_format"))
    ] = Format.TABLE,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
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
