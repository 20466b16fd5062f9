"""Exports: from a selection of archived records to files of other tools, in one pass, each with a datapackage.json."""

from mahdar.export.exporter import Resource, Tally
from mahdar.export.exporting import FORMATS, Report, export
from mahdar.export.options import ExportOptions, Headers
from mahdar.export.selection import Selected, Selection

__all__ = ["FORMATS", "ExportOptions", "Headers", "Report", "Resource", "Selected", "Selection", "Tally", "export"]
