"""From the parameters of a request to a filter; they have the names of the options of `mahdar search`."""

import json
import re
from datetime import date
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import Field

from mahdar.archive import Archive
from mahdar.archive.filters import Filter, Near, Part, Role
from mahdar.errors import UsageError
from mahdar.knowledge import load_knowledge
from mahdar.model.base import Frozen
from mahdar.model.record import EventType, Measure, Status
from mahdar.web.api.problems import wrong_value

_JOINING = Lock()  # one request does it, others wait and find it done
MOST = 200  # hits on a page
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*[,،]\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*$", re.ASCII)
_ROLES: dict[str, Role] = {
    "actor": "any", "who": "actor", "whom": "recipient", "claimed_by": "claimant", "speaker": "speaker"
}  # fmt: skip
Name = Annotated[str, Field(max_length=200)]
Names = Annotated[tuple[Name, ...], Field(max_length=50)]


class AskedFilter(Frozen):
    """What an article, statement or event must be like; all that is set must hold, any value of a list does.

    Exception: of `actor`, `who`, `whom`, `claimed_by` and `speaker`, all that are named must take part.
    """

    words: str | None = Field(
        default=None, max_length=2_000,
        description='Words in any inflection, "a phrase", prefix*, -without, one OR another',
    )  # fmt: skip
    since: date | None = Field(
        default=None, description="First day: of publication of articles, else of what happened or was said"
    )
    until: date | None = Field(default=None, description="Last day")
    published_since: date | None = Field(default=None, description="First day of publication")
    published_until: date | None = Field(default=None, description="Last day of publication")
    actor: Names = Field(
        default=(), description="Takes part in any role, or is mentioned: a name in Arabic or English, a word of it, "
        "or a known identity such as wikidata:Q58217",
    )  # fmt: skip
    who: Names = Field(default=(), description="Does it")
    whom: Names = Field(default=(), description="It is done to, or with")
    claimed_by: Names = Field(default=(), description="On whose word")
    speaker: Names = Field(default=(), description="Says it")
    place: Name | None = Field(
        default=None, description="Id or name of a place; its countryside and surroundings are included"
    )
    within: Name | None = Field(default=None, description="Id or name of a country or area in which it must lie")
    near: Name | None = Field(default=None, description="Name of a place, or LAT,LON, near which it must lie")
    km: float = Field(default=25.0, gt=0, le=20_100, allow_inf_nan=False, description="How near, in kilometres")
    area: str | None = Field(
        default=None, max_length=20_000, description="GeoJSON Polygon or MultiPolygon in which it must lie, as JSON"
    )
    possibly: bool = Field(
        default=False, description="Also what is known only to lie in a larger area, which may be inside or not"
    )
    type: tuple[EventType, ...] = Field(default=(), description="Type of event")
    mode: Names = Field(default=(), description="Mode of event, such as aerial")
    status: tuple[Status, ...] = Field(default=(), description="Whether it happened")
    figure: Measure | None = Field(default=None, description="Something of this was counted")
    process: Name | None = Field(default=None, description="Name of a series of talks, such as Astana")
    outlet: Names = Field(default=(), description="Name of an outlet")
    min_confidence: float = Field(default=0.0, ge=0, le=1, allow_inf_nan=False)

    def to_filter(self, archive: Archive) -> Filter:
        """Make a filter for an archive, which knows where the place is that something is to be near.

        Raises
        ------
        MahdarError
            `bad-area`, `bad-filter`, `unknown-name`.
        """
        names = set(AskedFilter.model_fields) & set(Filter.model_fields)
        same = self.model_dump(include=names - {"near", "area"})
        return Filter(
            **same, near=self._near(archive), area=_area(self.area) if self.area is not None else None,
            parts=tuple(Part(name=name, role=role) for key, role in _ROLES.items() for name in getattr(self, key)),
            types=self.type, modes=self.mode, statuses=self.status, series=self.process, outlets=self.outlet,
        )  # fmt: skip

    def _near(self, archive: Archive) -> Near | None:
        if self.near is None:
            return None
        point = _POINT.match(self.near)
        lat, lon = map(float, point.groups()) if point else archive.centre(self.near)
        if abs(lat) > 90 or abs(lon) > 180:
            raise wrong_value("query.near: latitude or longitude out of range", self.near)
        return Near(lat=lat, lon=lon, km=self.km)


class AskedPage(AskedFilter):
    """A filter, and which page of what it finds."""

    limit: int = Field(default=20, ge=1, le=MOST, description="Hits on a page")
    cursor: str | None = Field(default=None, max_length=200, description="`next` of the page before")
    oldest_first: bool = Field(default=False, description="Oldest first rather than latest first")
    facets: bool = Field(default=False, description="Also count all there are, by month and year")


Asked = Annotated[AskedPage, Query()]


def _area(text: str) -> Any:
    try:
        area = json.loads(text)
    except (ValueError, RecursionError):
        area = None
    if not isinstance(area, dict):
        raise UsageError(
            "bad-area", "This is no GeoJSON polygon.", "Give a Polygon or MultiPolygon with [lon, lat] positions."
        )
    return area


def _opened(request: Request) -> Archive:
    archive: Archive = request.app.state.archive
    return archive


def _joined(request: Request) -> Archive:
    """Give the archive with reprints and incidents found, also among what has been added while the server runs."""
    archive = _opened(request)
    with _JOINING:
        archive.join(load_knowledge())
    return archive


OpenedArchive = Annotated[Archive, Depends(_opened)]
JoinedArchive = Annotated[Archive, Depends(_joined)]
