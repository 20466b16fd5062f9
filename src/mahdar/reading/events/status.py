"""Status: whether an event happened, goes on, is planned, called for or denied."""

from dataclasses import dataclass

from mahdar.arabic.lookup import Phrases
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import StatusCue
from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate

_REACH = 7


@dataclass(frozen=True, slots=True)
class _Cue:
    status: str
    name: str
    reach: str
    first: int
    last: int


def build_status_cues(knowledge: Knowledge) -> Phrases[StatusCue]:
    """Index of the cues of status; a longer form wins over a shorter one."""
    index: Phrases[StatusCue] = Phrases()
    for entry in knowledge.entries(StatusCue):
        for form in entry.forms:
            index.add(form, entry)
    return index.freeze()


def _cues(context: Context, first: int, past: int) -> list[_Cue]:
    """Cues of status within a token range, the longest at each token."""
    index = context.knowledge.derive(build_status_cues)
    tokens = context.document.tokens
    found: list[_Cue] = []
    at = first
    while at < past:
        best = max(index.matches(tokens, at), key=lambda m: m.last, default=None)
        if best is not None and best.last < past:
            found.append(_Cue(best.key.status, best.key.cue, best.key.reach, at, best.last))
            at = best.last
        at += 1
    return found


def status_features(context: Context, candidate: Candidate) -> list[str]:
    """Features of the question "what is the status of this event?": tense, clitics, cue words and their distance."""
    document = context.document
    tokens = document.tokens
    at, entry = candidate.token, candidate.entry
    first, past = document.sentence_tokens[document.sentence_of[at]]
    features = [
        f"category={candidate.category}/{candidate.tense}",
        f"type={entry.type}",
        f"type={entry.type}/{candidate.category}/{candidate.tense}",
        f"lemma={entry.lemma}/{candidate.category}",
        f"lemma={entry.lemma}",
        f"future={candidate.split.future}",
        f"clitic={candidate.split.preposition}/{candidate.category}",
        f"title={document.paragraph_of(at) == 0}/{candidate.tense}",
        f"cue={at in context.cue_of}/{candidate.tense}",
        f"inside={context.statement_of[at] is not None}",
        f"article={candidate.split.article}/{entry.type}",
    ]
    for where in range(max(first, at - _REACH), min(past, candidate.last + _REACH)):
        if where == at:
            continue
        side = "before" if where < at else "after"
        near = "near" if abs(where - at) <= 2 else "far"
        same = context.clause_of[where] == context.clause_of[at]
        for role in context.roles[where]:
            if role in ("preposition", "instrument", "agent", "relative", "subordinator"):
                continue
            features += [f"{role}/{side}/{near}", f"{role}/{side}/{same}"]
            if role in ("negation", "future", "call", "continuation", "denial", "failure", "attempt"):
                features.append(f"{role}/{side}/{candidate.category}")
        if tokens[where].form.startswith(("سي", "ست", "وسي", "وست")) and len(tokens[where].form) > 4:
            features += [f"future verb/{side}", f"future verb/{side}/{near}"]
    low, high = max(first, at - 2 * _REACH), min(past, candidate.last + 1 + _REACH)
    cues = _cues(context, low, high)
    verdict = _verdict(context, candidate, first, cues)
    features += [
        f"verdict={verdict}",
        f"verdict={verdict}/{candidate.category}/{candidate.tense}",
        f"verdict={verdict}/{candidate.entry.type}",
        f"verdict={verdict}/{document.paragraph_of(at) == 0}",
    ]
    for cue in cues:
        if cue.first <= at <= cue.last:
            features.append(f"cue here={cue.status}/{cue.name}")
    features += _manner_features(context, candidate)
    for where in range(first, past):
        time = context.time_at.get(where)
        if time is not None and time.value and context.document.article.published:
            relation = _relation(time.value, context.document.article.published)
            same = context.clause_of[where] == context.clause_of[at]
            side = "before" if where < at else "after"
            features += [
                f"time {relation}",
                f"time {relation}/{same}/{side}",
                f"time {relation}/{same}/{candidate.category}",
            ]
    return features


_ASKING = {"REQUEST": "called_for", "THREATEN": "planned", "REJECT": "denied"}


def _verdict(context: Context, candidate: Candidate, first: int, cues: list[_Cue]) -> str:
    """What grammar alone says: the cue or verb that governs the trigger, or a cue right behind it."""
    at = candidate.token
    tokens = context.document.tokens
    if candidate.split.future:
        return "planned by itself"
    for cue in cues:
        between = cue.first - candidate.last
        if 0 < between <= 3 and cue.reach != "before" and context.clause_of[cue.first] == context.clause_of[at]:
            return f"{cue.status} behind"
    ends = {cue.last: cue for cue in cues if cue.reach != "after"}
    crossed = (
        False  # a verb of the same clause governs a noun; a verb trigger hangs only on a cue with أن, or right before
    )
    for step in range(at - 1, max(first, at - 2 * _REACH) - 1, -1):
        if context.clause_of[step] != context.clause_of[at] and "complementizer" not in context.roles[step + 1]:
            break
        if step in ends and not (crossed and candidate.category in ("verb", "passive")):
            return f"{ends[step].status} before"
        if step in context.verbs:
            if candidate.category in ("verb", "passive") and context.clause_of[step] == context.clause_of[at]:
                crossed = True
                continue
            opening = _opening(tokens[step].form)
            if opening == "future":
                return "planned by verb"
            asked = next((_ASKING[t] for t in _types_at(context, step) if t in _ASKING), None)
            return f"{asked} by act" if asked else f"{opening} verb"
        if step in context.noun_triggers:
            asked = next((_ASKING[t] for t in _types_at(context, step) if t in _ASKING), None)
            if asked and step + 1 < at:
                return f"{asked} by act"
    return "none"


def _manner_features(context: Context, candidate: Candidate) -> list[str]:
    """Number of the trigger, kind of the statement around it, and how often the article tells events of its type."""
    at = candidate.token
    number = candidate.inflection
    features = [f"inflection={number}/{candidate.category}", f"inflection={number}/{candidate.entry.type}"]
    statement = context.statement_of[at]
    if statement is not None:
        features += [f"said as={statement.kind}/{candidate.category}/{candidate.tense}"]
    title, text = context.trigger_counts.get(str(candidate.entry.type), (0, 0))
    features.append(f"retold={min(title, 1)}/{min(text, 4)}/{candidate.entry.type}")
    return features


def _types_at(context: Context, token: int) -> set[str]:
    """Event types of the triggers at a token."""
    return {str(candidate.entry.type) for candidate in context.candidates_at.get(token, ())}


def _opening(form: str) -> str:
    """Tense of a verb by its first letters: future, present or past."""
    rest = form[1:] if form[0] in "وف" and len(form) > 3 else form
    if rest.startswith(("سي", "ست", "سن", "سا")) and len(rest) > 4:
        return "future"
    return "present" if rest[0] in "يتن" else "past"


def _relation(value: str, published: str) -> str:
    """Whether an EDTF value lies before, after or on publication."""
    if value.startswith("P"):
        return "duration"
    if value.endswith("/.."):
        return "open"
    start, _, end = value.partition("/")
    if start[: len(published)] > published[: len(start)]:
        return "after"
    last = end or start
    return "before" if last < published[: len(last)] else "around"
