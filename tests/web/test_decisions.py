"""Decisions over HTTP: made, heeded, withdrawn, and nowhere taken from strangers."""

import json
from typing import Any

from mahdar.archive import Archive
from mahdar.web.api import create_app
from tests.web.conftest import Client


def first_event(client: Client) -> dict[str, Any]:
    hit: dict[str, Any] = client.get("/events", type="ASSAULT", limit=1)["hits"][0]
    return hit


def decision(hit: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"about": "event", "article_id": hit["article_id"], "event_id": hit["id"], "by": "سلمى", **rest}


def test_a_rejected_event_is_found_no_more_until_the_decision_is_withdrawn(own: Client) -> None:
    hit = first_event(own)
    made = own.http.post("/decisions", json=decision(hit, verdict="reject", why="خبر قديم"))
    assert made.status_code == 201, made.text
    kept = made.json()
    assert (kept["decision"]["by"], kept["decision"]["why"], kept["withdrawn_at"]) == ("سلمى", "خبر قديم", None)
    assert first_event(own) != hit
    assert own.get("/decisions")["decisions"] == [kept]
    assert hit["id"] not in [event["id"] for event in own.get(f"/articles/{hit['article_id']}/record")["events"]]
    withdrawn = own.http.post(f"/decisions/{kept['number']}/withdraw")
    assert withdrawn.json()["withdrawn_at"]
    assert first_event(own) == hit
    assert own.http.post(f"/decisions/{kept['number']}/withdraw").json()["code"] == "no-such-decision"


def test_a_field_is_corrected(own: Client) -> None:
    hit = first_event(own)
    made = own.http.post("/decisions", json=decision(hit, verdict="correct", field="status", value="denied"))
    assert made.json()["decision"]["about"]["original"] == hit["event"]["status"] != "denied"
    record = own.get(f"/articles/{hit['article_id']}/record")
    (event,) = [event for event in record["events"] if event["id"] == hit["id"]]
    assert event["status"] == "denied"


def test_actors_and_incidents_are_merged(own: Client) -> None:
    one, other = (actor["key"] for actor in own.get("/actors", limit=2)["actors"])
    merge = {"about": "actor", "verdict": "merge", "keys": [one, other], "by": "سلمى"}
    assert own.http.post("/decisions", json=merge).status_code == 201
    assert own.get(f"/actors/{one}")["same"] == [other]
    hits = own.get("/events", limit=2)["hits"]
    mentions = [{"article_id": hit["article_id"], "event_id": hit["id"]} for hit in hits]
    apart = {"about": "incident", "verdict": "split", "mentions": mentions, "by": "سلمى"}
    assert own.http.post("/decisions", json=apart).status_code == 201


def test_what_makes_no_sense_is_no_decision(own: Client) -> None:
    hit = first_event(own)
    wrong: list[tuple[dict[str, Any], int, str]] = [
        (decision(hit, verdict="correct", field="status", value="perhaps"), 422, "bad-decision"),
        (decision(hit, verdict="correct"), 422, "bad-decision"),
        (decision({**hit, "id": "e999"}, verdict="accept"), 404, "no-such-event"),
        (decision({**hit, "article_id": "0" * 16}, verdict="accept"), 404, "no-such-article"),
        (decision(hit, verdict="merge"), 422, "bad-filter"),
        (decision(hit, verdict="accept", by=""), 422, "bad-filter"),
        (decision(hit, verdict="accept", why="\0"), 422, "bad-filter"),
        ({"about": "weather", "by": "سلمى"}, 422, "bad-filter"),
    ]
    for body, status, code in wrong:
        answer = own.http.post("/decisions", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), body
    assert own.http.post("/decisions", content="{", headers={"Content-Type": "application/json"}).status_code == 422
    for half in (r'"\ud800"', r'"\u0000"', '{"\\ud800": ["\\ud800"]}'):
        text = json.dumps(decision(hit, verdict="correct", field="series", value="?")).replace('"?"', half)
        answer = own.http.post("/decisions", content=text, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, (half, answer.text)
    # A page of another site can send text, but no JSON.
    plain = own.http.post("/decisions", content="{}", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422
    assert own.get("/decisions")["decisions"] == []


def test_decisions_come_page_by_page(own: Client) -> None:
    hits = own.get("/events", limit=5)["hits"]
    for hit in hits:
        assert own.http.post("/decisions", json=decision(hit, verdict="accept")).status_code == 201
    paged = own.all("/decisions", "decisions", limit=2)
    assert [one["number"] for one in paged] == [1, 2, 3, 4, 5]
    article_id = hits[0]["article_id"]
    of_one = own.all("/decisions", "decisions", article_id=article_id)
    assert of_one == [one for one in paged if one["decision"]["about"]["mention"]["article_id"] == article_id]


def test_a_server_for_others_takes_none(own_archive: Archive) -> None:
    client = Client(create_app(own_archive, writable=False))
    hit = first_event(client)
    for path in ("/decisions", "/decisions/1/withdraw"):
        answer = client.http.post(path, json=decision(hit, verdict="reject"))
        assert (answer.status_code, answer.json()["code"]) == (403, "read-only")
    assert client.get("/decisions")["decisions"] == []
