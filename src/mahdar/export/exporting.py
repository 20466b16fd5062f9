"""Exporting: one pass over a selection, several formats at once, files named only when everything is accounted for."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mahdar.errors import ExportError, UsageError
from mahdar.export.acled import AcledExporter
from mahdar.export.annotations import AnnotationExporter
from mahdar.export.datapackage import NAME, READER, descriptor, reader_key
from mahdar.export.delimited import DelimitedExporter
from mahdar.export.exporter import ARTICLES, EVENTS, FIGURES, STATEMENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.follow_the_money import FollowTheMoneyExporter
from mahdar.export.geojson import GeoJsonExporter
from mahdar.export.meetings import CalendarExporter
from mahdar.export.options import ExportOptions
from mahdar.export.parquet import ParquetExporter
from mahdar.export.plover import PloverExporter
from mahdar.export.selection import Extract, Selected, Selection

FORMATS: dict[str, type[Exporter]] = {
    "csv": DelimitedExporter,
    "acled": AcledExporter,
    "plover": PloverExporter,
    "parquet": ParquetExporter,
    "geojson": GeoJsonExporter,
    "ical": CalendarExporter,
    "ftm": FollowTheMoneyExporter,
    "annotations": AnnotationExporter,
}


@dataclass(frozen=True)
class Report:
    """What an export did.

    Attributes
    ----------
    folder : Path
    resources : tuple of Resource
        The files, datapackage.json not among them.
    descriptor : dict
        datapackage.json.
    """

    folder: Path
    resources: tuple[Resource, ...]
    descriptor: dict[str, Any]


class _Export:
    """One pass being made."""

    def __init__(self, formats: Sequence[str], files: Files, options: ExportOptions) -> None:
        self.exporters: dict[str, Exporter] = {}
        self.selected: Counter[str] = Counter(dict.fromkeys((ARTICLES, EVENTS, STATEMENTS, FIGURES), 0))
        self.readers: Counter[READER] = Counter()
        self.refused: Counter[str] = Counter()
        self._seen: set[str] = set()
        try:
            for name in formats:
                self.exporters[name] = FORMATS[name](files, options)
        except BaseException:
            self.abandon()
            raise

    def put(self, selected: Selected) -> None:
        """Give one article to all formats; refuse it before any has written a word of it."""
        extract = Extract(selected)
        if extract.archived.article_id in self._seen:
            raise ExportError(
                "selected-twice",
                "The same article was selected before; it is written once.",
                "Give each record once, with all of its selected events.",
                extract.archived.article_id,
            )
        self._seen.add(extract.archived.article_id)
        for exporter in self.exporters.values():
            exporter.put(extract)
        self.selected[ARTICLES] += 1
        self.selected[EVENTS] += len(extract.events)
        self.selected[STATEMENTS] += len(extract.statements)
        self.selected[FIGURES] += sum(len(event.figures) for event in extract.events)
        self.readers[reader_key(extract.archived.record.reader)] += 1

    def offer(self, selected: Selected, on_problem: Callable[[ExportError], None] | None) -> None:
        """Put one article, or tell why it cannot be."""
        try:
            self.put(selected)
        except ExportError as problem:
            if on_problem is None:
                raise
            self.refused[problem.code] += 1
            on_problem(problem)

    def account(self) -> None:
        """Make sure that every format has written, or left out for a stated reason, all that was selected."""
        for name, exporter in self.exporters.items():
            for unit in exporter.units:
                if exporter.tally.total(unit) != self.selected[unit]:
                    raise ExportError(
                        "incomplete-export",
                        f"{name} accounts for {exporter.tally.total(unit)} of {self.selected[unit]} {unit}.",
                        "This is a fault in Mahdar; report it.",
                        name,
                    )

    def finish(self, files: Files, options: ExportOptions) -> Report:
        """Finish all files, describe them and give them their names."""
        resources = tuple(resource for exporter in self.exporters.values() for resource in exporter.close())
        described = descriptor(files, self.exporters, resources, self.selected, self.refused, self.readers, options)
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
        files.begin(NAME).write_text(text, encoding="utf-8")
        files.commit()
        return Report(files.folder, resources, described)

    def abandon(self) -> None:
        """Close all files as they are."""
        for exporter in self.exporters.values():
            exporter.abandon()


def export(
    selection: Selection,
    formats: Sequence[str],
    folder: Path,
    options: ExportOptions | None = None,
    *,
    on_problem: Callable[[ExportError], None] | None = None,
) -> Report:
    """Write a selection in one or more formats, with a datapackage.json beside them.

    The selection is read once and never held: memory does not grow with it, but for one key an article and, for ftm,
    the actors and places that articles share.

    Parameters
    ----------
    selection : iterable of Selected
        In the order in which rows shall stand; each article once.
    formats : sequence of str
        Of `FORMATS`.
    folder : Path
        Made if missing; nothing appears in it under its name before all is written.
    options : ExportOptions, optional
    on_problem : callable, optional
        Told of every article that cannot be exported, which is then left out; without it the first one ends the export.

    Returns
    -------
    Report

    Raises
    ------
    UsageError
        `unknown-format`, `cannot-write`.
    ExportError
        `not-in-record`, `broken-record`, `selected-twice` (given to `on_problem` if there is one), `library-missing`,
        `incomplete-export`.
    """
    formats = list(dict.fromkeys(formats))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise UsageError(
            "unknown-format",
            f"There is no format {', '.join(unknown)}." if unknown else "No format was named.",
            f"Choose of {', '.join(FORMATS)}.",
            "--format",
        )
    options = options or ExportOptions()
    files = Files(folder)
    try:
        with files.writing():
            pass_ = _Export(formats, files, options)
        try:
            for selected in selection:
                with files.writing():
                    pass_.offer(Selected(*selected), on_problem)
            pass_.account()
            with files.writing():
                return pass_.finish(files, options)
        finally:
            pass_.abandon()
    finally:
        files.discard()
