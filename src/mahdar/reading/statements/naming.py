"""Naming: speakers that the text describes without a name (مصدر أمني، سكان القرية)."""

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Hit
from mahdar.knowledge.entries.speech import SpeakerNoun
from mahdar.model import Bilingual
from mahdar.model.record import ActorKind
from mahdar.reading.findings import ActorMention, FoundActor
from mahdar.reading.statements.scene import Scene

_MODIFIERS = 4
_PRONOUNS = ("ه", "ها", "هم")


def head_of(scene: Scene, at: int) -> Hit[SpeakerNoun] | None:
    """The reading of a token as a noun for a speaker or a document."""
    hits = scene.lexicon.speakers.lookup(scene.tokens[at].form)
    if not hits and scene.tokens[at].form.endswith("ا"):
        hits = scene.lexicon.speakers.lookup(scene.tokens[at].form[:-1])  # an accusative (لكن مصدرا)
    ta = bool(hits) and scene.ends_in_ta(at)
    heads = [hit for hit in hits if hit.key.role != "modifier" and not (ta and hit.split.enclitic == "ه")]
    if len(heads) > 1 and ta:  # منظمة is an organisation before it is an organiser
        heads.sort(
            key=lambda hit: not any(form.endswith("ة") and fold(form) == hit.split.stem for form in hit.key.forms)
        )
    return heads[0] if heads else None


def noun_phrase(scene: Scene, at: int, past: int) -> int | None:
    """Last token of the noun phrase of an unnamed speaker that begins at a token, or None if none begins there.

    The phrase takes adjectives, one genitive (a mention or a noun with article), and one place or body after في or من.
    """
    if scene.mention_at[at] is not None or head_of(scene, at) is None:
        return None
    end = _with_modifiers(scene, at, past)
    nxt = end + 1
    if nxt < past and not scene.after_mark(nxt):
        if (mention := scene.mention_from(nxt)) is not None and not scene.governed(mention):
            return _with_modifiers(scene, mention.last, past)
        if (
            scene.tokens[nxt].form in (("في", "من", "عن", "باسم") if _speaks_for(scene, at) else ("في", "من", "باسم"))
            and nxt + 1 < past
            and not scene.is_(nxt + 1, "reporting")
        ):
            return _object_of(scene, nxt, past, end)
        definite = scene.tokens[nxt].form.startswith("ال") and not scene.is_(nxt, "relative")
        if definite and scene.tokens[at].form.startswith("ال") and scene.bare(nxt) in scene.lexicon.content:
            return end  # أكدت اللقاءات الالتزام بـ…
        if end == at and definite and scene.time_at[nxt] is None:
            return _with_modifiers(scene, nxt, past)
    return end


def _speaks_for(scene: Scene, at: int) -> bool:
    """Whether عن after a noun names those it speaks for (نائب عن الكتلة), not whose words it carries."""
    head = head_of(scene, at)
    return head is not None and head.key.role == "office"


def _object_of(scene: Scene, preposition: int, past: int, end: int) -> int:
    inner = preposition + 1
    if scene.time_at[inner] is not None or scene.after_mark(inner) or scene.is_(inner, "complementizer"):
        return end
    if (mention := scene.mention_from(inner)) is not None:
        return mention.last
    last = inner
    while (
        last + 1 < past
        and last - inner < 3
        and scene.tokens[last + 1].form.startswith("ال")
        and _plain(scene, last + 1)
    ):
        last += 1
    return last


def _with_modifiers(scene: Scene, at: int, past: int) -> int:
    end = at
    while end + 1 < past and end - at < _MODIFIERS and _plain(scene, end + 1) and is_modifier(scene, end + 1):
        end += 1
    return end


def _plain(scene: Scene, at: int) -> bool:
    return not scene.after_mark(at) and scene.time_at[at] is None and scene.quote_from(at) is None


def is_modifier(scene: Scene, at: int) -> bool:
    """Whether a token is an adjective of quality or nationality, or joins two heads (خبراء ومحللون)."""
    form = scene.tokens[at].form
    if any(hit.key.role == "modifier" and not hit.split.preposition for hit in scene.lexicon.speakers.lookup(form)):
        return True
    if any(not hit.split.preposition for hit in scene.lexicon.nationalities.lookup(form)):
        return True
    return scene.joined(at) and head_of(scene, at) is not None


