"""`mahdar doctor`: what is installed, and whether it reads."""

import json
import platform
import sys
import time
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from mahdar import __version__
from mahdar.cli.samples import sample_paths
from mahdar.errors import MahdarError
from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.reading.linear import model_hashes
from mahdar.reading.reader import read_article

_LIBRARIES = ("pydantic", "rich", "typer", "trafilatura", "htmldate", "httpx", "hijridate", "pyyaml")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON even on a terminal.")] = False,  # noqa: FBT002
) -> None:
    """Show versions, knowledge and models, and read a sample as a self-test. · افحص التثبيت وجرّب القراءة."""
    began = time.perf_counter()
    knowledge = load_knowledge()
    loaded = time.perf_counter() - began
    record = read_article(read_source(sample_paths()[0], options=IntakeOptions()), knowledge)
    checks = {
        "events": len(record.events), "statements": len(record.statements), "places": len(record.places),
        "times": len(record.times), "actors": len(record.actors),
    }  # fmt: skip
    report = {
        "mahdar": __version__,
        "python": platform.python_version(),
        "knowledge": knowledge.digest,
        "models": model_hashes(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "loading_seconds": round(loaded, 2),
        "self_test": {**checks, "ok": all(checks.values())},
    }
    if as_json or not sys.stdout.isatty():
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        table = Table(show_header=False, border_style="dim")
        for key, value in report.items():
            shown = "\n".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
            table.add_row(key, shown)
        Console().print(table)
    if not all(checks.values()):
        raise MahdarError("self-test-failed", "the sample article was not read in full", "Install Mahdar again.")
