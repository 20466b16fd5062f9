"""Attributions: بحسب، وفقا لـ، حسبما أفاد، كما قال، نقلا عن: a source named beside the words."""

from dataclasses import dataclass

from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.phrases import phrase_end
from mahdar.reading.statements.scene import Scene
from mahdar.reading.statements.sources import OF_HIM
from mahdar.reading.statements.speakers import Speakers

_IN = frozenset({"في"})  # جاء في بيان
_NO_SOURCE = frozenset({"accuse", "request", "deny", "praise", "describe", "promise", "threaten", "express"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source named by a particle.

    Attributes
    ----------
    cue : Cue
        The particle, with its verb if it has one.
    source : str or None
        The actor; None for "in his own words" or where nobody is named.
    last : int
        Last token of the attribution.
    carrier : str or None
        Who carried the source's words (وفق ما نقلت وكالة عن فلان).
    """

    cue: Cue
    source: str | None
    last: int
    carrier: str | None = None

    @property
    def relayed(self) -> bool:
        """Whether it only names a mouthpiece (على لسان) and cannot stand for a clause by itself."""
        return self.cue.kind == "relay" and self.cue.entry.lemma == "على لسان"


def find_attribution(scene: Scene, cue: Cue, speakers: Speakers, past: int) -> Attribution | None:
    """Read the source of a particle, or None if it names none (وفقا للقانون).

    Parameters
    ----------
    scene : Scene
    cue : Cue
        A particle.
    speakers : Speakers
    past : int
        End of the sentence.
    """
    if cue.kind == "own-words":
        after = cue.last + 1
        # كما قال الوزير names a speaker after all.
        actor, last = (
            speakers.sources.source(after, past) if after < past and not scene.after_mark(after) else (None, cue.last)
        )
        if actor is not None and cue.entry.lemma == "على حد قوله" and scene.tokens[cue.last].form[-1] not in "هام":
            return Attribution(cue, actor, last)
        return Attribution(cue, None, cue.last)
    if cue.kind == "according-verb":
        return _with_verb(scene, cue, speakers, past)
    at = cue.last + 1
    if at < past and scene.tokens[at].form in ("ل", "ما", "لما"):
        if scene.tokens[at].form != "ل":
            return _with_verb(scene, cue, speakers, past, at + 1)
        at += 1
    actor, last = speakers.sources.source(at, past)
    if actor is None:
        return None
    if cue.entry.strength == "weak" and scene.actors[actor].kind not in ("person", "people"):
        return None
    return Attribution(cue, actor, last)


def _with_verb(scene: Scene, cue: Cue, speakers: Speakers, past: int, at: int | None = None) -> Attribution | None:
    at = cue.last + 1 if at is None else at
    if at < past and scene.tokens[at].form == "قد":
        at += 1
    if at >= past:
        return None
    hit = next((h for h in scene.lexicon.sayings.lookup(scene.tokens[at].form) if h.category == "verb"), None)
    if hit is None or hit.split.conjunction or hit.key.kind in _NO_SOURCE:
        return None
    if cue.last > cue.first and scene.tokens[cue.first].form == "علي" and not scene.after_mark(cue.first):
        return None  # ردا على ما قالته الصحيفة
    also = scene.tokens[cue.first].form.endswith("كما")  # كما كشفت وجود …: also revealed
    if also and hit.key.strength == "weak" and hit.key.kind != "carry":
        return None
    verb = Cue(hit.key, cue.first, at, "verb", hit.inflection, hit.tense)
    first = at + 1
    while first < past and (time := scene.time_at[first]) is not None:
        first = time.last + 1
    passed = _IN if hit.key.kind == "document" else OF_HIM
    if first < past and scene.tokens[first].form in passed:
        first += 1
    actor, last = speakers.sources.source(first, past) if first < past and not scene.after_mark(first) else (None, at)
    if actor is None and first < past and not scene.after_mark(first):
        if also:
            return None
        actor = speakers.subjects.following(verb, first, past)
        last = phrase_end(scene, first, past)
    if actor is not None and verb.kind == "carry":
        return _carried(scene, verb, actor, speakers, last, past)
    if actor is not None:
        return Attribution(verb, actor, last)
    last = at
    while last + 1 < past and not scene.after_mark(last + 1):
        last += 1
    return Attribution(verb, None, last)


def _carried(scene: Scene, verb: Cue, carrier: str, speakers: Speakers, last: int, past: int) -> Attribution:
    """An attribution to the one whose words a carrier passes on, if he is named before the next mark."""
    end = phrase_end(scene, last, past)
    for at in range(last + 1, end):
        if scene.tokens[at].form == "عن":
            source, named = speakers.sources.source(at + 1, end + 1)
            if source is not None:
                return Attribution(verb, source, named, carrier)
    return Attribution(verb, carrier, last)
