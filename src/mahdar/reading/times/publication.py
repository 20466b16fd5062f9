"""When an article without a date was published, as far as its own words tell."""

from collections.abc import Mapping

from mahdar.arabic.tokens import words_of
from mahdar.knowledge import Knowledge
from mahdar.reading.document import Document
from mahdar.reading.times.extents import Moment, parse_moment
from mahdar.reading.times.finding import expressions
from mahdar.reading.times.months import read_month_name
from mahdar.reading.times.scan import Expression, Scan

_ROUND_REACH = 4  # tokens between a round's number and the name of its series
_DATED = ("date", "dates", "date-numeric", "date-range", "weekday-date", "month", "months", "month-range")
_YEARS = ("year", "years")


def infer_publication(
    document: Document, knowledge: Knowledge, round_years: Mapping[tuple[str, int], str] | None = None
) -> str | None:
    """Infer the publication date from the text.

    The current month (آب الحالي) gives the month; the latest explicit date, or a known round of a known
    process, the year.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    round_years : Mapping[tuple[str, int], str], optional
        EDTF dates of known rounds by (a name of the series as it stands in the text, ordinal), e.g. ("أستانة", 6).

    Returns
    -------
    str or None
        EDTF year or month; None where not even the year is known.
    """
    scan = Scan.of(document, knowledge, None)
    found = expressions(scan)
    month = _current_month(scan)
    current_year = _current_year(scan)
    rounds = sorted(_rounds(scan, round_years or {}))
    if current_year is not None:
        return _edtf(current_year, month)
    # Bare years are left aside: plans and visions (رؤية 2030) lie years ahead.
    told = _explicit(found, _DATED) or _explicit(found, _YEARS)
    if month is None:
        latest = max((*(m.year for m in told), *(m.year for m in rounds)), default=None)
        return str(latest) if latest is not None else None
    if rounds:
        return _edtf(_year_near(rounds[-1], month), month)
    return _edtf(_year_after(told[-1], month), month) if told else None


def _edtf(year: int, month: int | None) -> str:
    return str(Moment(year, month or 0))


def _current_month(scan: Scan) -> int | None:
    """Return the month that the text calls the present one."""
    for at in range(len(scan.document.tokens)):
        name = read_month_name(scan, at) if scan.word(at, "month") is not None else None
        if name is not None and scan.near(name.last + 1):
            relation = scan.word(name.last + 1, "relation")
            if relation is not None and relation.entry.relation == "present" and relation.article:
                return name.number
    return None


def _current_year(scan: Scan) -> int | None:
    """Return the year of العام الجاري 2017, العام 2017 الجاري."""
    for at in range(len(scan.document.tokens)):
        unit = scan.word(at, "unit")
        if unit is None or unit.entry.unit != "year" or not unit.article:
            continue
        for year_at, relation_at in ((at + 1, at + 2), (at + 2, at + 1)):
            year, relation = scan.plain_number(year_at), scan.word(relation_at, "relation")
            if (
                year is not None
                and 1900 <= year <= 2099
                and relation is not None
                and relation.entry.relation == "present"
            ):
                return year
    return None


def _explicit(found: list[Expression], rules: tuple[str, ...]) -> list[Moment]:
    """Return the moments that carry their own year, in order of time."""
    extents = [expression.extent for expression in found if expression.rule in rules and expression.extent is not None]
    return sorted(moment for extent in extents if (moment := extent.last or extent.first) is not None)


def _rounds(scan: Scan, round_years: Mapping[tuple[str, int], str]) -> list[Moment]:
    """Dates of the known rounds that the text speaks of: أستانة 6, الجولة السادسة من محادثات أستانة."""
    names: dict[str, list[tuple[int, Moment]]] = {}
    for (name, ordinal), value in round_years.items():
        when, words = parse_moment(value), words_of(name)
        if when is not None and words:
            names.setdefault(words[-1], []).append((ordinal, when))
    found: list[Moment] = []
    for at, token in enumerate(scan.document.tokens):
        rounds = names.get(token.form) or names.get(token.form[1:])
        if not rounds:
            continue
        after = scan.numeral(at + 1)
        for ordinal, when in rounds:
            follows = after is not None and after.min == after.max == ordinal and scan.near_in_brackets(at + 1)
            if follows or any(
                numeral.ordinal
                and numeral.min == ordinal
                and scan.document.sentence_of[first] == scan.document.sentence_of[at]
                for first in range(max(0, at - _ROUND_REACH), at)
                if (numeral := scan.numeral(first)) is not None
            ):
                found.append(when)
    return found


def _year_near(when: Moment, month: int) -> int:
    """Return the year in which a month lies nearest to a moment."""
    if not when.month:
        return when.year
    years = (when.year - 1, when.year, when.year + 1)
    return min(years, key=lambda year: abs((year - when.year) * 12 + month - when.month))


def _year_after(when: Moment, month: int) -> int:
    """Return the year of the first such month not before the latest date told."""
    return when.year if not when.month or when.month > 12 or month >= when.month else when.year + 1
