"""What can be asked of an archive."""

import json
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from pydantic import Field

from mahdar.archive.words import Unit
from mahdar.model.base import Frozen
from mahdar.model.record import EventType, Measure, Status

Role = Literal["any", "actor", "recipient", "claimant", "speaker", "mentioned"]


class Part(Frozen):
    """Someone who takes part."""

    name: str = Field(description="Known identity (wikidata:Q…), or a name in Arabic or English, whole or a word of it")
    role: Role = Field(
        default="any",
        description="actor, recipient or claimant of an event; speaker of a statement, or of the one in which an event "
        "is told; mentioned in an article or a statement",
    )


class Near(Frozen):
    """A circle."""

    lat: float = Field(ge=-90, le=90, description="Latitude of the centre, degrees north")
    lon: float = Field(ge=-180, le=180, description="Longitude, degrees east")
    km: float = Field(gt=0, le=20_100, description="Radius")


class Filter(Frozen):
    """What an article, statement or event must be like; all that is set must hold, any value of a list does.

    Of articles and statements that are asked for by what happens (type, mode, status, series, confidence, figure), one
    event in them must fulfil all of it; of articles it must also have the place and the participants asked for.
    """

    words: str | None = Field(default=None, description='Words, "a phrase", prefix*, -without, one OR another')
    since: date | None = Field(
        default=None, description="First day: of publication of articles, else of what happened or was said"
    )
    until: date | None = Field(default=None, description="Last day")
    published_since: date | None = Field(default=None, description="First day of publication")
    published_until: date | None = Field(default=None, description="Last day of publication")
    place: str | None = Field(default=None, description="Id or name of a place")
    within: str | None = Field(default=None, description="Id or name of a country or area in which it must lie")
    near: Near | None = Field(default=None, description="Circle in which it must lie")
    area: dict[str, Any] | None = Field(default=None, description="GeoJSON polygon in which it must lie")
    possibly: bool = Field(
        default=False, description="Also places known less exactly, which may lie in circle or area, or may not"
    )
    parts: tuple[Part, ...] = Field(default=(), description="All of these take part")
    types: tuple[EventType, ...] = Field(default=(), description="An event is of one of these")
    modes: tuple[str, ...] = Field(default=(), description="Its mode is one of these")
    statuses: tuple[Status, ...] = Field(default=(), description="Its status is one of these")
    figure: Measure | None = Field(default=None, description="Something of this was counted")
    outlets: tuple[str, ...] = Field(default=(), description="It is published by one of these")
    series: str | None = Field(default=None, description="Name of a process")
    min_confidence: float = Field(
        default=0.0, ge=0, le=1, description="An event was read with this confidence at least"
    )

    def asks_for_events(self) -> bool:
        """Whether something is asked for that only events have."""
        return bool(self.types or self.modes or self.statuses or self.figure or self.series or self.min_confidence)

    def digest(self, unit: Unit) -> str:
        """Name the question, so that a cursor is not used with another."""
        return sha256(json.dumps([unit, self.model_dump(mode="json")]).encode()).hexdigest()[:12]
