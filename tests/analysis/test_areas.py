"""Where a place lies to an area, as far as both are known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.analysis.areas import depth_km, position
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.zones import build_zones
from mahdar.model import Bilingual, ResolvedPlace
from mahdar.model.zone import Period, Zone

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
HOLE = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), (0.4, 0.4))


def zone(**fields: object) -> Zone:
    values: dict[str, object] = {
        "id": "z",
        "name": Bilingual(en="z"),
        "kind": "ceasefire",
        "theatre": "SYR",
        "periods": (Period(since="2017-01-01", by="own", source="own"),),
        "outline": "own",
        "precision_km": 2.0,
        "polygons": ((SQUARE,),),
    }
    return Zone.model_validate({**values, **fields})


def place(lat: float, lon: float, level: str = "town", radius: float = 5.0, **fields: object) -> ResolvedPlace:
    values = {"id": "p", "name": Bilingual(en="p"), "level": level, "lat": lat, "lon": lon, "radius_km": radius}
    return ResolvedPlace.model_validate({**values, **fields})


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (place(0.5, 0.5), "inside"),
        (place(0.5, 0.01), "possibly inside"),  # 1.1 km inside an outline that may be 2 km off
        (place(0.5, -0.01), "possibly inside"),
        (place(0.5, -0.2), "outside"),
        (place(0.5, 0.5, "region", 30.0), "inside"),
        (place(0.5, 0.5, "region", 80.0), "possibly inside"),
        (place(0.5, 0.1, "region", 30.0), "possibly inside"),
        (place(0.5, -1.0, "region", 30.0), "outside"),
        (place(0.5, 0.03, relation="near", radius=10.0), "possibly inside"),
        (place(0.5, 0.5, "country", 10.0), "outside"),
        (place(0.5, 0.5, "water", 300.0), "outside"),
        (place(0.5, 0.5).model_copy(update={"lat": None}), "outside"),
    ],
)
def test_position(where: ResolvedPlace, expected: str) -> None:
    assert position(zone(), where) == expected


def test_what_a_zone_lists_is_inside_whatever_its_outline() -> None:
    assert position(zone(within=("p",)), place(9, 9)) == "inside"
    assert position(zone(within=("p",)), place(9, 9, id="p#near", relation="near")) == "outside"


def test_a_governorate_is_at_most_possibly_inside() -> None:
    listed = zone(provinces=("g",))
    assert position(listed, place(0.5, 0.5, "admin1", 1.0, id="g")) == "possibly inside"
    assert position(listed, place(0.5, 0.5, "admin1", 1.0, id="other")) == "outside"


def test_depth_is_in_kilometres_and_knows_holes() -> None:
    assert depth_km(((SQUARE,),), 0.5, 0.1) == pytest.approx(11.12, abs=0.01)
    assert depth_km(((SQUARE,),), 0.5, -0.1) == pytest.approx(-11.12, abs=0.01)
    assert depth_km(((SQUARE, HOLE),), 0.5, 0.5) == pytest.approx(-11.12, abs=0.01)


@given(st.floats(-2, 3), st.floats(-2, 3))
def test_depth_agrees_with_the_square(lon: float, lat: float) -> None:
    depth = depth_km(((SQUARE,),), lon, lat)
    margin = min(lon, 1 - lon, lat, 1 - lat)
    if abs(margin) > 1e-6:
        assert (depth > 0) == (margin > 0)
    if margin > 0:
        nearest = min(min(lon, 1 - lon) * math.cos(math.radians(lat)), lat, 1 - lat)
        assert depth == pytest.approx(nearest * 111.195, rel=1e-6)


def test_known_zones_hold_what_they_should() -> None:
    zones = load_knowledge().derive(build_zones)
    assert len(zones) >= 10
    douma, palmyra = place(33.572, 36.403), place(34.56, 38.28)
    assert position(zones["syria-eastern-ghouta"], douma) == "inside"
    assert all(position(z, palmyra) == "outside" for z in zones.values())
    inside = {
        "syria-idlib": (35.93, 36.63),  # Idlib
        "syria-south": (32.62, 36.10),  # Daraa
        "lebanon-1701": (33.12, 35.43),  # Bint Jbeil
        "gaza-ceasefire": (31.42, 34.35),  # Deir al-Balah
        "yemen-hodeidah": (14.80, 42.95),
        "korea-dmz": (37.956, 126.677),  # Panmunjom
        "donbas-security-zone": (48.14, 37.75),  # Avdiivka
        "cyprus-buffer": (35.153, 33.28),  # Nicosia airport
        "syria-golan-separation": (33.126, 35.824),  # Quneitra
    }
    for identifier, (lat, lon) in inside.items():
        assert position(zones[identifier], place(lat, lon)) != "outside", identifier
    assert position(zones["lebanon-1701"], place(33.56, 35.37)) == "outside"  # Sidon
    assert position(zones["syria-idlib"], place(36.20, 37.16)) != "inside"  # Aleppo


def test_zones_are_well_formed() -> None:
    for zone in load_knowledge().derive(build_zones).values():
        assert zone.name.ar
        assert zone.name.en
        assert all(period.source for period in zone.periods)
        for polygon in zone.polygons:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
        feature = zone.to_geojson()
        assert feature["geometry"]["type"] == "MultiPolygon"
        assert feature["properties"]["periods"][0]["from"]
