"""The page of lexicons: families, their files, the fields of their entries, one entry of each."""

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from docs.generators.markdown import GENERATED, one_line, table
from docs.generators.types import in_words
from mahdar.knowledge.compiling import sources
from mahdar.knowledge.entries.base import Entry
from mahdar.knowledge.families import FAMILIES, Family

MEANINGS = Path(__file__).parent.parent / "reference" / "lexicons.yaml"
_HEAD = """# Lexicons

The words Mahdar knows are YAML files under `src/mahdar/knowledge/lexicons/`, one list of entries a file. Files of one
family have entries of one shape. Every entry has a `source` (where the fact is from) and an `example` (an Arabic
sentence of our own in which one of its forms stands; the test suite looks for it). Unknown fields are refused. A
changed file is compiled again at the next run. [How to add words](../how-to/add-words-to-a-lexicon.md).
"""
_LONGEST = 700  # characters of an entry that is shown
_ATTRIBUTE = re.compile(r"^(?P<names>[a-z_]+(?:, [a-z_]+)*) : .*$")


def lexicons_page() -> str:
    """Write the page."""
    common: dict[str, str] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    parts = [GENERATED, _HEAD]
    nested: dict[str, type[BaseModel]] = {}
    parts += [_family(family, common, nested) for family in FAMILIES.values()]
    parts += [f"## {name}\n\n{_summary(kind)}\n\n{_fields(kind, common, {})}" for name, kind in sorted(nested.items())]
    return "\n".join(parts)


def _family(family: Family, common: dict[str, str], nested: dict[str, type[BaseModel]]) -> str:
    files = f"Files: `{family.files}`. Entry: `{family.entry.__name__}`."
    fields = _fields(family.entry, common, nested)
    return f"## {family.name}\n\n{_summary(family.entry)}\n\n{files}\n\n{fields}\n{_first(family)}"


def _summary(kind: type[BaseModel]) -> str:
    return one_line((kind.__doc__ or "").partition("\n\n")[0])


def _fields(kind: type[BaseModel], common: dict[str, str], nested: dict[str, type[BaseModel]]) -> str:
    described = attributes(kind.__doc__ or "")
    rows = []
    for name, field in kind.model_fields.items():
        if kind is not Entry and name in Entry.model_fields:
            continue
        _note_nested(field.annotation, nested)
        default = "required" if field.is_required() else _default(field.get_default(call_default_factory=True))
        meaning = described.get(name) or common.get(f"{kind.__name__}.{name}") or common.get(name, "")
        rows.append((f"`{field.alias or name}`", in_words(field.annotation), default, one_line(meaning)))
    return table(("field", "type", "default", "meaning"), rows)


def attributes(docstring: str) -> dict[str, str]:
    """Read the Attributes section of a NumPy docstring."""
    found: dict[str, str] = {}
    current: tuple[str, ...] = ()
    lines = docstring.partition("Attributes\n")[2].splitlines()[1:]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    for line in (line[indent:] for line in lines):
        if named := _ATTRIBUTE.match(line):
            current = tuple(named["names"].split(", "))
        elif line.strip():
            found.update({name: f"{found.get(name, '')} {line.strip()}" for name in current})
    return found


def _note_nested(annotation: Any, nested: dict[str, type[BaseModel]]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        nested[annotation.__name__] = annotation
    for argument in getattr(annotation, "__args__", ()):
        _note_nested(argument, nested)


def _default(value: object) -> str:
    if value in (None, (), {}, PydanticUndefined):
        return "none"
    return f"`{value}`" if not isinstance(value, bool) else ("yes" if value else "no")


def _first(family: Family) -> str:
    rows = yaml.safe_load(sources(family)[0].read_text(encoding="utf-8"))
    short = next((row for row in rows if len(str(row)) < _LONGEST), None)
    if short is None:
        return ""
    text = yaml.safe_dump(short, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    return "```yaml\n" + "- " + text.strip().replace("\n", "\n  ") + "\n```\n"
