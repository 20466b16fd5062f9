"""Status: whether an event happened, goes on, is planned, called for or denied."""

from bisect import bisect_left
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
        support = context.support[where]
        if support is not None and same:
            features += [f"support={support.aspect}/{side}", f"support={support.lemma}/{side}"]
        if tokens[where].form.startswith(("سي", "ست", "وسي", "وست")) and len(tokens[where].form) > 4:
            features += [f"future verb/{side}", f"future verb/{side}/{near}"]
    low, high = max(first, at - 2 * _REACH), min(past, candidate.last + 1 + _REACH)
    for cue in _cues(context, low, high):
        if cue.first <= at <= cue.last:
            features.append(f"cue here={cue.status}/{cue.name}")
            continue
        side = "before" if cue.last < at else "after"
        fits = cue.reach in (side, "around")
        way = range(cue.last + 1, at) if side == "before" else range(candidate.last + 1, cue.first)
        clauses = min(abs(context.clause_of[cue.first] - context.clause_of[at]), 2)
        verbs = min(sum(1 for t in way if t in context.verbs), 2)
        near = "next" if len(way) == 0 else "near" if len(way) <= 2 else "far"
        features += [
            f"status cue={cue.status}/{side}/{fits}/{clauses}/{near}",
            f"status cue={cue.status}/{side}/{clauses}/{verbs}/{candidate.category}",
            f"status cue={cue.name}/{side}/{clauses}",
            f"status cue={cue.name}/{side}/{near}",
            f"status path={cue.status}/{context.path(cue.last, at, 4)}" if side == "before" else f"status after={cue.status}",
        ]
    features += _governor_features(context, candidate, first)
    for step in (-2, -1, 1):
        where = at + step
        if first <= where < past:
            features.append(f"word{step}={tokens[where].form}")
    for where in range(first, past):
        time = context.time_at.get(where)
        if time is not None and time.value and context.document.article.published:
            relation = _relation(time.value, context.document.article.published)
            same = context.clause_of[where] == context.clause_of[at]
            side = "before" if where < at else "after"
            features += [f"time {relation}", f"time {relation}/{same}/{side}", f"time {relation}/{same}/{candidate.category}"]
    return features


def _governor_features(context: Context, candidate: Candidate, first: int) -> list[str]:
    """The verb or event word that a trigger hangs on, leftwards in its clause, and how."""
    at = candidate.token
    tokens = context.document.tokens
    rank = candidate.inflection
    features = [f"inflection={rank}/{candidate.category}", f"inflection={rank}/{candidate.entry.type}"]
    opening = _opening(tokens[at].form) if candidate.category == "verb" else ""
    for step in range(at - 1, max(first, at - 2 * _REACH) - 1, -1):
        if step not in context.verbs and step not in context.noun_triggers:
            continue
        near = min(context.clause_of[at] - context.clause_of[step], 2)
        tense = _opening(tokens[step].form) if step in context.verbs else "noun"
        kind = "saying" if step in context.cue_of else "support" if context.support[step] is not None else "event"
        features += [
            f"hangs on={kind}/{tense}/{near}/{candidate.category}",
            f"hangs on={tense}/{near}/{candidate.entry.type}/{opening}",
        ]
        types = _types_at(context, step)
        features += [f"hangs on type={t}/{near}/{candidate.category}" for t in types]
        break
    statement = context.statement_of[at]
    if statement is not None:
        features += [f"said as={statement.kind}/{candidate.category}/{candidate.tense}"]
    title, text = context.trigger_counts.get(str(candidate.entry.type), (0, 0))
    features.append(f"retold={min(title, 1)}/{min(text, 4)}/{candidate.entry.type}")
    return features


def _types_at(context: Context, token: int) -> set[str]:
    """Event types of the triggers at a token."""
    candidates = context.candidates
    types = set()
    for at in range(bisect_left(candidates, token, key=lambda c: c.token), len(candidates)):
        if candidates[at].token != token:
            break
        types.add(str(candidates[at].entry.type))
    return types


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
