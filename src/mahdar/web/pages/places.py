"""Places: what is told of them, who is said to hold them, and the zones they lie in."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from mahdar.analysis.areas import Position, position
from mahdar.archive import Archive
from mahdar.archive.catalogue import KnownPlace, PlaceParts
from mahdar.archive.counting import Facets, Named
from mahdar.archive.filters import Filter
from mahdar.archive.hits import Hit
from mahdar.archive.overviews import list_zones, load_control
from mahdar.errors import ArchiveError
from mahdar.knowledge import Knowledge
from mahdar.model import Bilingual, ResolvedPlace
from mahdar.model.base import Frozen
from mahdar.model.control import ControlTimeline
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.api.cursors import Cursor, read_cursor, write_cursor
from mahdar.web.pages import drawing
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.tables import Table

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()
_LISTED = 60
_SHOWN = 15
_MONTHS = 60
Name = Annotated[str | None, Query(max_length=200)]


class PlacesView(Frozen):
    """Some places, and those of which most is told."""

    name: str | None
    places: tuple[KnownPlace, ...]
    most: tuple[Named, ...]
    next: str | None


class InZone(Frozen):
    """A zone in which a place lies, or may lie."""

    id: str
    name: Bilingual
    where: Position


class PlaceView(Frozen):
    """A place, the latest told of it, and who is said to hold it."""

    place: PlaceParts
    events: tuple[Hit, ...]
    months: dict[str, int]
    facets: Facets
    control: ControlTimeline | None
    zones: tuple[InZone, ...]


@router.get("/places")
def places(
    page: AskedPage_, name: Name = None, cursor: Cursor = None, format: AskedFormat = "html"  # noqa: A002
) -> Response:  # fmt: skip
    """List places: all, or those of a name."""
    list_ = f"places {name}"
    found = page.archive.places(name=name, after=read_cursor(list_, cursor), most=_LISTED + 1)
    more = write_cursor(list_, found[_LISTED - 1].id) if len(found) > _LISTED else None
    memory: Memory = page.request.app.state.memory
    most = () if name or cursor else memory.give("places", lambda: page.archive.counts(places=40).places)
    view = PlacesView(name=name, places=tuple(found[:_LISTED]), most=most, next=more)
    rows = [(one.id, one.names[0].ar, one.names[0].en, one.country, one.level, one.lat, one.lon, one.radius_km,
             one.relation) for one in view.places]  # fmt: skip
    columns = ("place", "name_ar", "name_en", "country", "level", "lat", "lon", "radius_km", "relation")
    return page.show("places.html", view, format_=format, table=lambda: Table(columns, rows))


@router.get("/places/{identifier:path}")
def place(page: AskedPage_, archive: JoinedArchive, identifier: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show a place."""
    memory: Memory = page.request.app.state.memory
    view = memory.give(f"place {identifier}", lambda: _view(archive, page.knowledge, identifier))
    months = drawing.filled_months(view.months, most=_MONTHS)
    return page.show(
        "place.html", view, format_=format, table=lambda: _table(view), bars=drawing.bars(months, width=720, height=90)
    )


def _view(archive: Archive, knowledge: Knowledge, identifier: str) -> PlaceView:
    known = archive.place_parts(identifier)
    at = Filter(place=identifier)
    told = archive.search("event", at, most=_SHOWN, with_facets=True)
    resolved = ResolvedPlace(
        id=known.id, name=known.names[0], country=known.country, level=known.level, lat=known.lat, lon=known.lon,
        radius_km=known.radius_km, relation=known.relation,
    )  # fmt: skip
    lies = [(zone, position(zone, resolved)) for zone in list_zones(knowledge)]
    return PlaceView(
        place=known, events=told.hits, months=told.facets.months if told.facets else {},
        facets=archive.facets("event", at), control=_control(archive, knowledge, identifier),
        zones=tuple(InZone(id=zone.id, name=zone.name, where=where) for zone, where in lies if where != "outside"),
    )  # fmt: skip


def _control(archive: Archive, knowledge: Knowledge, identifier: str) -> ControlTimeline | None:
    try:
        return load_control(archive, knowledge, identifier)
    except ArchiveError as error:
        if error.code != "no-control-claim":
            raise
        return None


def _table(view: PlaceView) -> Table:
    """Make one row of each claim of control, and one of each event."""
    columns = ("place", "what", "kind", "status", "date", "holder", "former", "articles")
    claims = view.control.claims if view.control else ()
    rows = [
        (
            view.place.id, "control", one.kind, "denied" if one.denied else "claimed", one.date,
            "; ".join(ref.name.ar or ref.key for ref in one.holder),
            "; ".join(ref.name.ar or ref.key for ref in one.former),
            "; ".join(dict.fromkeys(telling.article_id for telling in one.tellings)),
        )
        for one in claims
    ]  # fmt: skip
    events = [
        (view.place.id, "event", hit.event.type, hit.event.status, hit.event.date, None, None, hit.article_id)
        for hit in view.events if hit.event
    ]  # fmt: skip
    return Table(columns, [*rows, *events])
