"""Months: تموز, يوليو/تموز, آب (أغسطس) 2018, شهر رمضان, مايو الماضي."""

from dataclasses import dataclass

from mahdar.knowledge.entries.times import Relation
from mahdar.reading.times.anchoring import nearest, year_by, year_of_month
from mahdar.reading.times.extents import Extent, Moment
from mahdar.reading.times.hijri import hijri_month, hijri_years_around
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.words import Word
from mahdar.reading.times.years import read_years


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month's name, in one naming system or in two at once; tokens [first, last]."""

    first: int
    last: int
    cut: int
    number: int
    hijri: bool
    doubled: bool
    context: str
    word: Word


@dataclass(frozen=True, slots=True)
class YearTail:
    """What follows a month: a year, or a relation (الماضي), or nothing."""

    last: int
    year: int | None = None
    relation: Relation | None = None
    given: bool = False


def read_month_name(scan: Scan, at: int) -> MonthName | None:
    """Read a month's name, with the same month in another naming system beside it (تموز/يوليو، آب (أغسطس))."""
    word = scan.word(at, "month", "hijri-month")
    if word is None or word.entry.number is None:
        return None
    entry = word.entry
    last, doubled = at + word.length - 1, False
    if scan.near_in_brackets(last + 1) and scan.gap(last + 1)[:1] in ("/", "(", "-", "–", ""):
        partner = scan.word(last + 1, "month")
        if (
            partner is not None
            and partner.entry.number == entry.number
            and partner.cut == 0
            and partner.form != word.form
        ):
            last, doubled = last + partner.length, True
    spelled = entry.spelled is None or doubled or scan.written(at, word.cut).startswith(entry.spelled)
    if not spelled and not scan.near(at):
        return None
    return MonthName(at, last, word.cut, entry.number or 0, entry.role == "hijri-month", doubled,
                     "none" if doubled else entry.context if spelled else "beside", word)  # fmt: skip


def read_year_tail(scan: Scan, last: int, *, bracket: bool, hijri: bool = False) -> YearTail:
    """Read the year or relation after a month (or after a weekday's date)."""
    at = last + 1
    open_gap = scan.near(at) or (bracket and scan.gap(at).strip(" ") in (")", ""))
    if not open_gap and scan.gap(at) in ("،", ","):
        plain = scan.plain_number(at)
        open_gap = plain is not None and 1900 <= plain <= 2099
    if not open_gap:
        return YearTail(last)
    plain = scan.plain_number(at)
    low, high = (1300, 1500) if hijri else (1800, 2099)
    if plain is not None and low <= plain <= high:
        if not scan.counts(at):
            end = at + 1 if hijri and scan.following(at, "hijri") is not None else at
            return YearTail(end, plain, None, given=True)
        return YearTail(last)
    relation = scan.word(at, "relation")
    if relation is not None and (relation.article or relation.entry.article == "never") and not relation.conjunction:
        if relation.entry.relation in ("past", "present", "future", "before-last"):
            return YearTail(at + relation.length - 1, None, relation.entry.relation, given=True)
        return YearTail(last)
    start = at + 1 if scan.word(at, "from") is not None and scan.form(at) == "من" and scan.near(at + 1) else at
    return _year_phrase(scan, last, start)


def _year_phrase(scan: Scan, last: int, start: int) -> YearTail:
    """من عام 2015, العام الماضي, من هذا العام."""
    years = read_years(scan, start)
    if (
        len(years) == 1
        and years[0].extent is not None
        and years[0].extent.is_point
        and years[0].extent.first is not None
    ):
        return YearTail(years[0].last, years[0].extent.first.year, None, given=True)
    this = scan.word(start, "this", "that")
    unit_at = start + 1 if this is not None else start
    unit = scan.word(unit_at, "unit")
    if unit is None or unit.entry.unit != "year" or not unit.article or unit.number != "sg" or not scan.near(unit_at):
        return YearTail(last)
    relation = scan.following(unit_at, "relation")
    if this is not None and this.role == "that":
        told = scan.last_told(start, "year", 3)
        return YearTail(unit_at, told.year if told is not None else None, None, given=True)
    if relation is None:
        return YearTail(unit_at, year_by(scan, "present"), None, given=True) if this is not None else YearTail(last)
    kind = relation.entry.relation
    end = unit_at + relation.length
    if kind == "same":
        told = scan.last_told(start, "year", 3)
        return YearTail(end, told.year if told is not None else None, None, given=True)
    year = year_by(scan, kind)
    return (
        YearTail(end, year, None, given=True)
        if kind in ("past", "present", "future", "before-last")
        else YearTail(last)
    )


