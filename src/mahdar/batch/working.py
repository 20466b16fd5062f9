"""A worker: reads segments, part by part, with knowledge that it loads once."""

from pathlib import Path

from mahdar.archive.identity import article_id_of
from mahdar.batch.inputs import Input, Segment, open_segment
from mahdar.batch.part import Part
from mahdar.batch.taking import take_in
from mahdar.batch.work import SegmentReport, SegmentWork, Work
from mahdar.errors import IntakeError, MahdarError
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.reading.reader import read_article

_TRIES = 3


class Worker:
    """Reads segments into parts.

    Parameters
    ----------
    folder : str
        The working folder of the run.
    """

    def __init__(self, folder: str) -> None:
        self._work = Work(Path(folder))
        self._knowledge = load_knowledge()

    def __call__(self, item: str) -> str:
        """Read a segment, given as JSON; what is done of it already is not done again. Gives its report as JSON."""
        segment = Segment.model_validate_json(item)
        work = self._work.segment(segment.number)
        report = work.report() if work.done else self._read(segment, work)
        return report.model_dump_json()

    def _read(self, segment: Segment, work: SegmentWork) -> SegmentReport:
        before = work.part_reports()
        covered, used, parts = sum(one.inputs for one in before), sum(one.bytes for one in before), len(before)
        work.folder.mkdir(parents=True, exist_ok=True)
        stream = open_segment(segment)
        part = Part(self._knowledge)
        deaths = work.deaths()
        for number, given in enumerate(stream, start=1):
            if number <= covered:
                continue
            work.note_start(number, deaths)
            if deaths.get(number, 0) < _TRIES:
                self._take(given, part)
            else:
                part.refuse(given, _died(given.place))
            if part.full:
                self._write(part, work, parts, max(stream.used - used, 0))
                used = max(stream.used, used)
                parts, part = parts + 1, Part(self._knowledge)
        if part.inputs or not parts:
            self._write(part, work, parts, max(segment.bytes - used, 0))
            parts += 1
        report = SegmentReport(parts=parts, lines=stream.passed)
        work.finish(report)
        return report

    def _take(self, given: Input, part: Part) -> None:
        try:
            article = take_in(given, self._knowledge)
            article_id = article_id_of(article)
            if part.has(article_id):
                part.refuse(given, repeated(article_id, given.place))
                return
            record = read_article(article, self._knowledge)
            part.add(given, ArchivedRecord(article_id=article_id, record=record))
        except MahdarError as problem:
            part.refuse(given, problem)
        except Exception as error:
            fault = f"A fault in Mahdar itself: {type(error).__name__}: {error}."
            hint = "Report it with the article; MAHDAR_DEBUG=1 shows where it happened."
            part.refuse(given, MahdarError("reading-failed", fault, hint, given.place))

    def _write(self, part: Part, work: SegmentWork, number: int, used: int) -> None:
        folder = work.begin()
        work.commit(folder, number, part.write(folder, used))


def repeated(article_id: str, place: str) -> IntakeError:
    """Make the error for an article that has come before, with the same origin and content."""
    return IntakeError(
        "repeated-input", f"The same article came before; its key is {article_id}.", "Nothing needs to be done.", place
    )


def _died(place: str) -> IntakeError:
    return IntakeError(
        "reading-died",
        f"The program died {_TRIES} times while reading this article; it is passed over.",
        "Report it with the article, unless the machine ran out of memory.",
        place,
    )
