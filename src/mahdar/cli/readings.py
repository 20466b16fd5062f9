"""Readings: source after source into records; what cannot be read is shown at once, the rest goes on."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from mahdar.cli.labels import both
from mahdar.cli.problems import show_problem
from mahdar.cli.progress import track
from mahdar.errors import MahdarError, UsageError
from mahdar.intake import IntakeOptions, expand_sources, read_source
from mahdar.intake.dates import required_day
from mahdar.knowledge import load_knowledge
from mahdar.model import Record
from mahdar.reading.reader import read_article

_STANDARD_INPUT = "-"
A = TypeVar("A")
T = TypeVar("T")


def check_call(sources: Sequence[str], *, published: str | None, title: str | None) -> None:
    """Refuse arguments that are wrong for every source, once, before anything is read.

    Raises
    ------
    IntakeError
        `bad-date` if --published is no day.
    UsageError
        `one-title` if one title is given to several sources.
    """
    if published is not None:
        required_day(published, "--published")
    if title is not None and (len(sources) > 1 or Path(sources[0]).is_dir()):
        raise UsageError(
            "one-title",
            "One title cannot belong to several sources.",
            "Leave out --title, or give one source.",
            "--title",
        )


class Readings:
    """Reads sources and keeps going.

    Parameters
    ----------
    options : IntakeOptions
    min_confidence : float
        Events below it are left out of the records.
    refused : callable, optional
        Told of every source that fails, and why.
    show_progress : bool
        Whether a bar may be drawn, for more than a few sources; never if standard error is no terminal.

    Attributes
    ----------
    status : int
        Exit status: the highest of the problems met, 0 if there were none.
    """

    def __init__(
        self,
        options: IntakeOptions,
        *,
        min_confidence: float = 0.0,
        refused: Callable[[str, MahdarError], object] = lambda *_: None,
        show_progress: bool = False,
    ) -> None:
        self._options = options
        self._min_confidence = min_confidence
        self._refused = refused
        self._show_progress = show_progress
        self._console = Console(stderr=True)
        self.status = 0

    def of(self, given: Sequence[str]) -> Iterator[Record]:
        """Read what the arguments stand for."""
        return self.each(given, self._record)

    def each(self, given: Sequence[str], act: Callable[[str | Path], T]) -> Iterator[T]:
        """Do something with each source that the arguments stand for; failures are shown, and the rest goes on."""
        sources = [source for one in given for source in self.try_(expand_sources, [one]) or ()]
        sources = list(dict.fromkeys(sources))
        if _STANDARD_INPUT in sources and sys.stdin.isatty():
            self._console.print(both("headings", "waiting"), style="dim")
        for source in track(sources, "reading", console=self._console, shown=self._show_progress):
            done = self.try_(act, source, str(source))
            if done is not None:
                yield done

    def try_(self, act: Callable[[A], T], argument: A, place: str | None = None) -> T | None:
        """Do something that may fail for one source; show the problem and go on."""
        try:
            return act(argument)
        except MahdarError as problem:
            self._note(problem, place)
        except BrokenPipeError:
            raise
        except Exception as error:
            if os.environ.get("MAHDAR_DEBUG"):
                raise
            fault = MahdarError(
                "reading-failed",
                f"A fault in Mahdar itself: {type(error).__name__}: {error}.",
                "Report it with the article; MAHDAR_DEBUG=1 shows where it happened.",
                place,
            )
            self._note(fault, place)
        return None

    def _note(self, problem: MahdarError, source: str | None) -> None:
        show_problem(problem, self._console)
        self._refused(source or problem.place or "", problem)
        self.status = max(self.status, problem.exit_status)

    def _record(self, source: str | Path) -> Record:
        knowledge = load_knowledge()
        record = read_article(read_source(source, options=self._options, knowledge=knowledge), knowledge)
        if not self._min_confidence:
            return record
        events = tuple(event for event in record.events if event.confidence >= self._min_confidence)
        return record.model_copy(update={"events": events})
