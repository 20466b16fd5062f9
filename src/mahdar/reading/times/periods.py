"""Weeks, months, years, decades and seasons told from today: هذا الأسبوع, العامين الأخيرين, الأيام الثلاثة الماضية."""

from dataclasses import dataclass

from mahdar.knowledge.entries.times import Relation, Unit
from mahdar.reading.times.anchoring import ahead, month_by, season_by, span_by, week_by, year_by
from mahdar.reading.times.extents import Extent, Moment, add_months, week_of
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.words import Word
from mahdar.reading.times.years import read_years

_REACH_SAME, _REACH_NEXT = 5, 2  # paragraphs back to "that day", to "the next day"
_BESIDE_TODAY = ("past", "present", "future", "before-last")


@dataclass(frozen=True, slots=True)
class _Head:
    """A unit with its article and, if there is one, the demonstrative before it: tokens [first, last]."""

    first: int
    last: int
    cut: int
    unit: Unit
    word: Word
    demonstrative: str | None


def read_period(scan: Scan, at: int) -> Expression | None:
    """Read a definite stretch of time that the day of publication, or a time told before, makes known."""
    head = _read_head(scan, at)
    if head is None:
        return None
    if head.word.number != "sg":
        return _read_several(scan, head)
    relation = _relation(scan, head.last)
    if head.demonstrative == "that" or (relation is not None and relation[0] in ("same", "next", "previous")):
        kind: Relation = "same" if head.demonstrative == "that" else relation[0] if relation is not None else "same"
        last = head.last if relation is None or head.demonstrative == "that" else relation[1]
        return _told_before(scan, head, kind, last)
    if head.demonstrative == "this":
        if scan.before(head.first, "to") is not None:
            return None  # حتى هذا اليوم
        last = relation[1] if relation is not None and relation[0] == "present" else head.last
        return _single(scan, head, "present", last)
    if relation is not None and relation[0] in _BESIDE_TODAY:
        return _single(scan, head, relation[0], relation[1])
    return None


def _read_head(scan: Scan, at: int) -> _Head | None:
    demonstrative = scan.word(at, "this", "that")
    start = at
    if demonstrative is not None:
        start = at + 1
        if not scan.near(start):
            return None
    word = scan.word(start, "unit")
    if word is None or word.entry.unit is None or word.entry.unit in ("minute", "weekend"):
        return None
    if not word.article or (demonstrative is not None and word.cut):
        return None
    cut = demonstrative.cut if demonstrative is not None else word.cut
    return _Head(at, start, cut, word.entry.unit, word, demonstrative.role if demonstrative is not None else None)


def _relation(scan: Scan, last: int) -> tuple[Relation, int] | None:
    word = scan.following(last, "relation")
    if word is None or word.conjunction or word.entry.relation is None:
        return None
    if not word.article and word.entry.article != "never":
        return None
    return word.entry.relation, last + word.length


def _single(scan: Scan, head: _Head, relation: Relation, last: int) -> Expression | None:
    """One unit, last, this or next."""
    extent: Extent | None
    unit, rule = head.unit, str(head.unit)
    if unit == "week":
        extent = week_by(scan, relation)
    elif unit == "month":
        month = month_by(scan, relation)
        extent = Extent.at(month) if month is not None else None
        last, extent = _month_of_year(scan, last, extent)
    elif unit == "year":
        year = year_by(scan, relation)
        extent = Extent.at(Moment(year)) if year is not None else None
        spelled = scan.plain_number(last + 1) if scan.near(last + 1) else None
        if spelled is not None and 1900 <= spelled <= 2099:  # العام الجاري 2018
            last, extent = last + 1, Extent.at(Moment(spelled))
    elif unit == "day":
        if relation == "past":
            return None
        steps = {"present": 0, "future": 1}.get(relation)
        day = ahead(scan.today, steps, "day") if scan.today is not None and steps is not None else None
        extent = Extent.at(day) if day is not None else None
    elif unit in ("decade", "century"):
        if relation == "present" and unit == "decade" and head.demonstrative is None:
            return None
        extent = _long(scan, unit, relation)
    else:
        return None
    return Expression(head.first, last, head.cut, extent, rule)


