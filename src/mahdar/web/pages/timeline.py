"""The timeline: what a search finds in lanes, by process, type or actor."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.plotting import Plot, Plotted
from mahdar.errors import MahdarError
from mahdar.model.base import Frozen
from mahdar.web.pages.asking import Search, explained, question
from mahdar.web.pages.page import AskedPage_, Page
from mahdar.web.pages.tables import Table

router = APIRouter()
_MOST = 2_000  # events or statements drawn
_LANES = 14  # that have a name; all else stands in one
_EMPTY = Plot(items=(), places={}, actors={}, complete=True)
OTHERS = ""


class Lane(Frozen):
    """A lane with its name in the language of the page."""

    key: str
    name: str
    count: int


class Entry(Frozen):
    """What the island draws."""

    lane: int
    first: date
    last: date
    text: str
    status: str
    href: str


class TimelineView(Frozen):
    """What was found, with days."""

    plot: Plot
    lanes: tuple[Lane, ...]
    undated: int = Field(description="Found, but without any day")
    problem: tuple[str, str] | None = None


@router.get("/timeline")
def timeline(page: AskedPage_, asked: Search) -> Response:
    """Show what a search finds on a line of time."""
    unit = "statement" if asked.unit == "statements" else "event"
    meant = question(page, asked)
    plot, problem = _EMPTY, meant.problem
    if meant.filter is not None:
        try:
            plot = page.archive.plot("statement" if unit == "statement" else "event", meant.filter, most=_MOST)
        except MahdarError as error:
            problem = explained(page, error)
    key = _key(asked.lanes if unit == "event" else "actor")
    dated = [item for item in plot.items if item.first and item.last]
    lanes = _lanes(page, dated, key, plot)
    view = TimelineView(plot=plot, lanes=lanes, undated=len(plot.items) - len(dated), problem=problem)
    return page.show(
        "timeline.html", view, format_=asked.format, table=lambda: table_of_plot(plot), asked=asked, question=meant,
        entries=_entries(page, dated, lanes, key, plot), dated=len(dated),
    )  # fmt: skip


def _key(by: str) -> Callable[[Plotted], str | None]:
    if by == "process":
        return lambda item: item.series
    return (lambda item: item.actor) if by == "actor" else (lambda item: item.type)


def _lanes(
    page: Page, dated: list[Plotted], key: Callable[[Plotted], str | None], plot: Plot
) -> tuple[Lane, ...]:  # fmt: skip
    counts = Counter(key(item) for item in dated)
    rest = counts.pop(None, 0)
    named = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    rest += sum(count for _, count in named[_LANES:])
    lanes = [Lane(key=one or "", name=_name(page, one or "", plot), count=count) for one, count in named[:_LANES]]
    if rest:
        lanes.append(Lane(key=OTHERS, name=page._("others"), count=rest))
    return tuple(lanes)


def _name(page: Page, key: str, plot: Plot) -> str:
    """Name a lane: an actor, a type, else a series."""
    if key in plot.actors:
        return page.words.name(plot.actors[key]) or key
    labelled = page.words.label("types", key)
    return page.words.series(key) if labelled == key else labelled


def _entries(
    page: Page, dated: list[Plotted], lanes: tuple[Lane, ...], key: Callable[[Plotted], str | None], plot: Plot
) -> list[Entry]:
    numbers = {lane.key: number for number, lane in enumerate(lanes)}
    last = len(lanes) - 1
    return [
        Entry(
            lane=numbers.get(key(item) or OTHERS, last), first=item.first, last=item.last,
            text=_text(page, item, plot), status=item.status or "said",
            href=f"{page.to.to('articles', item.article_id)}#{item.id}",
        )
        for item in dated if item.first and item.last
    ]  # fmt: skip


def _text(page: Page, item: Plotted, plot: Plot) -> str:
    words = page.words
    actor = words.name(plot.actors.get(item.actor or ""))
    place = words.name(plot.places[item.place].name) if item.place else ""
    what = words.deed_of(item.type, item.mode) if item.type else page._("said")
    status = words.label("statuses", item.status) if item.status else ""
    return " · ".join(part for part in (what, actor, place, status) if part)


def table_of_plot(plot: Plot) -> Table:
    """Make one row of each event or statement."""
    columns = ("article", "id", "outlet", "first_day", "last_day", "type", "mode", "status", "series", "place",
               "place_ar", "lat", "lon", "radius_km", "actor")  # fmt: skip
    rows = []
    for item in plot.items:
        place = plot.places.get(item.place or "")
        where = (place.name.ar, place.lat, place.lon, place.radius_km) if place else (None,) * 4
        rows.append((
            item.article_id, item.id, item.outlet, item.first.isoformat() if item.first else None,
            item.last.isoformat() if item.last else None, item.type, item.mode, item.status, item.series, item.place,
            *where, item.actor,
        ))  # fmt: skip
    return Table(columns, rows)
