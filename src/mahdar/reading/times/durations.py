"""Measures of time: يومين (P2D), 72 ساعة (PT72H), قبل ثلاثة أيام (a date), منذ سبع سنوات (P7Y), عام ونصف (P1Y6M)."""

from dataclasses import dataclass, replace
from datetime import date

from mahdar.knowledge.entries.times import TimeRole, Unit
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
_AGE_REACH = 7  # tokens between عمره and the number
_TAKE_MEASURES: tuple[TimeRole, ...] = (
    "during", "since", "ago", "after", "in", "to", "from", "between", "event-after", "since", "whole",
)  # fmt: skip
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
    """Read a measure that begins at a token: a number and a unit, a dual, or a singular by itself."""
    half = scan.word(at, "share")
    if half is not None and half.form == "نصف" and not half.article:
        unit = scan.following(at, "unit")
        if unit is not None and unit.number == "sg" and not unit.article and (unit.entry.unit or "") in _HALF:
            return Measure(
                at, at + 1, half.cut, 0, unit.entry.unit or "day", _HALF[unit.entry.unit or "day"], exact=True
            )
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
    if unit.number == "du" or _is_year_number(scan, numeral.value_last + 2):
        return None
    if numeral.definite and scan.before(numeral.first, "during", "since", "in", "to", "after", "ago") is None:
        return None  # تجاوز السبعين عاما
    count, low = numeral.high, numeral.low
    if numeral.vague or count is None or low is None or not 0 < count <= _MOST:
        return None
    last = numeral.value_last + 1
    first, cut = numeral.first, numeral.cut
    exact = numeral.exact
    ranged = _end_of_low(scan, at)
    if ranged is not None:
        return Measure(at, last, numeral.cut if numeral.first == at else 0, count, unit.entry.unit, _duration(count, unit.entry.unit), exact=False,
                       low=_duration(low, unit.entry.unit), low_last=ranged)  # fmt: skip
    if low != count:  # 3.5 سنوات
        return None
    if first < at and scan.form(first) == "ال":
        first, cut = at, 0
    measure = _with_half(scan, first, last, cut, count, unit.entry.unit)
    return Measure(first, measure.last, cut, count, unit.entry.unit, measure.value, exact)


def _is_year_number(scan: Scan, at: int) -> bool:
    """Whether a year follows the unit: السبعة عام 1996."""
    year = scan.plain_number(at)
    return year is not None and 1900 <= year <= 2099 and scan.near(at)


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
    """Read a measure by itself; two for the two ends of a range (تسعين إلى 180 يوما)."""
    measure = read_measure(scan, at)
    if measure is None or is_age(scan, measure) or _is_clock(scan, measure) or _is_title(scan, measure):
        return ()
    first, cut = _bound(scan, measure)
    if scan.numeral(at) is None and not _stands_alone(scan, measure, first):
        return ()
    if measure.low is not None:
        return _range(scan, measure)
    measure = _with_remainder(scan, measure)
    return (Expression(first, measure.last, cut, None, "duration", measure.value, 0.9, closed=True),)


def _stands_alone(scan: Scan, measure: Measure, first: int) -> bool:
    """Whether a measure without a number is one: a dual, half a unit, or a singular where a measure is expected."""
    unit = scan.word(measure.first, "unit")
    if unit is None:
        return True
    if unit.number == "du":
        # مدعين عامين are "public", not "two years".
        return unit.entry.unit != "year" or not scan.form(measure.first - 1).endswith(("ين", "ون", "اء"))
    return _measures(scan, first, measure.first, whole=measure.last > measure.first)


def _range(scan: Scan, measure: Measure) -> tuple[Expression, ...]:
    """Return the two ends of a range; the lower one alone where the text leaves it open which (ثلاثين أو أربعين عاما)."""
    joint = scan.form(measure.low_last + 1)
    if joint == "او":
        return (Expression(measure.first, measure.last, measure.cut, None, "duration", measure.low, 0.7, closed=True),)
    second, cut = measure.low_last + 1, 0
    if joint in ("الي", "حتي", "و"):
        second += 1
    elif joint.startswith("و"):
        cut = 1
    return (
        Expression(measure.first, measure.low_last, measure.cut, None, "duration", measure.low, 0.8, closed=True),
        Expression(second, measure.last, cut, None, "duration", measure.value, 0.8, closed=True),
    )


def _with_remainder(scan: Scan, measure: Measure) -> Measure:
    """خمس سنوات وعشرة أشهر: one measure."""
    at = measure.last + 1
    if not scan.near(at):
        return measure
    glued = scan.form(at) == "و" and scan.near(at + 1)
    if not glued and not scan.form(at).startswith("و"):
        return measure
    more = read_measure(scan, at + 1 if glued else at)
    if more is None or more.low is not None or more.count == 0 or more.first != (at + 1 if glued else at):
        return measure
    order = ("year", "month", "week", "day") if measure.unit in ("year", "month", "week") else ("hour", "minute")
    if measure.unit not in order or more.unit not in order or order.index(more.unit) <= order.index(measure.unit):
        return measure
    return replace(measure, last=more.last, value=measure.value + more.value.lstrip("PT"))


def _is_clock(scan: Scan, measure: Measure) -> bool:
    """الساعة الثامنة وعشرون دقيقة tells the hour of the day."""
    return measure.unit == "minute" and any(
        scan.form(at).endswith("الساعه") for at in range(max(0, measure.first - 4), measure.first)
    )


def _is_title(scan: Scan, measure: Measure) -> bool:
    """برنامج «60 دقيقة»."""
    return measure.first > 0 and scan.near(measure.first) and scan.word(measure.first - 1, "outlet") is not None


