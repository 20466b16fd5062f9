"""Parts of a period: أواخر الشهر الحالي, مطلع 2018, النصف الأول من العام, الأسبوع الأول من مايو."""

from mahdar.reading.times.anchoring import month_by, week_by, year_by
from mahdar.reading.times.extents import Extent, Moment, moment, part_of, share_of
from mahdar.reading.times.months import read_months
from mahdar.reading.times.periods import read_century, read_decade, read_period
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.years import read_bare_years, read_years


def read_edge(scan: Scan, at: int) -> Expression | None:
    """Early, middle or late in a month, year, week or decade."""
    word = scan.word(at, "edge")
    if word is None or word.entry.number is None or not scan.near(at + word.length):
        return None
    start = at + word.length
    if word.entry.context == "beside" and not _is_definite(scan, start):
        return None
    whole = _read_whole(scan, start)
    if whole is None:
        return None
    extent = part_of(whole.extent, word.entry.number) if whole.extent is not None else None
    if whole.extent is not None and extent is None:
        return None
    return Expression(at, whole.last, word.cut, extent, "edge", confidence=whole.confidence)


def _is_definite(scan: Scan, at: int) -> bool:
    """Whether آخر means the end: آخر الشهر, آخر مايو; but آخر شهر is the latest month."""
    unit = scan.word(at, "unit")
    return (unit is not None and unit.article and unit.number == "sg") or scan.word(at, "month") is not None


def _read_whole(scan: Scan, at: int) -> Expression | None:
    """Read the period that an edge or a share is part of."""
    lead = scan.word(at, "month-lead")
    month_at = at + 1 if lead is not None and scan.near(at + 1) else at
    months = read_months(scan, month_at)
    if len(months) == 1 and months[0].cut == 0:
        return months[0]
    for read in (read_period, read_decade, read_century):
        found = read(scan, at)
        if found is not None and found.cut == 0:
            return found
    years = read_years(scan, at) or read_bare_years(scan, at)
    if len(years) == 1 and years[0].extent is not None and years[0].extent.is_point:
        return years[0]
    return _bare_unit(scan, at)


def _bare_unit(scan: Scan, at: int) -> Expression | None:
    """مطلع العام, نهاية الشهر: of this year, this month."""
    unit = scan.word(at, "unit")
    if unit is None or not unit.article or unit.number != "sg" or unit.cut:
        return None
    extent: Extent | None
    if unit.entry.unit == "year":
        year = year_by(scan, "present")
        extent = Extent.at(Moment(year)) if year is not None else None
    elif unit.entry.unit == "month":
        month = month_by(scan, "present")
        extent = Extent.at(month) if month is not None else None
    elif unit.entry.unit == "week":
        extent = week_by(scan, "present")
    else:
        return None
    if scan.near(at + 1) and scan.form(at + 1).startswith("ال") and not scan.word(at + 1, "weekday"):
        return None  # بداية العام الدراسي
    return Expression(at, at, 0, extent, str(unit.entry.unit), confidence=0.8)


def read_share(scan: Scan, at: int) -> Expression | None:
    """النصف الأول من 2018, الربع الأخير من العام الماضي, الأسبوع الثاني من مايو."""
    share = scan.word(at, "share")
    week = scan.word(at, "unit") if share is None else None
    if share is None and (week is None or week.entry.unit != "week"):
        return None
    head = share or week
    if head is None or not head.article or not scan.near(at + 1):
        return None
    order = _order(scan, at + 1)
    if order is None:
        return None
    number, start = order
    if not scan.near(start):
        return None
    if scan.form(start) == "من":
        start += 1
    whole = _read_whole(scan, start) if scan.near(start) else None
    if whole is None:
        return None
    extent = None
    if whole.extent is not None:
        extent = (
            share_of(whole.extent, head.entry.number or 2, number)
            if share is not None
            else _week_of_month(whole.extent, number)
        )
        if extent is None:
            return None
    return Expression(at, whole.last, head.cut, extent, "share")


def _order(scan: Scan, at: int) -> tuple[int, int] | None:
    """Return the ordinal after a share, -1 for "the last", and the token after it."""
    numeral = scan.numeral(at)
    if numeral is not None and numeral.ordinal and numeral.min is not None:
        return numeral.min, numeral.value_last + 1
    word = scan.word(at, "relation")
    if word is not None and word.entry.relation == "last" and word.article:
        return -1, at + 1
    return None


def _week_of_month(extent: Extent, number: int) -> Extent | None:
    """Return the n-th seven days of a month."""
    first = extent.first
    if first is None or not extent.is_point or not first.is_month or not (number == -1 or 1 <= number <= 4):
        return None
    late = part_of(extent, 3)
    end = late.last.day if late is not None and late.last is not None else 28
    start = end - 6 if number == -1 else 7 * (number - 1) + 1
    day, last = moment(first.year, first.month, start), moment(first.year, first.month, start + 6)
    return Extent(day, last) if day is not None and last is not None else None
