"""What many articles say together: incidents, processes, zones and their breaches, control of places."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.incident_pages import IncidentPage, Told
from mahdar.archive.overviews import (
    KnownProcess,
    list_processes,
    list_proposed,
    list_zones,
    load_breaches,
    load_control,
    load_process,
    load_zone,
)
from mahdar.knowledge import load_knowledge
from mahdar.model.base import Frozen
from mahdar.model.control import ControlTimeline
from mahdar.model.incident import Incident, Link
from mahdar.model.process import Process, ProposedSeries
from mahdar.model.zone import Breach
from mahdar.web.api.answers import answer, tagged, with_next
from mahdar.web.api.asked import AskedFilter, JoinedArchive, OpenedArchive
from mahdar.web.api.cursors import Cursor, Limit, read_cursor, write_cursor

router = APIRouter(tags=["incidents, processes, zones, control"])
_GEOJSON = "application/geo+json"
_NEXT = Field(description="Cursor of the next page; null: this is the last")
_FEATURES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "GeoJSON (RFC 7946)",
        "content": {_GEOJSON: {"schema": {"type": "object", "required": ["type"]}}},
    }
}


class AskedIncidents(AskedFilter):
    """What an event of an incident must be like, and which page."""

    least_articles: int = Field(default=1, ge=1, le=10_000, description="Articles that must tell it")
    least_sources: int = Field(
        default=1, ge=1, le=10_000, description="Sources that must tell it, independent of each other"
    )
    contradictory: bool = Field(default=False, description="Only what accounts contradict each other on")
    limit: int = Field(default=20, ge=1, le=50, description="Incidents on a page")
    cursor: str | None = Field(default=None, max_length=200, description="`next` of the page before")


class Why(Frozen):
    """Why the articles of an incident are taken to tell one happening: the likeliest link of each to another."""

    links: tuple[Link, ...] = Field(description="The likeliest first, each with what speaks for and against it")


class ProposedList(Frozen):
    """Series of talks that the texts count rounds of and that the lexicons lack."""

    proposed: tuple[ProposedSeries, ...]


class ProcessList(Frozen):
    """Processes that articles of the archive tell of."""

    processes: tuple[KnownProcess, ...]


class BreachPage(Frozen):
    """Some alleged breaches of a zone, and how to get the rest."""

    breaches: tuple[Breach, ...]
    next: str | None = _NEXT


@router.get("/incidents", response_model=IncidentPage)
def search_incidents(request: Request, archive: JoinedArchive, asked: Annotated[AskedIncidents, Query()]) -> Response:
    """Find incidents: happenings as several articles tell them, those of the latest events first."""
    told = Told(
        least_articles=asked.least_articles, least_sources=asked.least_sources, contradictory=asked.contradictory
    )
    page = archive.incident_page(asked.to_filter(archive), told, most=asked.limit, cursor=asked.cursor)
    return with_next(request, answer(request, page), page.next)


@router.get("/incidents/{key}", response_model=Incident)
def incident(request: Request, archive: JoinedArchive, key: str) -> Response:
    """Give an incident with all its accounts, and in what they agree and contradict each other."""
    return answer(request, archive.incident(key))


@router.get("/incidents/{key}/why", response_model=Why)
def why(request: Request, archive: JoinedArchive, key: str) -> Response:
    """Say why mentions in several articles are taken for one incident, respect by respect."""
    return answer(request, Why(links=archive.why(key, load_knowledge())))


@router.get("/proposed-series", response_model=ProposedList)
def proposed_series(request: Request, archive: JoinedArchive) -> Response:
    """List series of talks that articles count rounds of and that no lexicon knows."""
    return answer(request, ProposedList(proposed=list_proposed(archive, load_knowledge())))


@router.get("/processes", response_model=ProcessList)
def processes(request: Request, archive: OpenedArchive) -> Response:
    """List the named series of talks that articles tell of."""
    return answer(request, ProcessList(processes=list_processes(archive, load_knowledge())))


@router.get("/processes/{process_id}", response_model=Process)
def process(request: Request, archive: JoinedArchive, process_id: str) -> Response:
    """Give a process: parties, rounds, the history of their dates, agreed zones, promises and what became of them."""
    return answer(request, load_process(archive, load_knowledge(), process_id))


@router.get("/zones", responses=_FEATURES, response_class=Response)
def zones(request: Request) -> Response:
    """Give all known zones as a GeoJSON feature collection."""
    features = [zone.to_geojson() for zone in list_zones(load_knowledge())]
    return _geojson(request, {"type": "FeatureCollection", "features": features})


@router.get("/zones/{zone_id}", responses=_FEATURES, response_class=Response)
def zone(request: Request, zone_id: str) -> Response:
    """Give a zone as a GeoJSON feature, with the days on which it was in force."""
    return _geojson(request, load_zone(load_knowledge(), zone_id).to_geojson())


@router.get("/zones/{zone_id}/breaches", response_model=BreachPage)
def breaches(
    request: Request, archive: JoinedArchive, zone_id: str, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """List acts of force alleged to have happened in a zone while it was in force, in the order of their days."""
    list_ = f"breaches {zone_id}"
    after = read_cursor(list_, cursor)
    found = [one for one in load_breaches(archive, load_knowledge(), zone_id) if after is None or _key(one) > after]
    more = write_cursor(list_, _key(found[limit - 1])) if len(found) > limit else None
    return with_next(request, answer(request, BreachPage(breaches=tuple(found[:limit]), next=more)), more)


@router.get("/control/{place_id:path}", response_model=ControlTimeline)
def control(request: Request, archive: JoinedArchive, place_id: str) -> Response:
    """Give what is claimed, by whom and when, of who holds a place; the latest claim is a claim, not a finding."""
    return answer(request, load_control(archive, load_knowledge(), place_id))


def _key(breach: Breach) -> str:
    """Write what breaches of a zone are ordered by so that it sorts as text."""
    first = breach.tellings[0]
    return f"{breach.date or '':30}{first.article_id}{first.span[0]:10}{first.span[1]:10}{first.mention}"


def _geojson(request: Request, content: dict[str, Any]) -> Response:
    return tagged(request, json.dumps(content, ensure_ascii=False).encode(), _GEOJSON)