def _month_of_year(scan: Scan, last: int, extent: Extent | None) -> tuple[int, Extent | None]:
    """الشهر الماضي من العام نفسه adds nothing; kept apart so that the year is not read a second time."""
    if scan.form(last + 1) == "من" and scan.near(last + 1) and scan.near(last + 2):
        year = read_period(scan, last + 2)
        if year is not None and year.rule == "year":
            return year.last, extent
    return last, extent


def _long(scan: Scan, unit: Unit, relation: Relation) -> Extent | None:
    """Return the last decade or century."""
    if scan.anchor is None:
        return None
    length = 10 if unit == "decade" else 100
    start = (
        scan.anchor.year // length * length
        + length * {"past": -1, "before-last": -2, "present": 0, "future": 1}[relation]
    )
    return Extent(Moment(start), Moment(start + length - 1))


def _told_before(scan: Scan, head: _Head, relation: Relation, last: int) -> Expression | None:
    """في اليوم التالي, الشهر نفسه, ذلك العام: seen from the time told last."""
    steps = {"same": 0, "next": 1, "previous": -1}.get(relation)
    if steps is None:
        return None
    unit = head.unit
    extent: Extent | None = None
    if unit == "period":
        if relation != "same" or head.demonstrative == "this":
            return None
        intervals = [told.extent for told in scan.told[-3:] if told.extent is not None and not told.extent.is_point]
        return (
            Expression(head.first, last, head.cut, intervals[-1], "period-told", confidence=0.7, closed=True)
            if intervals
            else None
        )
    if unit == "hour":
        return None
    precision = {"day": "day", "week": "day", "month": "month"}.get(unit, "year")
    if scan.form(last + 1) == "من" and scan.following(last + 1, "unit", "this") is not None:
        return None  # في اليوم نفسه من عام 2000
    told = scan.last_told(head.first, precision, _REACH_SAME if relation == "same" else _REACH_NEXT)
    if told is not None:
        if unit == "day":
            day = ahead(told.date(), steps, "day")
            extent = Extent.at(day) if day is not None else None
        elif unit == "week":
            extent = week_of(told.date(), steps)
        elif unit == "month":
            extent = Extent.at(add_months(told.year, told.month, steps))
        elif unit == "year":
            extent = Extent.at(Moment(told.year + steps))
    if extent is None and (head.demonstrative == "that" or unit not in ("day", "year", "month", "week")):
        return None
    if extent is None and unit != "day":
        return None
    return Expression(head.first, last, head.cut, extent, f"{unit}-told", confidence=0.7)


def _read_several(scan: Scan, head: _Head) -> Expression | None:
    """العامين الأخيرين, الأيام الثلاثة الماضية, الأشهر الستة المقبلة, السنوات الأخيرة."""
    if head.demonstrative is not None:
        return None
    last, count, few = head.last, 2 if head.word.number == "du" else None, False
    numeral_at = last + 1
    if scan.form(numeral_at) == "ال" and scan.near(numeral_at):
        numeral_at += 1
    numeral = scan.numeral(numeral_at) if scan.near(numeral_at) else None
    if count is None and numeral is not None and numeral.definite and numeral.low == numeral.high:
        count, last = numeral.low, numeral.value_last
    adjective = scan.following(last, "vague-few")
    if adjective is not None:
        few, last = True, last + 1
    relation = _relation(scan, last)
    if relation is None or relation[0] not in ("past", "last", "future"):
        return None
    if relation[1] > last and count is None:
        more = scan.following(relation[1], "vague-few")
        if more is not None:
            few, relation = True, (relation[0], relation[1] + 1)
    forward = relation[0] == "future"
    if count is not None:
        extent = span_by(scan, count, head.unit, forward=forward)
        return Expression(head.first, relation[1], head.cut, extent, f"{head.unit}s-beside-today", closed=True)
    return _uncounted(scan, head, relation[1], few=few, forward=forward)


