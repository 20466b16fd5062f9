"""Years: عام 2014, العام 2009, عامي 2014 و2015, 2014-2016, 1439 هـ, and four digits that can only be a year."""

from itertools import pairwise

from mahdar.reading.times.extents import Extent, Moment
from mahdar.reading.times.hijri import hijri_year
from mahdar.reading.times.scan import Expression, Scan

_EARLIEST, _LATEST = 1800, 2099
_BARE_EARLIEST = 1900
_SHORT_QUOTATION = 30  # characters; a year in so short a quotation belongs to a name («سيناء 2018»)


def read_years(scan: Scan, at: int) -> tuple[Expression, ...]:
    """Read a year, a pair or a range of years, introduced by عام or سنة."""
    unit = scan.word(at, "unit")
    if unit is None or unit.entry.unit != "year" or not scan.near(at + unit.length):
        return ()
    number = at + unit.length
    found = _year_number(scan, number, bare=False)
    if found is None:
        return ()
    first, last = found
    if scan.following(last, "hijri") is not None:
        hijri = hijri_year(first)
        return () if hijri is None else (Expression(at, last + 1, unit.cut, hijri, "year-hijri"),)
    ranged = _range_at(scan, number)
    if ranged is not None:
        return (Expression(at, ranged[1], unit.cut, ranged[0], "year-range", closed=True),)
    if scan.plain_number(last + 1) == first + 1 and scan.gap(last + 1) in ("/", "-", "–"):
        extent = Extent(Moment(first), Moment(first + 1))
        return (Expression(at, last + 1, unit.cut, extent, "year-range", closed=True),)
    year = _century(first)
    if not _EARLIEST <= year <= _LATEST:
        return ()
    expression = Expression(at, last, unit.cut, Extent.at(Moment(year)), "year")
    return (expression,) if unit.number == "sg" else _listed(scan, expression, year)


def _listed(scan: Scan, head: Expression, year: int) -> tuple[Expression, ...]:
    """عامي 2014 و2015: a stretch if the years follow each other, else two years."""
    years, last = [year], head.last
    found: list[Expression] = [head]
    while True:
        at = last + 1
        if scan.form(at) == "و" and scan.near(at):
            at += 1
        elif not scan.form(at).startswith("و"):
            break
        following = _year_number(scan, at, bare=False) if scan.near(at) else None
        if following is None or not _EARLIEST <= following[0] <= _LATEST:
            break
        years.append(following[0])
        last = following[1]
        found.append(Expression(at, last, 0, Extent.at(Moment(following[0])), "year"))
    if len(years) == 1:
        return (head,)
    between = scan.before(head.first, "between") is not None
    if between or all(b - a == 1 for a, b in pairwise(years)):
        extent = Extent(Moment(years[0]), Moment(years[-1]))
        return (Expression(head.first, last, head.cut, extent, "years", closed=True),)
    return tuple(found)


def _year_number(scan: Scan, at: int, *, bare: bool) -> tuple[int, int] | None:
    """Return a number that can be a year: value and last token."""
    plain = scan.plain_number(at)
    if plain is not None:
        return (plain, at) if plain >= (_BARE_EARLIEST if bare else 45) else None
    numeral = scan.numeral(at)
    if bare or numeral is None or numeral.ordinal or numeral.low is None or numeral.low != numeral.high:
        return None
    return (numeral.low, numeral.value_last) if _EARLIEST <= numeral.low <= _LATEST else None


def _century(year: int) -> int:
    """Two digits after عام are of the last century (عام 67)."""
    return 1900 + year if year < 100 else year


def read_bare_years(scan: Scan, at: int) -> tuple[Expression, ...]:
    """Four digits that stand for a year: في 2011, اتفاق 2015, (1975-1990)."""
    year = scan.plain_number(at)
    if year is None or not _BARE_EARLIEST <= year <= _LATEST:
        return ()
    numeral = scan.numeral(at)
    if numeral is not None and (numeral.percent or numeral.definite):
        return ()
    if scan.following(at, "hijri") is not None:
        return ()
    ranged = _range_at(scan, at)
    if ranged is not None:
        if scan.counts(ranged[1]):
            return ()
        return (Expression(at, ranged[1], 0, ranged[0], "year-range", confidence=0.9, closed=True),)
    if numeral is None or numeral.value_last != at or numeral.last != at or not _stands_as_year(scan, at):
        return ()
    following = scan.plain_number(at + 1)
    if following == year + 1 and scan.gap(at + 1) in ("/", "-", "–"):
        extent = Extent(Moment(year), Moment(following))
        return (Expression(at, at + 1, 0, extent, "year-range", closed=True),)
    if scan.gap(at + 1) in ("/", "-") and scan.plain_number(at + 1) is not None:
        return ()
    functional = scan.before(at, "in", "since", "between", "from", "to", "edge", "month", "season") is not None
    return (Expression(at, at, 0, Extent.at(Moment(year)), "year-bare", confidence=0.9 if functional else 0.7),)


def _range_at(scan: Scan, at: int) -> tuple[Extent, int] | None:
    """Read a numeral that is a range of years (2014-2016): the extent and its last token."""
    numeral = scan.numeral(at)
    if numeral is None or numeral.low is None or numeral.high is None or numeral.vague:
        return None
    if not _EARLIEST <= numeral.low < numeral.high <= _LATEST:
        return None
    return Extent(Moment(numeral.low), Moment(numeral.high)), numeral.value_last


def _stands_as_year(scan: Scan, at: int) -> bool:
    """Whether a number in the range of years is one: no counted noun after it, no label before it."""
    if scan.counts(at):
        return False
    functional = scan.before(at, "in", "since", "between", "from", "to", "edge", "month", "season") is not None
    if scan.before(at, "number") is not None and scan.before(at, "since", "in") is None:
        return False
    if functional:
        return scan.form(at) != "2000" or not scan.near(at + 1)
    gap = scan.gap(at)
    if "(" in gap:
        return scan.gap(at + 1).startswith(")")
    if (
        not scan.near(at)
        or at == 0
        or not scan.form(at - 1)[0].isalpha()
        or scan.document.tokens[at - 1].kind == "latin"
    ):
        return False
    start = scan.document.tokens[at].start
    quotation = scan.document.quotation_at(start)
    return quotation is None or quotation.end - quotation.start > _SHORT_QUOTATION
