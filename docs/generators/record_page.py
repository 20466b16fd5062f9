"""The page of the record, from its models, with meanings of fields and closed lists written by hand."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel

from docs.generators.markdown import GENERATED, one_line, table
from docs.generators.types import in_words
from mahdar import model
from mahdar.cli.labels import Language, keys, label
from mahdar.model import article, record

MEANINGS = Path(__file__).parent.parent / "reference" / "record.yaml"
_LABELS = {"EventType": "types", "Status": "statuses", "Measure": "measures", "Level": "levels"}
_ORDER = (
    model.Record, model.Article, model.Reader, model.TimeMention, model.PlaceMention, model.ResolvedPlace, model.Actor,
    model.Office, model.Statement, model.Event, model.Figure, model.Issue, model.Bilingual,
)  # fmt: skip
_HEAD = f"""# The record

What `mahdar read` writes about one article: version `{record.SCHEMA}`. The JSON Schema is what `mahdar schema` prints.
Offsets are Unicode code points into `article.text`, which is NFC: title, newline, body. Records are closed: a field
that is not on this page is not in them.
"""


def closed_lists() -> dict[str, Any]:
    """Find the closed lists of the record: type aliases by name."""
    found = {n: k for module in (article, record) for n, k in vars(module).items() if get_origin(k) is Literal}
    return {name: kind for name, kind in found.items() if len(get_args(kind)) > 1}


def record_page() -> str:
    """Write the page.

    Raises
    ------
    LookupError
        If a field or a value of a closed list has no meaning written, or a meaning is left over.
    """
    written = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    lists = closed_lists()
    names = {kind: f"[{name}](#{name.lower()})" for name, kind in lists.items()}
    used: set[str] = set()
    parts = [GENERATED, _HEAD]
    parts += [_model(kind, names, written["fields"], used) for kind in _ORDER]
    if left := sorted(set(written["fields"]) - used):
        raise LookupError(f"docs/reference/record.yaml describes fields that the record lacks: {left}")
    parts.append("# Closed lists\n")
    parts += [_closed_list(name, kind, written["lists"].get(name, {})) for name, kind in lists.items()]
    parts.append(_modes(written["modes"]))
    return "\n".join(parts)


def _model(kind: type[BaseModel], names: dict[Any, str], written: dict[str, str], used: set[str]) -> str:
    rows = []
    for name, field in kind.model_fields.items():
        key = f"{kind.__name__}.{name}"
        meaning = written.get(key) or field.description
        if meaning is None:
            raise LookupError(f"docs/reference/record.yaml does not describe {key}")
        used.add(key)
        annotation = kind.__annotations__.get(name, field.annotation)
        rows.append((f"`{field.serialization_alias or name}`", in_words(annotation, names), one_line(meaning)))
    return f"## {kind.__name__}\n\n{one_line((kind.__doc__ or '').partition(chr(10) * 2)[0])}\n\n" + table(
        ("field", "type", "meaning"), rows
    )


def _closed_list(name: str, kind: Any, written: dict[str, str]) -> str:
    values = get_args(kind)
    if set(values) != set(written):
        raise LookupError(f"docs/reference/record.yaml, list {name}: {sorted(set(values) ^ set(written))}")
    section = _LABELS.get(name)
    heads = ("value", "العربية", "meaning") if section else ("value", "meaning")
    rows = [
        (f"`{v}`", label(section, v, Language.AR), one_line(written[v]))
        if section
        else (f"`{v}`", one_line(written[v]))
        for v in values
    ]
    return f"## {name}\n\n" + table(heads, rows)


def _modes(written: dict[str, str]) -> str:
    pairs = [(kind, mode) for kind, modes in record.MODES.items() for mode in modes]
    known = {mode for _, mode in pairs}
    if known != set(written) or known - set(keys("modes")):
        raise LookupError(f"docs/reference/record.yaml, modes: {sorted(known ^ set(written))}")
    rows = ((f"`{k}`", f"`{m}`", label("modes", m, Language.AR), one_line(written[m])) for k, m in pairs)
    return "## Modes\n\nA mode narrows a type; it is null where the text does not tell.\n\n" + table(
        ("type", "mode", "العربية", "meaning"), rows
    )
