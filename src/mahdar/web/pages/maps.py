"""The map: where what a search finds is told to have been, never more exactly than it is told."""

from collections import Counter
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.overviews import load_zone
from mahdar.archive.plotting import Plot
from mahdar.errors import MahdarError
from mahdar.export.geojson import geometry
from mahdar.model import ResolvedPlace
from mahdar.model.base import Frozen
from mahdar.web.pages.asking import AskedSearch, explained, question
from mahdar.web.pages.page import AskedPage_, Page
from mahdar.web.pages.timeline import table_of_plot

router = APIRouter()
_MOST = 4_000  # events on a map
_LISTED = 100  # places in the table
_EMPTY = Plot(items=(), places={}, actors={}, complete=True)
_TAKING = frozenset(("seize", "withdraw"))  # modes of events that tell of who holds a place


class AskedMap(AskedSearch):
    """A search, and a zone to look at."""

    zone: str | None = Field(default=None, max_length=100)


class Happening(Frozen):
    """An event for the island."""

    day: date | None
    last: date | None
    text: str
    status: str
    href: str
    control: bool


class Spot(Frozen):
    """A place with what happened there."""

    id: str
    name: str
    level: str
    lat: float
    lon: float
    area: dict[str, Any] | None = Field(description="What is known of where: a GeoJSON polygon; null: the point")
    href: str
    events: tuple[Happening, ...]


class MapView(Frozen):
    """What was found, on the map and off it."""

    plot: Plot
    nowhere: int = Field(description="Events without a place that can be drawn")
    problem: tuple[str, str] | None = None


class Shown(Frozen):
    """A row of the table beside the map."""

    place: ResolvedPlace
    count: int


@router.get("/map")
def show_map(page: AskedPage_, asked: Annotated[AskedMap, Query()]) -> Response:
    """Show events on a map."""
    meant = question(page, asked)
    plot, problem = _EMPTY, meant.problem
    if meant.filter is not None:
        try:
            plot = page.archive.plot("event", meant.filter, most=_MOST)
        except MahdarError as error:
            problem = explained(page, error)
    spots = _spots(page, plot)
    drawn = sum(len(spot.events) for spot in spots)
    counts = Counter(item.place for item in plot.items if item.place)
    listed = [Shown(place=plot.places[key], count=count) for key, count in counts.most_common(_LISTED)]
    zone = load_zone(page.knowledge, asked.zone) if asked.zone else None
    view = MapView(plot=plot, nowhere=len(plot.items) - drawn, problem=problem)
    return page.show(
        "map.html", view, format_=asked.format, table=lambda: table_of_plot(plot), asked=asked, question=meant,
        spots=spots, listed=listed, zone=zone,
    )  # fmt: skip


def _spots(page: Page, plot: Plot) -> list[Spot]:
    happenings: dict[str, list[Happening]] = {}
    for item in plot.items:
        if item.place is None:
            continue
        words = page.words
        actor = words.name(plot.actors.get(item.actor or ""))
        text = " · ".join(part for part in (words.deed_of(item.type or "", item.mode), actor) if part)
        happenings.setdefault(item.place, []).append(
            Happening(
                day=item.first, last=item.last, text=text, status=item.status or "",
                href=f"{page.to.to('articles', item.article_id)}#{item.id}", control=item.mode in _TAKING,
            )
        )  # fmt: skip
    spots = []
    for key, told in happenings.items():
        place = plot.places[key]
        shape = geometry(place)
        if shape is None or place.lat is None or place.lon is None:
            continue
        spots.append(
            Spot(
                id=key, name=page.words.name(place.name) or key, level=place.level, lat=place.lat, lon=place.lon,
                area=None if shape["type"] == "Point" else shape, href=page.to.to("places", key), events=tuple(told),
            )
        )  # fmt: skip
    return spots