def described_speaker(scene: Scene, at: int, past: int, *, oblique: bool = False) -> FoundActor | None:
    """An actor for a noun phrase that no lexicon knows (خمس دول), where a verb of saying asks for a subject.

    The head must look like a noun that can be a subject: no pronoun, no proclitic, no accusative ending unless
    `oblique` allows one (after لكن).
    """
    form = scene.tokens[at].form
    if scene.tokens[at].kind != "word" or len(form) < 3 or (form[0] in "بل" and not scene.is_(at, "radical")):
        return None
    if form.endswith(_PRONOUNS) and not scene.ends_in_ta(at):
        return None
    if not oblique and form.endswith(("ا", "ين")):
        return None
    end = at
    while end + 1 < past and end - at < _MODIFIERS and _plain(scene, end + 1):
        if _ends_phrase(scene, end + 1) and not (end + 2 == past and not scene.roles[end + 1]):
            break  # a last word before أن that only looks like a prepositional phrase is part of the name (مارك بونيلا)
        end += 1
    return _actor(scene, at, end, scene.tokens[at].start, "people", None)


def _ends_phrase(scene: Scene, at: int) -> bool:
    roles = scene.roles[at]
    if any(role in roles for role in ("preposition", "relative", "complementizer", "adverb", "aside", "contrast")):
        return True
    form = scene.tokens[at].form
    if form in ("وهو", "وهي", "وهم") or form.endswith(("ها", "هم")) or form.startswith(("بال", "لل")):
        return True
    return form[0] in "بل" and not scene.is_(at, "radical")


def new_speaker(scene: Scene, at: int, past: int) -> FoundActor | None:
    """An actor for the noun phrase at a token; repeated phrases give the same actor."""
    end = noun_phrase(scene, at, past)
    head = head_of(scene, at)
    if end is None or head is None:
        return None
    split = head.split
    proclitic = len(split.conjunction) + len(split.preposition)
    # The alef of the article is not written after ل: للشهود stays whole.
    whole = not proclitic or (split.article and split.preposition == "ل")
    start = scene.tokens[at].start if whole else scene.document.offset(at, proclitic)
    return _actor(scene, at, end, start, head.key.kind or "people", gloss(scene, at, end))


def _actor(scene: Scene, at: int, end: int, start: int, kind: ActorKind, english: str | None) -> FoundActor:
    """An actor of the stage's own, or the one that the same words have made before."""
    span = (start, scene.tokens[end].end)
    text = scene.document.text[span[0] : span[1]]
    forms = tuple(token.form for token in scene.tokens[at : end + 1])
    known = scene.described.get(forms)
    if known is not None:
        return _remember(scene, scene.actors[known], ActorMention(span, at, end, known, "description", "speaker-again"))
    key = scene.described[forms] = f"speaker-{len(scene.described) + 1}"
    actor = FoundActor(key, None, Bilingual(ar=text, en=english), kind, None, None, ())
    return _remember(scene, actor, ActorMention(span, at, end, key, "description", "unnamed-speaker"))


def _remember(scene: Scene, actor: FoundActor, mention: ActorMention) -> FoundActor:
    if mention in actor.mentions:
        return actor
    grown = FoundActor(
        actor.id, actor.ref, actor.name, actor.kind, actor.country, actor.office, (*actor.mentions, mention)
    )
    scene.actors[actor.id] = grown
    scene.cover(mention)
    return grown


def gloss(scene: Scene, first: int, last: int) -> str:
    """English for a noun phrase: adjectives and head, nationality in brackets (military source, official (Egypt))."""
    if last > first and any(hit.key.lemma == "أحد" for hit in scene.lexicon.speakers.lookup(scene.tokens[first].form)):
        return f"one of the {gloss(scene, first + 1, last)}"
    heads: list[str] = []
    qualities: list[str] = []
    states: list[str] = []
    for at in range(first, last + 1):
        form = scene.tokens[at].form
        hits = scene.lexicon.speakers.lookup(form)
        head = head_of(scene, at)
        quality = next((h for h in hits if h.key.role == "modifier"), None)
        nation = next(iter(scene.lexicon.nationalities.lookup(form)), None)
        if head is not None and (at == first or quality is None) and not (heads and not scene.joined(at)):
            heads.append(_english(head))
        elif quality is not None and quality.key.en not in qualities:
            qualities.append(quality.key.en)
        elif nation is not None and nation.key.name.en not in states:
            states.append(nation.key.name.en)
    text = " ".join([*reversed(qualities), " and ".join(heads)])
    return f"{text} ({', '.join(states)})" if states else text


def _english(head: Hit[SpeakerNoun]) -> str:
    entry = head.key
    plural = head.inflection in ("pl", "du") or any(_same(head.split.stem, form) for form in entry.plural)
    if not plural:
        return entry.en
    return entry.en_plural or (entry.en if entry.en.endswith("s") else entry.en + "s")


def _same(stem: str, form: str) -> bool:
    folded = fold(form)
    return stem == folded or (folded.endswith("ون") and stem == folded[:-2] + "ين")
