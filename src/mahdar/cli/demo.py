"""`mahdar demo`: the main job on three articles written for the project."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mahdar.cli.labels import both
from mahdar.cli.samples import sample_paths
from mahdar.cli.table import RecordTable
from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.reading.reader import read_article


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the records.")] = Path("build/demo"),
) -> None:
    """Read the sample articles, print them and keep the records. · اقرأ المقالات النموذجية واعرضها."""
    console = Console()
    knowledge = load_knowledge()
    out.mkdir(parents=True, exist_ok=True)
    for path in sample_paths():
        record = read_article(read_source(path, options=IntakeOptions()), knowledge)
        console.print(RecordTable(record).render())
        (out / f"{path.stem}.json").write_text(record.to_json(indent=1) + "\n", encoding="utf-8")
    console.print(f"{both('headings', 'where_to_look')}: {out}/  —  mahdar read <file> --format json", style="bold")
