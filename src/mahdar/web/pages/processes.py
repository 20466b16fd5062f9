"""Processes: rounds, parties, promises, and the schedule's history drawn so that a slip is seen at once."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response

from mahdar.archive.overviews import KnownProcess, list_processes, load_process
from mahdar.model.base import Frozen
from mahdar.model.process import Announcement, Process, Round
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.scales import Days, Stroke
from mahdar.web.pages.tables import Table
from mahdar.web.pages.words import Words

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()
AXIS = 400.0


class ProcessesView(Frozen):
    """The processes that articles tell of."""

    processes: tuple[KnownProcess, ...]


class Announced(Frozen):
    """An announcement on the axis of its round, with the day announced before it."""

    announcement: Announcement
    stroke: Stroke | None
    before: Stroke | None
    moved: bool


class Schedule(Frozen):
    """The announcements of a round on one axis of days."""

    rows: tuple[Announced, ...]
    ticks: tuple[tuple[float, str], ...]


@router.get("/processes")
def processes(page: AskedPage_, archive: JoinedArchive, format: AskedFormat = "html") -> Response:  # noqa: A002
    """List the processes."""
    view = ProcessesView(processes=list_processes(archive, page.knowledge))
    rows = [(one.id, one.name.ar, one.name.en, one.theatre, one.articles) for one in view.processes]
    columns = ("process", "name_ar", "name_en", "theatre", "articles")
    return page.show("processes.html", view, format_=format, table=lambda: Table(columns, rows))


@router.get("/processes/{identifier}")
def process(page: AskedPage_, archive: JoinedArchive, identifier: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show a process."""
    memory: Memory = page.request.app.state.memory
    view = memory.give(f"process {identifier}", lambda: load_process(archive, page.knowledge, identifier))
    schedules = {one.ordinal: _schedule(one, page.words) for one in view.rounds if one.schedule}
    entry = next((one for one in list_processes(archive, page.knowledge) if one.id == identifier), None)
    return page.show(
        "process.html", view, format_=format, table=lambda: _table(view), schedules=schedules, width=AXIS,
        series=entry.name.en if entry else None,
    )  # fmt: skip


def _schedule(round_: Round, words: Words) -> Schedule:
    announced = [value for one in round_.schedule for value in (one.date, one.instead_of)]
    axis = Days([round_.date, *announced], AXIS)
    slipped = {(slip.after, slip.announced_on) for slip in round_.slips}
    rows = []
    before: Stroke | None = None
    for one in round_.schedule:
        stroke = axis.stroke(one.date)
        moved = (one.date, one.announced_on) in slipped
        rows.append(Announced(announcement=one, stroke=stroke, before=before if moved else None, moved=moved))
        before = stroke or before
    return Schedule(rows=tuple(rows), ticks=tuple((x, words.short_day(day)) for x, day in axis.ticks()))


def _table(view: Process) -> Table:
    """Make one row of each announcement of a round."""
    columns = ("process", "round", "announced_on", "status", "date", "instead_of", "claimed_by", "articles")
    rows = [
        (
            view.id, one.ordinal, announced.announced_on, announced.status, announced.date, announced.instead_of,
            "; ".join(dict.fromkeys(
                " > ".join(ref.name.en or ref.name.ar or ref.key for ref in telling.claimed_by)
                for telling in announced.tellings if telling.claimed_by
            )),
            "; ".join(dict.fromkeys(telling.article_id for telling in announced.tellings)),
        )
        for one in view.rounds
        for announced in one.schedule
    ]  # fmt: skip
    return Table(columns, rows)
