"""Processes from records written by hand: each rule of the view alone."""

from datetime import date

import pytest

from mahdar.analysis.processes import find_processes, propose_series
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.model.process import Process
from tests.analysis.written import Written


def astana(*records: ArchivedRecord, as_of: date | None = None) -> Process:
    (process,) = find_processes(records, load_knowledge(), process="astana", as_of=as_of)
    return process


def round_told(text: str, published: str, ordinal: int | None, name: str = "a1", **fields: object) -> Written:
    given = {"series": "Astana", "ordinal": ordinal, "place": "أستانة", **fields}
    if "أستانة" not in text:
        given.pop("place")
    return Written(text, published, name).event("محادثات", "CONSULT", rule="CONSULT:محادثات:noun", **given)


PLANNED = "قال الوزير إن الجولة السادسة من محادثات أستانة ستعقد أواخر آب."
HELD = "اختتمت الجولة السادسة من محادثات أستانة أمس."


def test_announced_moved_and_held() -> None:
    first = round_told(PLANNED, "2017-08-09", 6, "a1", status="planned", date="2017-08-21/2017-08-31")
    moved = round_told(
        "أعلنت الوزارة تأجيل الجولة السادسة من محادثات أستانة إلى 14 أيلول.",
        "2017-08-25", 6, "a2", status="planned", date="2017-09-14",
    )  # fmt: skip
    held = round_told(HELD, "2017-09-16", 6, "a3", date="2017-09-15")
    process = astana(held.archived(), first.archived(), moved.archived())
    sixth = next(r for r in process.rounds if r.ordinal == 6)
    assert sixth.status == "held"
    assert [(a.announced_on, a.status, a.date) for a in sixth.schedule] == [
        ("2017-08-09", "planned", "2017-08-21/2017-08-31"),
        ("2017-08-25", "postponed", "2017-09-14"),
        ("2017-09-16", "held", "2017-09-15"),
    ]
    (slip,) = sixth.slips
    assert (slip.days_min, slip.days_max) == (14, 24)
    assert (slip.tellings[0].article_id, slip.tellings[-1].article_id) == ("a1", "a2")


def test_postponed_without_a_new_date() -> None:
    text = "أعلنت الوزارة تأجيل الجولة 30 من محادثات أستانة التي كان مقررا عقدها في 12 حزيران."
    told = round_told(text, "2026-06-01", 30, status="planned").time("12 حزيران", "2026-06-12").archived()
    last = astana(told).rounds[-1]
    assert (last.ordinal, last.status, last.schedule[0].instead_of) == (30, "postponed", "2026-06-12")


def test_a_new_date_makes_a_postponed_round_planned_again() -> None:
    text = "أعلنت الوزارة تأجيل الجولة 30 من محادثات أستانة إلى 14 أيلول."
    told = round_told(text, "2026-06-01", 30, status="planned", date="2026-09-14").archived()
    last = astana(told).rounds[-1]
    assert (last.status, last.date) == ("planned", "2026-09-14")


def test_a_plan_for_a_day_that_is_past_announces_nothing() -> None:
    told = round_told(PLANNED, "2017-09-20", 6, status="planned", date="2017-08-21/2017-08-31").archived()
    assert not next(r for r in astana(told).rounds if r.ordinal == 6).schedule


def test_cancelled() -> None:
    text = "ألغيت الجولة 30 من محادثات أستانة."
    last = astana(round_told(text, "2026-06-01", 30, status="denied", date="2026-06-12").archived()).rounds[-1]
    assert (last.ordinal, last.status) == (30, "cancelled")


def test_a_planned_round_stays_planned_when_nobody_tells_more() -> None:
    planned = round_told("ستعقد الجولة 30 من محادثات أستانة.", "2026-06-01", 30, status="planned", date="2026-06-12")
    assert astana(planned.archived(), as_of=date(2026, 7, 1)).rounds[-1].status == "planned"


def test_ongoing_until_its_days_are_over() -> None:
    told = round_told("تتواصل محادثات أستانة 30.", "2026-06-12", 30, status="ongoing", date="2026-06-12").archived()
    assert astana(told).rounds[-1].status == "ongoing"
    assert astana(told, as_of=date(2026, 7, 1)).rounds[-1].status == "held"


