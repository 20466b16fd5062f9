"""Tar archives of texts and pages, plain or compressed, read from beginning to end."""

import tarfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from mahdar.batch.inputs.files import HTML_SUFFIXES, unknown_kind
from mahdar.batch.inputs.segment import MOST_BYTES, Content, Input, Page, Segment, broken
from mahdar.intake.sources import TEXT_SUFFIXES


class TarInputs:
    """Members of a tar archive."""

    passed = 0

    def __init__(self, segment: Segment) -> None:
        self._source = segment.source
        self.used = 0

    def __iter__(self) -> Iterator[Input]:
        member: tarfile.TarInfo | None = None
        try:
            with Path(self._source).open("rb") as raw, tarfile.open(fileobj=raw, mode="r|*") as archive:
                for member in archive:
                    self.used = raw.tell()
                    if member.isfile() and not _hidden(member.name):
                        yield Input(self._source, None, member.name, self._content(archive, member))
                    archive.members = []  # type: ignore[attr-defined]  # tarfile would keep them all
        except (tarfile.TarError, OSError, EOFError, zlib.error, LZMAError) as error:
            behind = f"behind {member.name}: " if member else ""
            yield Input(self._source, None, None, broken(self._source, f"{behind}{error or type(error).__name__}"))

    def _content(self, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Content:
        path = PurePosixPath(member.name)
        suffix = path.suffix.lower()
        stream = archive.extractfile(member) if suffix in TEXT_SUFFIXES else None
        if stream is None:
            return unknown_kind(f"{self._source}:{member.name}")
        return Page(stream.read(MOST_BYTES + 1), name=path.stem, html=suffix in HTML_SUFFIXES)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)
