"""Dates as intervals of days."""

from datetime import date

import pytest

from mahdar.analysis.incidents.days import Days, days_of


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> Days:
    return Days(date(*first).toordinal(), date(*last).toordinal())


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2017-08-08", days((2017, 8, 8), (2017, 8, 8))),
        ("2017-02", days((2017, 2, 1), (2017, 2, 28))),
        ("2016", days((2016, 1, 1), (2016, 12, 31))),
        ("2017-21", days((2017, 3, 1), (2017, 5, 31))),
        ("2017-07-10/2017-07-20", days((2017, 7, 10), (2017, 7, 20))),
        ("2017-07/2017-09", days((2017, 7, 1), (2017, 9, 30))),
        ("2017-07-10~", days((2017, 7, 10), (2017, 7, 10))),
        ("2018-03-30/..", Days(date(2018, 3, 30).toordinal(), date.max.toordinal())),
        ("../2018-03-30", Days(date.min.toordinal(), date(2018, 3, 30).toordinal())),
    ],
)
def test_edtf(edtf: str, expected: Days) -> None:
    assert days_of(edtf) == expected


@pytest.mark.parametrize("edtf", [None, "", "P3D", "2017-13", "2017-02-30", "2017-08-09/2017-08-08", "نيسان"])
def test_what_has_no_days(edtf: str | None) -> None:
    assert days_of(edtf) is None


def test_the_gap_between_intervals() -> None:
    assert days((2017, 1, 1), (2017, 1, 3)).gap(days((2017, 1, 5), (2017, 1, 9))) == 2
    assert days((2017, 1, 1), (2017, 1, 5)).gap(days((2017, 1, 5), (2017, 1, 9))) == 0
