"""Pages over many articles: incidents, processes, actors, places, zones."""

import csv
import io
import json
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.knowledge import load_knowledge
from mahdar.web.pages.about import FIGURES
from mahdar.web.pages.scales import Days, Numbers
from tests.web.rooms import make_room

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

FLOORS = Path(__file__).parents[1] / "quality" / "floors.json"


@pytest.fixture(scope="module")
def pages(archive: Archive) -> TestClient:
    archive.join(load_knowledge())
    return TestClient(make_room(archive), base_url="http://localhost", raise_server_exceptions=False)


def view_of(pages: TestClient, path: str, **parameters: Any) -> Any:
    response = pages.get(path, params={**parameters, "format": "json"})
    assert response.status_code == 200, response.text
    return response.json()


def text_of(pages: TestClient, path: str) -> str:
    response = pages.get(path)
    assert response.status_code == 200, response.text
    return response.text


@pytest.fixture(scope="module")
def atarib(pages: TestClient) -> str:
    """The key of the incident of which two articles give other figures."""
    found = view_of(pages, "/en/incidents", q="killed", place="الأتارب")["page"]["incidents"]
    return next(one["id"] for one in found if one["articles"] == 2)


def test_incidents_obey_the_box(pages: TestClient) -> None:
    whole = view_of(pages, "/en/incidents", limit=50)["page"]["incidents"]
    attacks = view_of(pages, "/en/incidents", q="attack", limit=50)["page"]["incidents"]
    assert {one["id"] for one in attacks} < {one["id"] for one in whole}
    assert "ASSAULT" in {one["type"] for one in attacks}
    assert all(one["articles"] >= 2 for one in whole)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_incident_has_its_accounts_side_by_side(pages: TestClient, atarib: str, language: str) -> None:
    view = view_of(pages, f"/{language}/incidents/{atarib}")
    text = text_of(pages, f"/{language}/incidents/{atarib}")
    for account in view["incident"]["accounts"]:
        assert f'id="{account["id"]}"' in text
        assert view["quotes"][account["id"]] in text
    assert text.count('class="claim') == sum(len(account["figures"]) for account in view["incident"]["accounts"])
    assert view["why"][0]["reasons"]
    assert {"53", "61"} <= set(
        pages.get(f"/{language}/incidents/{atarib}").text.replace("</bdi>", "<bdi>").split("<bdi>")
    )


def test_dates_that_slipped_are_marked_and_others_are_not(pages: TestClient) -> None:
    view = view_of(pages, "/en/processes/astana")
    text = text_of(pages, "/en/processes/astana")
    slips = sum(len(one["slips"]) for one in view["rounds"])
    assert slips >= 4
    moved = {(one["ordinal"], slip["after"], slip["announced_on"]) for one in view["rounds"] for slip in one["slips"]}
    assert text.count('<tr class="moved">') == len(moved)
    announced = sum(len(one["schedule"]) for one in view["rounds"])
    rows = list(csv.DictReader(io.StringIO(pages.get("/en/processes/astana", params={"format": "csv"}).text)))
    assert len(rows) == announced


def test_the_calendar_of_a_process_can_be_fetched(pages: TestClient) -> None:
    text = text_of(pages, "/ar/processes/astana")
    at = text.index("/api/v1/exports/events?")
    response = pages.get(text[at : text.index('"', at)].replace("&amp;", "&"))
    assert response.status_code == 200
    assert response.text.startswith("BEGIN:VCALENDAR")
    assert response.text.count("BEGIN:VEVENT") > 5


def test_an_actor_shows_what_searches_find(pages: TestClient, archive: Archive) -> None:
    view = view_of(pages, "/en/actors/iso3166:RUS")
    assert view["actor"]["articles"] > 10
    assert sum(view["types"].values()) == len(archive.found("event", AskedActor))
    assert all(one["key"] != "iso3166:RUS" for one in view["others"])
    assert {"روسيا"} <= {name["ar"] for name in view["actor"]["names"]}
    assert "<circle" in text_of(pages, "/ar/actors/iso3166:RUS")


AskedActor = Filter.model_validate({"parts": [{"name": "iso3166:RUS"}]})


def test_a_town_that_changed_hands_has_all_claims(pages: TestClient) -> None:
    hands = view_of(pages, "/en/zones")["changing_hands"]
    place = next(one["key"] for one in hands if one["name"]["ar"] == "البوكمال")
    view = view_of(pages, f"/en/places/{place}")
    held_by = {holder["key"] for claim in view["control"]["claims"] for holder in claim["holder"]}
    assert held_by >= {"wikidata:Q2429253", "mahdar:syrian-government-forces"}
    text = text_of(pages, f"/en/places/{place}")
    assert text.index("Latest claim") < text.index("Syrian government forces")


