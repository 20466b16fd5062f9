"""`mahdar batch`: sources into a data set; `mahdar archive import`: a data set into an archive."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.formats import ReportFormat, as_table
from mahdar.cli.labels import say


class EngineName(StrEnum):
    """Where the work of a batch is done."""

    RAY = "ray"
    LOCAL = "local"


def batch(
    sources: Annotated[list[str], typer.Argument(help=say("options", "batch_sources"), show_default=False)],
    out: Annotated[Path, typer.Option(metavar="DATASET", help=say("options", "batch_out"))],
    engine: Annotated[EngineName, typer.Option(metavar="ENGINE", help=say("options", "batch_engine"))] = EngineName.RAY,
    ray_address: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "ray_address"))] = None,
    workers: Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help=say("options", "batch_workers"))] = None,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
) -> None:
    """Read the articles of many sources into a data set."""
    from mahdar.batch.engines import Engine, LocalEngine, RayEngine  # noqa: PLC0415 (help must not wait for it)
    from mahdar.batch.run import Run  # noqa: PLC0415
    from mahdar.cli.batch_view import show_about, tell_step, watching  # noqa: PLC0415
    from mahdar.errors import UsageError  # noqa: PLC0415

    if engine is EngineName.LOCAL and (ray_address or workers):
        raise UsageError(
            "engine-options", "--ray-address and --workers are for Ray.", "Leave them out, or --engine local.", "batch"
        )

    def make() -> Engine:
        return RayEngine(ray_address, workers) if engine is EngineName.RAY else LocalEngine()

    absolute = [str(Path(source).absolute()) for source in sources]
    show_about(Run(absolute, out)(make, watching, tell_step), out, as_table=as_table(format_))


def import_(
    dataset: Annotated[Path, typer.Argument(help=say("options", "dataset"), show_default=False)],
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
) -> None:
    """Take the records of a data set into an archive, without reading anything again."""
    from mahdar.archive import open_archive  # noqa: PLC0415 (help must not wait for the archive)
    from mahdar.batch.dataset import Dataset  # noqa: PLC0415
    from mahdar.cli.batch_view import keep_all, show_counts  # noqa: PLC0415
    from mahdar.cli.joined import join_articles  # noqa: PLC0415

    opened_set = Dataset(dataset)
    with open_archive(archive, create=True) as opened:
        with opened.importing([str(dataset)]) as taker:
            counts = keep_all(taker, opened_set)
        join_articles(opened)
        content = {"import": taker.number, "archive": opened.place, "counts": counts}
    if as_table(format_):
        show_counts(taker.number, opened.place, counts)
    else:
        typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
