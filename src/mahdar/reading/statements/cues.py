"""Cues: the words in a sentence that may introduce, interrupt or follow somebody's words."""

from dataclasses import dataclass
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Hit
from mahdar.knowledge.entries.speech import Saying
from mahdar.reading.statements.scene import Scene

CueForm = Literal["verb", "participle", "noun", "particle"]
_PHRASE_REACH = 10
_ACCUSATIVE = ("ا", "ه", "ين", "ات")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of saying.

    Attributes
    ----------
    entry : Saying
    first, last : int
        Tokens.
    form : str
        "verb", "participle", "noun" or "particle".
    person : str
        Person, gender and number of a verb ("3fs"); "f" or "m" for participles; else empty.
    tense : str or None
    joined : bool
        Whether و or ف is written onto it.
    enclitic : str
        Object or possessive pronoun.
    """

    entry: Saying
    first: int
    last: int
    form: CueForm
    person: str = ""
    tense: str | None = None
    joined: bool = False
    enclitic: str = ""

    @property
    def feminine(self) -> bool:
        """Whether the form asks for a feminine speaker."""
        return "f" in self.person

    @property
    def kind(self) -> str:
        """The kind of saying."""
        return self.entry.kind


def find_cues(scene: Scene, first: int, past: int) -> list[Cue]:
    """All cues among the tokens [first, past), in order, without overlaps; a word may be read in one way only."""
    found: list[Cue] = []
    at = first
    while at < past:
        cue = _particle(scene, at) or _inflected(scene, at)
        if cue is None or cue.last >= past:
            at += 1
            continue
        found.append(cue)
        at = cue.last + 1
    return found


def _particle(scene: Scene, at: int) -> Cue | None:
    form = scene.tokens[at].form
    if not scene.lexicon.may_start(form):
        return None
    for match in scene.lexicon.particles.matches(scene.tokens, at):
        if form[: match.cut] in ("", "و", "ف"):
            return Cue(match.key, at, match.last, "particle", joined=match.cut > 0)
    return None


def _inflected(scene: Scene, at: int) -> Cue | None:
    form = scene.tokens[at].form
    if len(form) < 2:
        return None
    mention = scene.mention_at[at]
    if mention is not None and (mention.first < mention.last or scene.written(at, 0) in "آا"):
        return None  # a name of one word may be a verb's homograph (أفاد and آفاد)
    for hit in scene.lexicon.participles.lookup(form):
        if (cue := _participle(scene, at, hit)) is not None:
            return cue
    for hit in scene.lexicon.sayings.lookup(form):
        cue = _verb(scene, at, hit) if hit.category == "verb" else _noun(scene, at, hit)
        if cue is not None:
            return cue
    return None


def _participle(scene: Scene, at: int, hit: Hit[Saying]) -> Cue | None:
    split = hit.split
    if split.article or split.preposition or split.enclitic:
        return None
    ending = next((e for e in _ACCUSATIVE if split.stem.endswith(e)), "")
    if not ending or split.stem in set(map(fold, hit.key.participle)):
        return None
    if ending == "ه" and not scene.ends_in_ta(at):
        return None
    return Cue(hit.key, at, at, "participle", "f" if ending in ("ه", "ات") else "m", joined=bool(split.conjunction))


def _verb(scene: Scene, at: int, hit: Hit[Saying]) -> Cue | None:
    split, entry = hit.split, hit.key
    if split.future or split.preposition or hit.inflection[0] in "12" or _unreal(scene, at, hit.tense):
        return None
    if split.enclitic and ((entry.addressee == "none" and entry.kind != "carry") or scene.ends_in_ta(at)):
        return None
    if (hit.tense == "present" and entry.past_only) or scene.is_(at, "aside"):
        return None
    if hit.inflection == "3md" and scene.written(at, -1) == "أ":
        return None  # اقرأ is no dual of أقر
    if hit.inflection == "3ms" and hit.tense == "past":
        if not split.conjunction and _after_preposition(scene, at):
            return None  # على وصف الرئيس: the verbal noun
        if scene.is_(at, "preposition") and not scene.is_doubled(at) and not _is_completed(scene, at, entry):
            return None  # بين، عبر are prepositions; بيّن، عبر عن are verbs
    last = at
    if entry.phrase:
        reach = range(at + 1, min(at + _PHRASE_REACH, len(scene.tokens)))
        place = next((i for i in reach if _is_phrase(scene, i, entry)), None)
        if place is None or (entry.kind == "document" and place != at + 1):
            return None
        last = at + 1 if place == at + 1 else at
    return Cue(entry, at, last, "verb", hit.inflection, hit.tense, bool(split.conjunction), split.enclitic)


def _noun(scene: Scene, at: int, hit: Hit[Saying]) -> Cue | None:
    """Read a verbal noun: it counts with its author in the genitive (إعلان الجيش) or as a pronoun (تأكيده)."""
    split = hit.split
    if split.article or hit.inflection != "sg":
        return None
    owner = scene.mention_from(at + 1) if at + 1 < len(scene.tokens) and not scene.after_mark(at + 1) else None
    follows = owner is not None and not scene.governed(owner)
    if not follows and split.enclitic not in ("ه", "ها", "هم"):
        return None
    return Cue(hit.key, at, at, "noun", joined=False, enclitic=split.enclitic)


def _is_phrase(scene: Scene, at: int, entry: Saying) -> bool:
    return any(scene.tokens[at].form == fold(word) for word in entry.phrase)


def _after_preposition(scene: Scene, at: int) -> bool:
    return at > 0 and not scene.after_mark(at) and scene.roles[at - 1].get("preposition") == at - 1


def _is_completed(scene: Scene, at: int, entry: Saying) -> bool:
    """Whether a preposition that a verb needs follows it."""
    needs = set(map(fold, entry.needs))
    return any(token.form in needs for token in scene.tokens[at + 1 : at + 1 + _PHRASE_REACH])


def _unreal(scene: Scene, at: int, tense: str | None) -> bool:
    """Whether a verb is negated or only wished for."""
    if at == 0 or scene.after_mark(at):
        return False
    if "negation" in scene.roles[at - 1] or "free-relative" in scene.roles[at - 1]:
        return True  # لم يقل; لما قال إنه مصنع
    if tense == "present" and scene.tokens[at - 1].form in ("ان", "وان", "كي"):
        return True  # يريد أن يقول
    return at > 1 and scene.tokens[at - 1].form == "ان" and scene.tokens[at - 2].form in ("غير", "دون")
