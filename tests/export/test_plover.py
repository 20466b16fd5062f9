import jsonschema
import pytest

from mahdar.export import Report
from mahdar.export.columns import knowledge
from mahdar.model.record import MODES, EventType, Status
from tests.export.cases import FIRST, key_of
from tests.export.conftest import json_lines

DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
ACTORS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["entity_name", "identifier_id"],
        "properties": {
            "code": {"pattern": "^[A-Z]{3}$"},
            "sector_code": {"pattern": "^[A-Z]{3}$"},
            "wikidata_id": {"pattern": "^Q[0-9]+$"},
        },
    },
}
# The PLOVER manual's table of fields: the required ones, and the types of those this export fills.
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": {"type": "string"},
        "date": DAY,
        "enddate": DAY,
        "actor": ACTORS,
        "recipient": ACTORS,
        "event": {"type": "array", "items": {"enum": list(EventType.__args__)}, "minItems": 1},
        "mode": {"type": "array", "items": {"type": "string"}},
        "context": {"type": "array", "items": {"enum": ["historical", "future", "hypothetical", "negation"]}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "event_text": {"type": "array", "items": {"type": "string"}},
        "event_loc": {
            "type": "object",
            "properties": {"geonameid": {"type": "integer"}, "country code": {"pattern": "^[A-Z]{2}$"}},
        },
        "text_info": {"type": "object", "required": ["start", "end"]},
        "cite_info": {"type": "object", "required": ["coder", "codebook", "language"]},
    },
}


@pytest.fixture
def events(everything: Report) -> dict[str, dict]:
    return {event["id"]: event for event in json_lines(everything.folder / "plover.jsonl")}


def test_every_event_is_a_valid_plover_record(events: dict[str, dict]) -> None:
    assert len(events) == 20
    for event in events.values():
        jsonschema.validate(event, SCHEMA, format_checker=jsonschema.FormatChecker())
        assert event["event"][0] in MODES
        assert set(event.get("mode", ())) <= set(MODES[event["event"][0]])


def test_an_air_strike(events: dict[str, dict]) -> None:
    strike = events[key_of("e1")]
    assert (strike["event"], strike["mode"], strike["quad_code"], strike["event_scale"]) == (
        ["ASSAULT"],
        ["aerial"],
        4,
        -9.5,
    )
    assert strike["date"] == "2018-05-06"
    assert "enddate" not in strike
    assert "context" not in strike
    assert strike["claimed_by"][0]["wikidata_id"] == "Q123456"
    assert strike["recipient"][0]["raw_text"] == "مدنيين"
    assert strike["event_loc"]["geonameid"] == 111
    assert FIRST[strike["text_info"]["start"] : strike["text_info"]["end"]] == strike["text"]
    assert [(f["min"], f["max"]) for f in strike["size"]["dead"]] == [(7, 7), (3, 3), (20, 99)]
    assert strike["cite_info"]["url"] == "https://example.org/1?a=b&c=d"


def test_what_did_not_happen_says_so(events: dict[str, dict]) -> None:
    assert events[key_of("e2")]["context"] == ["future"]
    assert events[key_of("e3")]["context"] == ["negation"]
    assert events[key_of("e4")]["context"] == ["hypothetical"]


def test_dates_are_no_more_precise_than_the_text(events: dict[str, dict]) -> None:
    talks = events[key_of("e2")]
    assert (talks["date"], talks["enddate"]) == ("2018-06-11", "2018-06-20")
    since = events[key_of("e7")]
    assert (since["date"], since["date_edtf"]) == ("2014-01-01", "2014/..")
    assert "enddate" not in since
    assert events[key_of("e6")]["date"] is None


def test_an_area_beside_a_place_is_not_the_place(events: dict[str, dict]) -> None:
    where = events[key_of("e6")]["event_loc"]
    assert "geonameid" not in where
    assert where["relation"] == "countryside, north"


def test_the_tables_know_every_type_and_mode() -> None:
    types = knowledge("plover")["types"]
    assert set(types) == set(EventType.__args__)
    for name, kind in types.items():
        assert set(kind.get("modes", {})) <= set(MODES[name])
    assert set(knowledge("plover")["contexts"]) <= set(Status.__args__)
