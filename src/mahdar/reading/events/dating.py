"""Dating: which of the article's times is the event's date, if any."""

from collections.abc import Sequence
from functools import lru_cache, partial

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundTime
from mahdar.reading.linear import bucket

_bucket = partial(bucket, (2, 4, 7, 12, 20))

_REACH = 25  # tokens within which the verb of a phrase is looked for


def link_features(context: Context, candidate: Candidate, first: int, triggers: Sequence[Candidate]) -> tuple[str, ...]:
    """How the phrase of a time or place hangs on a trigger: way, head, leading words, voices, retelling."""
    document = context.document
    at = candidate.token
    led = _led_by(context, at)
    if document.sentence_of[at] != document.sentence_of[first]:
        shared = _shared(context, candidate, document.sentence_of[first])
        paragraph = document.paragraph_of(at)
        gap = min(paragraph - document.paragraph_of(first), 5)
        return (
            *_far(shared, gap, paragraph == 0, candidate.category, candidate.entry.type, candidate.split.article),
            f"far led={led}",
            f"far voice={_voice(context, at)}/{_voice(context, first)}",
        )
    low, high = (at, first) if at < first else (first, at)
    side = "after" if first > at else "before"
    head = _head(context, first, candidate, triggers)
    path = context.path(candidate.last if side == "after" else low, high)
    voice, other_voice = _voice(context, at), _voice(context, first)
    return (
        f"path={side}/{path}",
        f"path={side}/{path}/{candidate.category}",
        *_near(side, head, led, candidate.category, _led_by(context, first), voice),
        f"voices={voice}/{other_voice}/{side}/{head}",
        f"verbs between={min(context.verbs_between(low, high), 3)}/{side}/{candidate.category}",
    )


# The same few circumstances return with every trigger: the names of their features are made once.


@lru_cache(maxsize=8192)
def _far(shared: str, gap: int, title: bool, category: str, kind: str, article: bool) -> tuple[str, ...]:  # noqa: FBT001
    return (
        f"shared={shared}",
        f"shared={shared}/{gap}/{title}",
        f"gap={gap}/{title}",
        f"gap={gap}/{category}/{kind}",
        f"far definite={article}/{shared}",
    )


@lru_cache(maxsize=8192)
def _near(side: str, head: str, led: str, category: str, phrase: str, voice: str) -> tuple[str, ...]:
    return (
        f"head={head}/{side}",
        f"head={head}/{side}/{category}",
        f"head={head}/{led}/{side}",
        f"led={led}/{side}",
        f"led={led}/{side}/{voice}",
        f"phrase led={phrase}/{side}/{head}",
    )


def _led_by(context: Context, at: int) -> str:
    """The preposition or conjunction right before a token (بعد، منذ، قبل، حتى …), or the proclitic it bears."""
    before = at - 1
    if before >= 0 and context.roles[before] & {"preposition", "subordinator", "complementizer", "relative"}:
        form = context.document.tokens[before].form
        return form[1:] if form[0] in "وف" and len(form) > 2 else form
    form = context.document.tokens[at].form
    return form[0] + "-" if form[0] in "بلوف" else ""


def _voice(context: Context, at: int) -> str:
    return "cue" if at in context.cue_of else "said" if context.statement_of[at] is not None else "own"


def _head(context: Context, first: int, candidate: Candidate, triggers: Sequence[Candidate]) -> str:
    """What the phrase likely belongs to: the nearest verb, trigger or cue before it in its clause, else behind."""
    at = candidate.token
    others = {t.token for t in triggers}
    clauses, verbs, cues = context.clause_of, context.verbs, context.cue_of
    clause = clauses[first]
    start, past = context.document.sentence_tokens[context.document.sentence_of[first]]
    ways = (
        ("left", range(first - 1, max(start, first - _REACH) - 1, -1)),
        ("right", range(first, min(past, first + _REACH))),
    )
    for way, steps in ways:
        passed = 0
        for step in steps:
            if way == "left" and clauses[step] != clause:
                break
            if step == at:
                return f"{way} this{min(passed, 2)}"
            if step in verbs:
                kind = "saying" if step in cues else "event" if step in others else "verb"
                return f"{way} {kind}{min(passed, 2)}"
            passed += step in others
    return "none"


def _shared(context: Context, candidate: Candidate, sentence: int) -> str:
    """Whether a sentence has a trigger of the same lemma, or of the same type."""
    lemmas, types = context.told_in.get(sentence, ((), ()))
    if candidate.entry.lemma in lemmas:
        return "lemma"
    return "type" if candidate.entry.type in types else "nothing"


