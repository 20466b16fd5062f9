"""WARC files, as crawlers write them (ISO 28500): the pages that servers answered with.

A compressed file of a crawl is a row of gzip members, one a record, so it can be cut anywhere: a segment has the
records whose members begin within its bounds. Where a member is broken, reading goes on at the next one.
"""

import zlib
from collections.abc import Iterator
from typing import IO, Any

from mahdar.batch.inputs.segment import MOST_BYTES, Content, Input, Page, Segment, broken
from mahdar.errors import IntakeError

_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_HEAD = 512  # bytes of a member that are decompressed to see whether it is a record
_BLOCK = 1 << 20
_CODINGS = ("Content-Encoding", "Transfer-Encoding")  # with which a body is longer or shorter than its record says
_TEXT = ("text/html", "application/xhtml+xml", "text/plain")


class WarcInputs:
    """Responses within the bounds of a segment."""

    passed = used = 0

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __iter__(self) -> Iterator[Input]:
        source = self._segment.source
        try:
            with open(source, "rb") as stream:  # noqa: PTH123 (fastwarc takes it by its read and tell)
                yield from self._records(stream)
        except OSError as error:
            yield Input(source, None, None, broken(source, error.strerror or str(error)))

    def _records(self, stream: IO[bytes]) -> Iterator[Input]:
        end = self._segment.end
        members = stream.read(len(_MEMBER)) == _MEMBER
        at = next_member(stream, self._segment.start) if members else 0
        told = False  # of the stretch that cannot be read
        while at is not None and (end < 0 or at < end):
            last = at
            try:
                for record in _iterate(stream, at):
                    last = record.stream_pos
                    if 0 <= end <= last:
                        return
                    if record.record_type == _response():
                        taken = self._input(record, last)
                        told = isinstance(taken.content, IntakeError) and taken.content.code == "broken-source"
                        yield taken
            except (OSError, ValueError) as error:
                at = next_member(stream, last + 1) if members else None
                # Where the next segment begins with the broken record, it is that one's to tell.
                others = at is not None and 0 <= end <= at and not _is_whole(stream, at)
                if not told and not others:
                    place = f"{self._segment.source}:{last}"
                    yield Input(self._segment.source, last, None, broken(place, f"behind this record, {error}"))
                told = True
            else:
                return

    def _input(self, record: Any, position: int) -> Input:
        url = record.headers.get("WARC-Target-URI")
        return Input(self._segment.source, position, None, self._content(record, url), url)

    def _content(self, record: Any, url: str | None) -> Content:
        place = url or self._segment.source
        if record.http_headers is None:
            return no_page(place, "it is no answer of an HTTP server")
        status, kind = record.http_headers.status_code, (record.http_content_type or "").lower()
        if status != 200:
            return no_page(place, f"the server answered {status}")
        if kind not in _TEXT:
            return no_page(place, f"it is of the type {kind or 'unknown'}")
        expected = min(record.content_length, MOST_BYTES + 1)
        try:
            data = record.reader.read(MOST_BYTES + 1)
        except OSError as error:
            return broken(place, str(error))
        coded = any(record.http_headers.get(name) for name in _CODINGS)
        if len(data) < expected and not (coded and data):
            return broken(place, "the record is cut short")
        return Page(data, url=url, charset=record.http_charset, html=kind != "text/plain")


def _iterate(stream: IO[bytes], start: int) -> Any:
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 (an optional library)

    stream.seek(start)
    return ArchiveIterator(stream, parse_http=True, auto_decode="all", fsspec_args=False)


def _response() -> Any:
    from fastwarc.warc import WarcRecordType  # noqa: PLC0415

    return WarcRecordType.response


def next_member(stream: IO[bytes], start: int) -> int | None:
    """Find the first gzip member at or behind an offset that holds the beginning of a record."""
    if not start:
        return 0
    stream.seek(start)
    held, base = b"", start
    while block := stream.read(_BLOCK):
        held += block
        at = held.find(_MEMBER)
        while at >= 0:
            if at + _HEAD > len(held):
                held += stream.read(_HEAD)
            if _is_record(held[at : at + _HEAD]):
                return base + at
            at = held.find(_MEMBER, at + 1)
        keep = len(_MEMBER) - 1
        base += len(held) - keep
        held = held[-keep:]
    return None


def _is_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, len(_RECORD)) == _RECORD
    except zlib.error:
        return False


def _is_whole(stream: IO[bytes], at: int) -> bool:
    """Whether the member at an offset can be decompressed to its end."""
    stream.seek(at)
    member = zlib.decompressobj(31)
    try:
        while not member.eof and (block := stream.read(_BLOCK)):
            held = member.decompress(block, _BLOCK)
            while held and not member.eof:
                held = member.decompress(member.unconsumed_tail, _BLOCK)
    except zlib.error:
        return False
    return member.eof


def no_page(place: str, problem: str) -> IntakeError:
    """Make the error for a record of a crawl that is no page."""
    return IntakeError("no-page", f"This record holds no page: {problem}.", "Nothing needs to be done.", place)
