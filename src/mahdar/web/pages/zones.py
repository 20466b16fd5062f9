"""Zones with the breaches alleged of them; and the places that are said to have changed hands."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response

from mahdar.archive.counting import Named
from mahdar.archive.filters import Filter
from mahdar.archive.overviews import list_zones, load_breaches, load_zone
from mahdar.model.base import Frozen
from mahdar.model.zone import Breach, Zone
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.tables import Table

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()


class ZonesView(Frozen):
    """All known zones, and the places of which most claims of control are told."""

    zones: tuple[Zone, ...]
    changing_hands: tuple[Named, ...]


class ZoneView(Frozen):
    """A zone with the breaches alleged of it."""

    zone: Zone
    breaches: tuple[Breach, ...]


@router.get("/zones")
def zones(page: AskedPage_, format: AskedFormat = "html") -> Response:  # noqa: A002
    """List zones, and places that are said to have changed hands."""
    memory: Memory = page.request.app.state.memory
    taking = Filter(types=("COERCE", "RETREAT"), modes=("seize", "withdraw"))
    view = ZonesView(
        zones=list_zones(page.knowledge),
        changing_hands=memory.give("control", lambda: page.archive.facets("event", taking, shown=40).places),
    )
    rows = [(one.id, one.name.ar, one.name.en, one.kind, one.theatre, one.process, one.periods[0].since,
             one.periods[-1].until) for one in view.zones]  # fmt: skip
    columns = ("zone", "name_ar", "name_en", "kind", "theatre", "process", "since", "until")
    return page.show("zones.html", view, format_=format, table=lambda: Table(columns, rows))


@router.get("/zones/{identifier}")
def zone(page: AskedPage_, archive: JoinedArchive, identifier: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show a zone."""
    memory: Memory = page.request.app.state.memory
    breaches = memory.give(f"breaches {identifier}", lambda: load_breaches(archive, page.knowledge, identifier))
    view = ZoneView(zone=load_zone(page.knowledge, identifier), breaches=breaches)
    return page.show("zone.html", view, format_=format, table=lambda: _table(view))


def _table(view: ZoneView) -> Table:
    columns = ("zone", "where", "when", "type", "mode", "date", "place", "alleged_authors", "targets", "articles")
    rows = [
        (
            one.zone, one.where, one.when, one.type, one.mode, one.date, one.place.ar,
            "; ".join(ref.name.ar or ref.key for ref in one.alleged_authors),
            "; ".join(ref.name.ar or ref.key for ref in one.targets),
            "; ".join(dict.fromkeys(telling.article_id for telling in one.tellings)),
        )
        for one in view.breaches
    ]  # fmt: skip
    return Table(columns, rows)
