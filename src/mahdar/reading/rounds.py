"""Rounds: what the words around «الجولة السادسة من محادثات أستانة» say it does: held, planned, moved or called off.

The verb stands before the round («اختتمت في أستانة، أمس، الجولة …») or after it («أن الجولة … ستعقد يومي …»); the day
stands between the two or behind them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.process_words import build_process_words
from mahdar.model.edtf import days_of
from mahdar.model.record import Status
from mahdar.reading.events.context import Context
from mahdar.reading.findings import FoundEvent, FoundPlace, FoundTime

_BEFORE, _AFTER = 12, 12  # tokens between a round and the verb that says what it does
_DATE_REACH = 9  # tokens behind the verb, or behind the round, in which its day stands
_CONFIDENCE = 0.8  # of a round that only the words around it tell
_ASIDE_REACH = 2  # tokens before a round in which a word makes it a mere reference («تحضيرا للجولة …»، «قبل الجولة …»)


@dataclass(frozen=True, slots=True)
class RoundPhrase:
    """A round named in the text: tokens [first, last], its series and ordinal."""

    first: int
    last: int
    process: ProcessEntry
    ordinal: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What a round is said to do.

    Attributes
    ----------
    kind : str
        "held", "begun", "ongoing", "planned", "moved" or "cancelled".
    token : int
        The word that says so.
    time : FoundTime or None
        Its day; of a moved round the new one, None where the text names none.
    """

    kind: str
    token: int
    time: FoundTime | None


def stage_of(context: Context, phrase: RoundPhrase) -> Stage | None:
    """What the text says a round does, or None: also where the round only dates or explains something else."""
    if _aside(context, phrase):
        return None
    found = _stage_before(context, phrase) or _stage_after(context, phrase)
    if found is None:
        return None
    kind, token = found
    return Stage(kind, token, _day(context, phrase, token))


def staged(context: Context, events: Sequence[FoundEvent], phrases: Sequence[RoundPhrase]) -> tuple[FoundEvent, ...]:
    """Give talks the status and day that their round is said to have, and add rounds that no event tells.

    The words right around a round are surer of these two than the general models, which see only the trigger.
    """
    result = list(events)
    # The body says more than the headline: it comes first.
    for phrase in sorted(phrases, key=lambda p: context.document.paragraph_of(p.first) == 0):
        stage = stage_of(context, phrase)
        if stage is None:
            continue
        status = _status(context, stage)
        at = _telling(result, phrase)
        again = next((n for n, e in enumerate(result) if is_of(e, phrase) and e.status == status), None)
        if at is not None:
            if context.document.paragraph_of(phrase.first) or len(result[at].triggers) == 1:
                result[at] = replace(result[at], status=status, time=_time(context, result[at], stage, status))
        elif again is not None:
            result[again] = _told_again(context, result[again], phrase, stage)
        else:
            result.append(_new_event(context, phrase, stage, status, len(result) + 1))
    return tuple(result)


def _roles(context: Context, at: int) -> set[str]:
    index = context.knowledge.derive(build_process_words)
    return {m.key for m in index.matches(context.document.tokens, at)}


def _aside(context: Context, phrase: RoundPhrase) -> bool:
    document = context.document
    start = document.sentence_tokens[document.sentence_of[phrase.first]][0]
    for at in range(phrase.first - 1, max(start, phrase.first - _ASIDE_REACH) - 1, -1):
        roles = _roles(context, at)
        if _kind(roles, "stage", "noun"):  # «بعد انتهاء الجولة …» tells of the round itself
            return False
        if roles & {"preparation", "reference"}:
            return True
    return False


def _stage_before(context: Context, phrase: RoundPhrase) -> tuple[str, int] | None:
    document = context.document
    start = document.sentence_tokens[document.sentence_of[phrase.first]][0]
    for at in range(phrase.first - 1, max(start, phrase.first - _BEFORE) - 1, -1):
        kind = _kind(_roles(context, at), "stage", "noun")
        if kind is not None:
            return kind, at
        if at in context.verbs or context.roles[at] & {"complementizer", "relative", "subordinator"}:
            return None
    return None


def _stage_after(context: Context, phrase: RoundPhrase) -> tuple[str, int] | None:
    document = context.document
    past = document.sentence_tokens[document.sentence_of[phrase.first]][1]
    for at in range(phrase.last + 1, min(past, phrase.last + 1 + _AFTER)):
        roles = _roles(context, at)
        kind = _kind(roles, "stage")
        if kind is not None:
            return kind, at
        complement = "complementizer" in context.roles[at]
        if complement or "former date" in roles or (at in context.verbs and "relative" not in context.roles[at - 1]):
            return None
    return None


