"""Status: whether an event happened, goes on, is planned, called for or denied."""

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate

_REACH = 7


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
    for step in (-2, -1, 1):
        where = at + step
        if first <= where < past:
            features.append(f"word{step}={tokens[where].form}")
    for where in range(first, past):
        time = context.time_at.get(where)
        if time is not None and time.value and context.document.article.published:
            features.append("time " + _relation(time.value, context.document.article.published))
    return features


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