def test_what_lies_ahead_of_the_archive_is_not_known_to_be_past() -> None:
    process = astana(round_told(PLANNED, "2017-08-09", 6, status="planned", date="2017-08-21/2017-08-31").archived())
    assert [(r.ordinal, r.status) for r in process.rounds] == [*((n, "held") for n in range(1, 6)), (6, "planned")]
    assert process.rounds[0].known_from == "mahdar:processes/astana"
    assert process.rounds[5].known_from is None
    assert process.rounds[5].date == "2017-08-21/2017-08-31"


def test_a_round_without_its_number_is_found_by_its_days() -> None:
    told = round_told("اختتمت محادثات أستانة أمس.", "2017-09-16", None, date="2017-09-15").archived()
    sixth = next(r for r in astana(told).rounds if r.ordinal == 6)
    assert [a.date for a in sixth.schedule] == ["2017-09-15"]


def test_a_round_that_only_dates_something_else_is_not_told() -> None:
    text = "طالب الوفد بوقف الغارات قبل الجولة الثامنة من محادثات أستانة."
    process = astana(round_told(text, "2017-11-14", 8).archived())
    assert 8 not in {r.ordinal for r in process.rounds}


def test_meetings_that_prepare_a_round() -> None:
    planned = Written("سيجتمع خبراء روسيا في طهران مطلع آب قبل محادثات أستانة المقبلة.", "2017-07-06", "a1")
    planned.event("سيجتمع", "CONSULT", status="planned", date="2017-08-01/2017-08-02", place="طهران", actor=["روسيا"])
    planned.event("محادثات", "CONSULT", status="planned", series="Astana", ordinal=6, date="2017-08-21/2017-08-31")
    held = Written("اختتم خبراء تركيا في طهران اجتماعا تحضيرا للجولة السادسة من محادثات أستانة.", "2017-08-10", "a2")
    held.event("اجتماعا", "CONSULT", date="2017-08-09", place="طهران", series="Astana", ordinal=6, actor=["تركيا"])
    (meeting,) = astana(planned.archived(), held.archived()).meetings
    assert (meeting.for_round, meeting.status, meeting.date) == (6, "held", "2017-08-09")
    assert {a.name.en for a in meeting.participants} == {"Russia", "Turkey"}
    assert [(s.days_min, s.days_max) for s in meeting.slips] == [(7, 8)]


def test_agenda_leaves_out_the_country_that_talks_are_about() -> None:
    text = "ناقشت محادثات أستانة تبادل الأسرى في سوريا."
    written = Written(text, "2017-09-16")
    agenda = (written.where("تبادل الأسرى"), written.where("سوريا"))
    written.event("محادثات", "CONSULT", series="Astana", ordinal=6, date="2017-09-15", agenda=agenda)
    sixth = next(r for r in astana(written.archived()).rounds if r.ordinal == 6)
    assert [item.text for item in sixth.agenda] == ["تبادل الأسرى"]
    assert sixth.agenda[0].tellings[0].span == agenda[0]


@pytest.mark.parametrize(
    ("text", "role", "actor"),
    [
        ("اختتمت محادثات أستانة. وشارك الأردن في الجولة بصفة مراقب.", "observer", "Jordan"),
        ("اختتمت محادثات أستانة. وشاركت تركيا بوصفها دولة ضامنة.", "guarantor", "Turkey"),
    ],
)
def test_roles_rest_on_words(text: str, role: str, actor: str) -> None:
    process = astana(round_told(text, "2017-09-16", 6, date="2017-09-15").archived())
    (party,) = [p for p in process.parties if p.role == role and p.actor.name.en == actor]
    assert party.known_from
    start, end = party.tellings[0].span
    assert ("مراقب" if role == "observer" else "ضامنة") in text[start:end]


def test_a_party_that_no_lexicon_lists_is_one_since_the_day_it_is_told() -> None:
    text = "ناقش داعش الهدنة في محادثات أستانة."
    process = astana(round_told(text, "2017-09-16", 6, date="2017-09-15", actor=["داعش"]).archived())
    (party,) = [p for p in process.parties if p.actor.name.en == "Islamic State"]
    assert (party.role, party.since, party.known_from) == ("party", "2017-09-16", None)


