"""The record is frozen, closed, writes and reads itself back, and points into its own article."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import ValidationError

from mahdar.cli.samples import sample_paths
from mahdar.intake import article_from_text, read_source
from mahdar.intake.options import IntakeOptions
from mahdar.knowledge import load_knowledge
from mahdar.model import Bilingual, Record
from mahdar.model.record import MODES, EventType
from mahdar.reading.reader import read_article


@pytest.fixture(scope="module", params=[path.name for path in sample_paths()])
def record(request: pytest.FixtureRequest) -> Record:
    path = next(path for path in sample_paths() if path.name == request.param)
    return read_article(read_source(path), load_knowledge())


def spans(value: Any) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every span of a record as JSON, with the name of its field."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("span", "trigger", "cue", "date_span", "place_span") and one is not None:
                yield key, tuple(one)
            elif key in ("mentions", "also", "agenda"):
                yield from ((key, tuple(span)) for span in one)
            else:
                yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


def test_a_record_reads_itself_back(record: Record) -> None:
    assert Record.model_validate_json(record.to_json()) == record
    assert json.loads(record.to_json())["schema"] == "mahdar/record/1"


def test_a_record_cannot_be_changed(record: Record) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record.article = record.article  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        record.article.text = "x"  # type: ignore[misc]


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Bilingual.model_validate({"ar": "سوريا", "fr": "Syrie"})


def test_every_span_lies_within_the_text(record: Record) -> None:
    text = record.article.text
    found = list(spans(json.loads(record.to_json())))
    assert found
    for name, (start, end) in found:
        assert 0 <= start < end <= len(text), name
        assert text[start:end] == text[start:end].strip(), (name, text[start:end])


def test_every_identifier_leads_somewhere(record: Record) -> None:
    actors = {actor.id for actor in record.actors}
    places = {mention.place.id for mention in record.places}
    assert len(actors) == len(record.actors)
    for event in record.events:
        assert {*event.actor, *event.recipient, *event.claimed_by} <= actors
        assert event.place is None or event.place in places
    for statement in record.statements:
        assert {*statement.via, *([statement.speaker] if statement.speaker else [])} <= actors


def test_modes_belong_to_their_types(record: Record) -> None:
    assert set(MODES) == set(get_args(EventType))
    for event in record.events:
        assert event.mode is None or event.mode in MODES[event.type]
        assert 0 <= event.confidence <= 1


def test_the_schema_accepts_what_the_reader_writes(record: Record) -> None:
    schema = Record.model_json_schema(mode="serialization")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(record.to_json()), schema)


def test_the_schema_refuses_strange_fields(record: Record) -> None:
    strange = {**json.loads(record.to_json()), "mood": "good"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(strange, Record.model_json_schema(mode="serialization"))


def test_reading_twice_gives_the_same(record: Record) -> None:
    again = read_article(record.article, load_knowledge())
    assert again.to_json() == record.to_json()


def test_offsets_are_code_points() -> None:
    text = "📰 لقاء في موسكو\nالتقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو أمس."
    article = article_from_text(text, options=IntakeOptions(published="2018-05-30"))
    read = read_article(article, load_knowledge())
    time = next(t for t in read.times if t.value == "2018-05-29")
    assert read.article.text[time.span[0] : time.span[1]] == "أمس"
