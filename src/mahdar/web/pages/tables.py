"""What a page shows as rows, for those who want it in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes
    ----------
    columns : sequence of str
        Headings, the same in both languages, as they are names for machines.
    rows : iterable of sequence
    """

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]

    def to_csv(self) -> bytes:
        """Write as CSV in UTF-8; what a spreadsheet would take for a formula is quoted with an apostrophe."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_safe(cell) for cell in row])
        return stream.getvalue().encode("utf-8")


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
