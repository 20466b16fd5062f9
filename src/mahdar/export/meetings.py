"""iCalendar (RFC 5545): meetings and rounds of talks as all-day entries over the days their dates allow."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.prop import vGeo, vText

from mahdar.export.exporter import EVENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.options import ExportOptions
from mahdar.export.periods import Period, period
from mahdar.export.precision import geo_precision
from mahdar.export.rows import english_name
from mahdar.export.selection import Extract
from mahdar.model import Actor, Event

_PATH = "meetings.ics"
_STATUSES = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE", "denied": "CANCELLED"}
_UNKNOWN_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


class CalendarExporter(Exporter):
    """One entry a meeting."""

    units = (EVENTS,)
    rules = ("calendar_selection",)

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._stream = files.begin(_PATH).open("wb")
        frame = Calendar()
        frame.add("prodid", "-//Mahdar//Meetings//AR")
        frame.add("version", "2.0")
        frame.add("calscale", "GREGORIAN")
        frame.add("x-wr-calname", "Mahdar · محضر")
        self._head, self._foot = frame.to_ical().split(b"END:VCALENDAR")
        self._stream.write(self._head)
        self._count = 0

    def put(self, extract: Extract) -> None:
        """Write the meetings of one article."""
        for event in extract.events:
            reason = _unfit(event)
            if reason:
                self.tally.leave_out(EVENTS, reason)
                continue
            self._stream.write(calendar_entry(extract, event).to_ical())
            self._count += 1
            self.tally.written[EVENTS] += 1

    def close(self) -> list[Resource]:
        """Finish the file."""
        self._stream.write(b"END:VCALENDAR" + self._foot)
        self._stream.close()
        title = "Meetings and rounds · لقاءات وجولات"
        return [Resource("meetings", _PATH, title, "ics", "text/calendar", self._count)]

    def abandon(self) -> None:
        """Close the file as it is."""
        self._stream.close()


def _unfit(event: Event) -> str | None:
    """Tell why an event does not belong into a calendar; None if it does."""
    when = period(event.date)
    if event.type != "CONSULT" and event.series is None:
        return "no-meeting"
    if event.status not in _STATUSES:
        return f"status-{event.status}"
    if when.start is None and when.end is None:
        return "no-date"
    return "open-date" if when.days is None else None


def calendar_entry(extract: Extract, event: Event) -> Entry:
    """Make the entry of a meeting whose date is closed at both ends."""
    when, place, article = period(event.date), extract.place(event), extract.article
    entry = Entry()
    entry.add("uid", f"{extract.key(event)}@mahdar")
    entry.add("dtstamp", _stamp(article.published))
    _add_days(entry, when)
    entry.add("status", _STATUSES[event.status])
    entry.add("transp", "TRANSPARENT")  # others' meetings make nobody busy
    entry.add("summary", _summary(extract, event))
    entry.add("description", _description(extract, event))
    if place:
        entry.add("location", " · ".join(filter(None, (place.name.en, place.name.ar, place.relation))))
        if geo_precision(place) == 1 and place.lat is not None and place.lon is not None:
            entry.add("geo", vGeo((place.lat, place.lon)))
    if article.url:
        entry.add("url", article.url)
    entry.add("categories", list(filter(None, (event.type, event.mode, event.series))))
    for name, value in (("edtf", event.date), ("status", event.status), ("event", extract.key(event))):
        entry.add(f"x-mahdar-{name}", vText(value or ""))
    return entry


def _add_days(entry: Entry, when: Period) -> None:
    assert when.start is not None
    assert when.end is not None
    entry.add("dtstart", when.start)
    entry.add("dtend", when.end + timedelta(days=1))  # the day after the last, says RFC 5545


def _stamp(published: str | None) -> datetime:
    """The day of publication, for DTSTAMP is required and the clock would make two exports differ."""
    day = period(published).start
    return datetime.combine(day, time(), tzinfo=UTC) if day else _UNKNOWN_STAMP


def _summary(extract: Extract, event: Event) -> str:
    quote = f"«{extract.quote(event.span)}»"
    if event.series is None:
        return quote
    return f"{event.series}, {event.ordinal}: {quote}" if event.ordinal else f"{event.series}: {quote}"


def _description(extract: Extract, event: Event) -> str:
    def names(identifiers: tuple[str, ...]) -> str:
        return "; ".join(map(_both_names, extract.actors(identifiers)))

    agenda = "; ".join(extract.quote(span) for span in event.agenda)
    source = ", ".join(filter(None, (extract.article.outlet, extract.article.published)))
    lines = (
        ("Status · الحالة", event.status),
        ("Date as written · التاريخ", event.date),
        ("Parties · الأطراف", names((*event.actor, *event.recipient))),
        ("Agenda · جدول الأعمال", agenda),
        ("On the word of · على ذمة", names(event.claimed_by)),
        ("Source · المصدر", source),
    )
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def _both_names(actor: Actor) -> str:
    return f"{actor.name.en} ({actor.name.ar})" if actor.name.en and actor.name.ar else english_name(actor)
