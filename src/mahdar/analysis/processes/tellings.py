"""Tellings of a series: what each article says of which round or meeting, in order of what was said when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mahdar.analysis.opened import OpenRecord
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.process_words import build_process_words
from mahdar.model.base import Span
from mahdar.model.edtf import days_of
from mahdar.model.process import RoundStatus
from mahdar.model.record import Event

_ROUND_BEFORE = 6  # tokens before a trigger in which the round it belongs to begins
_ASIDE_REACH = 2  # tokens before a round in which a word makes it a mere reference
_EXPERTS_REACH = 6  # tokens around a trigger in which those who meet are named

_STATUS: dict[str, RoundStatus] = {
    "happened": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "denied": "cancelled",
}


class Words:
    """The words around series of talks, looked up in an article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._index = knowledge.derive(build_process_words)

    def roles(self, opened: OpenRecord, token: int) -> set[str]:
        """What the words that start at a token do."""
        if not 0 <= token < len(opened.tokens):
            return set()
        return {match.key for match in self._index.matches(opened.tokens, token)}

    def end(self, opened: OpenRecord, token: int, role: str) -> int | None:
        """The last token of the words with a role that start at a token; None if none do."""
        ends = [m.last for m in self._index.matches(opened.tokens, token) if m.key == role]
        return max(ends, default=None)

    def find(self, opened: OpenRecord, span: Span, *roles: str) -> int | None:
        """The first token of a span with one of the roles."""
        first, past = opened.token_range(span)
        return next((at for at in range(first, past) if self.roles(opened, at) & set(roles)), None)


@dataclass(frozen=True, slots=True)
class RoundTelling:
    """An event that tells of a round, or of a meeting that prepares one.

    Attributes
    ----------
    ordinal : int or None
        Of the round told or prepared; None where the text does not count it.
    date, instead_of, said_on : str or None
        EDTF: the day it is said to have, the day it is said to have no longer, the day of the saying.
    """

    opened: OpenRecord
    event: Event
    ordinal: int | None
    meeting: bool
    status: RoundStatus
    date: str | None
    instead_of: str | None
    said_on: str | None


def tell_rounds(process: ProcessEntry, records: Iterable[OpenRecord], words: Words) -> list[RoundTelling]:
    """All tellings of a process's rounds and preparatory meetings, in order of the saying."""
    found = [telling for opened in records for telling in _in_record(process, opened, words)]
    return sorted(found, key=lambda t: (t.said_on or "", t.opened.archived.article_id, t.event.span))


def is_about(process: ProcessEntry, opened: OpenRecord) -> bool:
    """Whether an event of the article belongs to the series."""
    return any(event.series == process.en for event in opened.record.events)


def _in_record(process: ProcessEntry, opened: OpenRecord, words: Words) -> Iterator[RoundTelling]:
    if not is_about(process, opened):
        return
    moved = _moved(process, opened, words)
    for event in opened.record.events:
        if event.type != "CONSULT" or event.status not in _STATUS:
            continue
        if event.series == process.en:
            aside = _aside(opened, event, words)
            if aside == "preparation":
                yield _meeting(opened, event, event.ordinal)
            elif aside is None:
                yield _round(opened, event, words, moved)
        elif event.series is None and event.date is not None and _of_experts(opened, event, words):
            prepared = _prepared_round(process, opened, event)
            if prepared is not None:
                yield _meeting(opened, event, prepared)


def _round(opened: OpenRecord, event: Event, words: Words, moved: dict[int | None, str | None]) -> RoundTelling:
    status = _STATUS[event.status]
    date, instead_of = event.date, None
    former = _former_date(opened, opened.sentence_at(event.trigger[0]), words)
    if former is not None and former == event.date_span:
        date = None
    if event.ordinal in moved and status in ("planned", "cancelled"):
        status, instead_of = "postponed", moved[event.ordinal]
    elif status == "cancelled" and words.find(opened, (0, len(opened.article.text)), "new date") is not None:
        status, date, instead_of = "postponed", None, event.date
    elif (
        status == "planned"
        and words.find(opened, (event.span[0], opened.sentence_at(event.trigger[0])[1]), "not on") is not None
    ):
        later = words.find(opened, (0, len(opened.article.text)), "new date") is not None
        status, date, instead_of = ("postponed" if later else "cancelled"), None, event.date
    return RoundTelling(opened, event, event.ordinal, False, status, date, instead_of, opened.said_on(event))  # noqa: FBT003