def _uncounted(scan: Scan, head: _Head, last: int, *, few: bool, forward: bool) -> Expression | None:
    """الأشهر الماضية, الأسابيع القليلة الماضية: open where the text gives no count; days alone are a vague now."""
    anchor, today, unit = scan.anchor, scan.today, head.unit
    extent: Extent | None
    if unit == "week" and few:
        months = None
        if today is not None:
            other = ahead(today, 4 if forward else -4, "week")
            months = sorted({Moment(today.year, today.month), Moment(other.year, other.month)}) if other else None
        extent = Extent(months[0], months[-1]) if months else None
    elif unit == "day" and few:
        extent = span_by(scan, 7, "day", forward=forward)
    elif unit in ("month", "year", "decade", "week"):
        here: Moment | None = None
        if anchor is not None:
            here = {
                "month": Moment(anchor.year, anchor.month) if anchor.month else None,
                "week": anchor if today else None,
            }.get(unit, Moment(anchor.year))
        extent = None if here is None else Extent(here, None) if forward else Extent(None, here)
    else:
        return None
    return Expression(head.first, last, head.cut, extent, f"{unit}s-vague", confidence=0.6, closed=True)


def read_counted_past(scan: Scan, at: int) -> Expression | None:
    """الـ24 ساعة الماضية, آخر 48 ساعة: a count, an indefinite unit, and what makes it definite."""
    few = scan.word(at, "last-few")
    start = at + 1 if few is not None else at
    if scan.form(start) in ("ال", "وال", "لل", "بال"):
        start += 1
    numeral = scan.numeral(start)
    if numeral is None or numeral.low != numeral.high or numeral.low is None or (few is None and not numeral.definite):
        if few is None:
            return None
        dual = scan.following(at, "unit")
        if dual is None or dual.number != "du" or dual.article or dual.entry.unit is None:
            return None
        extent = span_by(scan, 2, dual.entry.unit, forward=False)
        return Expression(at, at + 1, few.cut, extent, "last-counted", closed=True)
    unit = scan.following(numeral.value_last, "unit")
    if unit is None or unit.article or unit.entry.unit in (None, "period", "weekend"):
        return None
    last = numeral.value_last + 1
    relation = _relation(scan, last)
    if few is None and (relation is None or relation[0] not in ("past", "last", "future")):
        return None
    forward = relation is not None and relation[0] == "future"
    extent = span_by(scan, numeral.low, unit.entry.unit or "day", forward=forward)
    first, cut = (at, few.cut) if few is not None else (numeral.first, numeral.cut)
    return Expression(first, relation[1] if relation is not None else last, cut, extent, "last-counted", closed=True)


def read_part_of_today(scan: Scan, at: int) -> Expression | None:
    """هذا الصباح, هذه الليلة, الليلة الماضية."""
    this = scan.word(at, "this")
    if this is not None:
        part = scan.following(at, "part")
        if part is None or not part.article or part.length > 1:
            return None
        day = Moment.of(scan.today) if scan.today is not None else None
        return Expression(at, at + 1, this.cut, Extent.at(day) if day is not None else None, "day-part")
    part = scan.word(at, "part")
    if part is None or not part.article or part.entry.lemma != "ليل":
        return None
    relation = _relation(scan, at)
    if relation is None or relation[0] != "past":
        return None
    extent = span_by(scan, 1, "day", forward=False)
    return Expression(at, relation[1], part.cut, extent, "last-night")


def read_weekend(scan: Scan, at: int) -> Expression | None:
    """نهاية الأسبوع, عطلة نهاية الأسبوع الماضي: Saturday and Sunday."""
    word = scan.word(at, "unit")
    if word is None or word.entry.unit != "weekend":
        return None
    last = at + word.length - 1
    relation = _relation(scan, last)
    kind: Relation | None = None
    if relation is not None and relation[0] in ("past", "present", "future"):
        kind, last = relation
    extent: Extent | None = None
    if scan.today is not None:
        if kind is None:
            over = scan.tense(at) != "future" and scan.today.isoweekday() < 6
            kind = "past" if over and "هذا" not in word.form else "present"
        week = week_by(scan, kind)
        if week is not None and week.last is not None:
            end = week.last.date()
            extent = Extent.days(end.fromordinal(end.toordinal() - 1), end)
    return Expression(at, last, word.cut, extent, "weekend", confidence=0.8)


