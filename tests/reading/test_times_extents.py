"""Moments, extents and their EDTF values; Hijri days; durations: properties for all dates."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.reading.times import find_times
from mahdar.reading.times.extents import (
    EARLY,
    LATE,
    MIDDLE,
    Extent,
    Moment,
    add_months,
    moment,
    parse_moment,
    part_of,
    share_of,
    week_of,
    weekday_near,
)
from mahdar.reading.times.hijri import hijri_day, hijri_month, hijri_year
from mahdar.reading.times.measures import duration
from tests.reading.test_times import document_of

EDTF = re.compile(
    r"(\d{4}(-\d{2}(-\d{2})?)?|\.\.)(/(\d{4}(-\d{2}(-\d{2})?)?|\.\.))?$|P(\d+[YMWD])+$|P(\d+D)?T(\d+[HM])+$"
)
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
# Pieces from which sentences are put together; every combination must leave the stage whole.
SENTENCE = """
    أمس الثلاثاء الأحد يوم مساء ليل الماضي المقبل الجاري منذ قبل بعد بين من إلى و في عام العام سنوات أشهر الشهر الأسبوع
    أواخر مطلع النصف الأول الأخير تموز يوليو آب / ( ) - 14 و15 2014 3 الـ 24 ساعة نحو أكثر ثلاثة أيام يومين رمضان عيد
    الفطر صيف القرن سبعينيات هذا ذلك نفسه التالي اليوم غدا سيعقد قال إن . ، « » صفر هـ 1440 2018 % كل ونصف
"""
PIECES = [*SENTENCE.split(), "\n"]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=24),
    st.one_of(st.none(), days.map(str), st.sampled_from(["2017", "2017-08"])),
)
def test_any_sentence_gives_edtf_in_order(knowledge: Knowledge, pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    last = 0
    for found in find_times(document_of(text, published), knowledge):
        start, end = found.span
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert found.value is None or EDTF.match(found.value)
        assert (found.value is None) == (found.kind == "unresolved")
        last = end


@settings(deadline=None)
@given(days)
def test_a_date_is_read_as_it_is_written(knowledge: Knowledge, day: date) -> None:
    months = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ]
    levant = [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ]
    name, other = months[day.month - 1], levant[day.month - 1]
    for text in (
        f"وقع الهجوم في {day.day} {name} {day.year} قرب النهر.",
        f"وقع الهجوم في {day.day} {other}/{name} {day.year} قرب النهر.",
        f"وقع الهجوم في {day.day} {name} ({other}) من عام {day.year} قرب النهر.",
        f"وقع الهجوم في {day.year}/{day.month}/{day.day} قرب النهر.",
        f"وقع الهجوم في {day.day:02}-{day.month:02}-{day.year} قرب النهر.",
    ):
        assert [found.value for found in find_times(document_of(text, None), knowledge)] == [day.isoformat()], text


@settings(deadline=None)
@given(days, st.integers(1, 7))
def test_a_bare_weekday_is_the_nearest_on_or_before(knowledge: Knowledge, today: date, number: int) -> None:
    name = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"][number - 1]
    (found,) = find_times(document_of(f"قصف الطيران البلدة {name}.", str(today)), knowledge)
    day = date.fromisoformat(found.value or "")
    assert day.isoweekday() == number
    assert 0 <= (today - day).days < 7


@given(days, st.integers(1, 7), st.booleans(), st.booleans())
def test_weekday_near(today: date, number: int, ahead: bool, strictly: bool) -> None:
    day = weekday_near(today, number, ahead=ahead, strictly=strictly)
    distance = (day - today).days * (1 if ahead else -1)
    assert day.isoweekday() == number
    assert (1 if strictly else 0) <= distance <= 7


@given(days)
def test_parts_of_a_month_meet_and_cover_it(day: date) -> None:
    month = Extent.at(Moment(day.year, day.month))
    parts = [part_of(month, part) for part in (EARLY, MIDDLE, LATE)]
    covered = [d for part in parts if part for d in _days(part)]
    assert covered == _days(Extent.days(day.replace(day=1), _last_of(day)))


@given(days, st.sampled_from([2, 3, 4]))
def test_shares_of_a_year_meet_and_cover_it(day: date, parts: int) -> None:
    shares = [share_of(Extent.at(Moment(day.year)), parts, number) for number in range(1, parts + 1)]
    months = [
        m
        for share in shares
        if share and share.first and share.last
        for m in range(share.first.month, share.last.month + 1)
    ]
    assert months == list(range(1, 13))


@given(days, st.integers(-60, 60))
def test_weeks_run_from_monday_to_sunday(day: date, weeks: int) -> None:
    week = week_of(day, weeks)
    assert week.first
    assert week.last
    assert (week.first.date().isoweekday(), week.last.date().isoweekday()) == (1, 7)
    assert week.first.date() <= day + timedelta(weeks=weeks) <= week.last.date()


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(-400, 400))
def test_months_are_added_and_taken_back(year: int, month: int, months: int) -> None:
    there = add_months(year, month, months)
    assert add_months(there.year, there.month, -months) == Moment(year, month)


@given(days)
def test_moments_survive_edtf(day: date) -> None:
    for one in (Moment.of(day), Moment(day.year, day.month), Moment(day.year)):
        assert parse_moment(str(one)) == one
        assert Extent.at(one).edtf() == str(one)


@given(days)
def test_hijri_months_cover_every_day_once(day: date) -> None:
    from hijridate import Gregorian  # noqa: PLC0415

    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    extent = hijri_day(hijri.year, hijri.month, hijri.day)
    assert extent == Extent.days(day, day)
    month, year = hijri_month(hijri.year, hijri.month), hijri_year(hijri.year)
    assert month
    assert year
    assert day in _days(month)
    assert day in _days(year)


@pytest.mark.parametrize(
    ("extent", "value"),
    [
        (Extent(Moment(2014), None), "2014/.."),
        (Extent(None, Moment(2018)), "../2018"),
        (Extent.at(Moment(2015, 22)), "2015-22"),
        (Extent(Moment(2017, 7, 4), Moment(2017, 7, 5)), "2017-07-04/2017-07-05"),
        (Extent(Moment(2018, 2, 5), Moment(2018, 2, 5)), "2018-02-05"),
    ],
)
def test_edtf(extent: Extent, value: str) -> None:
    assert extent.edtf() == value


def test_no_such_day() -> None:
    assert moment(2018, 2, 29) is None
    assert moment(2018, 13) is None
    assert moment(2020, 2, 29) == Moment(2020, 2, 29)
    assert hijri_day(1200, 1, 1) is None
    assert parse_moment("حوالي 2018") is None


def test_durations() -> None:
    written = [duration(2, "week"), duration(72, "hour"), duration(3, "decade"), duration(30, "minute")]
    assert written == ["P2W", "PT72H", "P30Y", "PT30M"]


def _days(extent: Extent) -> list[date]:
    assert extent.first
    assert extent.last
    first, last = extent.first.date(), extent.last.date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _last_of(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
