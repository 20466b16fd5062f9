"""Detecting: which words that may state an event do state one here, and of which type."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from mahdar.knowledge.clusters import build_clusters
from mahdar.reading.events.context import Context, Neighbours
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.linear import bucket
from mahdar.reading.processes import TALKS, series_tokens

_bucket = partial(bucket, (1, 2, 4, 7, 12))

_NEAR = 8  # tokens on each side looked at for cues


def detection_features(context: Context, candidate: Candidate, rivals: Sequence[Candidate]) -> list[str]:
    """Features of the question "does this word state an event of this entry's type here?".

    Parameters
    ----------
    context : Context
    candidate : Candidate
    rivals : Sequence[Candidate]
        All candidates of the same sentence, in order.
    """
    entry, at = candidate.entry, candidate.token
    kind = f"{entry.type}/{entry.mode}"
    features = [
        f"type={entry.type}",
        f"kind={kind}",
        f"lemma={entry.lemma}/{entry.type}",
        f"strength={entry.strength}",
        f"strength={entry.strength}/{entry.type}/{candidate.category}",
        f"category={candidate.category}/{candidate.tense}",
        f"lemma+category={entry.lemma}/{candidate.category}",
        f"type+category={entry.type}/{candidate.category}",
        f"person={candidate.inflection}",
        f"form={candidate.split.stem}",
        f"form={candidate.split.stem}/{entry.type}",
    ]
    if candidate.category == "noun":
        split = candidate.split
        definite = "article" if split.article else "pronoun" if split.enclitic else "bare"
        features += [f"definite={definite}", f"definite={definite}/{entry.type}", f"clitic={split.preposition}"]
    features += _position(context, candidate)
    around = context.around.get((at, candidate.last))
    if around is None:  # rival readings of a word have the same neighbours
        around = context.around[at, candidate.last] = _neighbours(context, at, candidate.last)
    features += around.features
    # Which of a word's rival types is meant, the word beside it often says.
    features += [f"{feature}/{entry.type}" for feature in around.beside]
    features += [f"{word}/{entry.lemma}" for word in around.words]
    features += _arguments(context, candidate)
    features += _rivals(context, candidate, rivals)
    features += _readings(candidate, rivals)
    features += _topic(context, candidate)
    return features


def _topic(context: Context, candidate: Candidate) -> list[str]:
    """Whether the headline speaks of it, and how often the article uses the word."""
    in_title, in_text = context.trigger_counts.get(candidate.entry.type, (0, 0)), context.lemma_counts
    title, body = in_text.get(candidate.entry.lemma, (0, 0))
    return [
        f"lemma in title={min(title, 1)}",
        f"lemma in text={min(body, 4)}",
        f"type in title={min(in_title[0], 2)}",
        f"type in title={min(in_title[0], 2)}/{candidate.entry.type}",
        f"type in text={min(in_title[1] // 2, 5)}",
    ]


def _position(context: Context, candidate: Candidate) -> list[str]:
    document = context.document
    at = candidate.token
    sentence = document.sentence_of[at]
    paragraph = document.paragraph_of(at)
    features = [f"paragraph={min(paragraph, 3)}"]
    if document.sentence_tokens[sentence][0] == at:
        features.append("opens sentence")
    cue = context.cue_of.get(at)
    content = context.statement_of[at]
    if cue is not None:
        features += ["is cue", f"is cue/{candidate.entry.type}"]
    if content is not None:
        features += [f"within {content.kind}", f"within {content.kind}/{candidate.entry.type}"]
        if at - content.first < 4:
            features.append("opens statement")
    if cue is None and content is None:
        features.append("own voice")
    name = context.mention_at.get(at)
    if name is not None:
        kind = context.actor_by_id[name.actor].kind
        place = "opens" if name.first == at else "within"
        features += [f"{place} name/{kind}/{name.form}", f"{place} name/{candidate.entry.type}/{kind}"]
    if at in context.place_at:
        features.append("within place")
    if at in context.time_at:
        features.append("within time")
    return features


def _neighbours(context: Context, at: int, last: int) -> Neighbours:
    tokens = context.document.tokens
    clusters = context.knowledge.derive(build_clusters)
    first, past = context.document.sentence_tokens[context.document.sentence_of[at]]
    features = [f"cluster={cluster}" for cluster in clusters.of(tokens[at].form)]
    beside: list[str] = []
    words: list[str] = []
    for step in (-2, -1, 1, 2):
        where = at + step if step < 0 else last + step
        if not first <= where < past:
            features.append(f"word{step}=|")
            continue
        form = tokens[where].form
        here = [f"word{step}={form}", *(f"cluster{step}={cluster}" for cluster in clusters.of(form) if cluster)]
        here += [f"role{step}={role}" for role in context.roles[where]]
        features += here
        if step in (-1, 1):
            beside += here
            words.append(here[0])
        if where in context.mention_at:
            features.append(f"actor{step}")
        if where in context.place_at:
            features.append(f"place{step}")
        if where in context.time_at:
            features.append(f"time{step}")
        if tokens[where].kind == "number":
            features.append(f"number{step}")
        support = context.support[where]
        if support is not None and step < 0:
            features += [f"support={support.lemma}", "supported"]
    for where in range(max(first, at - _NEAR), at):
        for role in context.roles[where]:
            if role in ("negation", "future", "call", "condition", "failure", "attempt", "continuation"):
                features.append(f"before={role}")
    return Neighbours(features, beside, words)


def _arguments(context: Context, candidate: Candidate) -> list[str]:
    at = candidate.token
    clause = context.clause_of[at]
    features = []
    first, past = context.document.sentence_tokens[context.document.sentence_of[at]]
    near = range(max(first, at - 10), min(past, candidate.last + 14))
    actors = {context.mention_at[t].actor for t in near if t in context.mention_at and context.clause_of[t] == clause}
    kinds = sorted({context.actor_by_id[a].kind for a in actors})
    features.append(f"actors={min(len(actors), 3)}")
    features += [f"actor kind={kind}/{candidate.entry.type}" for kind in kinds]
    if any(t in context.place_at and context.clause_of[t] == clause for t in near):
        features += ["has place", f"has place/{candidate.entry.type}"]
    if any(t in context.time_at and context.clause_of[t] == clause for t in near):
        features += ["has time", f"has time/{candidate.entry.type}"]
    after = context.mention_at.get(candidate.last + 1)
    if after is not None:
        kind = context.actor_by_id[after.actor].kind
        features.append(f"followed by {kind}/{after.form}/{candidate.category}")
    return features


def _rivals(context: Context, candidate: Candidate, rivals: Sequence[Candidate]) -> list[str]:
    features = []
    for side, others in (
        ("before", [r for r in reversed(rivals) if r.token < candidate.token]),
        ("after", [r for r in rivals if r.token > candidate.last]),
    ):
        if not others:
            features.append(f"alone {side}")
            continue
        near = others[0]
        clauses = min(abs(context.clause_of[near.token] - context.clause_of[candidate.token]), 2)
        distance = _bucket(abs(near.token - candidate.token))
        shape = (
            f"{side}/{near.category}>{candidate.category}"
            if side == "before"
            else f"{side}/{candidate.category}>{near.category}"
        )
        features += [
            f"neighbour={shape}/{clauses}/{distance}",
            f"neighbour={shape}/{near.entry.type}>{candidate.entry.type}",
            f"neighbour={side}/{near.entry.type}/{candidate.entry.type}/{clauses}/{distance}",
            f"neighbour lemma={side}/{near.entry.lemma}/{candidate.entry.type}/{clauses}",
        ]
    same = [r for r in rivals if r.entry.type == candidate.entry.type and r.token != candidate.token]
    before = [r.token for r in same if r.token < candidate.token]
    after = [r.token for r in same if r.token > candidate.token]
    if before:
        features.append(f"same before={_bucket(candidate.token - max(before))}")
    if after:
        features.append(f"same after={_bucket(min(after) - candidate.token)}")
    here = {r.entry.type for r in rivals if r.token == candidate.token}
    if len(here) > 1:
        features += [f"rival={candidate.entry.type}>{other}" for other in here if other != candidate.entry.type]
    return features


def _readings(candidate: Candidate, rivals: Sequence[Candidate]) -> list[str]:
    """How far the word's phrase is met, and how strongly the lexicon reads the same word as other types.

    Most readings are weak and too rare to be known by their lemma; these features tell the likely ones by their kind.
    """
    entry = candidate.entry
    phrase = _phrase(candidate)
    others = [r for r in rivals if r.token == candidate.token and r is not candidate]
    strong = any(r.entry.strength == "strong" for r in others)
    phrased = any(r.entry.phrase for r in others)
    return [
        f"phrase={phrase}",
        f"phrase={phrase}/{entry.strength}/{candidate.category}",
        f"phrase={phrase}/{entry.type}",
        f"other readings={min(len(others), 4)}",
        f"strong reading={strong}/{entry.strength}",
        f"phrased reading={phrased}/{phrase}",
    ]


def _phrase(candidate: Candidate) -> str:
    if not candidate.entry.phrase:
        return "none"
    return "follows" if candidate.last > candidate.token else "precedes"


def by_sentence(context: Context, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group candidates by sentence, in order; the name of a series of talks states nothing but talks."""
    named = series_tokens(context, context.numerals)
    stating = [c for c in candidates if c.token not in named or c.entry.type in TALKS]
    return [list(group) for _, group in groupby(stating, key=lambda c: context.document.sentence_of[c.token])]
