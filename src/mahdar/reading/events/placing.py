"""Placing: which of the article's places is where the event happened, if any."""

from collections.abc import Sequence

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundPlace

PRECISION = {"site": 0, "town": 1, "admin2": 2, "admin1": 3, "region": 4, "water": 4, "country": 5}


def place_candidates(context: Context, candidate: Candidate) -> list[FoundPlace]:
    """Places that may be an event's: those of its sentence, of the sentence before in its paragraph, then of the lead."""
    document = context.document
    sentence = document.sentence_of[candidate.token]
    paragraph = document.paragraph_of(candidate.token)
    here = [p for p in context.places if document.sentence_of[p.first] == sentence]
    earlier = [
        p for p in context.places
        if document.sentence_of[p.first] < sentence and document.paragraph_of(p.first) == paragraph
    ]  # fmt: skip
    lead = [p for p in context.places if document.paragraph_of(p.first) <= 1]
    found: dict[tuple[str, str | None], FoundPlace] = {}
    for place in [*_nearest_first(here, candidate), *reversed(earlier[-4:]), *lead[:4]]:
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
    ]


def _bucket(distance: int) -> str:
    for limit in (1, 2, 4, 7, 12, 20):
        if distance <= limit:
            return str(limit)
    return "far"
