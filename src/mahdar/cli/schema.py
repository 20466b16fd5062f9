"""`mahdar schema`: the public contract of the record."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the record."""
    from mahdar.model import Record  # noqa: PLC0415 (help must not wait for the models)

    typer.echo(json.dumps(Record.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1))
