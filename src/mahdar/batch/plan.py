"""The plan of a run: sources unfolded into files, files cut into segments; the same plan every time."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from mahdar.batch.inputs.segment import Kind, Segment
from mahdar.errors import ExportError, IntakeError
from mahdar.intake.sources import TEXT_SUFFIXES

# Seconds of work, so that workers end together and little is done twice; of small files less, so that all have some.
_LINE_BYTES = (1 << 16, 1 << 20)  # a megabyte is about 330 articles
_WARC_BYTES = (1 << 20, 32 << 20)  # compressed; of a crawl of all languages 32 megabytes are a few dozen articles
_SHARES = 64
_FILES, _FILE_BYTES = 200, 1 << 20
_LEAST_ROWS, _MOST_CUTS = 512, 16  # a row group is decoded from its beginning for each cut
_COMPRESSED = (".gz", ".bz2", ".xz")
_ENDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("lines", (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")),
    ("rows", (".parquet",)),
    ("warc", (".warc", ".warc.gz")),
    ("tar", (".tar", ".tgz", *(f".tar{ending}" for ending in _COMPRESSED))),
    ("files", tuple(sorted(TEXT_SUFFIXES))),
)


class Plan:
    """Segments of sources.

    Parameters
    ----------
    sources : iterable of str
        Files and folders; a folder stands for all files in it and below it that are not hidden.

    Attributes
    ----------
    segments : list of Segment
    digest : str
        Of the segments and of the size and time of every file.

    Raises
    ------
    IntakeError
        `no-such-file` if a source does not exist, or a folder holds no file.
    ExportError
        `library-missing` if the sources need a library that is not installed.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        self.segments: list[Segment] = []
        digest = hashlib.sha256()
        for source in dict.fromkeys(sources):
            for kind, files in _grouped(_files_of(source)):
                for file in files:
                    status = file.stat()
                    digest.update(f"{file}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
                for segment in _segments(kind, files, source):
                    numbered = segment.model_copy(update={"number": len(self.segments)})
                    self.segments.append(numbered)
                    digest.update(numbered.model_dump_json().encode())
        self.digest = digest.hexdigest()

    @property
    def bytes(self) -> int:
        """Size of all sources."""
        return sum(segment.bytes for segment in self.segments)


def kind_of(path: Path) -> Kind:
    """Tell by its name what a file is."""
    name = path.name.lower()
    return next((kind for kind, endings in _ENDINGS if name.endswith(endings)), "unknown")


def _files_of(source: str) -> list[Path]:
    path = Path(source)
    if not path.exists():
        raise IntakeError("no-such-file", "There is no such file.", "Check the path.", source)
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.rglob("*")) if not _hidden(file, path) and file.is_file()]
    if not files:
        raise IntakeError("no-such-file", "There are no files in this folder.", "Check the path.", source)
    return files


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _grouped(files: Iterable[Path]) -> Iterator[tuple[Kind, list[Path]]]:
    """Put texts that follow each other together, up to some hundreds; other files stand alone."""
    group: list[Path] = []
    kind: Kind = "files"
    size = 0
    for file in files:
        found = kind_of(file)
        alone = found not in ("files", "unknown")
        if group and (alone or found != kind or len(group) == _FILES or size >= _FILE_BYTES):
            yield kind, group
            group, size = [], 0
        if alone:
            yield found, [file]
        else:
            kind, size = found, size + file.stat().st_size
            group.append(file)
    if group:
        yield kind, group


def _segments(kind: Kind, files: list[Path], source: str) -> Iterator[Segment]:
    if kind in ("files", "unknown"):
        size = sum(file.stat().st_size for file in files)
        yield Segment(number=0, kind=kind, source=source, files=tuple(map(str, files)), bytes=size)
        return
    (file,) = files
    size = file.stat().st_size
    plain = file.suffix.lower() not in _COMPRESSED
    if kind == "rows":
        yield from _row_segments(file, size)
    elif kind == "lines" and plain:
        yield from _cut(kind, file, size, _LINE_BYTES)
    elif kind == "warc" and not plain:
        require_library("fastwarc")
        yield from _cut(kind, file, size, _WARC_BYTES)
    else:
        # Compressed as a whole, or with nothing in it that tells where one may begin: read from beginning to end.
        if kind == "warc":
            require_library("fastwarc")
        yield Segment(number=0, kind=kind, source=str(file), bytes=size)


def _cut(kind: Kind, file: Path, size: int, bounds: tuple[int, int]) -> Iterator[Segment]:
    step = min(max(size // _SHARES, bounds[0]), bounds[1])
    for start in range(0, max(size, 1), step):
        end = min(start + step, size)
        yield Segment(
            number=0, kind=kind, source=str(file), start=start, end=-1 if end == size else end, bytes=end - start
        )


def _row_segments(file: Path, size: int) -> Iterator[Segment]:
    import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(file) as opened:
            groups = [opened.metadata.row_group(at).num_rows for at in range(opened.num_row_groups)]
    except (OSError, pa.ArrowException):
        # Whatever is wrong with it shows again, and is logged, when it is read.
        yield Segment(number=0, kind="rows", source=str(file), bytes=size)
        return
    total = max(sum(groups), 1)
    for group, rows in enumerate(groups):
        step = max(_LEAST_ROWS, -(-rows // _MOST_CUTS))
        for start in range(0, rows, step):
            end = min(start + step, rows)
            share = size * (end - start) // total
            yield Segment(
                number=0, kind="rows", source=str(file), start=start, end=end, group=group, bytes=share
            )  # fmt: skip


def require_library(name: str) -> None:
    """Make sure that a library of the extra `batch` is there.

    Raises
    ------
    ExportError
        `library-missing`.
    """
    if find_spec(name) is None:
        raise ExportError(
            "library-missing", f"A batch needs the library {name}.", "pip install 'mahdar[batch]'", name
        )  # fmt: skip
