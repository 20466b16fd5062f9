"""Noun phrases around mentions: titles and names in apposition, where a phrase ends."""

from mahdar.reading.findings import ActorMention
from mahdar.reading.statements.naming import head_of
from mahdar.reading.statements.scene import Scene

APPOSITION = 8  # tokens between a title and the name in apposition to it
_PERSON_REACH = 14
_NEXT_NAME = 5
_UNNAMED = frozenset({"title", "description"})


def mentions_between(scene: Scene, first: int, past: int) -> list[ActorMention]:
    """Mentions that begin among the tokens [first, past), without overlaps."""
    found: list[ActorMention] = []
    at = first
    while at < past:
        mention = scene.mention_from(at)
        if mention is not None:
            found.append(mention)
            at = mention.last
        at += 1
    return found


def free_mentions(scene: Scene, first: int, past: int) -> list[ActorMention]:
    """Mentions that no preposition governs."""
    return [mention for mention in mentions_between(scene, first, past) if not scene.governed(mention)]


def person_in(scene: Scene, first: int, past: int) -> ActorMention | None:
    """A person named within a noun phrase, in apposition to its head."""
    people = free_mentions(scene, first, min(past, first + _PERSON_REACH))
    return next((mention for mention in people if scene.actors[mention.actor].kind == "person"), None)


def apposed(scene: Scene, mention: ActorMention, past: int) -> ActorMention:
    """The person whose title a mention is (المتحدث باسم الجيش، فلان), or the mention itself."""
    person = scene.actors[mention.actor].kind == "person"
    if person and mention.form not in _UNNAMED:
        return mention
    hit = head_of(scene, mention.first)
    if hit is None or hit.key.role != "office":
        return mention
    reach = past if person else min(past, mention.last + 1 + _NEXT_NAME)
    following = mentions_between(scene, mention.last + 1, reach)
    for name in following if person else following[:1]:
        apart = person and (name.form != "name" or not _after_comma_or_rank(scene, name, mention.last))
        if scene.actors[name.actor].kind == "person" and not scene.governed(name) and not apart:
            return name
    return mention


def _after_comma_or_rank(scene: Scene, name: ActorMention, floor: int) -> bool:
    """Whether a name stands in apposition: after a comma, with nothing but ranks between."""
    at = name.first
    while at > floor + 1 and not scene.after_comma(at) and scene.lexicon.ranks.matches(scene.tokens, at - 1):
        at -= 1
    return scene.after_comma(at)


def apposition_end(scene: Scene, last: int, past: int) -> int:
    """Last token of a title in apposition after a name (فلان، المتحدث باسم الشرطة)."""
    nxt = last + 1
    if nxt >= past or not scene.after_comma(nxt) or scene.joined(nxt):
        return last
    hit = head_of(scene, nxt)
    return phrase_end(scene, nxt, past) if hit is not None and hit.key.role == "office" else last


def phrase_end(scene: Scene, first: int, past: int) -> int:
    """Last token before the next mark."""
    at = first
    while at + 1 < past and not scene.after_mark(at + 1):
        at += 1
    return at
