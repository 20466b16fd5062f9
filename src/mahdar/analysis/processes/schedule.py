"""The schedule's history: announcements in order, and the dates that moved from one to the next."""

from collections.abc import Sequence
from datetime import date, timedelta

from mahdar.analysis.processes.tellings import RoundTelling
from mahdar.model.edtf import days_of
from mahdar.model.process import Announcement, RoundStatus, Slip

_MEETING_DAYS = 4  # an interval of at most so many days says how long a round lasts, a longer one when it may be
Days = tuple[date, date]


def announcements(tellings: Sequence[RoundTelling]) -> tuple[Announcement, ...]:
    """Join the tellings that report one announcement: the same day of saying, status and dates.

    A plan without a date, or for a day that is past, announces nothing and is left out.
    """
    groups: dict[tuple[str | None, RoundStatus, str | None, str | None], list[RoundTelling]] = {}
    for telling in tellings:
        if telling.status == "planned" and (telling.date is None or _is_past(telling)):
            continue
        groups.setdefault((telling.said_on, telling.status, telling.date, telling.instead_of), []).append(telling)
    return tuple(
        Announcement(
            status=status,
            date=told,
            instead_of=instead_of,
            announced_on=said_on,
            tellings=tuple(t.opened.telling(t.event) for t in group),
        )
        for (said_on, status, told, instead_of), group in groups.items()
    )


def _is_past(telling: RoundTelling) -> bool:
    told, said = bounds(telling.date), bounds(telling.said_on)
    return told is not None and said is not None and told[1] < said[0]


def slips(schedule: Sequence[Announcement]) -> tuple[Slip, ...]:
    """Where a later announcement gives a date that the one before excludes."""
    found: list[Slip] = []
    standing: Announcement | None = None
    for announcement in schedule:
        if announcement.date is None:
            continue
        if standing is not None and (moved := _moved(standing, announcement)) is not None:
            found.append(
                Slip(
                    before=standing.date or "",
                    after=announcement.date,
                    days_min=moved[0],
                    days_max=moved[1],
                    announced_on=announcement.announced_on,
                    tellings=(*standing.tellings, *announcement.tellings),
                )
            )
        if announcement.status in ("planned", "postponed"):
            standing = announcement
        elif announcement.status == "held":
            # Once held, a round moves no more; what is told of it later is memory.
            break
    return tuple(found)


def bounds(value: str | None) -> Days | None:
    """First and last day of an EDTF value that is closed at both ends."""
    days = days_of(value)
    return (days[0], days[1]) if days and days[0] and days[1] else None


def _moved(before: Announcement, after: Announcement) -> tuple[int, int] | None:
    old, new = bounds(before.date), bounds(after.date)
    if old is None or new is None:
        return None
    # «اختتمت أمس» tells the last day of a meeting that began some days before.
    begun = new[0] - timedelta(days=_MEETING_DAYS - 1) if after.status in ("held", "ongoing") else new[0]
    apart = begun > old[1] or new[1] < old[0]
    exact = _is_meeting(old) and _is_meeting(new)
    if (
        exact
        and after.status in ("planned", "postponed")
        and new[0] != old[0]
        and (apart or after.status == "postponed")
    ):
        days = (new[0] - old[0]).days
        return days, days
    if not apart:
        return None
    shifts = ((new[0] - old[1]).days, (new[1] - old[0]).days)
    return min(shifts), max(shifts)


def _is_meeting(days: Days) -> bool:
    return (days[1] - days[0]).days < _MEETING_DAYS
