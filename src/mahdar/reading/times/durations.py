"""Durations and what is counted from another time: قبل ثلاثة أيام (a date), منذ سبع سنوات (P7Y), بعد ذلك بيومين."""

from datetime import date

from mahdar.reading.times.ages import is_age
from mahdar.reading.times.anchoring import ahead
from mahdar.reading.times.extents import Extent
from mahdar.reading.times.measures import Measure, read_measure, with_remainder
from mahdar.reading.times.scan import Expression, Scan

_DAYS_AND_LONGER = ("day", "week", "month", "year", "decade", "century")
_LONGEST_BOUND = 4  # ما لا يقل عن


def read_duration(scan: Scan, at: int) -> tuple[Expression, ...]:
    """Read a measure by itself; two for the two ends of a range (تسعين إلى 180 يوما)."""
    measure = read_measure(scan, at)
    if measure is None or is_age(scan, measure) or _is_clock(scan, measure) or _is_title(scan, measure):
        return ()
    first, cut = _bound_before(scan, measure)
    if scan.numeral(at) is None and not _stands_alone(scan, measure, first):
        return ()
    if measure.low is not None:
        return _ends(scan, measure)
    measure = with_remainder(scan, measure)
    return (Expression(first, measure.last, cut, None, "duration", measure.value, 0.9, closed=True),)


def _ends(scan: Scan, measure: Measure) -> tuple[Expression, ...]:
    """Return both ends of a range; the lower alone where the text leaves open which (ثلاثين أو أربعين عاما)."""
    joint = measure.low_last + 1
    if scan.word(joint, "or") is not None:
        return (Expression(measure.first, measure.last, measure.cut, None, "duration", measure.low, 0.7, closed=True),)
    alone = scan.form(joint) == "و" or scan.word(joint, "to") is not None
    cut = 1 if not alone and scan.form(joint).startswith("و") else 0
    return (
        Expression(measure.first, measure.low_last, measure.cut, None, "duration", measure.low, 0.8, closed=True),
        Expression(joint + alone, measure.last, cut, None, "duration", measure.value, 0.8, closed=True),
    )


def _bound_before(scan: Scan, measure: Measure) -> tuple[int, int]:
    """Where the expression begins if نحو or أكثر من stands before a dual or a singular."""
    if scan.numeral(measure.first) is None and scan.near(measure.first):
        for length in range(1, min(_LONGEST_BOUND, measure.first) + 1):
            word = scan.word(measure.first - length, "about")
            if word is not None and word.length == length:
                return measure.first - length, word.cut
    return measure.first, measure.cut


def _stands_alone(scan: Scan, measure: Measure, first: int) -> bool:
    """Whether a measure without a number is one: a dual, half a unit, or a singular where a measure is expected."""
    unit = scan.word(measure.first, "unit")
    if unit is None:
        return True
    if unit.number == "du":
        # مدعين عامين are "public", not "two years".
        return unit.entry.unit != "year" or not scan.form(measure.first - 1).endswith(("ين", "ون", "اء"))
    return _singular_measures(scan, first, measure)


def _singular_measures(scan: Scan, first: int, measure: Measure) -> bool:
    """Whether a unit in the singular measures (لمدة عام, خلال أسبوع): a word of measure before it, no name after it."""
    at, whole = measure.first, measure.last > measure.first
    word = scan.word(at, "unit")
    if word is None or scan.before(first, "per") is not None:
        return False
    long = word.entry.unit in ("decade", "century")
    if whole or (long and scan.word(at + 1, "span-of-time") is not None):
        return True
    if first == at and scan.before(at, "during", "ago", "after", "since") is None:
        # لعام measures, but لساعة and ليوم are seldom more than "for the".
        return word.preposition == "ل" and word.entry.unit in ("week", "month", "year") and not _is_named(scan, at + 1)
    return not (first == at and (long or word.entry.unit == "hour")) and not _is_named(scan, at + 1)


def _is_named(scan: Scan, at: int) -> bool:
    """Whether what follows a unit makes it a name: عام 2014, يوم الجمعة, شهر رمضان, يوم الأرض."""
    if not scan.near(at):
        return False
    if scan.word(at, "weekday", "day", "month", "hijri-month", "holiday", "unit", "that", "this") is not None:
        return True
    return scan.numeral(at) is not None or scan.form(at).startswith("ال")


def _is_clock(scan: Scan, measure: Measure) -> bool:
    """الساعة الثامنة وعشرون دقيقة tells the hour of the day."""
    if measure.unit != "minute":
        return False
    hours = (scan.word(at, "unit") for at in range(max(0, measure.first - 4), measure.first))
    return any(word is not None and word.article and word.entry.unit == "hour" for word in hours)