def test_a_promise_and_what_was_said_of_it() -> None:
    text = "اختتمت محادثات أستانة. وتعهدت روسيا بإنجاز خرائط المناطق الجنوبية قبل الرابع من حزيران."
    promise = round_told(text, "2017-05-05", 4, "a1", date="2017-05-04")
    promise.time("الرابع من حزيران", "2017-06-04").event("تعهدت", "AGREE", actor=["روسيا"])
    later = "اختتمت محادثات أستانة. ولم تنجز روسيا خرائط المناطق الجنوبية."
    broken = round_told(later, "2017-07-06", 5, "a2", date="2017-07-05")
    other = round_told("اختتمت محادثات أستانة. ووصلت قافلة إلى دوما.", "2017-07-07", 5, "a3", date="2017-07-05")
    (commitment,) = astana(promise.archived(), broken.archived(), other.archived()).commitments
    assert [a.name.en for a in commitment.by] == ["Russia"]
    assert (commitment.made_on, commitment.due) == ("2017-05-05", "2017-06-04")
    (follow,) = commitment.later
    assert (follow.kind, follow.said_on, follow.telling.article_id) == ("said to be broken", "2017-07-06", "a2")


def test_a_deadline_of_a_party_is_a_promise_and_the_day_of_a_meeting_is_none() -> None:
    text = "اختتمت محادثات أستانة. وستنجز روسيا خرائط المناطق قبل الرابع من حزيران."
    written = round_told(text, "2017-05-05", 4, date="2017-05-04").time("الرابع من حزيران", "2017-06-04")
    (commitment,) = astana(written.archived()).commitments
    assert commitment.text.startswith("وستنجز روسيا")
    meets = round_told(text, "2017-05-05", 4, date="2017-05-04").time("الرابع من حزيران", "2017-06-04")
    meets.event("ستنجز", "CONSULT", date="2017-06-04", date_span=meets.where("الرابع من حزيران"), status="planned")
    assert not astana(meets.archived()).commitments


def test_a_promise_recalled_is_no_new_one() -> None:
    text = "اختتمت محادثات أستانة. وقال الوزير إن تركيا تنفذ ما تعهدت به."
    written = round_told(text, "2017-10-14", 6, date="2017-09-15").event("تعهدت", "AGREE", actor=["تركيا"])
    process = astana(written.archived())
    assert not process.commitments
    assert not process.outcomes


def test_reprints_are_one_announcement_with_all_its_tellings() -> None:
    records = [
        round_told(PLANNED, "2017-08-09", 6, name, status="planned", date="2017-08-21/2017-08-31").archived()
        for name in ("a1", "a2", "a3")
    ]
    (announcement,) = next(r for r in astana(*records).rounds if r.ordinal == 6).schedule
    assert [t.article_id for t in announcement.tellings] == ["a1", "a2", "a3"]


def test_only_processes_that_articles_speak_of() -> None:
    assert not find_processes([Written("نص بلا محادثات.", "2017-01-01").archived()], load_knowledge())
    assert [p.id for p in find_processes([round_told(HELD, "2017-09-16", 6).archived()], load_knowledge())] == [
        "astana"
    ]


def test_an_unknown_series_is_proposed_by_two_rounds_or_two_sources() -> None:
    def told(text: str, name: str, group: str | None = None) -> ArchivedRecord:
        return Written(text, "2017-01-01", name, group).archived()

    first = "اختتمت الجولة الأولى من محادثات بوخارست أمس."
    knowledge = load_knowledge()
    assert not propose_series([told(first, "a1")], knowledge)
    assert not propose_series([told(first, "a1", "g"), told(first, "a2", "g")], knowledge)
    (series,) = propose_series(
        [told(first, "a1"), told("تنطلق الجولة الثانية من محادثات بوخارست غدا.", "a2")], knowledge
    )
    assert (series.name, series.ordinals) == ("محادثات بوخارست", (1, 2))
    start, end = series.spans[0]
    assert first[start:end] == "محادثات بوخارست"
    known = [
        told("انتهت الجولة الأولى من محادثات أستانة.", "a1"),
        told("انتهت الجولة الثانية من محادثات أستانة.", "a2"),
    ]
    assert not propose_series(known, knowledge)


def test_every_process_of_the_lexicon_can_be_asked_for() -> None:
    from mahdar.knowledge.entries.processes import ProcessEntry  # noqa: PLC0415

    knowledge = load_knowledge()
    for entry in knowledge.entries(ProcessEntry):
        (process,) = find_processes([], knowledge, process=entry.id)
        assert {p.role for p in process.parties} >= {p.role for p in entry.parties}
        assert not process.rounds  # of an empty archive nothing is past
