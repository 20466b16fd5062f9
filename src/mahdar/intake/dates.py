"""Days of publication: as arguments, front matter and pages give them."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from mahdar.errors import IntakeError

_ISO_DAY = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?![\d])")


def day_of(value: object) -> str | None:
    """Read a day and write it as ISO 8601, or None where there is none.

    A time of day and its zone are dropped, not converted: the day of publication is the one the page shows.

    Parameters
    ----------
    value : object
        A date or datetime, an ISO 8601 date or datetime (also with slashes), or a date as in e-mail headers.
    """
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}".zfill(10)
    if not isinstance(value, str):
        return None
    found = _ISO_DAY.match(value.strip())
    if found:
        try:
            return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError):
        return None


def required_day(value: object, place: str | None) -> str:
    """Read a day that somebody wrote down as the day of publication.

    Raises
    ------
    IntakeError
        `bad-date` if it is none.
    """
    day = day_of(str(value) if isinstance(value, int) else value)
    if day is not None:
        return day
    raise IntakeError(
        "bad-date",
        f"{value!r} is not a date.",
        "Write the day of publication as YYYY-MM-DD, for example 2017-08-09.",
        place,
    )
