"""Days told by name or from today: صباح الاثنين, يوم الجمعة المقبل, أمس الثلاثاء, السبت والأحد."""

from datetime import date, timedelta
from itertools import pairwise

from mahdar.knowledge.entries.times import Relation
from mahdar.reading.times.dates import read_dates, read_day_slash_month, read_numeric_date
from mahdar.reading.times.extents import Extent, Moment, weekday_near
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.words import Word

_MAX_PREFIX = 4  # ساعة متأخرة من + مساء + يوم + أمس
_DATE_OPENERS = ("", "،", ",", "(", "-", "–")
_NIGHT = "ليل"


def read_day(scan: Scan, at: int) -> tuple[Expression, ...]:
    """Read a day with the part of day and يوم before it; several if the days listed do not follow each other."""
    start, night = at, False
    lead: Word | None = None
    for _ in range(_MAX_PREFIX):
        word = scan.word(start, "part")
        if word is not None and word.article:
            word = None
        if word is None:
            word = scan.word(start, "unit")
            if word is not None and not (word.entry.unit == "day" and not word.article and not word.form.endswith("ا")):
                word = None
        if word is None or (start > at and word.cut and not _is_core(scan, start)):
            break
        if _is_core(scan, start):
            break
        lead = lead or word
        night = night or word.entry.lemma == _NIGHT
        start += word.length
        if not scan.near(start):
            return ()
    found = _read_core(scan, start, lead, at, night=night)
    if not found or lead is None:
        return found
    return (found[0].starting(at, lead.cut), *found[1:])


def _is_core(scan: Scan, at: int) -> bool:
    return scan.word(at, "weekday", "day") is not None


def _read_core(scan: Scan, at: int, lead: Word | None, first: int, *, night: bool) -> tuple[Expression, ...]:
    deictic = scan.word(at, "day")
    if deictic is not None and (lead is None or deictic.cut == 0):
        found = _read_deictic(scan, at, deictic, lead)
        return (found,) if found is not None else ()
    weekday = scan.word(at, "weekday")
    if weekday is not None and (lead is None or weekday.cut == 0):
        return _read_weekdays(scan, at, weekday, lead, first, night=night)
    if lead is not None and lead.number in ("sg", "du"):
        dates = read_dates(scan, at + 1 if scan.form(at) == "ال" else at)
        if dates:
            return dates
        slashed = read_day_slash_month(scan, at)
        return (slashed,) if slashed is not None else ()
    return ()


# -- أمس, اليوم, غدا -------------------------------------------------------------------------------------------------


def _read_deictic(scan: Scan, at: int, word: Word, lead: Word | None) -> Expression | None:
    offset = word.entry.number or 0
    last = at + word.length - 1
    day = scan.today + timedelta(days=offset) if scan.today is not None else None
    weekday = _apposition(scan, last)
    if not _means_day(scan, at, word, lead, named=weekday is not None):
        return None
    extent = Extent.days(day, day) if day is not None else None
    if weekday is not None:
        last += weekday.length
        if day is not None and weekday.entry.number is not None:
            # The weekday is surer than the publication date, which may be a day off.
            near = min((day + timedelta(days=d) for d in range(-3, 4)),
                       key=lambda d: (d.isoweekday() != weekday.entry.number, abs((d - day).days)))  # fmt: skip
            extent = Extent.days(near, near)
    dated = _date_apposition(scan, last)
    if dated is not None:
        extent, last = dated.extent or extent, dated.last
    return Expression(at, _part_after(scan, last), word.cut, extent, "day-deictic", confidence=0.95)


def _apposition(scan: Scan, last: int) -> Word | None:
    """Return a weekday after أمس, in brackets or without."""
    if not (scan.near(last + 1) or scan.gap(last + 1) in ("(", "،", ",")):
        return None
    word = scan.word(last + 1, "weekday")
    if word is None or word.cut:
        return None
    if scan.gap(last + 1) in ("،", ",") and scan.before(last + 2, "relation") is not None:
        return None
    return word