def _meeting(opened: OpenRecord, event: Event, ordinal: int | None) -> RoundTelling:
    """A meeting's status is that of its date: the event's own is often that of the round it prepares."""
    status = _STATUS[event.status]
    published, days = days_of(opened.article.published), days_of(event.date)
    if published and published[0] and days:
        if days[1] is not None and days[1] < published[0]:
            status = "held"
        elif days[0] is not None and published[1] is not None and days[0] > published[1]:
            status = "planned"
    return RoundTelling(opened, event, ordinal, True, status, event.date, None, opened.said_on(event))  # noqa: FBT003


def _moved(process: ProcessEntry, opened: OpenRecord, words: Words) -> dict[int | None, str | None]:
    """Ordinals of the rounds that the article says are put off, with the date they had before if it gives that."""
    found: dict[int | None, str | None] = {}
    for event in opened.record.events:
        if event.series != process.en:
            continue
        sentence = opened.sentence_at(event.trigger[0])
        at = words.find(opened, sentence, "stage moved", "noun moved")
        if at is None:
            continue
        first, _past = opened.token_range(event.trigger)
        if abs(first - at) > _ROUND_BEFORE * 2:
            continue
        former = _former_date(opened, sentence, words)
        value = next((t.value for t in opened.record.times if t.span == former), None)
        found[event.ordinal] = found.get(event.ordinal) or value
    return found


def _former_date(opened: OpenRecord, sentence: Span, words: Words) -> Span | None:
    """The first time behind «كان مقررا» in a sentence."""
    at = words.find(opened, sentence, "former date")
    if at is None:
        return None
    start = opened.tokens[at].start
    behind = [t.span for t in opened.record.times if start < t.span[0] < sentence[1] and t.kind in ("date", "interval")]
    return min(behind, default=None)


def _aside(opened: OpenRecord, event: Event, words: Words) -> str | None:
    """Whether the round only dates something else («قبل الجولة …») or is prepared («تحضيرا للجولة …»)."""
    start = opened.token_range(opened.sentence_at(event.trigger[0]))[0]
    trigger = opened.token_range(event.trigger)[0]
    first = trigger
    for at in range(trigger, max(start, trigger - _ROUND_BEFORE) - 1, -1):
        if "tour" in words.roles(opened, at):
            first = at
    for at in range(first - 1, max(start, first - _ASIDE_REACH) - 1, -1):
        roles = words.roles(opened, at)
        if any(role.startswith(("stage ", "noun ")) for role in roles):
            return None
        if "preparation" in roles:
            return "preparation"
        if "reference" in roles:
            return "reference"
    # «عقد الخبراء اجتماعا تحضيرا للجولة …»: the event is the meeting, the round comes behind it.
    behind = words.find(opened, (event.trigger[1], opened.sentence_at(event.trigger[0])[1]), "preparation")
    if behind is not None and first == trigger and "tour" in words.roles(opened, behind + 1):
        return "preparation"
    return None


def _of_experts(opened: OpenRecord, event: Event, words: Words) -> bool:
    sentence = opened.token_range(opened.sentence_at(event.trigger[0]))
    at = opened.token_range(event.trigger)[0]
    near = range(max(sentence[0], at - _EXPERTS_REACH), min(sentence[1], at + _EXPERTS_REACH))
    return any("experts" in words.roles(opened, token) for token in near)


def _prepared_round(process: ProcessEntry, opened: OpenRecord, event: Event) -> int | None:
    """The round of the series told in the same sentence, else the planned one of the article."""
    sentence = opened.sentence_at(event.trigger[0])
    others = [e for e in opened.record.events if e.series == process.en and e.ordinal is not None]
    inside = [e.ordinal for e in others if sentence[0] <= e.trigger[0] < sentence[1]]
    planned = [e.ordinal for e in others if e.status == "planned"]
    return next(iter((*inside, *planned)), None)
