"""Placing: which of the article's places is where the event happened, if any."""

from collections.abc import Sequence
from functools import lru_cache, partial

from mahdar.reading.events.context import Context
from mahdar.reading.events.dating import link_features
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundPlace
from mahdar.reading.linear import bucket

_bucket = partial(bucket, (1, 2, 4, 7, 12, 20))

PRECISION = {"site": 0, "town": 1, "admin2": 2, "admin1": 3, "region": 4, "water": 4, "country": 5}


_NEXT = 4  # tokens between a place and the one that contains it (قرية كذا في محافظة كذا)

_EARLIER_PARAGRAPHS = 3  # places of the paragraphs before that may still be meant


def place_candidates(context: Context, candidate: Candidate) -> list[FoundPlace]:
    """Places that may be an event's: of its sentence, of those before it, of the lead, and the main country."""
    document = context.document
    sentence = document.sentence_of[candidate.token]
    paragraph = document.paragraph_of(candidate.token)
    survey = context.place_survey
    here = survey.by_sentence.get(sentence, [])
    earlier = [p for p in survey.by_paragraph.get(paragraph, []) if document.sentence_of[p.first] < sentence]
    before: list[FoundPlace] = []
    for other in range(paragraph - 1, 0, -1):
        before = survey.by_paragraph.get(other, []) + before
        if len(before) >= _EARLIER_PARAGRAPHS:
            break
    near = [*_nearest_first(here, candidate), *reversed(earlier[-4:])]
    found: dict[tuple[str, str | None], FoundPlace] = {}
    for place in [*near, *survey.lead[:4], *reversed(before[-_EARLIER_PARAGRAPHS:])]:
        found.setdefault((place.place.id, place.place.relation), place)
    if survey.commonest_country is not None:
        # An event told without a place happened, if anywhere, in the country that the article names most.
        place = survey.commonest_country
        found.setdefault((place.place.id, place.place.relation), place)
    return list(found.values())


def _nearest_first(places: Sequence[FoundPlace], candidate: Candidate) -> list[FoundPlace]:
    return sorted(places, key=lambda p: abs(p.first - candidate.token))


def place_features(
    context: Context,
    candidate: Candidate,
    place: FoundPlace,
    triggers: Sequence[Candidate],
    rivals: Sequence[FoundPlace],
) -> list[str]:
    """Features of the question "did this event happen here?"."""
    document = context.document
    at, entry = candidate.token, candidate.entry
    first = place.first
    low, high = (at, first) if at < first else (first, at)
    events = min(sum([low < t.token < high for t in triggers]), 3)
    side = "after" if first > at else "before"
    sentence_of, clause_of = document.sentence_of, context.clause_of
    own = sentence_of[at]
    paragraphs = document.paragraph_of(at) - document.paragraph_of(first)
    where = "here" if sentence_of[first] == own else "earlier" if paragraphs == 0 else "lead"
    clauses = min(abs(clause_of[first] - clause_of[at]), 3)
    preposition, nouns = context.governor(first)
    level = place.place.level
    here = [r for r in rivals if sentence_of[r.first] == own]
    size = PRECISION[level]
    finer = any(PRECISION[r.place.level] < size for r in here if r is not place)
    nearer = min(sum([abs(r.first - at) < high - low for r in here]), 3)
    actor = context.mention_at.get(first)
    metonym = actor.form if actor is not None else "no"
    contained = _container(context, place, rivals)
    count, title, opening = context.place_survey.standing[place.place.id]
    focus = _focus(context, place)
    kind, category = entry.type, candidate.category
    return [
        *_standing(where, side, category, level, kind, min(abs(paragraphs), 4)),
        *_distance(where, side, _bucket(high - low), clauses, events, entry.object),
        *_governed(preposition, min(nouns, 2), where, entry.prepositions.get(preposition, "unknown"), kind, level),
        f"type={kind}/{category}/{where}/{preposition}",
        f"after event={side == 'after' and events == 0}/{preposition}",
        *_company(where, level, finer, nearer, len(here), contained),
        *_manner(where, preposition, metonym, place.cue is not None, place.place.relation is not None, focus),
        *_weight(where, level, kind, min(count, 4), title, opening, focus),
        f"voice={context.statement_of[at] is not None}/{at in context.cue_of}/{where}",
        *link_features(context, candidate, first, triggers),
    ]


