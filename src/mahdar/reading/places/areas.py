"""From a chosen place and what stands around its name to the place as precisely as the text names it.

A relation (countryside, north of, 20 km east of) makes an area with a radius or moves the point; it is never dropped.
"""

import re
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin

from mahdar.model import Bilingual, ResolvedPlace
from mahdar.model.record import Level
from mahdar.reading.places.cues import Context, CueHit, CueMap
from mahdar.reading.places.mentions import Mention
from mahdar.reading.places.names import KnownPlace

_EARTH_KM = 6371.0
_POINTS = ("town", "site", "admin2")
# nouns that make another place of a town's name; a market or street of a town is the town
_OWN_SITES = frozenset(
    {"camp", "airport", "base", "crossing", "port", "mountain", "valley", "heights", "island", "river"}
)


@dataclass(slots=True)
class _Area:
    """What the resolved place is built from, step by step."""

    id: str
    ar: str
    en: str
    level: Level
    lat: float
    lon: float
    radius_km: float
    relations: list[str]

    def move(self, km: float, bearing: float) -> None:
        self.lat, self.lon = moved(self.lat, self.lon, km, bearing)


def moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """Return the point (degrees) that lies `km` kilometres from another at a bearing (degrees clockwise from north)."""
    la, lo, angle, arc = radians(lat), radians(lon), radians(bearing), km / _EARTH_KM
    to = asin(sin(la) * cos(arc) + cos(la) * sin(arc) * cos(angle))
    east = lo + atan2(sin(angle) * sin(arc) * cos(la), cos(arc) - sin(la) * sin(to))
    return degrees(to), (degrees(east) + 540) % 360 - 180


def resolve(mention: Mention, cues: CueMap, between: KnownPlace | None) -> tuple[ResolvedPlace, bool]:
    """Build the place of a decided mention.

    Parameters
    ----------
    mention : Mention
        With `chosen` set.
    cues : CueMap
        For directions after the name (ريف حمص الشمالي).
    between : KnownPlace or None
        The other end, if the mention is one end of a stretch (بين سراقب وأريحا).

    Returns
    -------
    ResolvedPlace
    bool
        Whether the noun of place in front belongs to the name (مطار كركوك).
    """
    place = mention.chosen
    assert place is not None
    context = mention.context
    area = _Area(place.id, place.ar, place.en, place.level, place.lat, place.lon, place.radius_km, [])
    inside = _apply_head(area, context)
    direction, bearing = context.direction, context.bearing
    if context.area is not None:
        after = _direction_after(mention, cues)
        if after is not None:
            direction, bearing = after.cue.relation, after.cue.bearing
        _apply_area(area, context.area, direction, bearing)
    elif context.distance_km is not None and area.level in _POINTS:
        _apply_distance(area, context.distance_km, direction, bearing)
    elif direction is not None:
        _apply_direction(area, direction, bearing)
    if context.border is not None:
        area.relations.append("border")
    if between is not None:
        area.relations.append(f"between, other end {between.en}")
    relation = ", ".join(area.relations) or None
    return (
        ResolvedPlace(
            id=area.id + (f"#{slug(relation)}" if relation else ""),
            name=Bilingual(ar=area.ar, en=area.en),
            country=place.country,
            level=area.level,
            lat=round(area.lat, 3),
            lon=round(area.lon, 3),
            radius_km=round(area.radius_km, 1),
            relation=relation,
        ),
        inside,
    )


def slug(text: str) -> str:
    """Write a relation as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _apply_head(area: _Area, context: Context) -> bool:
    """Change the level to what the noun of place says; True if the noun is part of the name."""
    if context.head is None:
        return False
    cue = context.head.cue
    if (
        cue.id in _OWN_SITES
        and not context.head.plural
        and area.level in ("town", "admin2", "admin1")
        and cue.level is not None
    ):
        # the airport of a town we have no point for: somewhere in or near the town
        area.id, area.ar, area.en = f"{area.id}~{cue.id}", f"{cue.forms[0]} {area.ar}", f"{area.en} {cue.id}"
        area.radius_km = max(12.0, cue.radius_km or 0, area.radius_km)
        area.level = cue.level
        return True
    if cue.level == "admin2" and area.level == "town":
        area.id, area.en, area.level, area.radius_km = (
            f"{area.id}~district",
            f"{area.en} district",
            "admin2",
            cue.radius_km or 15.0,
        )
    elif cue.level == "admin1" and area.level in ("town", "admin2"):
        area.id, area.en, area.level, area.radius_km = (
            f"{area.id}~province",
            f"{area.en} province",
            "admin1",
            cue.radius_km or 60.0,
        )
    return False


def _direction_after(mention: Mention, cues: CueMap) -> CueHit | None:
    hits = [
        hit
        for hit in cues.starting.get(mention.last + 1, ())
        if hit.cue.role == "direction" and hit.cue.bearing is not None
    ]
    return max(hits, key=lambda hit: hit.last, default=None)


def _apply_area(area: _Area, hit: CueHit, direction: str | None, bearing: float | None) -> None:
    relation = hit.cue.relation or "near"
    area.relations.append(f"{relation}, {direction}" if direction else relation)
    if area.level in ("country", "water"):
        return
    if area.level in ("admin1", "region"):
        if bearing is not None:
            area.move(area.radius_km * 0.5, bearing)
            area.radius_km *= 0.6
        return
    if bearing is not None:
        area.move(min(10.0, (hit.cue.radius_km or 10.0) / 2), bearing)
    area.radius_km = max(area.radius_km, hit.cue.radius_km or 10.0)


def _apply_distance(area: _Area, km: float, direction: str | None, bearing: float | None) -> None:
    area.relations.append(f"{km:g} km {direction}" if direction else f"{km:g} km from")
    if bearing is None:
        area.radius_km += km
        return
    area.move(km, bearing)
    area.radius_km = max(3.0, 0.2 * km)


def _apply_direction(area: _Area, direction: str, bearing: float | None) -> None:
    area.relations.append(direction)
    if area.level in _POINTS and bearing is not None:
        area.radius_km = max(area.radius_km, 15.0)
    elif area.level in ("admin1", "region") and bearing is not None:
        area.move(area.radius_km * 0.5, bearing)
        area.radius_km *= 0.6
