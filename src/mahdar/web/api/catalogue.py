"""Actors and places: whom and what the archive knows."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.catalogue import ActorParts, KnownActor, KnownPlace, PlaceParts
from mahdar.model.base import Frozen
from mahdar.web.api.answers import answer, with_next
from mahdar.web.api.asked import OpenedArchive
from mahdar.web.api.cursors import Cursor, Limit, read_cursor, write_cursor

router = APIRouter(tags=["actors and places"])
_NEXT = Field(description="Cursor of the next page; null: this is the last")
Name = Annotated[str | None, Query(max_length=200, description="In Arabic or English, whole or words of it in a row")]


class ActorPage(Frozen):
    """Some actors, and how to get the rest."""

    actors: tuple[KnownActor, ...]
    next: str | None = _NEXT


class PlacePage(Frozen):
    """Some places, and how to get the rest."""

    places: tuple[KnownPlace, ...]
    next: str | None = _NEXT


@router.get("/actors", response_model=ActorPage)
def list_actors(
    request: Request, archive: OpenedArchive, name: Name = None, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """List actors in the order of their keys."""
    list_ = f"actors {name}"
    found = archive.actors(name=name, after=read_cursor(list_, cursor), most=limit + 1)
    more = write_cursor(list_, found[limit - 1].key) if len(found) > limit else None
    return with_next(request, answer(request, ActorPage(actors=tuple(found[:limit]), next=more)), more)


@router.get("/actors/{key:path}", response_model=ActorParts)
def actor(request: Request, archive: OpenedArchive, key: str) -> Response:
    """Give an actor, and in how many articles, statements and events it takes which part."""
    return answer(request, archive.actor(key))


@router.get("/places", response_model=PlacePage)
def list_places(
    request: Request, archive: OpenedArchive, name: Name = None, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """List places in the order of their ids."""
    list_ = f"places {name}"
    found = archive.places(name=name, after=read_cursor(list_, cursor), most=limit + 1)
    more = write_cursor(list_, found[limit - 1].id) if len(found) > limit else None
    return with_next(request, answer(request, PlacePage(places=tuple(found[:limit]), next=more)), more)


@router.get("/places/{place_id:path}", response_model=PlaceParts)
def place(request: Request, archive: OpenedArchive, place_id: str) -> Response:
    """Give a place, and in how many articles, statements and events it occurs."""
    return answer(request, archive.place_parts(place_id))
