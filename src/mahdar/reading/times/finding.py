"""The times stage: from left to right, the first rule that reads an expression at a word has it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.times import TimeRole
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundTime
from mahdar.reading.times.dates import read_dates
from mahdar.reading.times.days import read_day
from mahdar.reading.times.durations import read_after, read_afterwards, read_ago, read_duration
from mahdar.reading.times.edges import read_edge, read_share
from mahdar.reading.times.extents import Extent, Moment, parse_moment
from mahdar.reading.times.holidays import read_holiday, read_holiday_day
from mahdar.reading.times.months import read_months
from mahdar.reading.times.periods import (
    read_century,
    read_counted_past,
    read_decade,
    read_part_of_today,
    read_period,
    read_season,
    read_weekend,
)
from mahdar.reading.times.scan import Expression, Scan
from mahdar.reading.times.years import read_bare_years, read_years

Found = tuple[Expression, ...]
Rule = Callable[[Scan, int], Found]


def _one(rule: Callable[[Scan, int], Expression | None]) -> Rule:
    def read(scan: Scan, at: int) -> Found:
        found = rule(scan, at)
        return () if found is None else (found,)

    return read


# For each role of a word, the rules that may begin with it, in the order in which they are tried.
_RULES: dict[TimeRole, tuple[Rule, ...]] = {
    "part": (_one(read_part_of_today), read_day),
    "weekday": (read_day,),
    "day": (read_day,),
    "unit": (
        _one(read_weekend), read_day, read_years, _one(read_share), _one(read_century), _one(read_period),
        read_duration,
    ),
    "this": (_one(read_part_of_today), _one(read_season), _one(read_period)),
    "that": (_one(read_period),),
    "last-few": (_one(read_counted_past), _one(read_edge)),
    "edge": (_one(read_edge),),
    "share": (_one(read_share), read_duration),
    "season": (_one(read_season),),
    "decade": (_one(read_decade),),
    "month": (read_months,),
    "hijri-month": (read_months,),
    "holiday": (_one(read_holiday),),
    "ago": (read_ago,),
    "after": (read_after,),
    "afterwards": (_one(read_afterwards),),
    "before-that": (_one(read_afterwards),),
}  # fmt: skip
_NUMBER_RULES: tuple[Rule, ...] = (
    _one(read_holiday_day), read_dates, _one(read_counted_past), read_duration, read_bare_years,
)  # fmt: skip


def find_times(
    document: Document, knowledge: Knowledge, numerals: Sequence[Numeral] | None = None
) -> tuple[FoundTime, ...]:
    """Find all expressions of time and say which time they mean.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    numerals : Sequence[Numeral], optional
        The document's numerals, where they have been found already.

    Returns
    -------
    tuple[FoundTime, ...]
        In order of the text, without overlaps; every mention, also repeated ones. Values are EDTF level 1 or ISO 8601
        durations; None (kind "unresolved") where the publication date that would anchor them is not known.
    """
    scan = Scan.of(document, knowledge, document.article.published, numerals)
    return tuple(as_found_time(document, expression) for expression in expressions(scan))


def expressions(scan: Scan) -> list[Expression]:
    """All expressions of a document, left to right."""
    found: list[Expression] = []
    at, past = 0, len(scan.document.tokens)
    while at < past:
        if not scan.readings[at] and at not in scan.numerals and scan.document.tokens[at].kind != "number":
            at += 1
            continue
        skip, named = _named(scan, at)
        if named is not None:
            _keep(scan, found, (named,))
        if skip:
            at += skip
            continue
        here = _with_frame(scan, at)
        if not here:
            at += 1
            continue
        if not _is_habit(scan, here[-1]):
            _keep(scan, found, here)
        at = max(at + 1, here[-1].last + 1)
    return found


def read_any(scan: Scan, at: int) -> Found:
    """Read the expression that begins at a token, without what stands before it."""
    if at >= len(scan.document.tokens):
        return ()
    seen: list[Rule] = []
    for word in scan.readings[at]:
        for rule in _RULES.get(word.entry.role, ()):
            if rule not in seen:
                seen.append(rule)
                found = rule(scan, at)
                if found:
                    return found
    if at in scan.numerals or scan.document.tokens[at].kind == "number":
        for rule in _NUMBER_RULES:
            found = rule(scan, at)
            if found:
                return found
    return ()


def _with_frame(scan: Scan, at: int) -> Found:
    """Return an expression with منذ (open end), بين … و, من … إلى around it."""
    since = scan.word(at, "since")
    if since is not None and scan.near(at + 1):
        start = _skip_approximation(scan, at + 1)
        found = read_any(scan, start)
        if not found:
            return ()
        first = _to_range(scan, found)
        if first.closed or first.extent is None or first.extent.first is None:
            return (first, *found[1:]) if first is not found[0] else found
        return (replace(first, extent=first.extent.since()), *found[1:])
    found = read_any(scan, at)
    if not found:
        return ()
    ranged = _to_range(scan, found)
    return found if ranged is found[0] else (ranged,)


def _skip_approximation(scan: Scan, at: int) -> int:
    """منذ نحو عام: the number proper may begin after its approximator."""
    for offset in range(4):
        if at + offset in scan.numerals and scan.numerals[at + offset].first == at:
            return at + offset
    return at


def _to_range(scan: Scan, found: Found) -> Expression:
    """Join A إلى B, or between A and B, into one stretch."""
    head = found[0]
    if len(found) > 1 or head.extent is None or head.extent.first is None or head.rule == "duration":
        return head
    opener = scan.before(head.first, "between", "from", "since")
    link = head.last + 1
    if not scan.near(link):
        return head
    between = opener is not None and opener.role == "between"
    word = scan.word(link, "to")
    if word is not None and word.preposition == "" and (opener is not None or _same_kind_ahead(scan, head, link + 1)):
        second = read_any(scan, link + 1) if scan.near(link + 1) else ()
    elif between and scan.form(link) == "و":
        second = read_any(scan, link + 1)
    elif between and scan.form(link).startswith("و"):
        second = read_any(scan, link)
    else:
        return head
    if len(second) != 1 or second[0].extent is None or second[0].extent.last is None or second[0].rule == "duration":
        return head
    return _joined(head, second[0]) or head


def _same_kind_ahead(scan: Scan, head: Expression, at: int) -> bool:
    """Whether without من or بين a second expression of the same kind follows إلى (الأحد إلى الثلاثاء)."""
    if not scan.near(at) or not head.rule.startswith(("weekday", "date", "month", "year")):
        return False
    second = read_any(scan, at)
    return len(second) == 1 and second[0].rule.split("-")[0] == head.rule.split("-")[0]


def _joined(head: Expression, second: Expression) -> Expression | None:
    if head.extent is None or second.extent is None:
        return None
    start, end = head.extent.first, second.extent.last
    if start is None or end is None:
        return None
    if end < start and head.rule.startswith("weekday") and second.rule.startswith("weekday"):
        end = Moment.of(end.date() + timedelta(days=7))
    if (
        head.rule in ("month-floating", "date-floating")
        and second.rule in ("month", "date")
        and start.is_day == end.is_day
    ):
        year = end.year if (start.month, start.day) <= (end.month, end.day) else end.year - 1
        start = Moment(year, start.month, start.day)
    if end <= start and not (end.year == start.year and end.month == 0):
        return None
    return Expression(head.first, second.last, head.cut, Extent(start, end), head.rule.split("-")[0] + "-range",
                      confidence=min(head.confidence, second.confidence), closed=True)  # fmt: skip


def _named(scan: Scan, at: int) -> tuple[int, Expression | None]:
    """Names made of words of time: how many tokens to skip, and the time if everybody knows it."""
    word = scan.word(at, "named")
    if word is not None:
        if word.entry.value is None:
            return word.length, None
        first, _, last = word.entry.value.partition("/")
        start, end = parse_moment(first), parse_moment(last or first)
        # A year after the name (هجمات 11 سبتمبر 2001) is read by the rule for dates.
        following = scan.plain_number(at + word.length)
        if start is not None and end is not None and (following is None or following < 1900):
            expression = Expression(
                at, at + word.length - 1, word.cut, Extent(start, end), "named", confidence=0.9, closed=True
            )
            return word.length, expression
        return 0, None
    if scan.word(at, "no-date") is not None and scan.near(at + 1):
        dates = read_dates(scan, at + 2 if scan.form(at + 1) == "ال" else at + 1)
        if len(dates) == 1 and dates[0].rule == "date-floating":
            return dates[0].last - at + 1, None
    return 0, None


def _is_habit(scan: Scan, expression: Expression) -> bool:
    """الجمعة من كل أسبوع, مايو من كل عام: no time that ever was."""
    return scan.form(expression.last + 1) == "من" and scan.word(expression.last + 2, "per") is not None


def _keep(scan: Scan, found: list[Expression], new: Iterable[Expression]) -> None:
    for expression in new:
        found.append(expression)
        if expression.extent is not None and expression.rule != "named":
            scan.told.append(expression)


def as_found_time(document: Document, expression: Expression) -> FoundTime:
    """Return the finding for an expression."""
    span = document.span(expression.first, expression.last, expression.cut)
    if expression.duration is not None:
        return FoundTime(span, expression.first, expression.last, expression.duration, "duration", expression.rule,
                         expression.confidence)  # fmt: skip
    if expression.extent is None:
        return FoundTime(
            span, expression.first, expression.last, None, "unresolved", expression.rule, expression.confidence
        )
    kind = "date" if expression.extent.is_point else "interval"
    return FoundTime(span, expression.first, expression.last, expression.extent.edtf(), kind,  # type: ignore[arg-type]
                     expression.rule, expression.confidence)  # fmt: skip
