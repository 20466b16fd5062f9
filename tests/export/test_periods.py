from datetime import date

import pytest

from mahdar.export.periods import Period, period


@pytest.mark.parametrize(
    ("value", "days", "precision", "middle"),
    [
        ("2018-05-06", 1, 1, date(2018, 5, 6)),
        ("2018-05-06~", 1, 1, date(2018, 5, 6)),
        ("2018-04-30/2018-05-06", 7, 2, date(2018, 5, 3)),
        ("2018-05-05/2018-05-06", 2, 2, date(2018, 5, 5)),
        ("2018-04-30/2018-05-07", 8, 3, date(2018, 5, 3)),
        ("2018-02", 28, 3, date(2018, 2, 14)),
        ("2018-05", 31, 3, date(2018, 5, 16)),
        ("2018-05-01/2018-06-01", 32, None, date(2018, 5, 16)),
        ("2018", 365, None, date(2018, 7, 2)),
    ],
)
def test_precision_follows_the_days_a_date_allows(value: str, days: int, precision: int | None, middle: date) -> None:
    found = period(value)
    assert (found.days, found.precision, found.middle) == (days, precision, middle)


def test_open_ends_stay_open() -> None:
    assert period("2014/..") == Period(date(2014, 1, 1), None)
    assert period("../2014-03") == Period(None, date(2014, 3, 31))
    assert period("2014/..").days is None
    assert period("2014/..").precision is None
    assert period("2014/..").middle is None


@pytest.mark.parametrize("value", [None, "", "P3D", "not a date", "2018-13", "2018-02-30", "2018-05-02/2018-05-01"])
def test_what_names_no_days_has_none(value: str | None) -> None:
    assert period(value) == Period()
