"""The page of export formats: columns and rules from the package, fields of other formats written by hand."""

from pathlib import Path
from typing import Any

import yaml

from docs.generators.markdown import GENERATED, arabic, one_line, table
from mahdar.cli.labels import Language, keys, label
from mahdar.export.columns import rules, tables
from mahdar.export.exporting import FORMATS
from mahdar.export.rows import TABLES

MEANINGS = Path(__file__).parent.parent / "reference" / "exports.yaml"
_HEAD = """# Export formats

`mahdar export` writes any selection in one pass. Beside the files stands `datapackage.json` (Frictionless Data
Package): size, SHA-256 and rows of each file, the schema of each table, the filter, the readers, how much was selected,
written and left out for which reason, and the rules below. The same records give the same files, byte for byte.
[How to export](../how-to/export.md).
"""
_LEFT_OUT = """## What is left out

Formats without a place for an event leave it out and count it in `datapackage.json`, under `mahdar.formats`.
"""


def descriptions() -> dict[str, dict[str, Any]]:
    """Read what is written by hand.

    Raises
    ------
    LookupError
        If a format has no description, or the other way round.
    """
    written: dict[str, dict[str, Any]] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))["formats"]
    if set(written) != set(FORMATS):
        raise LookupError(f"docs/reference/exports.yaml and the formats differ: {sorted(set(written) ^ set(FORMATS))}")
    return written


def exports_page() -> str:
    """Write the page."""
    parts = [GENERATED, _HEAD]
    parts += [_format(name, written) for name, written in descriptions().items()]
    parts += [_table(name) for name in TABLES]
    parts.append("## Rules\n")
    parts += [f"### {name}\n\n{rule.en}\n\n{arabic(rule.ar or '')}" for name, rule in rules().items()]
    rows = [
        (f"`{key}`", label("left_out", key, Language.EN), label("left_out", key, Language.AR))
        for key in keys("left_out")
    ]
    parts += [_LEFT_OUT, table(("reason", "meaning", "بالعربية"), rows)]
    return "\n".join(parts)


def _format(name: str, written: dict[str, Any]) -> str:
    about = f"## {name}\n\n{one_line(written['about'])}\n"
    if name in tables():
        return f"{about}\n{_columns(name)}"
    fields = written.get("fields")
    return f"{about}\n{table(('field', 'meaning'), ((f'`{k}`', v) for k, v in fields.items()))}" if fields else about


def _table(name: str) -> str:
    title = tables()[name].title
    return f"## Table of {(title.en or '').lower()}\n\n{_columns(name)}"


def _columns(name: str) -> str:
    rows = ((f"`{c.name}`", c.ar, c.type, c.meaning) for c in tables()[name].columns)
    return table(("column", "بالعربية", "type", "meaning"), rows)
