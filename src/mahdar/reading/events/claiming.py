"""Claiming: on whose word the article has an event; nobody's but the outlet's, if no one is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from mahdar.reading.events.context import Context
from mahdar.reading.events.merging import Told
from mahdar.reading.linear import bucket

_bucket = partial(bucket, (1, 3, 7, 15, 30))

_SPEECH_ACTS = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE")


@dataclass(frozen=True, slots=True)
class Claim:
    """Someone who may stand for an event: the claimant, then those who carry the claim outward, and the features."""

    chain: tuple[str, ...]
    features: tuple[str, ...]


def possible_claims(context: Context, told: Told, before: Sequence[Told]) -> list[Claim]:
    """The speaker of the statement that tells the event, and the one who does the speech act just before it.

    Parameters
    ----------
    context : Context
    told : Told
    before : Sequence[Told]
        The tellings before it, for «اتهمت الرياض طهران بدعم …».
    """
    at = told.candidate.token
    claims = []
    statement = context.statement_of[at]
    if statement is not None and statement.speaker is not None:
        chain = (statement.speaker, *statement.via)
        opening = at - statement.first
        origin = [
            f"from {statement.kind}",
            f"opening={_bucket(opening)}/{told.candidate.category}",
            f"rule={statement.rule}",
            f"path={context.path(statement.first, at, 4)}/{told.candidate.category}",
        ]
        claims.append(Claim(chain, (*origin, *_features(context, told, statement.speaker))))
    last = before[-1] if before else None
    if last is not None and last.actors and last.candidate.entry.type in _SPEECH_ACTS:
        same = context.document.sentence_of[last.candidate.token] == context.document.sentence_of[at]
        speaker = last.actors[0]
        if same and not any(c.chain[0] == speaker for c in claims):
            origin = [
                f"after {last.candidate.entry.type}",
                f"after={context.path(last.candidate.last, at, 5)}",
                f"after lemma={last.candidate.entry.lemma}",
            ]
            claims.append(Claim((speaker,), (*origin, *_features(context, told, speaker))))
    return claims


def _features(context: Context, told: Told, speaker: str) -> list[str]:
    candidate = told.candidate
    entry = candidate.entry
    definite = "article" if candidate.split.article else "pronoun" if candidate.split.enclitic else "bare"
    own = "own" if told.actors == [speaker] else "among" if speaker in told.actors else "other"
    relative = any("relative" in context.roles[t] for t in range(max(0, candidate.token - 4), candidate.token))
    return [
        f"act={own}",
        f"act={own}/{entry.type}",
        f"act={own}/{entry.type}/{candidate.category}",
        f"cue={candidate.token in context.cue_of}/{own}",
        f"definite={definite}/{candidate.category}",
        f"definite={definite}/{entry.type}",
        f"relative={relative}/{candidate.category}",
        f"status={told.status}/{own}",
        f"type={entry.type}",
        f"speaker={context.actor_by_id[speaker].kind}",
        f"title={context.document.paragraph_of(candidate.token) == 0}",
        f"time={told.time is not None}/{candidate.category}",
    ]
