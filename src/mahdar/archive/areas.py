"""Which places of an archive lie in a country, an area or a circle.

A place is a disc. It lies inside if its centre does and it is no larger than what it should lie in; it possibly lies
inside if the two overlap, as a governorate does with a circle around one of its towns. This is reckoned here and not in
the databases, so that they agree on what lies at the edge.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from mahdar.archive.filters import Filter
from mahdar.archive.naming import COUNTRY, Names, unknown
from mahdar.archive.numbers import among
from mahdar.archive.tables import places
from mahdar.errors import UsageError

_EARTH_KM = 6371.0088
_KM_A_DEGREE = math.pi * _EARTH_KM / 180
_UNKNOWN_KM = 25.0  # radius of a place whose extent is not known
_WORLD_KM = math.pi * _EARTH_KM
Ring = Sequence[Sequence[float]]
Distance = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Shape:
    """Something in which places may lie.

    Attributes
    ----------
    distance : callable
        Of a point (lat, lon) from the edge in kilometres, negative inside.
    radius_km : float
        How large it is.
    country : str or None
        Outside which it does not reach.
    """

    distance: Distance
    radius_km: float
    country: str | None = None


def places_asked_for(connection: Connection, names: Names, asked: Filter) -> list[int] | None:
    """Give the numbers of the places that a filter asks for, None if it does not matter where.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    UsageError
        `bad-area` if the area is no GeoJSON polygon.
    """
    conditions = []
    if asked.place:
        conditions.append(_of(names.place_ids(asked.place)))
    if asked.within:
        conditions.append(_within(connection, names.place_ids(asked.within), possibly=asked.possibly))
    shapes = []
    if asked.near:
        shapes.append(_circle(asked.near.lat, asked.near.lon, asked.near.km))
    if asked.area:
        shapes.append(_polygons(asked.area))
    conditions += [among(places.c.number, _numbers(connection, [shape], possibly=asked.possibly)) for shape in shapes]
    if not conditions:
        return None
    return list(connection.scalars(select(places.c.number).where(*conditions).order_by(places.c.number)))


def centre_of(connection: Connection, names: Names, name: str) -> tuple[float, float]:
    """Give latitude and longitude of a place of the archive.

    Raises
    ------
    ArchiveError
        `unknown-name`, also for a place of which it is not known where it lies.
    """
    ids = names.place_ids(name)
    query = select(places.c.lat, places.c.lon).where(places.c.id.in_(ids), places.c.lat.is_not(None))
    row = connection.execute(query.order_by(places.c.radius_km, places.c.number)).first()
    if row is None:
        unknown(name)
    return row.lat, row.lon


def _of(ids: Sequence[str]) -> ColumnElement[bool]:
    """Write the condition that it is one of these places, or an area named by one, such as its countryside."""
    return or_(places.c.id.in_(ids), *(places.c.id.startswith(f"{one}#", autoescape=True) for one in ids))


def _within(connection: Connection, ids: Sequence[str], *, possibly: bool) -> ColumnElement[bool]:
    countries = [one for one in ids if COUNTRY.match(one)]
    if countries:
        return places.c.country.in_(countries)
    rows = connection.execute(select(places).where(places.c.id.in_(ids))).all()
    shapes = [
        _circle(row.lat, row.lon, row.radius_km or _UNKNOWN_KM, row.country) for row in rows if row.lat is not None
    ]
    return or_(_of(ids), among(places.c.number, _numbers(connection, shapes, possibly=possibly)))


def _numbers(connection: Connection, shapes: Sequence[Shape], *, possibly: bool) -> list[int]:
    query = select(places.c.number, places.c.lat, places.c.lon, places.c.radius_km, places.c.country)
    rows = connection.execute(query.where(places.c.lat.is_not(None))).all()
    return [row.number for row in rows if any(_lies_in(shape, row, possibly=possibly) for shape in shapes)]


def _lies_in(shape: Shape, place: Any, *, possibly: bool) -> bool:
    if shape.country and place.country and shape.country != place.country:
        return False
    radius = _UNKNOWN_KM if place.radius_km is None else place.radius_km
    distance = shape.distance(place.lat, place.lon)
    return distance <= radius if possibly else distance <= 0 and radius <= shape.radius_km


def _circle(lat: float, lon: float, km: float, country: str | None = None) -> Shape:
    return Shape(lambda a, b: kilometres(lat, lon, a, b) - km, km, country)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance of two points on the globe."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _polygons(geometry: dict[str, Any]) -> Shape:
    """Make a shape of a GeoJSON geometry, or of a feature that has one; distances are those of a flat map."""
    geometry = geometry.get("geometry", geometry)
    try:
        several = {"Polygon": lambda c: [c], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
        rings = [[(float(lon), float(lat)) for lon, lat, *_ in ring] for polygon in several for ring in polygon]
        lats = [lat for ring in rings for _, lat in ring]
        height = (max(lats) - min(lats)) * _KM_A_DEGREE / 2
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            "bad-area", "This is no GeoJSON polygon.", "Give a Polygon or MultiPolygon with [lon, lat] positions.", None
        ) from error

    def distance(lat: float, lon: float) -> float:
        nearest = min(_to_edge(ring, lat, lon) for ring in rings)
        # A point in a hole is inside an even number of rings.
        return -nearest if sum(_holds(ring, lat, lon) for ring in rings) % 2 else nearest

    return Shape(distance, max(height, _widest(rings)))


def _widest(rings: Sequence[Ring]) -> float:
    lons = [lon for ring in rings for lon, _ in ring]
    middle = math.radians(sum(lat for ring in rings for _, lat in ring) / len(lons))
    return (max(lons) - min(lons)) * _KM_A_DEGREE * math.cos(middle) / 2


def _sides(ring: Ring) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    yield from zip(ring, (*ring[1:], ring[0]), strict=True)


def _holds(ring: Ring, lat: float, lon: float) -> bool:
    crossed = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def _to_edge(ring: Ring, lat: float, lon: float) -> float:
    squeeze = math.cos(math.radians(lat))
    nearest = _WORLD_KM
    for (x1, y1), (x2, y2) in _sides(ring):
        dx, dy = (x2 - x1) * squeeze, y2 - y1
        px, py = (lon - x1) * squeeze, lat - y1
        length = dx * dx + dy * dy
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        nearest = min(nearest, math.hypot(px - along * dx, py - along * dy) * _KM_A_DEGREE)
    return nearest
