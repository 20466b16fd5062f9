from datetime import UTC, date, datetime

import pytest

from mahdar.errors import IntakeError
from mahdar.intake.dates import day_of, required_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2017, 8, 9), "2017-08-09"),
        (datetime(2017, 8, 9, 23, 59, tzinfo=UTC), "2017-08-09"),
        ("2017-08-09", "2017-08-09"),
        (" 2017/8/9 ", "2017-08-09"),
        ("20170809", "2017-08-09"),
        ("2017-08-09T23:30:00-05:00", "2017-08-09"),
        ("2017-08-09 10:00", "2017-08-09"),
        ("Wed, 09 Aug 2017 22:10:00 +0300", "2017-08-09"),
        ("2017-02-30", None),
        ("2017-13-01", None),
        ("2017-08", None),
        ("أمس", None),
        ("", None),
        (None, None),
    ],
)
def test_days(value: object, day: str | None) -> None:
    assert day_of(value) == day


def test_a_number_may_be_a_compact_day() -> None:
    assert required_day(20170809, None) == "2017-08-09"


@pytest.mark.parametrize("value", ["الأربعاء", "2017-02-30", 12, 3.5, ["2017-08-09"]])
def test_what_is_no_day_is_an_error(value: object) -> None:
    with pytest.raises(IntakeError) as raised:
        required_day(value, "a.txt")
    assert (raised.value.code, raised.value.place) == ("bad-date", "a.txt")
