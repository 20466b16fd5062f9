"""Columns of the tables and rules of derivation, from YAML."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter

from mahdar.model.base import Bilingual, Frozen

ColumnType = Literal["string", "integer", "number", "date", "list"]
_FOLDER = Path(__file__).parent


class Column(Frozen):
    """One column.

    Attributes
    ----------
    name : str
        In English, for programs.
    type : {"string", "integer", "number", "date", "list"}
        Of its values; a list is of strings.
    ar : str
        Arabic heading.
    is : str
        Meaning.
    """

    name: str
    type: ColumnType
    ar: str
    meaning: str = Field(alias="is")


class Table(Frozen):
    """One table: title, the column that tells rows apart, columns in order."""

    title: Bilingual
    key: str
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Read all tables."""
    return TypeAdapter(dict[str, Table]).validate_python(knowledge("columns"))


@cache
def rules() -> dict[str, Bilingual]:
    """Read the rules by which exports derive what a record does not say itself."""
    return TypeAdapter(dict[str, Bilingual]).validate_python(knowledge("rules"))


@cache
def knowledge(name: str) -> Any:
    """Read one of the YAML files beside this module."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # a safe loader either way