def read_season(scan: Scan, at: int) -> Expression | None:
    """صيف 2015, صيف العام الماضي, الصيف المقبل, هذا الصيف."""
    this = scan.word(at, "this")
    start = at + 1 if this is not None else at
    word = scan.word(start, "season") if this is None or scan.near(start) else None
    if word is None or word.entry.number is None:
        return None
    season, cut = word.entry.number, this.cut if this is not None else word.cut
    if this is not None or word.article:
        relation: tuple[Relation, int] | None = ("present", start) if this is not None else _relation(scan, start)
        if relation is None or not word.article:
            return None
        moment = season_by(scan, season, relation[0])
        if moment is None and relation[0] not in ("past", "last", "present", "future"):
            return None
        return Expression(at, relation[1], cut, Extent.at(moment) if moment is not None else None, "season")
    year = scan.plain_number(start + 1) if scan.near(start + 1) else None
    if year is not None and 1900 <= year <= 2099:
        return Expression(at, start + 1, cut, Extent.at(Moment(year, season)), "season")
    of_year = read_years(scan, start + 1) if scan.near(start + 1) else ()
    named = of_year[0] if len(of_year) == 1 else read_period(scan, start + 1) if scan.near(start + 1) else None
    if named is None or not named.rule.startswith("year"):
        return None
    extent = None
    if named.extent is not None and named.extent.is_point and named.extent.first is not None:
        extent = Extent.at(Moment(named.extent.first.year, season))
    return Expression(at, named.last, cut, extent, "season")


def read_decade(scan: Scan, at: int) -> Expression | None:
    """سبعينيات القرن الماضي, الثمانينيات: ten years, unless somebody's age is meant."""
    word = scan.word(at, "decade")
    if word is None or word.entry.number is None:
        return None
    last, century = at, 1900
    if scan.form(last + 1) == "من" and scan.near(last + 1):
        if scan.word(last + 2, "age") is not None:
            return None
        if scan.word(last + 2, "unit") is not None:
            last += 1
    unit = scan.following(last, "unit")
    if unit is not None and unit.entry.unit == "century":
        found = _century(scan, last + 1)
        if found is None:
            return None
        century, last = found
    elif not word.article or scan.word(last + 1, "age") is not None:
        return None
    else:
        last = at
    start = century + word.entry.number
    return Expression(at, last, word.cut, Extent(Moment(start), Moment(start + 9)), "decade")


def read_century(scan: Scan, at: int) -> Expression | None:
    """القرن التاسع عشر, القرن العشرين."""
    word = scan.word(at, "unit")
    if word is None or word.entry.unit != "century" or not word.article or word.number != "sg":
        return None
    found = _century(scan, at)
    if found is None:
        return None
    start, last = found
    return Expression(at, last, word.cut, Extent(Moment(start), Moment(start + 99)), "century")


def _century(scan: Scan, at: int) -> tuple[int, int] | None:
    """First year and last token of القرن الماضي, القرن العشرين."""
    relation = _relation(scan, at)
    if relation is not None and relation[0] in ("past", "present") and scan.anchor is not None:
        return scan.anchor.year // 100 * 100 - (100 if relation[0] == "past" else 0), relation[1]
    if relation is not None and relation[0] == "past":
        return 1900, relation[1]
    start = at + 2 if scan.form(at + 1) == "ال" else at + 1
    numeral = scan.numeral(start) if scan.near(start) else None
    if numeral is not None and numeral.definite and numeral.low is not None and 10 <= numeral.low <= 21:
        return (numeral.low - 1) * 100, numeral.value_last
    return None
