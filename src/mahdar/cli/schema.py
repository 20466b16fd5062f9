"""`mahdar schema`: the public contract of the record."""

import json

import typer

from mahdar.model import Record


def schema() -> None:
    """Print the JSON Schema of the record. · اطبع مخطط JSON للمحضر."""
    typer.echo(json.dumps(Record.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1))