def time_candidates(context: Context, candidate: Candidate) -> list[FoundTime]:
    """Times that may date a trigger.

    Those of its sentence, the last one before it in its paragraph or the one before, the day of the saying if the
    trigger is itself a saying, and for headline and lead the lead's first.
    """
    document = context.document
    sentence = document.sentence_of[candidate.token]
    paragraph = document.paragraph_of(candidate.token)
    survey = context.time_survey
    found = list(survey.dating.get(sentence, ()))
    far = survey.before(sentence, paragraph - 1)
    if paragraph <= 1:
        far += [t for t in survey.lead[: len(found) + 1] if t not in found][:1]
    statement = context.cue_of.get(candidate.token)
    if statement is not None and statement.said_on is not None:
        far += survey.before_with_value(sentence, statement.said_on)
    values = {t.value for t in found}
    for time in far:
        if time.value not in values:
            values.add(time.value)
            found.append(time)
    return found


def time_features(
    context: Context, candidate: Candidate, time: FoundTime, triggers: Sequence[Candidate], status: str
) -> list[str]:
    """Features of the question "does this time date this event?"."""
    document = context.document
    at = candidate.token
    low, high = sorted((at, time.first))
    events = sum(1 for t in triggers if low < t.token < high)
    side = "after" if time.first > at else "before"
    sentence = document.sentence_of[time.first]
    where = (
        "here"
        if sentence == document.sentence_of[at]
        else "earlier"
        if sentence < document.sentence_of[at]
        else "later"
    )
    same = context.clause_of[time.first] == context.clause_of[at]
    clauses = min(abs(context.clause_of[time.first] - context.clause_of[at]), 4)
    inside_time = context.statement_of[time.first]
    inside_event = context.statement_of[at]
    published = document.article.published or ""
    order = _order(context, time)
    statement = context.cue_of.get(at) or inside_event
    said = statement is not None and statement.said_on is not None
    said_then = "none" if statement is None else "undated" if not said else str(statement.said_on == time.value)
    when = _when(time.value or "", published)
    times = context.time_survey.told.get(document.sentence_of[at], ())
    nearer = sum(1 for t in times if abs(t.first - at) < abs(time.first - at))
    relation = (
        "open" if time.value and time.value.endswith("/..") else "same day" if time.value == published else "other"
    )
    return [
        f"where={where}/{side}",
        f"where={where}/{side}/{candidate.category}",
        f"distance={where}/{side}/{_bucket(high - low)}",
        f"same clause={same}/{side}",
        f"clauses={clauses}/{side}/{where}",
        f"events between={min(events, 3)}/{side}/{where}",
        f"events between={min(events, 3)}/{side}/{candidate.category}/{min(clauses, 2)}",
        f"voice={inside_time is inside_event}/{where}",
        f"voice={inside_time is not None}/{inside_event is not None}/{where}",
        f"cue={_in_cue(context, time)}/{at in context.cue_of}",
        f"relation={relation}/{where}",
        f"kind={time.kind}",
        f"rule={time.rule}",
        f"tense={candidate.tense}/{candidate.category}/{where}",
        f"status={status}/{relation}",
        f"type={candidate.entry.type}/{where}",
        f"type={candidate.entry.type}/{side}/{min(events, 2)}",
        f"title={document.paragraph_of(at) == 0}/{where}",
        f"precision={_precision(time.value or '')}",
        f"precision={_precision(time.value or '')}/{where}/{status}",
        f"said then={said_then}/{_voice(context, at)}",
        f"said then={said_then}/{_voice(context, at)}/{where}",
        f"said then={said_then}/{candidate.entry.type}/{_voice(context, at)}",
        f"when={when}/{status}",
        f"when={when}/{candidate.tense}/{candidate.category}",
        f"when={when}/{where}",
        f"nearer={min(nearer, 2)}/{min(len(times), 3)}/{where}",
        f"order={order}/{where}",
        f"order={order}/{where}/{min(len(times), 2)}",
        f"only={context.time_survey.values == 1}/{where}",
        f"type={candidate.entry.type}/{candidate.category}/{where}",
        *link_features(context, candidate, time.first, triggers),
    ]


def _order(context: Context, time: FoundTime) -> str:
    """Whether a time is the first of the article's body, and how often its value is told."""
    survey = context.time_survey
    count = min(survey.counts[time.value or ""], 3)
    return f"{'first' if survey.opening == time.value else 'later'}{count}"


def _when(value: str, published: str) -> str:
    """An EDTF value against the day of publication."""
    if value.endswith("/.."):
        return "open"
    first, _, last = value.partition("/")
    last = last or first
    if first[: len(published)] > published[: len(first)]:
        return "after"
    if last[: len(published)] >= published[: len(last)]:
        return "now"
    return "same year" if last[:4] == published[:4] else "past"


def _in_cue(context: Context, time: FoundTime) -> bool:
    return time.first in context.cue_of


def _precision(value: str) -> str:
    return "interval" if "/" in value else {4: "year", 7: "month", 10: "day"}.get(len(value), "other")
