"""What the place stage knows: the gazetteer's table, ambiguous names, words around names."""

import time
from collections import Counter

import pytest

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.lookup import Phrases
from mahdar.arabic.tokens import tokenize
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.names import PlaceEntry
from mahdar.knowledge.entries.places import PlaceCue, PlaceStop
from mahdar.reading.places.areas import moved
from mahdar.reading.places.names import GAZETTEER, distance_km, place_names


def stands_in(forms: tuple[str, ...], example: str) -> bool:
    phrases: Phrases[str] = Phrases()
    for form in forms:
        phrases.add(form, form)
    return any(True for _ in phrases.freeze().scan(tokenize(example, fold_with_map(example))))


def test_cues_and_stops_stand_in_their_examples() -> None:
    knowledge = load_knowledge()
    strangers = [cue.id for cue in knowledge.entries(PlaceCue) if not stands_in((*cue.forms, *cue.plural), cue.example)]
    strangers += [stop.id for stop in knowledge.entries(PlaceStop) if not stands_in(stop.forms, stop.example)]
    assert not strangers


def test_a_stopped_name_has_one_rule() -> None:
    counts = Counter(fold(form) for stop in load_knowledge().entries(PlaceStop) for form in stop.forms)
    assert not [form for form, count in counts.items() if count > 1]


def test_a_name_means_one_place_of_its_level_in_a_country() -> None:
    places = load_knowledge().entries(PlaceEntry)
    owners = Counter((fold(form), place.level, place.country) for place in places for form in place.forms)
    assert not [key for key, count in owners.items() if count > 1]


def test_the_lexicon_has_points_and_radii_that_can_be() -> None:
    for place in load_knowledge().entries(PlaceEntry):
        assert -90 <= place.lat <= 90, place.id
        assert -180 <= place.lon <= 180, place.id
        assert 0 < place.radius_km <= 7000, place.id


def test_the_gazetteer_is_a_small_table() -> None:
    assert GAZETTEER.stat().st_size < 4_000_000
    header, *rows = GAZETTEER.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["geonameid", "name", "arabic", "country", "lat", "lon", "population", "admin1"]
    ids: Counter[str] = Counter()
    for row in rows:
        number, _, names, country, lat, lon, population, _ = row.split("\t")
        ids[number] += 1
        assert names
        assert len(country) == 3
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert int(population) >= 0
    assert max(ids.values()) == 1
    assert len(rows) > 15_000


def test_no_persian_letters_in_arabic_names() -> None:
    assert not set("پچژیکگےہٹڈڑ") & set(GAZETTEER.read_text(encoding="utf-8"))


def test_names_are_compiled_quickly() -> None:
    started = time.perf_counter()
    place_names(load_knowledge())
    assert time.perf_counter() - started < 2.0  # a tenth of that on an idle core


@pytest.mark.parametrize(("bearing", "lat", "lon"), [(0, 0.9, 0.0), (90, 0.0, 0.9), (180, -0.9, 0.0), (270, 0.0, -0.9)])
def test_a_point_moves_along_its_bearing(bearing: float, lat: float, lon: float) -> None:
    assert moved(0.0, 0.0, 100, bearing) == pytest.approx((lat, lon), abs=0.01)


def test_distance_is_the_great_circle() -> None:
    assert distance_km((33.51, 36.29), (36.20, 37.16)) == pytest.approx(310, abs=10)  # Damascus to Aleppo
