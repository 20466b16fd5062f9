"""A segment: the part of the sources that one worker takes in at a time; and the inputs in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mahdar.errors import IntakeError
from mahdar.model.base import Frozen

Kind = Literal["lines", "rows", "warc", "tar", "files", "unknown"]
MOST_BYTES = 5 * 1024 * 1024  # of one input, decompressed; more is no article


class Segment(Frozen):
    """What one worker takes in at a time; which inputs belong to it hangs on the sources alone.

    Attributes
    ----------
    number : int
        0, 1, … over all sources, in their order.
    kind : str
        How it is read.
    source : str
        Path of the file; of `files` and `unknown`, that of the folder or file that was given.
    start, end : int
        Lines and WARC records that begin at these bytes, rows with these numbers; the end excluded, -1: all.
    group : int
        Row group of a Parquet file.
    files : tuple of str
        Paths of the files of `files` and `unknown`.
    bytes : int
        What it adds to the size of the whole, for progress.
    """

    number: int
    kind: Kind
    source: str
    start: int = 0
    end: int = -1
    group: int = 0
    files: tuple[str, ...] = ()
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An article whose text and particulars stand in fields."""

    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """A text or page in bytes.

    Attributes
    ----------
    data : bytes
    name : str or None
        The article's id, if its file has a name.
    url, charset : str or None
        As the server said.
    html : bool
        Whether its name or its server calls it HTML.
    """

    data: bytes
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    html: bool = False


Content = Row | Page | IntakeError


@dataclass(frozen=True, slots=True)
class Input:
    """One input; an error stands for what cannot even be taken out of its source.

    Attributes
    ----------
    source : str
        Path of the file.
    position : int or None
        Line or row from 1 on, the first one of the segment being 1 in files of lines; offset in bytes in WARC files.
    member : str or None
        Name within a tar archive.
    content : Row, Page or IntakeError
    url : str or None
        Address, where known without looking into the content.
    """

    source: str
    position: int | None
    member: str | None
    content: Content
    url: str | None = None

    @property
    def place(self) -> str:
        """Name it in messages."""
        parts = (self.source, self.member, str(self.position) if self.position is not None else None)
        return ":".join(part for part in parts if part)


def broken(place: str, problem: str) -> IntakeError:
    """Make the error for a source, or a stretch of one, that cannot be read."""
    return IntakeError(
        "broken-source",
        f"Here the source cannot be read: {problem}.",
        "Fetch the file again; what else it holds was read.",
        place,
    )


def bad_row(place: str, problem: str) -> IntakeError:
    """Make the error for a line or row that is no article."""
    return IntakeError(
        "bad-row",
        f"This is no article: {problem}.",
        "A row needs `text`, and may have id, url, outlet, title, author, published.",
        place,
    )
