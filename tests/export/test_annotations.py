import json
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from mahdar.export import Report
from mahdar.export.annotations import CONTEXT, text_name
from tests.export.cases import FIRST, SECOND, archived, corpus

SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
        },
        {
            "type": "object",
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
        },
    ],
}
TARGET = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "object", "required": ["id"], "properties": {"type": {"const": "Text"}}},
        "selector": SELECTORS,
    },
}
# What the Web Annotation Data Model demands of the kinds of annotation written here.
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["classifying", "identifying"]},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "purpose": {"enum": ["tagging", "identifying", "describing"]},
                },
            },
        },
        "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
    },
}


@pytest.fixture
def page(everything: Report) -> dict[str, Any]:
    return json.loads((everything.folder / "annotations.jsonld").read_text(encoding="utf-8"))


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    given = annotation["target"]
    return given if isinstance(given, list) else [given]


def test_the_page_is_whole(page: dict[str, Any]) -> None:
    assert page["@context"] == CONTEXT
    assert page["type"] == "AnnotationPage"
    assert page["partOf"]["type"] == "AnnotationCollection"
    assert page["partOf"]["first"] == page["id"]
    records = [one.record for one in corpus()]
    expected = sum(len(record.events) + len(record.statements) for record in records)
    assert len(page["items"]) == page["partOf"]["total"] == expected == 24
    assert len({item["id"] for item in page["items"]}) == expected
    for item in page["items"]:
        jsonschema.validate(item, ANNOTATION)


def test_every_selector_leads_to_the_same_words(page: dict[str, Any]) -> None:
    texts = {text_name(one.record.article.sha256): one.record.article.text for one in corpus()}
    assert set(texts.values()) == {FIRST, SECOND}
    for item in page["items"]:
        for target in targets(item):
            text = texts[target["source"]["id"]]
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.index(around) == position["start"] - len(quote["prefix"])


def test_an_event_told_twice_has_two_targets(page: dict[str, Any]) -> None:
    strike = page["items"][0]
    assert len(targets(strike)) == 2
    assert [body["value"] for body in strike["body"] if body["purpose"] == "tagging"] == [
        "ASSAULT", "aerial", "Air/drone strike", "happened",
    ]  # fmt: skip
    (whole,) = (body for body in strike["body"] if body["purpose"] == "describing")
    assert json.loads(whole["value"]) == archived().record.events[0].model_dump(mode="json")


def test_a_statement_names_its_speaker_in_both_languages(page: dict[str, Any]) -> None:
    statement = next(item for item in page["items"] if item["motivation"] == "identifying")
    names = {body["language"]: body["value"] for body in statement["body"] if body["purpose"] == "identifying"}
    assert names == {"en": "Samer al-Haddad", "ar": "سامر الحداد"}
    assert targets(statement)[0]["source"]["via"] == "https://example.org/1?a=b&c=d"


def test_the_text_is_named_by_its_hash() -> None:
    # The example of RFC 6920, section 8.1: the hash of "Hello World!"
    name = text_name("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")
    assert name == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk?ct=text/plain"
    assert urlsplit(name).scheme == "ni"