def _kind(roles: set[str], *word_classes: str) -> str | None:
    if "not on" in roles:
        return "cancelled"
    for role in sorted(roles):
        word_class, _, kind = role.partition(" ")
        if kind and word_class in word_classes:
            return kind
    return None


def _day(context: Context, phrase: RoundPhrase, stage: int) -> FoundTime | None:
    """The day between the verb and the round, else the first one behind the later of the two."""
    document = context.document
    low, high = min(stage, phrase.last), max(stage, phrase.first)
    past = document.sentence_tokens[document.sentence_of[stage]][1]
    behind = max(stage, phrase.last) + 1
    for reach in (range(low + 1, high), range(behind, min(past, behind + _DATE_REACH))):
        for at in reach:
            if _roles(context, at) & {"former date"} or (
                at >= behind and context.roles[at] & {"complementizer", "relative"}
            ):
                return None
            time = context.time_at.get(at)
            if time is not None and time.kind in ("date", "interval") and time.value:
                return time
    return None


def _status(context: Context, stage: Stage) -> Status:
    if stage.kind == "cancelled":
        return "denied"
    if stage.kind == "ongoing":
        return "ongoing"
    published = days_of(context.document.article.published)
    told = days_of(stage.time.value) if stage.time is not None else None
    if told is not None and published is not None and stage.kind != "moved":
        first, today = told[0] or date.min, published[1] or date.max
        if first > today:
            return "planned"
        if told[1] is not None and told[1] < today:
            return "happened"
    return "happened" if stage.kind in ("held", "begun") else "planned"


def _telling(events: Sequence[FoundEvent], phrase: RoundPhrase) -> int | None:
    """The meeting of this round that is told by a word of the phrase."""
    for at, event in enumerate(events):
        if is_of(event, phrase) and any(phrase.first <= token <= phrase.last for token in event.triggers):
            return at
    return None


def is_of(event: FoundEvent, phrase: RoundPhrase) -> bool:
    """Whether an event is a meeting of a round."""
    return event.type == "CONSULT" and event.series == phrase.process.en and event.ordinal == phrase.ordinal


def _told_again(context: Context, event: FoundEvent, phrase: RoundPhrase, stage: Stage) -> FoundEvent:
    span = context.document.span(min(stage.token, phrase.first), max(stage.token, phrase.last))
    return replace(
        event, also=(*event.also, span), triggers=(*event.triggers, phrase.first), time=event.time or stage.time
    )


def _time(context: Context, event: FoundEvent, stage: Stage, status: Status) -> FoundTime | None:
    """The day that the round's own words give; else the event's, unless it is one that they exclude."""
    if stage.time is not None or event.time is None:
        return stage.time
    published, told = days_of(context.document.article.published), days_of(event.time.value)
    ahead = published and told and published[1] and told[0] and told[0] > published[1]
    return None if stage.kind in ("moved", "cancelled") or (status == "happened" and ahead) else event.time


def _new_event(context: Context, phrase: RoundPhrase, stage: Stage, status: Status, number: int) -> FoundEvent:
    document = context.document
    statement = context.statement_of[phrase.first]
    claimed = () if statement is None or statement.speaker is None else (statement.speaker, *statement.via)
    first, last = min(stage.token, phrase.first), max(stage.token, phrase.last)
    return FoundEvent(
        id=f"e{number}",
        span=document.span(first, last),
        trigger=document.span(phrase.first, phrase.first),
        also=(),
        triggers=(phrase.first,),
        type="CONSULT",
        mode=None,
        acled=None,
        status=status,
        time=stage.time,
        place=_place(context, phrase, stage),
        actors=(),
        recipients=(),
        claimed_by=claimed,
        figures=(),
        confidence=_CONFIDENCE,
        rule=f"CONSULT:round {stage.kind}:series",
        series=phrase.process.en,
        ordinal=phrase.ordinal,
    )


def _place(context: Context, phrase: RoundPhrase, stage: Stage) -> FoundPlace | None:
    """The place named between the verb and the round, else the city after which the series is called."""
    between = range(min(stage.token, phrase.first), max(stage.token, phrase.last) + 1)
    places = [context.place_at[at] for at in between if at in context.place_at]
    outside = [p for p in places if not phrase.first <= p.first <= phrase.last]
    return next(iter((*outside, *places)), None)