def read_months(scan: Scan, at: int) -> tuple[Expression, ...]:
    """Read a month, with or without year; two months that follow each other (مايو ويونيو) make one stretch."""
    name = read_month_name(scan, at)
    if name is None:
        return ()
    tail = read_year_tail(scan, name.last, bracket=name.doubled, hijri=name.hijri)
    if name.context != "none" and not tail.given and not _in_context(scan, name):
        return ()
    if name.hijri:
        return _hijri(scan, name, tail)
    pair = _second_month(scan, name, tail)
    if pair is not None:
        return pair
    year = tail.year if tail.given and tail.relation is None else None
    floating = not tail.given
    if year is None and not (tail.given and tail.relation is None):
        tense = scan.tense(at) if floating else None
        year = year_of_month(scan, name.number, tail.relation, tense)
    extent = Extent.at(Moment(year, name.number)) if year is not None else None
    return (Expression(at, tail.last, name.cut, extent, "month-floating" if floating else "month",
                       confidence=0.8 if floating else 1.0),)  # fmt: skip


def _second_month(scan: Scan, name: MonthName, tail: YearTail) -> tuple[Expression, ...] | None:
    """مايو ويونيو 2018."""
    if tail.given or not scan.near(name.last + 1):
        return None
    second = read_month_name(scan, name.last + 1)
    if second is None or second.word.conjunction != "و" or second.hijri:
        return None
    end = read_year_tail(scan, second.last, bracket=second.doubled)
    year = end.year if end.given and end.relation is None else year_of_month(scan, second.number, end.relation,
                                                                             scan.tense(name.first))  # fmt: skip
    if year is None:
        return None
    first_year = year if name.number <= second.number else year - 1
    first, last = Moment(first_year, name.number), Moment(year, second.number)
    if (second.number - name.number) % 12 == 1 or scan.before(name.first, "between") is not None:
        return (Expression(name.first, end.last, name.cut, Extent(first, last), "months", closed=True),)
    return (
        Expression(name.first, name.last, name.cut, Extent.at(first), "month"),
        Expression(second.first, end.last, second.cut, Extent.at(last), "month"),
    )


def _hijri(scan: Scan, name: MonthName, tail: YearTail) -> tuple[Expression, ...]:
    if tail.year is not None and tail.year < 1600:
        extent = hijri_month(tail.year, name.number)
    else:
        around = tail.year or (scan.anchor.year if scan.anchor is not None else None)
        months = [hijri_month(year, name.number) for year in hijri_years_around(around)] if around is not None else []
        if tail.year is not None:
            found = [m for m in months if m is not None and m.first is not None and m.first.year == tail.year]
            extent = found[0] if found else None
        else:
            tense = scan.tense(name.first) if tail.relation is None else None
            extent = nearest(scan, (m for m in months if m is not None), tail.relation, tense)
    return (Expression(name.first, tail.last, name.cut, extent, "month-hijri", confidence=0.9),)


def _in_context(scan: Scan, name: MonthName) -> bool:
    """Whether a word before an ambiguous month name shows that it is one (في مارس، منتصف آب، شهر رمضان)."""
    if name.context == "beside":
        return scan.before(name.first, "edge", "month-lead") is not None
    if name.hijri:  # رجب، شعبان، رمضان are names of persons too
        return scan.before(name.first, "edge", "month-lead", "during") is not None or scan.form(name.first - 1) == "في"
    return scan.before(name.first, "in", "since", "to", "edge", "between", "from", "during", "month-lead") is not None
