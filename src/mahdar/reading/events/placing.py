"""Placing: which of the article's places is where the event happened, if any."""

from collections.abc import Sequence
from functools import partial

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
    low, high = sorted((at, place.first))
    events = min(sum(1 for t in triggers if low < t.token < high), 3)
    side = "after" if place.first > at else "before"
    sentence = document.sentence_of[place.first]
    where = (
        "here"
        if sentence == document.sentence_of[at]
        else "earlier"
        if document.paragraph_of(at) == document.paragraph_of(place.first)
        else "lead"
    )
    clauses = min(abs(context.clause_of[place.first] - context.clause_of[at]), 3)
    preposition, nouns = context.governor(place.first)
    level = place.place.level
    here = [r for r in rivals if document.sentence_of[r.first] == document.sentence_of[at]]
    finer = any(PRECISION[r.place.level] < PRECISION[level] for r in here if r is not place)
    nearer = sum(1 for r in here if abs(r.first - at) < abs(place.first - at))
    actor = context.mention_at.get(place.first)
    metonym = actor.form if actor is not None else "no"
    contained = _container(context, place, rivals)
    count, title, opening = context.place_survey.standing[place.place.id]
    count = min(count, 4)
    focus = _focus(context, place)
    gap = min(abs(document.paragraph_of(at) - document.paragraph_of(place.first)), 4)
    return [
        f"where={where}/{side}",
        f"where={where}/{side}/{candidate.category}",
        f"where={where}/{level}",
        f"where={where}/{entry.type}",
        f"distance={where}/{side}/{_bucket(high - low)}",
        f"clauses={clauses}/{side}/{where}",
        f"events between={events}/{side}/{where}",
        f"preposition={preposition}/{min(nouns, 2)}/{where}",
        f"preposition={preposition}/{entry.type}",
        f"preposition={preposition}/{level}",
        f"maps={entry.prepositions.get(preposition, 'unknown')}/{where}",
        f"level={level}",
        f"level={level}/{entry.type}",
        f"finer={finer}/{where}",
        f"nearer={min(nearer, 3)}/{where}/{level}",
        f"metonym={metonym}/{where}",
        f"metonym={metonym}/{preposition}",
        f"cue={place.cue is not None}/{where}",
        f"relation={place.place.relation is not None}/{where}",
        f"only={len(here)}/{where}",
        f"after event={side == 'after' and events == 0}/{preposition}",
        f"object={entry.object}/{side}/{min(events, 1)}/{clauses}",
        f"contained={contained}/{where}",
        f"contained={contained}/{level}/{where}",
        f"count={count}/{where}",
        f"count={count}/{level}/{where}",
        f"title={title}/{opening}/{where}",
        f"title={title}/{level}/{entry.type}",
        f"focus={focus}/{where}/{level}",
        f"focus={focus}/{entry.type}",
        f"focus={focus}/{metonym}/{where}",
        f"gap={gap}/{where}/{level}",
        f"own place={bool(here)}/{where}",
        f"own place={bool(here)}/{where}/{level}",
        f"voice={context.statement_of[at] is not None}/{at in context.cue_of}/{where}",
        f"type={entry.type}/{candidate.category}/{where}/{preposition}",
        *link_features(context, candidate, place.first, triggers),
    ]


def _container(context: Context, place: FoundPlace, rivals: Sequence[FoundPlace]) -> str:
    """Whether a place stands right behind a finer one that it contains, or right before its own container."""
    sentence = context.document.sentence_of[place.first]
    size = PRECISION[place.place.level]
    for other in rivals:
        if other is place or context.document.sentence_of[other.first] != sentence:
            continue
        if other.place.country != place.place.country:
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