def _bound(scan: Scan, measure: Measure) -> tuple[int, int]:
    """نحو or أكثر من before a dual or a singular: where the expression begins then."""
    if scan.numeral(measure.first) is not None or measure.first == 0 or not scan.near(measure.first):
        return measure.first, measure.cut
    before = measure.first - 1
    if scan.form(before) == "من" and scan.form(before - 1).endswith(("اكثر", "اقل", "ازيد")) and scan.near(before):
        form = scan.form(before - 1)
        return before - 1, len(form) - (3 if form.endswith("اقل") else 4)
    form = scan.form(before)
    for about in ("نحو", "حوالي", "قرابه", "زهاء"):
        if form.endswith(about) and len(form) - len(about) <= 2:
            return before, len(form) - len(about)
    return measure.first, measure.cut


def _measures(scan: Scan, first: int, at: int, *, whole: bool) -> bool:
    """Whether a singular unit by itself measures (لمدة عام, خلال أسبوع): a word of measure before it, no name after it."""
    word = scan.word(at, "unit")
    if word is None:
        return False
    if scan.before(first, "per") is not None:
        return False  # كل عام
    if word.entry.unit in ("decade", "century") and scan.form(at + 1) == "من" and scan.form(at + 2).startswith("الزم"):
        return True
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
        return False
    # يوما بعد يوم
    return not (scan.form(at - 1) in ("بعد", "تلو") and scan.word(at - 2, "unit") is not None)


def is_age(scan: Scan, measure: Measure) -> bool:
    """Whether years (or months) are somebody's age: عمره 35 عاما, (35 عاما), فلان، 20 عاما، …"""
    if measure.unit not in ("year", "month"):
        return False
    start = measure.first
    sentence = scan.document.sentence_of[start]
    for at in range(start - 1, max(-1, start - 1 - _AGE_REACH), -1):
        if scan.document.sentence_of[at] != sentence or any(char in ".،,؛" for char in scan.gap(at + 1)):
            break
        if scan.word(at, "age") is not None and _is_age_word(scan, at, start):
            return True
    for at in range(measure.last + 1, min(measure.last + 3, len(scan.document.tokens))):
        if scan.form(at) in ("العمر", "عمره", "عمرها"):
            return True
    if measure.unit == "month":
        return False
    before, after = scan.gap(start), scan.gap(measure.last + 1)
    if before.endswith(("(", "،", ",", "-", "–")) and after.startswith((")", "،", ",", "-", "–", ".", "\n")):
        return True
    return _is_bare_age(scan, measure)


def _is_age_word(scan: Scan, at: int, start: int) -> bool:
    form = scan.form(at).lstrip("وب")
    if form.startswith(("عمر", "اعمار", "العمر")):
        return True
    if form in ("دون", "تحت", "فوق", "ذات", "ذو", "ذي", "صاحب", "صاحبه", "ذوي"):
        return at == start - 1 or scan.form(at + 1) in ("ال", "سن")
    return at >= start - 3


def _is_bare_age(scan: Scan, measure: Measure) -> bool:
    """Return an age right after a name (فلانة 29 عاما): many years, and nothing before that could take a measure."""
    if measure.count < 12 or measure.first == 0 or not scan.near(measure.first):
        return False
    if scan.form(measure.first - 1) == "عن":
        return True
    token = scan.document.tokens[measure.first]
    if measure.cut or scan.before(measure.first, *_TAKE_MEASURES) is not None or token.gap == "":
        return False
    numeral = scan.numeral(measure.first)
    if numeral is None or not numeral.exact:
        return False
    return not any(
        scan.word(at, "during", "since", "ago", "after") is not None
        for at in range(max(0, measure.first - 5), measure.first)
    )


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
    moment = ahead(from_day, -measure.count, measure.unit)
    if moment is None or ("M" in measure.value[2:] and measure.unit == "year"):
        return durations
    return (Expression(at, measure.last, lead.cut, Extent.at(moment), "ago", confidence=0.8),)


def _now(scan: Scan, at: int) -> date | None:
    """Return the day from which "ago" counts: a weekday or date named earlier in the paragraph, of this week, else publication."""
    if scan.today is None or not scan.told:
        return scan.today
    told = scan.told[-1]
    day = told.extent.day if told.extent is not None and told.rule.startswith(("weekday", "date")) else None
    if day is None or scan.paragraph(told.first) != scan.paragraph(at):
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
        from_day = (
            told.date() if told is not None and scan.paragraph(scan.told[-1].first) == scan.paragraph(at) else None
        )
    if from_day is None or not _ends_clause(scan, measure.last):
        return durations
    moment = ahead(from_day, measure.count, measure.unit)
    return (
        (Expression(at, measure.last, lead.cut, Extent.at(moment), "after", confidence=0.6),)
        if moment is not None
        else durations
    )


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
    preposition = (
        unit.preposition
        if unit is not None
        else "ب"
        if scan.form(start)[0] == "ب" or scan.form(start - 1) == "ب"
        else ""
    )
    if preposition != "ب":
        return None
    told = scan.last_told(at, "day")
    sign = 1 if lead.role == "afterwards" else -1
    moment = ahead(told.date(), sign * measure.count, measure.unit) if told is not None else None
    if moment is None:
        return Expression(start, measure.last, measure.cut, None, "duration", measure.value, 0.8, closed=True)
    return Expression(at, measure.last, lead.cut, Extent.at(moment), "afterwards", confidence=0.7)


def unit_of(word: Word) -> Unit | None:
    """Return the unit of a word."""
    return word.entry.unit
