"""Measures of time: يومين (P2D), 72 ساعة (PT72H), قبل ثلاثة أيام (a date), منذ سبع سنوات (P7Y), عام ونصف (P1Y6M)."""

from dataclasses import dataclass
from datetime import date

from mahdar.knowledge.entries.times import Unit
from mahdar.reading.times.anchoring import ahead
from mahdar.reading.times.extents import Extent
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.words import Word

_LETTERS: dict[str, tuple[str, str, int]] = {
    "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "week": ("P", "W", 1), "month": ("P", "M", 1),
    "year": ("P", "Y", 1), "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip
_HALVES = {"year": "P{}Y6M", "month": "P{}M15D", "day": "P{}DT12H", "hour": "PT{}H30M"}
_HALF = {"year": "P6M", "month": "P15D", "hour": "PT30M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}
_DASHES = ("-", "–", "—")
_MOST = 10_000
_LONG_UNITS = ("day", "week", "month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of units: tokens [first, last], without the preposition."""

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
    """A measure that begins at a token: a number and a unit, a dual, or a singular by itself."""
    half = scan.word(at, "share")
    if half is not None and half.form == "نصف" and not half.article:
        unit = scan.following(at, "unit")
        if unit is not None and unit.number == "sg" and not unit.article and (unit.entry.unit or "") in _HALF:
            return Measure(at, at + 1, half.cut, 0, unit.entry.unit or "day", _HALF[unit.entry.unit or "day"], exact=True)
    numeral = scan.numeral(at)
    if numeral is not None:
        return _counted(scan, at)
    unit = scan.word(at, "unit")
    if unit is None or unit.article or unit.entry.unit is None or unit.entry.unit not in _LETTERS:
        return None
    if unit.number == "du":
        if unit.form.endswith("ي"):
            return None
        return _with_half(scan, at, at, unit.cut, 2, unit.entry.unit)
    if unit.number == "sg" and unit.entry.unit != "minute":
        return _with_half(scan, at, at, unit.cut, 1, unit.entry.unit)
    return None


def _counted(scan: Scan, at: int) -> Measure | None:
    numeral = scan.numerals[at]
    if numeral.ordinal or numeral.percent:
        return None
    unit = scan.following(numeral.value_last, "unit")
    if unit is None or unit.article or unit.cut or unit.entry.unit is None or unit.entry.unit not in _LETTERS:
        return None
    if unit.number == "du":
        return None
    count, low = numeral.high, numeral.low
    if numeral.vague or count is None or low is None or not 0 < count <= _MOST:
        return None
    last = numeral.value_last + 1
    first, cut = numeral.first, numeral.cut
    exact = numeral.exact
    ranged = _end_of_low(scan, at)
    if ranged is not None:
        return Measure(first, last, cut, count, unit.entry.unit, _duration(count, unit.entry.unit), exact=False,
                       low=_duration(low, unit.entry.unit), low_last=ranged)  # fmt: skip
    if low != count:  # 3.5 سنوات
        return None
    if first < at and scan.form(first) == "ال":
        first, cut = at, 0
    measure = _with_half(scan, first, last, cut, count, unit.entry.unit)
    return Measure(first, measure.last, cut, count, unit.entry.unit, measure.value, exact)


def _end_of_low(scan: Scan, at: int) -> int | None:
    """Last token of the first number of a range (20 إلى 30), None if the numeral is one number."""
    numeral = scan.numerals[at]
    if numeral.low == numeral.high or numeral.vague or numeral.value_first == numeral.value_last:
        return None
    for token in range(numeral.value_first, numeral.value_last):
        if scan.gap(token + 1) in _DASHES or scan.form(token + 1) in ("الي", "او", "حتي"):
            return token
    return numeral.value_first


def _with_half(scan: Scan, first: int, last: int, cut: int, count: int, unit: Unit) -> Measure:
    """عام ونصف, سنتين ونصف السنة; and words that add nothing: يوم واحد, أسبوعا كاملا."""
    value = _duration(count, unit)
    half = scan.following(last, "share")
    if half is not None and half.form == "نصف" and half.conjunction == "و" and unit in _HALVES:
        value, last = _HALVES[unit].format(count), last + 1
        again = scan.following(last, "unit")
        if again is not None and again.article and again.entry.unit == unit:
            last += 1
    elif scan.following(last, "whole") is not None:
        last += 1
    return Measure(first, last, cut, count, unit, value, exact=True)


def _duration(count: int, unit: Unit) -> str:
    prefix, letter, factor = _LETTERS[unit]
    return f"{prefix}{count * factor}{letter}"


def read_duration(scan: Scan, at: int) -> tuple[Expression, ...]:
    """A measure by itself; two for the two ends of a range (تسعين إلى 180 يوما)."""
    measure = read_measure(scan, at)
    if measure is None or is_age(scan, measure):
        return ()
    unit = scan.word(at, "unit")
    bare = unit is not None and scan.numeral(at) is None and unit.number == "sg" and measure.last == at
    whole = scan.word(measure.last, "whole") is not None and measure.last > at
    first, cut, approximate = _bound(scan, measure)
    if unit is not None and unit.number == "sg" and scan.numeral(at) is None and (bare or whole):
        if not _measures(scan, first, at, whole=whole):
            return ()
    elif measure.unit in ("decade", "century", "minute") and measure.count == 0:
        return ()
    if measure.low is not None and scan.form(measure.low_last + 1) == "او":
        return (Expression(first, measure.last, cut, None, "duration", measure.low, 0.7, closed=True),)
    if measure.low is not None:
        return (
            Expression(first, measure.low_last, cut, None, "duration", measure.low, 0.8, closed=True),
            Expression(measure.low_last + 1 if _is_dash(scan, measure) else measure.low_last + 2, measure.last, 0, None, "duration",
                       measure.value, 0.8, closed=True),
        )  # fmt: skip
    del approximate
    return (Expression(first, measure.last, cut, None, "duration", measure.value, 0.9, closed=True),)


def _is_dash(scan: Scan, measure: Measure) -> bool:
    return scan.gap(measure.low_last + 1) in _DASHES or scan.form(measure.low_last + 1).startswith("و")


def _bound(scan: Scan, measure: Measure) -> tuple[int, int, bool]:
    """نحو or أكثر من before a dual or a singular: where the expression begins then."""
    if scan.numeral(measure.first) is not None or measure.first == 0 or not scan.near(measure.first):
        return measure.first, measure.cut, measure.exact is False
    before = measure.first - 1
    if scan.form(before) == "من" and scan.form(before - 1).endswith(("اكثر", "اقل", "ازيد")) and scan.near(before):
        form = scan.form(before - 1)
        return before - 1, len(form) - (4 if form.endswith(("اكثر", "ازيد")) else 3), True
    form = scan.form(before)
    for about in ("نحو", "حوالي", "قرابه", "زهاء"):
        if form.endswith(about) and len(form) - len(about) <= 2:
            return before, len(form) - len(about), True
    return measure.first, measure.cut, False


def _measures(scan: Scan, first: int, at: int, *, whole: bool) -> bool:
    """Whether a singular unit by itself measures (لمدة عام, خلال أسبوع): a word of measure before it, no name after it."""
    word = scan.word(at, "unit")
    if word is None:
        return False
    lead = first < at or whole or scan.before(at, "during", "ago", "after", "since") is not None
    if not lead and word.preposition != "ل":
        return False
    if word.preposition == "ل" and not lead and word.entry.unit in ("hour", "decade", "century", "day"):
        return False
    following = scan.form(at + 1)
    if scan.near(at + 1) and (
        scan.word(at + 1, "weekday", "day", "month", "hijri-month", "holiday", "unit", "that", "this") is not None
        or scan.numeral(at + 1) is not None
        or following.startswith("ال")
    ):
        return whole
    if word.entry.unit in ("decade", "century", "hour") and not whole and first == at:
        return scan.form(at + 1) == "من" and scan.form(at + 2).startswith("الزم")
    # يوما بعد يوم
    return not (scan.form(at - 1) in ("بعد", "تلو") and scan.word(at - 2, "unit") is not None)


def is_age(scan: Scan, measure: Measure) -> bool:
    """Whether years (or months) are somebody's age: عمره 35 عاما, (35 عاما), فلان، 20 عاما، …"""
    if measure.unit not in ("year", "month"):
        return False
    start = measure.first
    for at in range(start - 1, max(-1, start - 4), -1):
        if scan.document.sentence_of[at] != scan.document.sentence_of[start]:
            break
        if scan.word(at, "age") is not None and _is_age_word(scan, at, start):
            return True
        if any(char in ".،,؛" for char in scan.gap(at + 1)):
            break
    for at in range(measure.last + 1, min(measure.last + 3, len(scan.document.tokens))):
        if scan.form(at) in ("العمر", "عمره", "عمرها"):
            return True
    before, after = scan.gap(start), scan.gap(measure.last + 1)
    return measure.unit == "year" and (
        before.endswith("(") and after.startswith((")", "،", ","))
        or (before.endswith(("،", ",", "-", "–")) and after.startswith(("،", ",", ")", "-", "–", ".")))
    )


def _is_age_word(scan: Scan, at: int, start: int) -> bool:
    form = scan.form(at).lstrip("و")
    if form in ("دون", "تحت", "فوق", "ذات", "ذو", "ذي", "صاحب", "صاحبه"):
        return at == start - 1 or scan.form(at + 1) in ("ال", "سن")
    return True


def read_ago(scan: Scan, at: int) -> tuple[Expression, ...]:
    """قبل ثلاثة أيام: a date; about so long ago, or before some other event: a duration."""
    lead = scan.word(at, "ago")
    if lead is None or not scan.near(at + 1):
        return ()
    start = _past_bound(scan, at + 1)
    measure = read_measure(scan, start)
    if measure is None:
        return ()
    if is_age(scan, measure):
        return ()
    durations = read_duration(scan, start)
    rounded = start != at + 1 or not measure.exact or measure.unit not in _LONG_UNITS or measure.count == 0
    if rounded or _event_follows(scan, measure.last):
        return durations
    from_day = _now(scan, at)
    if from_day is None:
        return (Expression(at, measure.last, lead.cut, None, "ago", closed=True),)
    moment = ahead(scan, from_day, -measure.count, measure.unit)
    if moment is None or "M" in measure.value[2:] and measure.unit == "year":
        return durations
    return (Expression(at, measure.last, lead.cut, Extent.at(moment), "ago", confidence=0.8),)


def _now(scan: Scan, at: int) -> date | None:
    """The day from which "ago" counts: a weekday or date named earlier in the sentence, of this week, else publication."""
    if scan.today is None or not scan.told:
        return scan.today
    told = scan.told[-1]
    day = told.extent.day if told.extent is not None and told.rule.startswith(("weekday", "date")) else None
    if day is None or scan.document.sentence_of[told.first] != scan.document.sentence_of[at]:
        return scan.today
    return day if 0 <= (scan.today - day).days < 7 else scan.today


def _past_bound(scan: Scan, at: int) -> int:
    """Skip نحو, أكثر من before a measure."""
    form = scan.form(at)
    if form in ("اكثر", "اقل", "ازيد") and scan.form(at + 1) == "من":
        return at + 2
    if form in ("نحو", "حوالي", "قرابه", "زهاء"):
        return at + 1
    return at


def _event_follows(scan: Scan, last: int) -> bool:
    """Whether the measure is counted from an event: بعد يومين على الهجوم."""
    return scan.following(last, "event-after") is not None


def read_after(scan: Scan, at: int) -> tuple[Expression, ...]:
    """بعد يومين: a duration, unless the time told last (or, in the future, publication) says from when."""
    lead = scan.word(at, "after")
    if lead is None or not scan.near(at + 1):
        return ()
    start = _past_bound(scan, at + 1)
    measure = read_measure(scan, start)
    if measure is None:
        return ()
    durations = read_duration(scan, start)
    if start != at + 1 or not measure.exact or _event_follows(scan, measure.last) or measure.unit not in _LONG_UNITS:
        return durations
    if not durations or measure.count == 0:
        return durations
    from_day = scan.today if scan.tense(at) == "future" else None
    if from_day is None:
        told = scan.last_told(at, "day")
        from_day = told.date() if told is not None and scan.paragraph(scan.told[-1].first) == scan.paragraph(at) else None
    if from_day is None or not _ends_clause(scan, measure.last):
        return durations
    moment = ahead(scan, from_day, measure.count, measure.unit)
    return (Expression(at, measure.last, lead.cut, Extent.at(moment), "after", confidence=0.6),) if moment is not None else durations


def _ends_clause(scan: Scan, last: int) -> bool:
    """Whether nothing follows that the measure could be counted from."""
    at = last + 1
    return at >= len(scan.document.tokens) or scan.gap(at) not in ("", '"', "»", "”")


def read_afterwards(scan: Scan, at: int) -> Expression | None:
    """بعد ذلك بيومين, قبلها بأسبوع: from the time told last."""
    lead = scan.word(at, "afterwards", "before-that")
    if lead is None:
        return None
    start = at + lead.length
    unit = scan.word(start, "unit") if scan.near(start) else None
    measure = read_measure(scan, start) if scan.near(start) else None
    if measure is None or measure.unit not in _LONG_UNITS or measure.count == 0:
        return None
    preposition = unit.preposition if unit is not None else "ب" if scan.form(start)[0] == "ب" or scan.form(start - 1) == "ب" else ""
    if preposition != "ب":
        return None
    told = scan.last_told(at, "day")
    sign = 1 if lead.role == "afterwards" else -1
    moment = ahead(scan, told.date(), sign * measure.count, measure.unit) if told is not None else None
    if moment is None:
        return Expression(start, measure.last, measure.cut, None, "duration", measure.value, 0.8, closed=True)
    return Expression(at, measure.last, lead.cut, Extent.at(moment), "afterwards", confidence=0.7)


def unit_of(word: Word) -> Unit | None:
    """The unit of a word."""
    return word.entry.unit
