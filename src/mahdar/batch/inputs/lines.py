"""JSON lines: one article a line."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from mahdar.batch.inputs.segment import MOST_BYTES, Content, Input, Row, Segment, bad_row, broken
from mahdar.errors import IntakeError

_BLOCK = 1 << 16
_LONGEST = 4 * MOST_BYTES  # bytes of a line: in JSON an Arabic letter may take six where it takes two in UTF-8


class LineInputs:
    """Lines that begin within the bounds of a segment; a line that begins before and reaches into it is not its own."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self.passed = self.used = 0

    def __iter__(self) -> Iterator[Input]:
        source = self._segment.source
        try:
            with Path(source).open("rb") as raw:
                if not source.lower().endswith(".gz"):
                    yield from self._lines(raw)
                    return
                for given in self._lines(cast("IO[bytes]", gzip.GzipFile(fileobj=raw))):
                    self.used = raw.tell()
                    yield given
        except (OSError, EOFError, zlib.error) as error:
            self.passed += 1
            yield Input(source, self.passed, None, broken(source, str(error) or type(error).__name__))

    def _lines(self, stream: IO[bytes]) -> Iterator[Input]:
        start, end = self._segment.start, self._segment.end
        if start:
            stream.seek(start - 1)
            _skip_line(stream, end)
        while end < 0 or stream.tell() < end:
            line = stream.readline(_LONGEST)
            if not line:
                return
            self.passed += 1
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                _skip_line(stream)
                yield self._input(_too_long(self._segment.source))
            elif line.strip():
                yield self._input(_row(line, self._segment.source))

    def _input(self, content: Content) -> Input:
        url = content.fields.get("url") if isinstance(content, Row) else None
        return Input(self._segment.source, self.passed, None, content, url if isinstance(url, str) else None)


def _skip_line(stream: IO[bytes], end: int = -1) -> None:
    """Read to the end of the line without holding it; no further than to an offset behind which nothing is wanted."""
    while (part := stream.readline(_BLOCK)) and not part.endswith(b"\n"):
        if 0 <= end <= stream.tell():
            return


def _row(line: bytes, place: str) -> Row | IntakeError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return bad_row(place, f"the line is not JSON ({error})")
    if not isinstance(value, dict):
        return bad_row(place, "the line is no JSON object")
    return Row(value)


def _too_long(place: str) -> IntakeError:
    return IntakeError(
        "too-large", f"The line is too long: more than {_LONGEST:,} bytes.", "Give one article a line.", place
    )
