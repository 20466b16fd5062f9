"""Dating: which of the article's times is the event's date, if any."""

from collections.abc import Sequence

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundTime


def time_candidates(context: Context, candidate: Candidate) -> list[FoundTime]:
    """Times that may date a trigger: those of its sentence, then the last one before it in its paragraph, then the lead's."""
    document = context.document
    sentence = document.sentence_of[candidate.token]
    paragraph = document.paragraph_of(candidate.token)
    usable = [t for t in context.times if t.value is not None and not t.value.startswith("P")]
    here = [t for t in usable if document.sentence_of[t.first] == sentence]
    earlier = [
        t for t in usable
        if document.sentence_of[t.first] < sentence and document.paragraph_of(t.first) == paragraph
    ]  # fmt: skip
    found = here + earlier[-1:]
    if paragraph <= 1:
        lead = [t for t in usable if document.paragraph_of(t.first) == 1 and t not in found]
        found += lead[:1]
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
    ]


def _in_cue(context: Context, time: FoundTime) -> bool:
    return time.first in context.cue_of


def _precision(value: str) -> str:
    return "interval" if "/" in value else {4: "year", 7: "month", 10: "day"}.get(len(value), "other")


def _bucket(distance: int) -> str:
    for limit in (2, 4, 7, 12, 20):
        if distance <= limit:
            return str(limit)
    return "far"
