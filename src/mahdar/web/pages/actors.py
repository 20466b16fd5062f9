"""Actors: who did and said what, with whom, over time."""

import math
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from mahdar.archive import Archive
from mahdar.archive.catalogue import ActorParts, KnownActor
from mahdar.archive.counting import Named
from mahdar.archive.filters import Filter, Part
from mahdar.archive.hits import Hit
from mahdar.model.base import Frozen
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.api.cursors import Cursor, read_cursor, write_cursor
from mahdar.web.pages import drawing
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.tables import Table

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()
_LISTED = 60
_SHOWN = 12
_MONTHS = 60
WIDTH, HEIGHT = 720.0, 420.0
Name = Annotated[str | None, Query(max_length=200)]


class ActorsView(Frozen):
    """Some actors, and those named most."""

    name: str | None
    actors: tuple[KnownActor, ...]
    most: tuple[Named, ...]
    next: str | None


class ActorView(Frozen):
    """An actor, with the latest that it did, said and vouched for, and those it acts with."""

    actor: ActorParts
    did: tuple[Hit, ...]
    suffered: tuple[Hit, ...]
    said: tuple[Hit, ...]
    vouched: tuple[Hit, ...]
    months: dict[str, int]
    types: dict[str, int]
    places: tuple[Named, ...]
    others: tuple[Named, ...]


class Neighbour(Frozen):
    """Someone on the network, and where."""

    other: Named
    x: float
    y: float
    width: float
    anchor: str


@router.get("/actors")
def actors(
    page: AskedPage_, name: Name = None, cursor: Cursor = None, format: AskedFormat = "html"  # noqa: A002
) -> Response:  # fmt: skip
    """List actors: all, or those of a name."""
    list_ = f"actors {name}"
    found = page.archive.actors(name=name, after=read_cursor(list_, cursor), most=_LISTED + 1)
    more = write_cursor(list_, found[_LISTED - 1].key) if len(found) > _LISTED else None
    memory: Memory = page.request.app.state.memory
    most = (
        () if name or cursor else memory.give("actors", lambda: page.archive.facets("event", Filter(), shown=40).actors)
    )
    view = ActorsView(name=name, actors=tuple(found[:_LISTED]), most=most, next=more)
    rows = [(one.key, one.kind, one.country, "; ".join(n.ar or "" for n in one.names),
             "; ".join(n.en or "" for n in one.names)) for one in view.actors]  # fmt: skip
    columns = ("actor", "kind", "country", "names_ar", "names_en")
    return page.show("actors.html", view, format_=format, table=lambda: Table(columns, rows))


@router.get("/actors/{key:path}")
def actor(page: AskedPage_, archive: JoinedArchive, key: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show an actor."""
    memory: Memory = page.request.app.state.memory
    view = memory.give(f"actor {key}", lambda: _view(archive, key))
    months = drawing.filled_months(view.months, most=_MONTHS)
    return page.show(
        "actor.html", view, format_=format, table=lambda: _table(view), bars=drawing.bars(months, width=720, height=90),
        neighbours=neighbours(view.others), width=WIDTH, height=HEIGHT,
    )  # fmt: skip


def _view(archive: Archive, key: str) -> ActorView:
    known = archive.actor(key)
    taking_part = Filter(parts=(Part(name=key),))
    facets = archive.facets("event", taking_part)
    told = archive.search("event", taking_part, most=1, with_facets=True)
    same = {key, *known.same}

    def latest(unit: str, role: str) -> tuple[Hit, ...]:
        asked = Filter(parts=(Part.model_validate({"name": key, "role": role}),))
        return archive.search("event" if unit == "event" else "statement", asked, most=_SHOWN).hits

    return ActorView(
        actor=known, did=latest("event", "actor"), suffered=latest("event", "recipient"),
        said=latest("statement", "speaker"), vouched=latest("event", "claimant"),
        months=told.facets.months if told.facets else {}, types=facets.types, places=facets.places,
        others=tuple(one for one in facets.actors if one.key not in same),
    )  # fmt: skip


def neighbours(others: tuple[Named, ...]) -> list[Neighbour]:
    """Place others around an actor, those met most often nearest to the top."""
    most = max((one.count for one in others), default=1)
    placed = []
    for number, one in enumerate(others):
        angle = 2 * math.pi * number / len(others) - math.pi / 2
        x, y = WIDTH / 2 + 190 * math.cos(angle), HEIGHT / 2 + 165 * math.sin(angle)
        side = "middle" if abs(math.cos(angle)) < 0.3 else "start" if math.cos(angle) > 0 else "end"
        placed.append(Neighbour(other=one, x=x, y=y, width=1 + 7 * one.count / most, anchor=side))
    return placed


def _table(view: ActorView) -> Table:
    columns = ("actor", "part", "article", "id", "published", "outlet", "type", "status", "words")
    rows = [
        (
            view.actor.key, part, hit.article_id, hit.id, hit.published, hit.outlet,
            hit.event.type if hit.event else None, hit.event.status if hit.event else None, hit.snippet.text,
        )
        for part, hits in (("did", view.did), ("suffered", view.suffered), ("said", view.said),
                           ("vouched", view.vouched))
        for hit in hits
    ]  # fmt: skip
    return Table(columns, rows)
