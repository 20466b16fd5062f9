"""The overview: the latest records, what changed, how much there is, which dates come next, what contradicts."""

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive import Archive
from mahdar.archive.counting import Counts
from mahdar.archive.decisions import KeptDecision
from mahdar.archive.filters import Filter
from mahdar.archive.hits import Hit
from mahdar.archive.imports import ImportSummary
from mahdar.archive.incident_pages import Told
from mahdar.archive.overviews import KnownProcess, list_processes, load_process
from mahdar.knowledge import Knowledge
from mahdar.model.base import Frozen
from mahdar.model.edtf import days_of
from mahdar.model.incident import Incident
from mahdar.model.process import Process
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.pages import drawing
from mahdar.web.pages.hits import table_of_hits
from mahdar.web.pages.page import AskedFormat, AskedPage_

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()
_LATEST = 8
_MONTHS = 36
_SHOWN = 5


class NextDate(Frozen):
    """When a process is next said to meet, as of the last day of the archive."""

    process: KnownProcess
    round: int | None = Field(description="The round that is next, or was last")
    date: str | None
    upcoming: bool
    slips: int = Field(description="Dates that moved in all rounds")


class OverviewView(Frozen):
    """What is on the overview."""

    counts: Counts
    last_day: date | None = Field(description="Last day on which an article was published")
    latest: tuple[Hit, ...]
    months: dict[str, int] = Field(description="Events by month")
    imports: tuple[ImportSummary, ...] = Field(description="The last additions")
    decisions: tuple[KeptDecision, ...] = Field(description="The last decisions")
    processes: tuple[NextDate, ...]
    contradictions: tuple[Incident, ...] = Field(description="The latest incidents whose accounts contradict")


@router.get("/")
def overview(page: AskedPage_, archive: JoinedArchive, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show what is new."""
    memory: Memory = page.request.app.state.memory
    view = memory.give("overview", lambda: _view(archive, page.knowledge))
    months = drawing.filled_months(view.months, most=_MONTHS)
    return page.show(
        "overview.html", view, format_=format, table=lambda: table_of_hits(view.latest, page.words),
        bars=drawing.bars(months, width=720, height=120), months=months,
    )  # fmt: skip


def _view(archive: Archive, knowledge: Knowledge) -> OverviewView:
    told = archive.search("event", Filter(), most=1, with_facets=True)
    incidents = archive.incident_page(Filter(), Told(least_articles=2, contradictory=True), most=_SHOWN).incidents
    return OverviewView(
        counts=archive.counts(), last_day=archive.last_day(),
        latest=archive.search("article", Filter(), most=_LATEST).hits,
        months=told.facets.months if told.facets else {}, imports=tuple(archive.imports()[:_SHOWN]),
        decisions=tuple(reversed(archive.decisions()[-_SHOWN:])),
        processes=tuple(next_date(load_process(archive, knowledge, one.id), one, archive.last_day())
                        for one in list_processes(archive, knowledge)),
        contradictions=incidents,
    )  # fmt: skip


def next_date(process: Process, known: KnownProcess, today: date | None) -> NextDate:
    """Tell which round is next: the first planned one whose days are not over, else the last one held."""
    slips = sum(len(one.slips) for one in process.rounds)
    told = [one for one in process.rounds if one.schedule] or list(process.rounds)
    for one in told:
        if one.status in ("planned", "postponed", "ongoing") and not _is_over(one.date, today):
            return NextDate(process=known, round=one.ordinal, date=one.date, upcoming=True, slips=slips)
    last = max(told, key=lambda one: one.ordinal, default=None)
    return NextDate(
        process=known, round=last.ordinal if last else None, date=last.date if last else None, upcoming=False,
        slips=slips,
    )  # fmt: skip


def _is_over(value: str | None, today: date | None) -> bool:
    days = days_of(value)
    return bool(days and days[1] and today and days[1] < today)