# The same few circumstances return with every trigger and place: the names of their features are made once.


@lru_cache(maxsize=8192)
def _standing(where: str, side: str, category: str, level: str, kind: str, gap: int) -> tuple[str, ...]:
    return (
        f"where={where}/{side}",
        f"where={where}/{side}/{category}",
        f"where={where}/{level}",
        f"where={where}/{kind}",
        f"level={level}",
        f"level={level}/{kind}",
        f"gap={gap}/{where}/{level}",
    )


@lru_cache(maxsize=8192)
def _distance(where: str, side: str, distance: str, clauses: int, events: int, object_: str) -> tuple[str, ...]:
    return (
        f"distance={where}/{side}/{distance}",
        f"clauses={clauses}/{side}/{where}",
        f"events between={events}/{side}/{where}",
        f"object={object_}/{side}/{min(events, 1)}/{clauses}",
    )


@lru_cache(maxsize=8192)
def _governed(preposition: str, nouns: int, where: str, role: str, kind: str, level: str) -> tuple[str, ...]:
    return (
        f"preposition={preposition}/{nouns}/{where}",
        f"preposition={preposition}/{kind}",
        f"preposition={preposition}/{level}",
        f"maps={role}/{where}",
    )


@lru_cache(maxsize=8192)
def _company(
    where: str, level: str, finer: bool, nearer: int, beside: int, contained: str  # noqa: FBT001
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"finer={finer}/{where}",
        f"nearer={nearer}/{where}/{level}",
        f"only={beside}/{where}",
        f"own place={beside > 0}/{where}",
        f"own place={beside > 0}/{where}/{level}",
        f"contained={contained}/{where}",
        f"contained={contained}/{level}/{where}",
    )


@lru_cache(maxsize=8192)
def _manner(
    where: str, preposition: str, metonym: str, cue: bool, relation: bool, focus: str  # noqa: FBT001
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"metonym={metonym}/{where}",
        f"metonym={metonym}/{preposition}",
        f"cue={cue}/{where}",
        f"relation={relation}/{where}",
        f"focus={focus}/{metonym}/{where}",
    )


@lru_cache(maxsize=8192)
def _weight(
    where: str, level: str, kind: str, count: int, title: bool, opening: bool, focus: str  # noqa: FBT001
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"count={count}/{where}",
        f"count={count}/{level}/{where}",
        f"title={title}/{opening}/{where}",
        f"title={title}/{level}/{kind}",
        f"focus={focus}/{where}/{level}",
        f"focus={focus}/{kind}",
    )


def _container(context: Context, place: FoundPlace, rivals: Sequence[FoundPlace]) -> str:
    """Whether a place stands right behind a finer one that it contains, or right before its own container."""
    sentence_of = context.document.sentence_of
    sentence = sentence_of[place.first]
    size = PRECISION[place.place.level]
    for other in rivals:
        if other is place or sentence_of[other.first] != sentence or other.place.country != place.place.country:
            continue
        if 0 < place.first - other.last <= _NEXT and PRECISION[other.place.level] < size:
            return "container"
        if 0 < other.first - place.last <= _NEXT and PRECISION[other.place.level] > size:
            return "inner"
        if 0 < abs(other.first - place.first) <= _NEXT and PRECISION[other.place.level] == size:
            return "sibling"
    return "alone"


def _focus(context: Context, place: FoundPlace) -> str:
    """Whether a place lies in the country that the article's places lie in most often."""
    country = context.place_survey.main_country
    if country is None or place.place.country is None:
        return "unknown"
    return "main" if place.place.country == country else "other"