def _means_day(scan: Scan, at: int, word: Word, lead: Word | None, *, named: bool) -> bool:
    """Whether أمس, اليوم or غد is a day of the calendar here."""
    today = word.entry.number == 0
    if named:
        return True
    if lead is not None:
        return not (today and _qualified(scan, at))
    if word.entry.context != "none":
        return word.entry.context == "preposition" and word.preposition == "ب"
    if not today:
        return True
    if _qualified(scan, at) or word.preposition in ("ك", "ب"):
        return False
    # في اليوم, حتى اليوم, ذلك اليوم, منذ اليوم: no day or not this one.
    if scan.before(at, "that", "since", "to", "after", "per", "ago") is not None:
        return False
    if scan.near(at) and scan.form(at - 1) in ("في", "وفي", "من"):
        return False
    return scan.before(at, "this") is not None or not _is_name(scan, at)


def _qualified(scan: Scan, at: int) -> bool:
    """اليوم التالي, اليوم الأول, اليوم نفسه, اليوم الذي: a day the text defines otherwise."""
    if not scan.near(at + 1):
        return False
    following = scan.form(at + 1)
    if scan.word(at + 1, "relation") is not None or scan.numeral(at + 1) is not None:
        return True
    if scan.word(at + 1, "weekday", "day", "part") is not None:
        return False
    return following in ("الذي", "ال") or (following.startswith("ال") and _reads_as_adjective(scan, at))


def _reads_as_adjective(scan: Scan, at: int) -> bool:
    """اليوم + definite word: an adjective (اليوم الافتتاحي) or, far more often, a new noun (أعلن اليوم الجيش)."""
    return scan.form(at + 1).endswith("ي") or scan.before(at, "in", "during", "after", "since") is not None


def _is_name(scan: Scan, at: int) -> bool:
    """«روسيا اليوم», قناة سوريا اليوم."""
    start = scan.document.tokens[at].start
    quotation = scan.document.quotation_at(start)
    if quotation is not None and quotation.end - quotation.start <= 20:
        return True
    return any(
        scan.word(before, "outlet") is not None for before in (at - 2, at - 3) if before >= 0 and scan.near(before + 1)
    )


# -- weekdays --------------------------------------------------------------------------------------------------------


def _read_weekdays(
    scan: Scan, at: int, word: Word, lead: Word | None, first: int, *, night: bool
) -> tuple[Expression, ...]:
    if scan.before(at, "per") is not None and lead is None:
        return ()
    last = at + word.length - 1
    listed = _list_of_weekdays(scan, at, last, night=night)
    plural = lead is not None and lead.number == "pl"
    if len(listed) == 1:
        if plural or (lead is not None and scan.before(at - lead.length, "per") is not None):
            return ()
        return (_one_weekday(scan, at, word, first),)
    return _many_weekdays(scan, listed, first, night=night)


def _list_of_weekdays(scan: Scan, at: int, last: int, *, night: bool) -> list[tuple[int, Word]]:
    """Weekdays joined by و, or side by side after "night"."""
    found = [(at, scan.word(at, "weekday"))]
    while True:
        word = scan.word(last + 1, "weekday")
        if word is None:
            break
        joined = word.conjunction == "و" and not word.preposition and scan.near(last + 1)
        beside = night and word.cut == 0 and scan.near_in_brackets(last + 1) and "(" not in scan.gap(last + 1)
        if not (joined or beside):
            break
        found.append((last + 1, word))
        last += word.length
    return [(token, word) for token, word in found if word is not None]


def _many_weekdays(scan: Scan, listed: list[tuple[int, Word]], first: int, *, night: bool) -> tuple[Expression, ...]:
    last_at, last_word = listed[-1]
    end = last_at + last_word.length - 1
    relation, end = _relation_after(scan, end)
    numbers = [word.entry.number or 1 for _, word in listed]
    if scan.today is None:
        return (Expression(listed[0][0], end, listed[0][1].cut, None, "weekdays", closed=True),)
    tense = scan.tense(first, end)
    final = _weekday(scan.today, numbers[-1], relation, future=tense == "future")
    if night and final > scan.today and relation is None and tense != "future":
        final -= timedelta(days=7)
    days = [final]
    for number in reversed(numbers[:-1]):
        days.insert(0, days[0] - timedelta(days=(days[0].isoweekday() - number) % 7 or 7))
    if all((b - a).days == 1 for a, b in pairwise(days)):
        extent = Extent.days(days[0], days[-1])
        return (Expression(listed[0][0], end, listed[0][1].cut, extent, "weekdays", confidence=0.9, closed=True),)
    return tuple(
        Expression(
            token, end if token == last_at else token, word.cut, Extent.days(day, day), "weekday", confidence=0.9
        )
        for (token, word), day in zip(listed, days, strict=True)
    )


