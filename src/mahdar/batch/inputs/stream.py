"""Opening a segment, whatever its kind."""

from collections.abc import Iterator
from typing import Protocol

from mahdar.batch.inputs.files import FileInputs, UnknownInputs
from mahdar.batch.inputs.lines import LineInputs
from mahdar.batch.inputs.rows import RowInputs
from mahdar.batch.inputs.segment import Input, Kind, Segment
from mahdar.batch.inputs.tar import TarInputs
from mahdar.batch.inputs.warc import WarcInputs


class InputStream(Protocol):
    """The inputs of a segment, in their order; the same ones every time.

    Attributes
    ----------
    passed : int
        Lines seen so far, in files of lines: what the lines of the next segment are counted from. Else 0.
    used : int
        Bytes of the source used up so far, where one segment is a whole large file. Else 0.
    """

    passed: int
    used: int

    def __iter__(self) -> Iterator[Input]: ...


_KINDS: dict[Kind, type] = {
    "lines": LineInputs,
    "rows": RowInputs,
    "warc": WarcInputs,
    "tar": TarInputs,
    "files": FileInputs,
    "unknown": UnknownInputs,
}


def open_segment(segment: Segment) -> InputStream:
    """Open a segment; nothing is read before it is iterated."""
    stream: InputStream = _KINDS[segment.kind](segment)
    return stream