def test_a_place_without_claims_of_control_is_shown_too(pages: TestClient, archive: Archive) -> None:
    place = archive.places(name="طهران")[0].id
    assert view_of(pages, f"/en/places/{place}")["control"] is None


def test_a_zone_lists_its_alleged_breaches(pages: TestClient) -> None:
    zones = view_of(pages, "/en/zones")["zones"]
    breaches = {one["id"]: view_of(pages, f"/en/zones/{one['id']}")["breaches"] for one in zones}
    assert any(breaches.values())
    most = max(breaches, key=lambda key: len(breaches[key]))
    text = text_of(pages, f"/ar/zones/{most}")
    assert text.count('<article class="hit">') == len(breaches[most])


def test_names_that_are_not_known_are_said_so(pages: TestClient) -> None:
    for path in (
        "actors/name:nobody",
        "places/geonames:0",
        "zones/none",
        "processes/none",
        "incidents/ffffffffffffffff",
    ):
        assert pages.get(f"/ar/{path}").status_code == 404, path


def test_about_shows_the_floors_of_the_tests() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["dev"]["layers"]
    assert json.loads(FIGURES.read_text(encoding="utf-8")) == floors, "copy the floors into web/quality.json"


BOUNDS = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


@given(BOUNDS)
def test_counts_keep_their_order_on_the_axis(values: list[int]) -> None:
    axis = Numbers(values, 400.0)
    places = [axis.x(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 400 for place in places)
    ticks = [tick.x for tick in axis.ticks()]
    assert ticks == sorted(ticks)


@given(st.lists(st.dates(date(2010, 1, 1), date(2026, 12, 31)), min_size=1, max_size=12))
def test_days_keep_their_order_on_the_axis(days: list[date]) -> None:
    axis = Days([day.isoformat() for day in days], 400.0)
    for one in days:
        stroke = axis.stroke(one.isoformat())
        assert stroke
        assert 0 <= stroke.x1 < stroke.x2 <= 404
    assert [axis.x(day) for day in sorted(days)] == sorted(axis.x(day) for day in days)
    assert axis.stroke("P3D") is None


def test_the_timeline_draws_what_is_found(pages: TestClient, archive: Archive) -> None:
    asked = Filter.model_validate({"types": ["CONSULT"]})
    for lanes in ("type", "process", "actor"):
        view = view_of(pages, "/ar/timeline", type="CONSULT", lanes=lanes)
        found = {(one["article_id"], one["id"]) for one in view["plot"]["items"]}
        assert found == set(archive.found("event", asked))
        assert sum(lane["count"] for lane in view["lanes"]) + view["undated"] == len(found)
    hits = {(hit.article_id, hit.id): hit for hit in archive.search("event", asked, most=200).hits}
    for one in view["plot"]["items"]:
        event = hits[one["article_id"], one["id"]].event
        assert event
        assert (one["type"], one["mode"], one["status"]) == (event.type, event.mode, event.status)
        if event.date and "/" not in event.date and len(event.date) == 10:
            assert one["first"] == one["last"] == event.date


def test_no_entry_of_a_timeline_lies_ages_ahead(pages: TestClient) -> None:
    items = view_of(pages, "/en/timeline")["plot"]["items"]
    assert max(one["last"] for one in items if one["last"]) < "2020"
    assert min(one["first"] for one in items if one["first"]) > "2000"


def test_statements_stand_on_the_timeline_by_speaker(pages: TestClient, archive: Archive) -> None:
    view = view_of(pages, "/en/timeline", unit="statements")
    assert len(view["plot"]["items"]) == len(archive.found("statement", Filter()))
    assert len(view["lanes"]) > 5


def test_the_map_is_no_more_exact_than_the_text(pages: TestClient) -> None:
    view = view_of(pages, "/en/map")
    text = text_of(pages, "/en/map")
    start = text.index('id="spots">') + len('id="spots">')
    spots = json.loads(text[start : text.index("</script>", start)])["spots"]
    places = view["plot"]["places"]
    assert sum(len(one["events"]) for one in spots) + view["nowhere"] == len(view["plot"]["items"])
    for spot in spots:
        place = places[spot["id"]]
        assert place["level"] != "country"
        is_point = place["level"] in ("town", "site") and place["relation"] is None
        assert (spot["area"] is None) == is_point, place


def test_the_map_takes_the_same_filter(pages: TestClient) -> None:
    query = {"q": "attack", "status": "happened", "since": "2017-01-01"}
    found = view_of(pages, "/en/search", **query, limit=200)["found"]["hits"]
    drawn = view_of(pages, "/en/map", **query)["plot"]["items"]
    assert {(one["article_id"], one["id"]) for one in drawn} == {(one["article_id"], one["id"]) for one in found}
