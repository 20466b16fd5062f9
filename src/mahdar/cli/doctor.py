"""`mahdar doctor`: what is installed, and whether it reads."""

import json
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from mahdar import __version__
from mahdar.cli.formats import ReportFormat, on_terminal
from mahdar.cli.labels import both, say
from mahdar.cli.samples import sample_paths
from mahdar.errors import MahdarError

_LIBRARIES = ("pydantic", "rich", "typer", "trafilatura", "htmldate", "httpx", "hijridate", "pyyaml")


def doctor(
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "doctor_format"))
    ] = None,
) -> None:
    """Show versions, knowledge and models, and read a sample as a self-test."""
    report = examine()
    if format_ is ReportFormat.JSON or (format_ is None and not on_terminal()):
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _show(report)
    if not report["self_test"]["ok"]:
        raise MahdarError("self-test-failed", "The sample article was not read in full.", "Install Mahdar again.")


def examine() -> dict[str, Any]:
    """Load everything, read a sample and report."""
    from mahdar.intake import IntakeOptions, read_source  # noqa: PLC0415 (help must not wait for the reader)
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415
    from mahdar.reading.linear import model_hashes  # noqa: PLC0415
    from mahdar.reading.reader import read_article  # noqa: PLC0415

    began = time.perf_counter()
    knowledge = load_knowledge()
    loaded = time.perf_counter() - began
    record = read_article(read_source(sample_paths()[0], options=IntakeOptions()), knowledge)
    layers = ("events", "statements", "places", "times", "actors")
    counts = {layer: len(getattr(record, layer)) for layer in layers}
    return {
        "mahdar": __version__,
        "python": platform.python_version(),
        "knowledge": knowledge.digest,
        "models": model_hashes(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "loading_seconds": round(loaded, 2),
        "self_test": {**counts, "ok": all(counts.values())},
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _show(report: dict[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(show_header=False, show_lines=True, border_style="dim")
    for key, value in report.items():
        rows = value.items() if isinstance(value, dict) else [("", value)]
        shown = "\n".join(f"{name:12} {_readable(item)}".strip() for name, item in rows)
        table.add_row(both("doctor", key), shown)
    Console().print(table)


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return say("doctor", "missing") if value is None else str(value)
