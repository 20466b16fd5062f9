"""The schedule's history: what moved, by how much, and what only became more exact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.analysis.processes.schedule import slips
from mahdar.model.process import Announcement, RoundStatus
from mahdar.model.telling import Telling

Told = tuple[RoundStatus, str | None]


def schedule(*told: Told) -> list[Announcement]:
    return [
        Announcement(
            status=status,
            date=value,
            announced_on=f"2017-01-{day:02}",
            tellings=(Telling(article_id=f"a{day}", span=(0, 1)),),
        )
        for day, (status, value) in enumerate(told, 1)
    ]


CASES: list[tuple[list[Told], list[tuple[str, str, int, int]]]] = [
    # Two exact announcements.
    (
        [("planned", "2017-06-12/2017-06-13"), ("planned", "2017-07-04/2017-07-05")],
        [("2017-06-12/2017-06-13", "2017-07-04/2017-07-05", 22, 22)],
    ),
    # As exact as the text: from late August to the middle of September.
    (
        [("planned", "2017-08-21/2017-08-31"), ("postponed", "2017-09-11/2017-09-20")],
        [("2017-08-21/2017-08-31", "2017-09-11/2017-09-20", 11, 30)],
    ),
    # A postponement within the days announced first.
    (
        [("planned", "2017-02-15/2017-02-16"), ("postponed", "2017-02-16")],
        [("2017-02-15/2017-02-16", "2017-02-16", 1, 1)],
    ),
    # Brought forward.
    ([("planned", "2017-07-20"), ("planned", "2017-07-10")], [("2017-07-20", "2017-07-10", -10, -10)]),
    # The same date told better is no slip.
    ([("planned", "2017-09-11/2017-09-20"), ("planned", "2017-09-14/2017-09-15")], []),
    # The end of a meeting told the day after.
    ([("planned", "2017-01-23"), ("held", "2017-01-24")], []),
    # Held on another day than announced last.
    ([("planned", "2017-08-01/2017-08-02"), ("held", "2017-08-09")], [("2017-08-01/2017-08-02", "2017-08-09", 7, 8)]),
    # What is remembered after it was held moves nothing.
    ([("held", "2017-09-15"), ("planned", "2017-10-30")], []),
    ([("planned", None), ("planned", "2017-09-15")], []),
]


@pytest.mark.parametrize(("told", "expected"), CASES)
def test_slips(told: list[Told], expected: list[tuple[str, str, int, int]]) -> None:
    assert [(s.before, s.after, s.days_min, s.days_max) for s in slips(schedule(*told))] == expected


def test_a_slip_rests_on_both_announcements() -> None:
    (slip,) = slips(schedule(("planned", "2017-06-12"), ("planned", "2017-07-04")))
    assert [t.article_id for t in slip.tellings] == ["a1", "a2"]
    assert slip.announced_on == "2017-01-02"


days = st.dates(min_value=date(2011, 1, 1), max_value=date(2026, 1, 1))


@given(days, st.integers(0, 20), days, st.integers(0, 20))
def test_a_slip_holds_for_every_choice_of_days(one: date, first: int, other: date, second: int) -> None:
    before, after = (one, one + timedelta(first)), (other, other + timedelta(second))
    values = ["/".join(map(str, d)) for d in (before, after)]
    found = slips(schedule(("planned", values[0]), ("planned", values[1])))
    apart = after[0] > before[1] or after[1] < before[0]
    assert bool(found) == apart
    for slip in found:
        assert slip.days_min <= (after[0] - before[0]).days <= slip.days_max
