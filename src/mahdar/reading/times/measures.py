"""Measures of time: a count of units, as the text has it (يومين، 72 ساعة، عام ونصف، تسعين إلى 180 يوما)."""

from dataclasses import dataclass, replace

from mahdar.knowledge.entries.times import Unit
from mahdar.reading.times.scan import Scan

_LETTERS: dict[str, tuple[str, str, int]] = {
    "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "week": ("P", "W", 1),
    "month": ("P", "M", 1), "year": ("P", "Y", 1), "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip
_HALVES: dict[str, str] = {"year": "P{}Y6M", "month": "P{}M15D", "day": "P{}DT12H", "hour": "PT{}H30M"}
_HALF: dict[str, str] = {
    "year": "P6M", "month": "P15D", "hour": "PT30M", "decade": "P5Y", "century": "P50Y", "day": "PT12H",
}  # fmt: skip
_DASHES = ("-", "–", "—")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of units: tokens [first, last], without the preposition.

    Attributes
    ----------
    count : int
        0 for half a unit.
    value : str
        ISO 8601 duration; of a range, the upper end.
    exact : bool
        False after نحو or أكثر من and for ranges.
    low : str or None
        The lower end of a range, which ends at token `low_last`.
    """

    first: int
    last: int
    cut: int
    count: int
    unit: Unit
    value: str
    exact: bool
    low: str | None = None
    low_last: int = 0


def read_measure(scan: Scan, at: int) -> Measure | None:
    """Read a number and a unit, a dual, half a unit, or a unit in the singular."""
    if scan.numeral(at) is not None:
        return _counted(scan, at)
    half = scan.word(at, "share")
    if half is not None and half.entry.number == 2 and not half.article:
        unit = scan.following(at, "unit")
        if unit is not None and unit.number == "sg" and not unit.article and (unit.entry.unit or "") in _HALF:
            name = unit.entry.unit or "day"
            return Measure(at, at + 1, half.cut, 0, name, _HALF[name], exact=True)
    unit = scan.word(at, "unit")
    if unit is None or unit.article or unit.entry.unit is None or unit.entry.unit not in _LETTERS:
        return None
    if unit.number == "du" and not unit.form.endswith("ي"):
        return _with_half(scan, Measure(at, at, unit.cut, 2, unit.entry.unit, "", exact=True))
    if unit.number == "sg" and unit.entry.unit != "minute":
        return _with_half(scan, Measure(at, at, unit.cut, 1, unit.entry.unit, "", exact=True))
    return None


def _counted(scan: Scan, at: int) -> Measure | None:
    numeral = scan.numerals[at]
    if numeral.ordinal or numeral.percent or numeral.vague:
        return None
    word = scan.following(numeral.value_last, "unit")
    if word is None or word.article or word.cut or word.number == "du" or word.entry.unit not in _LETTERS:
        return None
    if _is_year_number(scan, numeral.value_last + 2):
        return None
    if numeral.definite and scan.before(numeral.first, "during", "since", "in", "to", "after", "ago") is None:
        return None  # تجاوز السبعين عاما
    count, low, unit = numeral.high, numeral.low, word.entry.unit
    if count is None or low is None or unit is None or not 0 < count <= _MOST:
        return None
    last = numeral.value_last + 1
    ranged = _end_of_low(scan, at)
    if ranged is not None:
        cut = numeral.cut if numeral.first == at else 0
        upper, lower = duration(count, unit), duration(low, unit)
        return Measure(at, last, cut, count, unit, upper, exact=False, low=lower, low_last=ranged)
    if low != count:  # 3.5 سنوات
        return None
    first, cut = numeral.first, numeral.cut
    if first < at and scan.form(first) == "ال":
        first, cut = at, 0
    return _with_half(scan, Measure(first, last, cut, count, unit, "", numeral.exact))


def _is_year_number(scan: Scan, at: int) -> bool:
    """Whether a year follows the unit: السبعة عام 1996."""
    year = scan.plain_number(at)
    return year is not None and 1900 <= year <= 2099 and scan.near(at)


def _end_of_low(scan: Scan, at: int) -> int | None:
    """Last token of the first number of a range (20 إلى 30), None if the numeral is one number."""
    numeral = scan.numerals[at]
    if numeral.low == numeral.high or numeral.value_first == numeral.value_last:
        return None
    for token in range(numeral.value_first, numeral.value_last):
        if scan.gap(token + 1) in _DASHES or scan.word(token + 1, "to", "or") is not None:
            return token
    return numeral.value_first


def _with_half(scan: Scan, measure: Measure) -> Measure:
    """عام ونصف, سنتين ونصف السنة; and words that add nothing: يوم واحد, أسبوعا كاملا."""
    value, last, unit = duration(measure.count, measure.unit), measure.last, measure.unit
    half = scan.following(last, "share")
    if half is not None and half.entry.number == 2 and half.conjunction == "و" and unit in _HALVES:
        value, last = _HALVES[unit].format(measure.count), last + 1
        again = scan.following(last, "unit")
        if again is not None and again.article and again.entry.unit == unit:
            last += 1
    elif scan.following(last, "whole") is not None:
        last += 1
    return replace(measure, last=last, value=value)


def duration(count: int, unit: Unit) -> str:
    """Write a count of units as an ISO 8601 duration.

    Examples
    --------
    >>> duration(2, "week"), duration(3, "decade"), duration(72, "hour")
    ('P2W', 'P30Y', 'PT72H')
    """
    prefix, letter, factor = _LETTERS[unit]
    return f"{prefix}{count * factor}{letter}"


def with_remainder(scan: Scan, measure: Measure) -> Measure:
    """خمس سنوات وعشرة أشهر: one measure."""
    at = measure.last + 1
    if not scan.near(at) or not scan.form(at).startswith("و"):
        return measure
    start = at + 1 if scan.form(at) == "و" else at
    more = read_measure(scan, start) if start == at or scan.near(start) else None
    if more is None or more.low is not None or more.count == 0 or more.first != start:
        return measure
    order = ("year", "month", "week", "day") if measure.unit in ("year", "month", "week") else ("hour", "minute")
    if measure.unit not in order or more.unit not in order or order.index(more.unit) <= order.index(measure.unit):
        return measure
    return replace(measure, last=more.last, value=measure.value + more.value.lstrip("PT"))
