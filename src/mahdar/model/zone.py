"""A zone: an agreed area with the days it was in force; and what is alleged to have breached it."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from mahdar.model.base import Bilingual, Frozen
from mahdar.model.record import AcledSubEvent, EventType, Figure
from mahdar.model.telling import ActorRef, Telling

ZoneKind = Literal["ceasefire", "de-escalation", "demilitarised", "safe zone", "buffer", "restricted access"]
Ring = tuple[tuple[float, float], ...]


class Period(Frozen):
    """Days on which a zone was in force, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    since: str = Field(alias="from", description="EDTF day")
    until: str | None = Field(default=None, alias="to", description="EDTF day; null: no end known")
    by: str = Field(description="The act that began it, and the one that ended it")
    source: str


class Zone(Frozen):
    """An agreed area.

    `outline` says what the line was drawn from; `precision_km` is how far the true line may lie from it.
    """

    id: str
    name: Bilingual
    forms: tuple[str, ...] = Field(default=(), description="What the press calls it")
    kind: ZoneKind
    theatre: str = Field(description="ISO 3166-1 alpha-3 of the conflict")
    process: str | None = Field(default=None, description="id of the process that agreed it")
    guarantors: tuple[ActorRef, ...] = ()
    periods: tuple[Period, ...]
    exempt: tuple[ActorRef, ...] = Field(default=(), description="Those whom the agreement leaves outside the truce")
    provinces: tuple[str, ...] = Field(default=(), description="Ids of the first-level areas it lies in")
    within: tuple[str, ...] = Field(default=(), description="Ids of places that surely lie inside")
    outline: str
    precision_km: float
    polygons: tuple[tuple[Ring, ...], ...] = Field(
        description="Closed rings of (longitude, latitude), WGS 84; the first of each polygon is the outer one"
    )

    def to_geojson(self) -> dict[str, Any]:
        """Give the zone as a GeoJSON feature."""
        properties = self.model_dump(mode="json", by_alias=True, exclude={"id", "polygons"})
        return {
            "type": "Feature",
            "id": self.id,
            "properties": properties,
            "geometry": {"type": "MultiPolygon", "coordinates": self.polygons},
        }


class Breach(Frozen):
    """An act alleged to have happened in a zone while it was in force. An allegation, whoever makes it."""

    zone: str
    where: Literal["inside", "possibly inside"]
    when: Literal["in force", "possibly in force"]
    type: EventType
    mode: str | None
    acled: AcledSubEvent | None
    date: str | None
    dated_from: Literal["text", "publication"]
    place: Bilingual
    alleged_authors: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    against_exempt: bool = Field(description="All those hit are outside the truce by the agreement's own terms")
    figures: tuple[tuple[Telling, Figure], ...] = Field(default=(), description="Each account's own figures")
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...] = ()
