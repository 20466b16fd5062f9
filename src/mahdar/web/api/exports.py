"""Exports of searches: all files in one zip, or a single one of them."""

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import Field
from starlette.background import BackgroundTask

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.words import Unit
from mahdar.errors import ExportError
from mahdar.export import ExportOptions, Headers, Report, Selected, export
from mahdar.web.api.answers import caching_headers, is_known
from mahdar.web.api.asked import AskedFilter, JoinedArchive

router = APIRouter(prefix="/exports", tags=["exports"])
_CHUNK = 1 << 18  # bytes
_DESCRIPTOR = "datapackage.json"
_UNITS: dict[str, Unit] = {"articles": "article", "statements": "statement", "events": "event"}
FormatName = Literal["csv", "acled", "plover", "parquet", "geojson", "ical", "ftm", "annotations"]


class AskedExport(AskedFilter):
    """A filter, and what is to be written of what it finds."""

    format: tuple[FormatName, ...] = Field(min_length=1, max_length=8, description="One or more formats")
    file: str | None = Field(
        default=None, max_length=100,
        description="Only the file of this name, such as events.csv or datapackage.json; without it, all in a zip",
    )  # fmt: skip
    bom: bool = Field(default=False, description="CSV begins with a byte order mark, as Excel needs")
    headers: Headers = Field(default="en", description="Language of the headings of CSV")
    all_statuses: bool = Field(default=False, description="The ACLED-like table has planned and denied events too")


@router.get(
    "/{unit}",
    response_class=StreamingResponse,
    responses={200: {"content": {"*/*": {}}, "description": "A zip of all files with datapackage.json, or one file"}},
)
def export_search(
    request: Request, archive: JoinedArchive, unit: Literal["articles", "statements", "events"],
    asked: Annotated[AskedExport, Query()],
) -> Response:  # fmt: skip
    """Export all that a search finds: of articles everything in them, else just the statements or events found.

    It is complete or it is a problem: nothing is sent before all files are written.
    """
    filter_ = asked.to_filter(archive)
    set_ = filter_.model_dump(mode="json", exclude_defaults=True)
    options = ExportOptions(
        bom=asked.bom, headers=asked.headers, all_statuses=asked.all_statuses, filter={"for": unit, **set_}
    )
    folder = TemporaryDirectory(prefix="mahdar-export-")
    try:
        report = export(_selection(archive, _UNITS[unit], filter_), asked.format, Path(folder.name), options)
        return _sent(request, folder, report, asked.file)
    except BaseException:
        folder.cleanup()
        raise


def _selection(archive: Archive, unit: Unit, asked: Filter) -> Iterator[Selected]:
    """Give what was found by article, the oldest first."""
    found: dict[str, list[str]] = {}
    for article_id, item in archive.found(unit, asked, oldest_first=True):
        found.setdefault(article_id, []).extend([] if item is None else [item])
    for article_id, items in found.items():
        record = archive.record(article_id)
        if unit == "article":
            yield Selected(record)
        else:
            yield Selected(record, items if unit == "event" else (), items if unit == "statement" else ())


def _sent(request: Request, folder: "TemporaryDirectory[str]", report: Report, file: str | None) -> Response:
    types = {resource.path: resource.mediatype for resource in report.resources} | {_DESCRIPTOR: "application/json"}
    if file is not None and file not in types:
        raise ExportError(
            "not-in-export", "The export has no file of this name.", f"It has {', '.join(sorted(types))}.", file
        )
    # The descriptor holds the hashes of all other files.
    descriptor = Path(folder.name, _DESCRIPTOR).read_bytes()
    headers = caching_headers(sha256(b"\0".join((descriptor, (file or "").encode()))).hexdigest())
    if is_known(request, headers["ETag"]):
        folder.cleanup()
        return Response(status_code=304, headers=headers)
    name = file or "mahdar-export.zip"
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    body = _read(Path(folder.name, file)) if file else _zipped(Path(folder.name), sorted(types))
    media_type = types[file] if file else "application/zip"
    return StreamingResponse(body, 200, headers, media_type, background=BackgroundTask(folder.cleanup))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _Outlet(io.RawIOBase):
    """What is written and not yet sent; a zip can be written to it because it never goes back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def _zipped(folder: Path, names: list[str]) -> Iterator[bytes]:
    """Zip files piece by piece; the same files give the same bytes, since their times are left out."""
    outlet = _Outlet()
    with ZipFile(outlet, "w") as zip_:
        for name in names:
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            with zip_.open(member, "w", force_zip64=True) as stream:
                for chunk in _read(folder / name):
                    stream.write(chunk)
                    yield outlet.taken()
    yield outlet.taken()
