"""Where a place lies to an area, as far as both are known: inside, possibly inside, outside.

Distances are kilometres on a plane that touches the globe at the place: exact to about 1 % over 100 km, far finer than
the outlines.
"""

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from mahdar.model.record import ResolvedPlace
from mahdar.model.zone import Ring, Zone

Position = Literal["inside", "possibly inside", "outside"]

_KM_PER_DEGREE = 111.195  # of a great circle, mean radius 6371.0 km
# A town or site without a relation («قرب») is its point: the radius is how far it reaches, not how little we know.
_POINTS = ("town", "site")


def position(zone: Zone, place: ResolvedPlace) -> Position:
    """Where a place lies to a zone.

    A town is inside if its point is further inside than the outline is precise. An area is inside only if all of it is.
    A first-level area is possibly inside every zone that lies in it; a country or a water, which no circle describes,
    says nothing.
    """
    bare = place.id.partition("#")[0]
    if place.level in ("country", "water"):
        return "outside"
    if place.relation is None:
        if bare in zone.within:
            return "inside"
        if place.level == "admin1" and zone.provinces:
            return "possibly inside" if bare in zone.provinces else "outside"
    if place.lat is None or place.lon is None:
        return "outside"
    depth = depth_km(zone.polygons, place.lon, place.lat)
    point = place.level in _POINTS and place.relation is None
    reach = 0.0 if point else (place.radius_km or 0.0)
    if depth >= reach + zone.precision_km:
        return "inside"
    return "possibly inside" if depth > -(reach + zone.precision_km) else "outside"


def depth_km(polygons: Iterable[Iterable[Ring]], lon: float, lat: float) -> float:
    """How far inside the outline of polygons a point lies; negative outside."""
    best = -math.inf
    for polygon in polygons:
        rings = [[_plane(x, y, lon, lat) for x, y in ring] for ring in polygon]
        inside = sum(_encloses(ring) for ring in rings) % 2 == 1
        distance = min(_distance(a, b) for ring in rings for a, b in pairwise(ring))
        best = max(best, distance if inside else -distance)
    return best


def _plane(x: float, y: float, lon: float, lat: float) -> tuple[float, float]:
    """Kilometres east and north of (lon, lat)."""
    return (x - lon) * _KM_PER_DEGREE * math.cos(math.radians(lat)), (y - lat) * _KM_PER_DEGREE


def _encloses(ring: list[tuple[float, float]]) -> bool:
    """Whether a closed ring goes around the origin: a ray eastward crosses it an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > 0) != (y2 > 0) and x1 + (x2 - x1) * -y1 / (y2 - y1) > 0:
            inside = not inside
    return inside


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """From the origin to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(a[0] * dx + a[1] * dy) / length))
    return math.hypot(a[0] + along * dx, a[1] + along * dy)
