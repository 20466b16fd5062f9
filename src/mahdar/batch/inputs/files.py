"""Files of a folder: a text or page each."""

from collections.abc import Iterator
from pathlib import Path

from mahdar.batch.inputs.segment import MOST_BYTES, Content, Input, Page, Segment, broken
from mahdar.errors import IntakeError

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


class FileInputs:
    """Texts and pages, a file each."""

    passed = used = 0

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __iter__(self) -> Iterator[Input]:
        for file in self._segment.files:
            yield Input(file, None, None, _content(Path(file)))


class UnknownInputs:
    """Files that are of no kind we read."""

    passed = used = 0

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __iter__(self) -> Iterator[Input]:
        for file in self._segment.files:
            yield Input(file, None, None, unknown_kind(file))


def unknown_kind(place: str) -> IntakeError:
    """Make the error for a file that is of no kind we read."""
    return IntakeError(
        "unknown-kind",
        "By its name, this is no file that a batch reads.",
        "Text and HTML files, .parquet, and .jsonl, .warc and .tar, these three also with .gz, are read.",
        place,
    )


def _content(path: Path) -> Content:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return broken(str(path), error.strerror or str(error))
    return Page(data, name=path.stem, html=path.suffix.lower() in HTML_SUFFIXES)
