"""The working folder of a run: what is done, in parts that are there whole or not at all.

    work/run.json                   what the run is of
    work/segments/000012/0000/      the first part of segment 12: rows, prints, refusals, and part.json
    work/segments/000012/done.json  the segment is finished

A part is written under another name and named when it is complete, so whoever is killed leaves no half of one; what is
done again gives the same part, and the one that comes second is thrown away.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mahdar.batch.inputs import Segment
from mahdar.model.base import Frozen

PART, DONE, AT = "part.json", "done.json", "at"
REFUSED, PRINTS, MARKS = "refused.jsonl", "prints.parquet", "marks.parquet"


class PartReport(Frozen):
    """What a part holds: counts, and `bytes` of the segment's size that it has used up."""

    inputs: int
    articles: int
    refused: int
    words: int
    bytes: int


class SegmentReport(Frozen):
    """A finished segment: how many parts, and how many lines it has seen, in files of lines."""

    parts: int
    lines: int


class Work:
    """The working folder of a run.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = folder / "segments"

    def segment(self, number: int) -> "SegmentWork":
        """Give the folder of a segment."""
        return SegmentWork(self.segments / f"{number:06}")

    def parts(self, segments: list[Segment]) -> Iterator[tuple[Segment, Path]]:
        """Give all parts of finished segments, in the order of the inputs."""
        for segment in segments:
            done = self.segment(segment.number)
            for number in range(done.report().parts):
                yield segment, done.part(number)


class SegmentWork:
    """The folder of one segment.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return (self.folder / DONE).exists()

    def report(self) -> SegmentReport:
        """Tell what is in it, once it is finished."""
        return SegmentReport.model_validate_json((self.folder / DONE).read_bytes())

    def part(self, number: int) -> Path:
        """Give the folder of a part."""
        return self.folder / f"{number:04}"

    def part_reports(self, first: int = 0) -> list[PartReport]:
        """Tell what is in the parts that are complete, from one on, in their order."""
        reports: list[PartReport] = []
        while (path := self.part(first + len(reports)) / PART).exists():
            reports.append(PartReport.model_validate_json(path.read_bytes()))
        return reports

    def begin(self) -> Path:
        """Make a folder to write a part in; what others left half done is removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob("*.*.partial"):
            if not _alive(left):
                shutil.rmtree(left, ignore_errors=True)
        path = self.folder / f"{os.uname().nodename}.{os.getpid()}.partial"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path

    def commit(self, written: Path, number: int, report: PartReport) -> None:
        """Name a part that is complete."""
        (written / PART).write_text(report.model_dump_json(), encoding="utf-8")
        try:
            written.rename(self.part(number))
        except OSError:
            if not (self.part(number) / PART).exists():
                raise
            shutil.rmtree(written, ignore_errors=True)  # another worker was first

    def finish(self, report: SegmentReport) -> None:
        """Note that the segment is finished."""
        write_whole(self.folder / DONE, report.model_dump(mode="json"))
        (self.folder / AT).unlink(missing_ok=True)

    def deaths(self) -> dict[int, int]:
        """Tell while reading which inputs the program died before, and how many times, by their numbers."""
        try:
            at, *before = (self.folder / AT).read_text(encoding="ascii").split()
            counts = {int(number): int(times) for number, times in (one.split(":") for one in before)}
            return counts | {int(at): counts.get(int(at), 0) + 1}
        except (OSError, ValueError):
            return {}

    def note_start(self, number: int, deaths: Mapping[int, int]) -> None:
        """Note which input is about to be read, beside the deaths there were before."""
        counts = (f"{one}:{times}" for one, times in deaths.items())
        (self.folder / AT).write_text(" ".join((str(number), *counts)), encoding="ascii")


def write_whole(path: Path, content: Any) -> None:
    """Write a JSON file so that it is there whole or not at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def _alive(left: Path) -> bool:
    """Whether the process that writes a folder may still be at it."""
    node, _, number = left.name.removesuffix(".partial").rpartition(".")
    if node != os.uname().nodename:
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()
