"""Circles on the globe, as RFC 7946 wants areas: rings counterclockwise and closed, cut at the antimeridian."""

from functools import lru_cache
from math import asin, atan2, cos, degrees, radians, sin
from typing import Any

_EARTH_KM = 6371.0
_CORNERS = 48
_DIGITS = 5  # of a degree: about a metre
Ring = list[list[float]]


@lru_cache(maxsize=4096)  # the same areas come again and again
def circle(lat: float, lon: float, radius_km: float) -> dict[str, Any] | None:
    """Draw a circle.

    Parameters
    ----------
    lat, lon : float
        Its middle, WGS 84, degrees.
    radius_km : float

    Returns
    -------
    dict or None
        A GeoJSON Polygon, a MultiPolygon if it lies across the antimeridian; None for a circle with a pole in it, which
        no ring of longitudes bounds.
    """
    if abs(lat) + degrees(radius_km / _EARTH_KM) >= 90:
        return None
    # From north against the clock; longitudes run on beyond 180 so that the ring stays in one piece.
    ring = [_point(lat, lon, radius_km, -360 * corner / _CORNERS) for corner in range(_CORNERS)]
    parts = [
        [[x - turn, y] for x, y in part]
        for turn in (-360.0, 0.0, 360.0)
        if (part := _between(ring, -180 + turn, 180 + turn))
    ]
    rings = [[_rounded(part)] for part in parts]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _point(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    la, angle, arc = radians(lat), radians(bearing), km / _EARTH_KM
    to = asin(sin(la) * cos(arc) + cos(la) * sin(arc) * cos(angle))
    east = atan2(sin(angle) * sin(arc) * cos(la), cos(arc) - sin(la) * sin(to))
    return lon + degrees(east), degrees(to)


def _between(ring: list[tuple[float, float]], west: float, east: float) -> list[tuple[float, float]]:
    """Cut a convex ring to the longitudes between two (Sutherland and Hodgman)."""
    return _beyond(_beyond(ring, west, 1.0), east, -1.0)


def _beyond(ring: list[tuple[float, float]], line: float, side: float) -> list[tuple[float, float]]:
    """Keep what lies east (side 1) or west (side -1) of a meridian."""
    kept: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside1, inside2 = (x1 - line) * side >= 0, (x2 - line) * side >= 0
        if inside1:
            kept.append((x1, y1))
        if inside1 != inside2:
            kept.append((line, y1 + (y2 - y1) * (line - x1) / (x2 - x1)))
    return kept if any((x - line) * side > 0 for x, _ in kept) else []


def _rounded(part: list[list[float]]) -> Ring:
    ring = [[round(x, _DIGITS), round(y, _DIGITS)] for x, y in part]
    ring = [point for point, before in zip(ring, ring[-1:] + ring[:-1], strict=True) if point != before]
    return [*ring, ring[0]]
