"""Feasts: عيد الفطر, رأس السنة, ثاني أيام عيد الأضحى, رمضان 2018."""

from datetime import timedelta

from mahdar.knowledge.entries.times import TimeWord
from mahdar.reading.times.anchoring import nearest
from mahdar.reading.times.extents import Extent, Moment, moment
from mahdar.reading.times.hijri import hijri_day, hijri_years_around
from mahdar.reading.times.months import read_year_tail
from mahdar.reading.times.scan import Expression, Scan


def read_holiday(scan: Scan, at: int) -> Expression | None:
    """Read a feast's first day, in the year the text or the publication makes known."""
    word = scan.word(at, "holiday")
    if word is None:
        return None
    last = at + word.length - 1
    tail = read_year_tail(scan, last, bracket=False)
    extent = None
    around = tail.year or (scan.anchor.year if scan.anchor is not None else None)
    if around is not None:
        occurrences = [found for found in _occurrences(word.entry, around) if found is not None]
        if tail.year is not None:
            here = [found for found in occurrences if found.first is not None and found.first.year == tail.year]
            extent = here[0] if here else None
        else:
            tense = scan.tense(at) if tail.relation is None else None
            extent = nearest(scan, occurrences, tail.relation, tense)
    return Expression(at, tail.last, word.cut, extent, "holiday", confidence=0.8)


def _occurrences(entry: TimeWord, year: int) -> list[Extent | None]:
    if entry.hijri is not None:
        return [hijri_day(around, *entry.hijri) for around in hijri_years_around(year)]
    days: list[Moment | None] = []
    if entry.gregorian is not None:
        days = [moment(around, *entry.gregorian) for around in (year - 1, year, year + 1)]
    return [Extent.at(day) for day in days if day is not None]


def read_holiday_day(scan: Scan, at: int) -> Expression | None:
    """أول أيام عيد الفطر, اليوم الثاني من عيد الأضحى."""
    numeral = scan.numeral(at)
    if numeral is None or not numeral.ordinal or numeral.low is None:
        return None
    unit = scan.following(numeral.value_last, "unit")
    start = numeral.value_last + 1
    if (unit is not None and unit.entry.unit == "day" and unit.number == "pl" and not unit.article) or scan.form(
        start
    ) == "من":
        start += 1
    else:
        return None
    feast = read_holiday(scan, start) if scan.near(start) else None
    if feast is None or feast.cut:
        return None
    first, cut = numeral.first, numeral.cut
    before = scan.before(first, "unit")
    if before is not None and before.entry.unit == "day" and before.article:
        first, cut = first - 1, before.cut
    extent = None
    if feast.extent is not None and feast.extent.day is not None:
        day = feast.extent.day + timedelta(days=numeral.low - 1)
        extent = Extent.days(day, day)
    return Expression(first, feast.last, cut, extent, "holiday", confidence=0.8)
