"""datapackage.json (Frictionless Data Package 1): what the files are, so that they can be checked and understood."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from mahdar.export.columns import rules
from mahdar.export.exporter import Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.options import ExportOptions
from mahdar.model import Reader

NAME = "datapackage.json"
READER = tuple[str, str, tuple[tuple[str, str], ...]]


def reader_key(reader: Reader) -> READER:
    """Give a reader as a value that can be counted."""
    return reader.version, reader.knowledge, tuple(sorted(reader.models.items()))


def descriptor(
    files: Files,
    exporters: Mapping[str, Exporter],
    resources: Iterable[Resource],
    selected: Mapping[str, int],
    refused: Mapping[str, int],
    readers: Counter[READER],
    options: ExportOptions,
) -> dict[str, Any]:
    """Describe an export.

    Parameters
    ----------
    files : Files
        With every file finished.
    exporters : mapping of str to Exporter
        By format.
    resources : iterable of Resource
    selected : mapping of str to int
        How many articles, events and statements were selected and sound.
    refused : mapping of str to int
        How many articles could not be exported at all, by the code of the error.
    readers : Counter
        Articles by the reader that read them.
    options : ExportOptions

    Returns
    -------
    dict
        Without any time of writing, so that the same selection gives the same file.
    """
    used = sorted({rule for exporter in exporters.values() for rule in exporter.rules})
    return {
        "profile": "data-package",
        "name": "mahdar-export",
        "title": "Mahdar export · تصدير محضر",
        "description": (
            "Mentions of events and statements in Arabic press articles, read by machine. Every row is what one "
            "article says, on the word of those it names; it is not what happened."
        ),
        "keywords": ["arabic", "conflict", "peace process", "events"],
        "resources": [_resource(files, resource) for resource in resources],
        "mahdar": {
            "filter": options.filter,
            "options": options.model_dump(mode="json", exclude={"filter"}),
            "selected": dict(sorted(selected.items())),
            "refused": dict(sorted(refused.items())),
            "formats": {name: _account(exporter) for name, exporter in exporters.items()},
            "rules": {name: rules()[name].model_dump(mode="json") for name in used},
            "readers": [
                {"version": version, "knowledge": knowledge, "models": dict(models), "articles": count}
                for (version, knowledge, models), count in sorted(readers.items())
            ],
        },
    }


def _account(exporter: Exporter) -> dict[str, Any]:
    tally = exporter.tally
    return {
        "written": {unit: tally.written[unit] for unit in exporter.units},
        "left_out": {unit: dict(sorted(reasons.items())) for unit, reasons in sorted(tally.left_out.items())},
    }


def _resource(files: Files, resource: Resource) -> dict[str, Any]:
    size, sha256 = files.measure(resource.path)
    described: dict[str, Any] = {
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "type": "table" if resource.schema is not None else "file",
        "format": resource.format,
        "mediatype": resource.mediatype,
        "bytes": size,
        "hash": f"sha256:{sha256}",
    }
    if resource.format != "parquet":
        described["encoding"] = "utf-8"
    if resource.schema is None:
        described["count"] = resource.count
    else:
        described |= {
            "rows": resource.count,
            "profile": "tabular-data-resource",
            "dialect": resource.dialect,
            "schema": resource.schema,
        }
    return described
