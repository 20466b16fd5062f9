import json
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from mahdar.export import Report
from mahdar.export.circles import circle
from tests.export.cases import key_of


@pytest.fixture
def features(everything: Report) -> dict[str, dict]:
    document = json.loads((everything.folder / "events.geojson").read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    return {feature["id"]: feature for feature in document["features"]}


def test_every_event_is_a_feature(features: dict[str, dict]) -> None:
    assert len(features) == 20
    assert all(set(f) == {"type", "id", "geometry", "properties"} and f["type"] == "Feature" for f in features.values())


def test_a_town_is_a_point(features: dict[str, dict]) -> None:
    strike = features[key_of("e1")]
    assert strike["geometry"] == {"type": "Point", "coordinates": [36.5, 35.5]}
    assert (strike["properties"]["level"], strike["properties"]["radius_km"]) == ("town", 5.0)


def test_an_area_is_an_area(features: dict[str, dict]) -> None:
    clash = features[key_of("e6")]
    area = shape(clash["geometry"])
    assert area.is_valid
    assert area.contains(Point(36.1, 35.8))
    assert clash["properties"]["relation"] == "countryside, north"
    assert not {"latitude", "longitude"} & set(clash["properties"])  # no pin to take by mistake


@pytest.mark.parametrize("event", ["e5", "e8", "e10"])
def test_no_geometry_for_a_country_for_unknown_coordinates_and_for_no_place(
    features: dict[str, dict], event: str
) -> None:
    assert features[key_of(event)]["geometry"] is None


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lon1, lat1), (lon2, lat2) = ([radians(x) for x in p] for p in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(2, 900))
def test_circles_are_what_rfc_7946_wants(lat: float, lon: float, radius: float) -> None:
    drawn = circle(lat, lon, radius)
    assert drawn is not None
    parts = drawn["coordinates"] if drawn["type"] == "MultiPolygon" else [drawn["coordinates"]]
    assert shape(drawn).is_valid
    for (ring,) in parts:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert shape({"type": "Polygon", "coordinates": [ring]}).exterior.is_ccw
        for x, y in ring:
            distance = km((lon, lat), (x, y))
            assert distance <= radius * 1.005 + 0.01
            assert abs(abs(x) - 180) < 1e-4 or distance >= radius * 0.99 - 0.01  # on the rim, or where it was cut
    if drawn["type"] == "MultiPolygon":
        assert len(parts) == 2
        assert {round(max(x for x, _ in ring)) == 180 for (ring,) in parts} == {True, False}


def test_a_circle_around_a_pole_is_not_drawn() -> None:
    assert circle(89.0, 10.0, 300) is None
    assert circle(-85.0, 10.0, 600) is None


def test_a_circle_across_the_antimeridian_is_cut() -> None:
    drawn = circle(52.0, 179.9, 50)
    assert drawn is not None
    assert drawn["type"] == "MultiPolygon"
    assert shape(drawn).contains(Point(-179.9, 52.0))
