"""Ages: years that measure a person and not a time (عمره 35 عاما، فلان (35 عاما)، فلانة 29 عاما)."""

from mahdar.knowledge.entries.times import TimeRole
from mahdar.reading.times.measures import Measure
from mahdar.reading.times.scan import Scan

_REACH = 7  # tokens between عمره and the number
_NEAR = 3
_NAME_LENGTH = 4
_LEAST_BARE = 12  # years right after a name; children of fewer years are "five-year-olds" in other words
_OPENING, _CLOSING = ("(", "،", ",", "-", "–"), (")", "،", ",", "-", "–", ".", "\n")
_TAKE_MEASURES: tuple[TimeRole, ...] = (
    "during", "since", "ago", "after", "in", "to", "from", "between", "event-after", "whole",
)  # fmt: skip


def is_age(scan: Scan, measure: Measure) -> bool:
    """Whether years (or months) are somebody's age."""
    if measure.unit not in ("year", "month"):
        return False
    if _is_introduced(scan, measure.first):
        return True
    past = min(measure.last + 3, len(scan.document.tokens))
    if any(scan.word(at, "age") is not None for at in range(measure.last + 1, past)):
        return True
    if measure.unit == "month":
        return False
    before, after = scan.gap(measure.first), scan.gap(measure.last + 1)
    return (before.endswith(_OPENING) and after.startswith(_CLOSING)) or _is_bare(scan, measure)


def _is_introduced(scan: Scan, start: int) -> bool:
    """Whether a word of age stands before the number, in the same clause."""
    sentence = scan.document.sentence_of[start]
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if scan.document.sentence_of[at] != sentence or any(char in ".،,؛" for char in scan.gap(at + 1)):
            return False
        if scan.word(at, "age") is not None or (at >= start - _NEAR and scan.word(at, "age-near") is not None):
            return True
        beside = at == start - 1 or (at == start - 2 and scan.form(at + 1) == "ال")
        if beside and scan.word(at, "age-beside") is not None and scan.near(start):
            return True
    return False


def _is_bare(scan: Scan, measure: Measure) -> bool:
    """Whether years stand right after a person (فلانة حسن 29 عاما, شاب 19 عاما), nothing between to take a measure."""
    start = measure.first
    numeral = scan.numeral(start)
    if measure.count < _LEAST_BARE or measure.cut or start == 0 or numeral is None or not numeral.exact:
        return False
    if scan.before(start, "age-long") is not None:
        return True
    if not scan.near(start) or scan.document.tokens[start].gap == "" or scan.before(start, *_TAKE_MEASURES) is not None:
        return False
    for at in range(start - 1, max(-1, start - 1 - _NAME_LENGTH), -1):
        if scan.word(at, "during", "since", "ago", "after") is not None or not scan.near(at + 1):
            return False
        if scan.form(at) in scan.words.names or scan.word(at, "person") is not None:
            return True
    return False
