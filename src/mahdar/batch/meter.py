"""How far a run is, as the parts on disk show, whoever writes them."""

from dataclasses import dataclass

from mahdar.batch.plan import Plan
from mahdar.batch.work import PartReport, Work

_LOOKED_AT = 4_000  # unfinished segments at a time; they are finished nearly in their order


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done: bytes of the sources, inputs, articles read and words in them."""

    bytes: int = 0
    inputs: int = 0
    articles: int = 0
    words: int = 0


class Meter:
    """Reads how far a run is.

    Parameters
    ----------
    work : Work
    plan : Plan
    """

    def __init__(self, work: Work, plan: Plan) -> None:
        self._work = work
        self._left = {segment.number: 0 for segment in plan.segments}  # parts counted
        self._done = Progress()

    def read(self) -> Progress:
        """Tell what is done by now."""
        for number in list(self._left)[:_LOOKED_AT]:
            segment = self._work.segment(number)
            done = segment.done
            if not done and not segment.folder.exists():
                continue
            reports = segment.part_reports(self._left[number])
            for report in reports:
                self._count(report)
            self._left[number] += len(reports)
            if done:
                del self._left[number]
        return self._done

    def _count(self, report: PartReport) -> None:
        before = self._done
        self._done = Progress(
            before.bytes + report.bytes, before.inputs + report.inputs, before.articles + report.articles,
            before.words + report.words,
        )  # fmt: skip
