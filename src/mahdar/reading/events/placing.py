"""Placing: which of the article's places is where the event happened, if any."""

from collections import Counter
from collections.abc import Sequence

from mahdar.reading.events.context import Context
from mahdar.reading.events.dating import link_features
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundPlace

PRECISION = {"site": 0, "town": 1, "admin2": 2, "admin1": 3, "region": 4, "water": 4, "country": 5}


_NEXT = 4  # tokens between a place and the one that contains it (قرية كذا في محافظة كذا)


def place_candidates(context: Context, candidate: Candidate) -> list[FoundPlace]:
    """Places that may be an event's: of its sentence, of those before it, of the lead, and the main country."""
    document = context.document
    sentence = document.sentence_of[candidate.token]
    paragraph = document.paragraph_of(candidate.token)
    here = [p for p in context.places if document.sentence_of[p.first] == sentence]
    earlier = [
        p for p in context.places
        if document.sentence_of[p.first] < sentence and document.paragraph_of(p.first) == paragraph
    ]  # fmt: skip
    lead = [p for p in context.places if document.paragraph_of(p.first) <= 1]
    before = [p for p in context.places if 0 < document.paragraph_of(p.first) < paragraph]
    countries = [p for p in context.places if p.place.level == "country"]
    found: dict[tuple[str, str | None], FoundPlace] = {}
    for place in [*_nearest_first(here, candidate), *reversed(earlier[-4:]), *lead[:4], *reversed(before[-3:])]:
        found.setdefault((place.place.id, place.place.relation), place)
    if countries:
        # An event told without a place happened, if anywhere, in the country that the article names most.
        counts = Counter(p.place.id for p in countries)
        place = max(countries, key=lambda p: counts[p.place.id])
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
    told = [p for p in context.places if p.place.id == place.place.id]
    count = min(len(told), 4)
    title = any(document.paragraph_of(p.first) == 0 for p in told)
    opening = any(document.paragraph_of(p.first) == 1 for p in told)
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
    counts = Counter(p.place.country for p in context.places if p.place.country)
    if not counts or place.place.country is None:
        return "unknown"
    country, _ = counts.most_common(1)[0]
    return "main" if place.place.country == country else "other"


def _bucket(distance: int) -> str:
    for limit in (1, 2, 4, 7, 12, 20):
        if distance <= limit:
            return str(limit)
    return "far"