def _is_title(scan: Scan, measure: Measure) -> bool:
    """برنامج «60 دقيقة»."""
    return scan.before(measure.first, "outlet") is not None


# -- counted from another time ---------------------------------------------------------------------------------------


def _after_lead(scan: Scan, at: int) -> tuple[int, Measure | None]:
    """Return the measure after قبل or بعد, and where it begins."""
    if not scan.near(at + 1):
        return at + 1, None
    bound = scan.word(at + 1, "about")
    start = at + 1 + (bound.length if bound is not None else 0)
    measure = read_measure(scan, start)
    return start, None if measure is None or is_age(scan, measure) else measure


def read_ago(scan: Scan, at: int) -> tuple[Expression, ...]:
    """قبل ثلاثة أيام: a date; about so long ago, or before some other event: a duration."""
    lead = scan.word(at, "ago")
    start, measure = _after_lead(scan, at)
    if lead is None or measure is None:
        return ()
    if start != at + 1 or not _dates(measure) or scan.following(measure.last, "event-after") is not None:
        return read_duration(scan, start)
    from_day = _now(scan, at)
    if from_day is None:
        return (Expression(at, measure.last, lead.cut, None, "ago", closed=True),)
    moment = ahead(from_day, -measure.count, measure.unit)
    if moment is None:
        return read_duration(scan, start)
    return (Expression(at, measure.last, lead.cut, Extent.at(moment), "ago", confidence=0.8),)


def _dates(measure: Measure) -> bool:
    """Whether a measure is exact enough to count back or on to a date."""
    whole = measure.value.count("M") + measure.value.count("Y") + measure.value.count("D") <= 1
    return measure.exact and measure.count > 0 and measure.unit in _DAYS_AND_LONGER and whole


def _now(scan: Scan, at: int) -> date | None:
    """Return the day from which "ago" counts: a day of this week named before in the paragraph, else publication."""
    if scan.today is None or not scan.told:
        return scan.today
    told = scan.told[-1]
    day = told.extent.day if told.extent is not None and told.rule.startswith(("weekday", "date")) else None
    if day is None or scan.paragraph(told.first) != scan.paragraph(at):
        return scan.today
    return day if 0 <= (scan.today - day).days < 7 else scan.today


def read_after(scan: Scan, at: int) -> tuple[Expression, ...]:
    """بعد يومين: a duration, unless the time told last (or, in the future, publication) says from when."""
    lead = scan.word(at, "after")
    start, measure = _after_lead(scan, at)
    if lead is None or measure is None:
        return ()
    durations = read_duration(scan, start)
    if start != at + 1 or not durations or not _dates(measure) or not _ends_clause(scan, measure.last):
        return durations
    from_day = scan.today if scan.tense(at) == "future" else _told_here(scan, at)
    moment = ahead(from_day, measure.count, measure.unit) if from_day is not None else None
    if moment is None:
        return durations
    return (Expression(at, measure.last, lead.cut, Extent.at(moment), "after", confidence=0.6),)


def _told_here(scan: Scan, at: int) -> date | None:
    """Return the day told last in the same paragraph."""
    told = scan.last_told(at, "day", 0)
    return told.date() if told is not None else None


def _ends_clause(scan: Scan, last: int) -> bool:
    """Whether nothing follows that the measure could be counted from (بعد يومين على الهجوم)."""
    at = last + 1
    return at >= len(scan.document.tokens) or scan.gap(at) not in ("", '"', "»", "”")


def read_afterwards(scan: Scan, at: int) -> Expression | None:
    """بعد ذلك بيومين, قبلها بأسبوع: from the time told last."""
    lead = scan.word(at, "afterwards", "before-that")
    if lead is None or not scan.near(at + lead.length):
        return None
    start = at + lead.length
    if not scan.form(start).startswith("ب"):
        return None
    start += scan.form(start) == "ب"
    measure = read_measure(scan, start)
    if measure is None or not _dates(measure):
        return None
    told = scan.last_told(at, "day")
    sign = 1 if lead.role == "afterwards" else -1
    moment = ahead(told.date(), sign * measure.count, measure.unit) if told is not None else None
    if moment is None:
        return Expression(start, measure.last, measure.cut, None, "duration", measure.value, 0.8, closed=True)
    return Expression(at, measure.last, lead.cut, Extent.at(moment), "afterwards", confidence=0.7)
