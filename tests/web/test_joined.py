"""What many articles say together, over HTTP: the same as over all records at once."""

from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest

from mahdar.analysis.control import trace_control
from mahdar.analysis.processes import find_processes, propose_series
from mahdar.analysis.zones import find_breaches
from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.incident_pages import Told
from mahdar.archive.overviews import list_zones
from mahdar.knowledge import load_knowledge
from mahdar.model import ArchivedRecord
from mahdar.model.control import ControlTimeline
from mahdar.model.incident import Incident, Link
from mahdar.model.process import Process, ProposedSeries
from mahdar.model.zone import Breach
from tests.web.conftest import Client


@pytest.fixture(scope="module")
def records(archive: Archive) -> list[ArchivedRecord]:
    archive.join(load_knowledge())
    return list(archive.records(one for one, _ in archive.found("article", Filter(), oldest_first=True)))


def test_processes_are_those_found_in_all_records(client: Client, records: list[ArchivedRecord]) -> None:
    expected = find_processes(records, load_knowledge())
    listed = client.get("/processes")["processes"]
    told = {event.series for one in records for event in one.record.events}
    assert [one["id"] for one in listed] == [process.id for process in expected if process.name.en in told] != []
    for process in expected:
        assert Process.model_validate(client.get(f"/processes/{process.id}")) == process


def test_breaches_are_those_found_in_all_records(
    client: Client, archive: Archive, records: list[ArchivedRecord]
) -> None:
    incidents = archive.incidents_of([(one.article_id, e.id) for one in records for e in one.record.events])
    expected = find_breaches(records, load_knowledge(), incidents=incidents)
    assert len(expected) > 3
    for zone in list_zones(load_knowledge()):
        found = client.all(f"/zones/{zone.id}/breaches", "breaches", limit=2)
        assert tuple(map(Breach.model_validate, found)) == tuple(one for one in expected if one.zone == zone.id)


def test_control_is_that_found_in_all_records(client: Client, records: list[ArchivedRecord]) -> None:
    timelines = trace_control(records, load_knowledge())
    assert timelines
    for timeline in timelines:
        assert ControlTimeline.model_validate(client.get(f"/control/{quote(timeline.place)}")) == timeline


def test_zones_are_geojson(client: Client) -> None:
    response = client.http.get("/zones")
    assert response.headers["content-type"] == "application/geo+json"
    features = response.json()["features"]
    assert len(features) >= 10
    for feature in features:
        assert client.get(f"/zones/{feature['id']}") == feature
        assert all(ring[0] == ring[-1] for polygon in feature["geometry"]["coordinates"] for ring in polygon)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"type": ["ASSAULT"]},
        {"words": "قصف OR غارة"},
        {"least_articles": 2},
        {"least_sources": 2},
        {"contradictory": True},
    ],
)
def test_incidents_page_by_page_are_those_of_the_archive(
    client: Client, archive: Archive, parameters: dict[str, Any]
) -> None:
    asked = Filter(types=("ASSAULT",) if "type" in parameters else (), words=parameters.get("words"))
    told = Told.model_validate({key: parameters[key] for key in Told.model_fields if key in parameters})
    found = [Incident.model_validate(one) for one in client.all("/incidents", "incidents", limit=3, **parameters)]
    expected = list(archive.incidents(asked, told))  # after the API has joined what was waiting
    assert found == expected
    assert len(found) > 3
    assert all(one.articles >= told.least_articles for one in found)
    assert all(one.independent_sources >= told.least_sources for one in found)
    assert all(one.contradictory or not told.contradictory for one in found)


def test_an_incident_is_told_by_rival_accounts(client: Client) -> None:
    incidents = client.all("/incidents", "incidents", figure="killed", least_articles=2)
    contradicted = [one for one in incidents if any(c["verdict"] == "contradict" for c in one["comparisons"])]
    assert contradicted
    for one in incidents:
        assert client.get(f"/incidents/{one['id']}") == one


def test_why_mentions_are_one_incident(client: Client, archive: Archive) -> None:
    incident = client.get("/incidents", least_articles=3)["incidents"][0]
    links = [Link.model_validate(one) for one in client.get(f"/incidents/{incident['id']}/why")["links"]]
    told = {one["article_id"] for one in incident["mentions"]}
    assert {end.article_id for link in links for end in (link.one, link.other)} <= told
    assert all(link.reasons and link.reasons[0].text.ar for link in links)
    assert [link.probability for link in links] == sorted((link.probability for link in links), reverse=True)
    assert links[0].probability > 0.4
    assert client.http.get("/incidents/nothing/why").status_code == 404


def test_series_that_no_lexicon_knows_are_proposed(client: Client, records: list[ArchivedRecord]) -> None:
    found = [ProposedSeries.model_validate(one) for one in client.get("/proposed-series")["proposed"]]
    assert tuple(found) == propose_series(records, load_knowledge())


def test_rounds_are_placed_in_both_languages(client: Client) -> None:
    rounds = client.get("/processes/astana")["rounds"]
    assert {(one["place"]["ar"], one["place"]["en"]) for one in rounds} == {("أستانة", "Astana")}


def test_lists_page_by_page_are_in_order_and_complete(client: Client) -> None:
    for path, of, key in (("/actors", "actors", "key"), ("/places", "places", "id")):
        keys = [one[key] for one in client.all(path, of, limit=7)]
        assert all(one < other for one, other in pairwise(keys))
        assert len(keys) > 20
        assert keys == [one[key] for one in client.all(path, of, limit=200)]


def test_an_actor_is_counted_in_its_parts(client: Client) -> None:
    russia = client.get("/actors/iso3166:RUS")
    assert russia["events"]["actor"] == len(client.all("/events", "hits", who="iso3166:RUS"))
    assert russia["statements"]["speaker"] == len(client.all("/statements", "hits", speaker="iso3166:RUS"))
    assert russia["articles"] == len(client.all("/articles", "hits", actor="iso3166:RUS"))
    assert [one["key"] for one in client.get("/actors", name="لافروف")["actors"]] == ["wikidata:Q58217"]


def test_a_place_is_counted_in_its_parts(client: Client) -> None:
    bukamal = client.get("/places/geonames:174448")
    assert bukamal["names"] == [{"ar": "البوكمال", "en": "Al-Bukamal"}]
    at = client.all("/events", "hits", place="geonames:174448")
    assert bukamal["events"] == len([hit for hit in at if hit["place"]["id"] == "geonames:174448"]) > 0
    for place in client.all("/places", "places"):  # ids with slashes and hashes too
        assert client.get(f"/places/{quote(place['id'])}")["id"] == place["id"]