def _one_weekday(scan: Scan, at: int, word: Word, first: int) -> Expression:
    last = at + word.length - 1
    number = word.entry.number or 1
    dated = _date_apposition(scan, last)
    if dated is not None and dated.extent is not None:
        return Expression(at, _part_after(scan, dated.last), word.cut, dated.extent, "weekday-date")
    relation, last = _relation_after(scan, last)
    week = _week_after(scan, last, number)
    if week is not None:
        return Expression(at, week.last, word.cut, week.extent, "weekday-week")
    last = _part_after(scan, last)
    if scan.today is None:
        return Expression(at, last, word.cut, None, "weekday")
    if relation is not None:
        day = _weekday(scan.today, number, relation, future=False)
        return Expression(at, last, word.cut, Extent.days(day, day), "weekday-relation")
    future = scan.tense(first, last) == "future"
    day = _weekday(scan.today, number, None, future=future)
    return Expression(at, last, word.cut, Extent.days(day, day), "weekday", confidence=0.8 if future else 0.9)


def _weekday(today: date, number: int, relation: Relation | None, *, future: bool) -> date:
    if relation in ("past", "last", "previous"):
        return weekday_near(today, number, ahead=False, strictly=True)
    if relation == "before-last":
        return weekday_near(today, number, ahead=False, strictly=True) - timedelta(days=7)
    if relation in ("future", "next"):
        return weekday_near(today, number, ahead=True, strictly=True)
    if relation == "present":
        return today + timedelta(days=number - today.isoweekday())
    return weekday_near(today, number, ahead=future, strictly=False)


def _relation_after(scan: Scan, last: int) -> tuple[Relation | None, int]:
    word = scan.following(last, "relation")
    if word is None or word.conjunction or not (word.article or word.entry.article == "never"):
        return None, last
    if word.entry.relation == "same":
        return None, last
    return word.entry.relation, last + word.length


def _week_after(scan: Scan, last: int, number: int) -> Expression | None:
    """الثلاثاء من الأسبوع المقبل."""
    from mahdar.reading.times.periods import read_period  # noqa: PLC0415 (days and weeks name each other)

    if scan.form(last + 1) != "من" or not scan.near(last + 1) or not scan.near(last + 2):
        return None
    week = read_period(scan, last + 2)
    if week is None or week.rule != "week" or week.extent is None or week.extent.first is None:
        return None
    day = week.extent.first.date() + timedelta(days=number - 1)
    return Expression(last + 1, week.last, 0, Extent.at(Moment.of(day)), "weekday-week")


def _date_apposition(scan: Scan, last: int) -> Expression | None:
    """Return the date after a weekday: الأحد 12 مايو, الأحد (12 مايو), الأحد الموافق 12 مايو 2018."""
    at = last + 1
    if scan.form(at) == "في" and scan.near(at) and scan.near(at + 1):
        return _date_in_agreement(scan, last, at + 1)
    if scan.word(at, "dated") is not None and scan.near(at):
        at += 1
    elif scan.gap(at) not in _DATE_OPENERS:
        return None
    if at >= len(scan.document.tokens):
        return None
    if scan.form(at) == "ال" and scan.near(at + 1):
        at += 1
    numeric = read_numeric_date(scan, at)
    if numeric is not None:
        return numeric
    dates = read_dates(scan, at)
    if len(dates) == 1:
        return dates[0]
    return read_day_slash_month(scan, at) if not dates and scan.gap(at) in ("", "(") else None


def _date_in_agreement(scan: Scan, last: int, at: int) -> Expression | None:
    """الجمعة في 30 آذار: one expression only if that day was a Friday."""
    weekday = scan.word(last, "weekday")
    dates = read_dates(scan, at + 1 if scan.form(at) == "ال" else at)
    if weekday is None or len(dates) != 1 or dates[0].extent is None:
        return None
    day = dates[0].extent.day
    return dates[0] if day is not None and day.isoweekday() == weekday.entry.number else None


def _part_after(scan: Scan, last: int) -> int:
    """الأحد صباحا, أمس مساء: the part of the day belongs to the expression."""
    word = scan.following(last, "part")
    if word is None or word.article or word.cut or word.length > 1 or not word.form.endswith(("ا", "ء")):
        return last
    following = last + word.length + 1
    if scan.near(following) and scan.word(following, "weekday", "day", "unit", "part") is not None:
        return last
    return last + word.length
