"""The page of formats tells every field that a file has, and no other."""

from typing import Any

from icalendar import Calendar

from docs.generators.exports_page import descriptions
from mahdar.cli.labels import keys
from mahdar.export import Report
from tests.export.conftest import json_lines


def documented(name: str) -> set[str]:
    return set(descriptions()[name]["fields"])


def test_plover(everything: Report) -> None:
    events = json_lines(everything.folder / "plover.jsonl")
    roles = ("actor", "recipient", "claimed_by")
    actors = [actor for event in events for role in roles for actor in event.get(role, ())]
    found = {name for event in events for name in event} | {f"actor.{name}" for actor in actors for name in actor}
    assert found == documented("plover")


def test_calendar(everything: Report) -> None:
    calendar = Calendar.from_ical((everything.folder / "meetings.ics").read_bytes())
    found = {name for entry in calendar.walk("VEVENT") for name in entry}
    assert found | {"GEO"} == documented("ical")


def test_entities(everything: Report) -> None:
    lines: list[dict[str, Any]] = json_lines(everything.folder / "entities.ftm.json")
    assert {line["schema"] for line in lines} == documented("ftm")


def test_reasons_for_leaving_out(everything: Report) -> None:
    formats = everything.descriptor["mahdar"]["formats"]
    found = {reason for counts in formats.values() for reasons in counts["left_out"].values() for reason in reasons}
    assert found | {"status-denied"} == set(keys("left_out"))
