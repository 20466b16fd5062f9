"""Progress bars, on standard error: standard output may be on its way to a file."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mahdar.cli.labels import both

_FEW = 3  # more things than this get a bar
T = TypeVar("T")


def track(things: Sequence[T], heading: str, *, console: Console | None = None, shown: bool = True) -> Iterator[T]:
    """Go through things, with a bar if they are many and a person looks on.

    Parameters
    ----------
    things : sequence
    heading : str
        Key of a label under `headings`.
    console : Console, optional
        On which other things are printed meanwhile.
    shown : bool
        Whether there may be a bar.
    """
    with bars(console=console, shown=shown and len(things) > _FEW) as progress:
        yield from progress.track(things, description=both("headings", heading))


def bars(*, console: Console | None = None, shown: bool = True) -> Progress:
    """Make room for bars, which are drawn only if a person looks on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(
        *columns, console=console or Console(stderr=True), transient=True, redirect_stdout=False,
        redirect_stderr=False, disable=not (shown and sys.stderr.isatty()),
    )  # fmt: skip
