from datetime import date

import pytest
from icalendar import Calendar, Event

from mahdar.export import Report, Selected
from tests.export.cases import archived, corpus, key_of
from tests.export.conftest import Write


@pytest.fixture
def calendar(everything: Report) -> Calendar:
    return Calendar.from_ical((everything.folder / "meetings.ics").read_bytes())


@pytest.fixture
def entries(calendar: Calendar) -> dict[str, Event]:
    return {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}


def test_meetings_with_closed_dates_are_entries(entries: dict[str, Event], everything: Report) -> None:
    expected = [key_of(event, f"{a * 4}0000{a * 4}0000") for a in "ac" for event in ("e2", "e3", "e8")]
    assert sorted(entries) == sorted(f"{key}@mahdar" for key in expected)
    assert everything.descriptor["mahdar"]["formats"]["ical"] == {
        "written": {"events": 6},
        "left_out": {"events": {"no-date": 2, "no-meeting": 8, "open-date": 2, "status-called_for": 2}},
    }


def test_a_planned_round_is_tentative(entries: dict[str, Event]) -> None:
    talks = entries[f"{key_of('e2')}@mahdar"]
    assert talks["status"] == "TENTATIVE"
    assert talks["dtstart"].dt == date(2018, 6, 11)
    assert talks["dtend"].dt == date(2018, 6, 21)  # the day after the last
    assert talks["summary"] == "Marfa talks, 2: «الجولة الثانية من محادثات المرفأ منتصف الشهر المقبل»"
    assert "Samer al-Haddad (سامر الحداد)" in talks["description"]
    assert "تبادل الأسرى" in talks["description"]
    assert talks["categories"].to_ical().decode() == "CONSULT,Marfa talks"
    assert talks["location"] == "Capital · العاصمة"
    assert "geo" not in talks  # a governorate
    assert talks["url"] == "https://example.org/1?a=b&c=d"
    assert talks["x-mahdar-edtf"] == "2018-06-11/2018-06-20"


def test_a_denied_meeting_is_cancelled_and_a_month_stays_a_month(entries: dict[str, Event]) -> None:
    denied = entries[f"{key_of('e3')}@mahdar"]
    assert denied["status"] == "CANCELLED"
    assert (denied["dtstart"].dt, denied["dtend"].dt) == (date(2018, 5, 1), date(2018, 6, 1))


def test_a_visit_that_happened_is_confirmed(entries: dict[str, Event]) -> None:
    visit = entries[f"{key_of('e8')}@mahdar"]
    assert visit["status"] == "CONFIRMED"
    assert (visit["dtstart"].dt, visit["dtend"].dt) == (date(2018, 1, 1), date(2019, 1, 1))


def test_the_file_keeps_to_the_form(everything: Report, calendar: Calendar) -> None:
    raw = (everything.folder / "meetings.ics").read_bytes()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert calendar.errors == []
    for entry in calendar.walk("VEVENT"):
        assert entry.errors == []
        assert entry["transp"] == "TRANSPARENT"
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= set(entry)


def test_identifiers_stay_when_other_articles_come(write: Write, entries: dict[str, Event]) -> None:
    folder = write("ical", selection=[Selected(archived(), ["e8"])])
    (entry,) = Calendar.from_ical((folder / "meetings.ics").read_bytes()).walk("VEVENT")
    assert entry["uid"] in entries
    assert entry.to_ical() == entries[str(entry["uid"])].to_ical()


def test_no_meeting_is_an_empty_calendar(write: Write) -> None:
    folder = write("ical", selection=[Selected(corpus()[1])])
    assert Calendar.from_ical((folder / "meetings.ics").read_bytes()).walk("VEVENT") == []
