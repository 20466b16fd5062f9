"""Blocks inside written pages: outputs of commands and quality figures, each between two markers.

A command's marker is `<!-- run: mahdar read article.txt -->`, with, behind `|`, what to keep of the output:
`lines 1-30`; `event WORD`, the card whose quotation holds WORD; `block WORD`, what stands between the empty lines
around the first line with WORD; or of JSON `pick events WORD`, the first element of a list whose words hold WORD.
Commands that need an archive get the sample archive.
"""

import atexit
import json
import re
import shlex
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from mahdar.cli import app
from mahdar.cli.samples import archive_paths

ROOT = Path(__file__).parent.parent.parent
FLOORS = ROOT / "tests" / "quality" / "floors.json"
LAYERS = Path(__file__).parent / "layers.yaml"
RUN = re.compile(r"(<!-- run: (?P<command>[^|>]+?)(?: \| (?P<keep>[^>]+?))? -->\n).*?(<!-- end run -->)", re.DOTALL)
FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end figures -->)", re.DOTALL)
_COLUMNS = "80"
_OF_ARCHIVES = ("search", "show", "incidents", "process", "zones", "control")
_MARKS = tuple("●◐○◌✗")


def with_outputs(page: str) -> str:
    """Run the commands of a page's markers and put in what they print."""
    return RUN.sub(lambda found: f"{found[1]}{_block(found['command'], found['keep'])}{found[4]}", page)


def with_figures(page: str) -> str:
    """Put the quality floors into a page."""
    return FIGURES.sub(lambda found: f"{found[1]}{_figures()}{found[2]}", page)


def run(command: str) -> str:
    """Run a `mahdar …` command from the root of the repository and return its output.

    Raises
    ------
    RuntimeError
        If the command fails.
    """
    program, *arguments = shlex.split(command)
    if program != "mahdar":
        raise RuntimeError(f"not a command of Mahdar: {command}")
    environment = {"COLUMNS": _COLUMNS, "MAHDAR_LANGUAGE": "en"}
    if arguments[0] in _OF_ARCHIVES:
        environment["MAHDAR_ARCHIVE"] = str(sample_archive() / "astana.db")
    absolute = [str(ROOT / a) if (ROOT / a).exists() and "/" in a else a for a in arguments]
    result = CliRunner().invoke(app, absolute, env=environment)
    if result.exit_code:
        raise RuntimeError(f"{command}: status {result.exit_code}: {result.stderr or result.exception}")
    return str(result.stdout)


@cache
def sample_archive() -> Path:
    """Make a folder with the sample archive, once."""
    folder = Path(tempfile.mkdtemp(prefix="mahdar-docs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    paths = map(str, archive_paths())
    result = CliRunner().invoke(app, ["add", *paths, "--archive", str(folder / "astana.db")])
    if result.exit_code:
        raise RuntimeError(f"the sample archive cannot be made: {result.stderr or result.exception}")
    return folder


def _block(command: str, keep: str | None) -> str:
    output = run(command)
    language = "text"
    if keep and keep.startswith("pick "):
        output, language = _picked(json.loads(output), *keep.split()[1:]), "json"
    lines = [line.rstrip() for line in output.splitlines()]
    if keep and keep.startswith("event "):
        lines = _card(lines, keep.removeprefix("event "))
    if keep and keep.startswith("block "):
        at = next((n for n, line in enumerate(lines) if keep.removeprefix("block ") in line), None)
        if at is None:
            raise RuntimeError(f"no line has the {keep}")
        start = max((n + 1 for n in range(at) if not lines[n]), default=0)
        lines = lines[start : next((n for n in range(at, len(lines)) if not lines[n]), len(lines))]
    if keep and keep.startswith("lines "):
        first, _, last = keep.removeprefix("lines ").partition("-")
        lines = lines[int(first) - 1 : int(last)]
    return f"```{language}\n" + "\n".join(lines).strip("\n") + "\n```\n"


def _card(lines: list[str], word: str) -> list[str]:
    """Cut out the card of an event: the lines between empty ones, the first of which bears a mark of status."""
    cards = [card.splitlines() for card in "\n".join(lines).split("\n\n")]
    marked = [[line for line in card if not line.endswith("─")] for card in cards]
    found = next((card for card in marked if card and card[0].strip()[:1] in _MARKS and word in card[-1]), None)
    if found is None:
        raise RuntimeError(f"no card has the word {word}")
    return found


def _picked(record: dict[str, Any], layer: str, word: str) -> str:
    text = record["article"]["text"]
    item = next((one for one in record[layer] if word in text[slice(*one["span"])]), None)
    if item is None:
        raise RuntimeError(f"nothing in {layer} has the word {word}")
    # One field a line, lists on one line: the way a person would write it.
    fields = (f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in item.items())
    return "{\n" + ",\n".join(fields) + "\n}"


def _figures() -> str:
    if not FLOORS.exists():
        return "*Not measured yet: `make floors` measures, `make docs` writes the figures here.*\n"
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    layers: dict[str, str] = yaml.safe_load(LAYERS.read_text(encoding="utf-8"))
    parts = sorted(floors)
    rows = [f"| what | {' | '.join(parts)} |", f"|---|{'---:|' * len(parts)}"]
    for layer, meaning in layers.items():
        values = [floors[part]["layers"].get(layer) for part in parts]
        if any(value is not None for value in values):
            rows.append(f"| {meaning} | {' | '.join('—' if v is None else f'{v:.2f}' for v in values)} |")
    return "\n".join(rows) + "\n"
