"""Similarity: how probable it is that two mentions tell the same happening, and why.

A logistic model over named features decides. Every feature begins with the respect it belongs to (`date`, `place`, …);
the weights of one respect add up to a reason.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from mahdar.analysis.incidents.mentions import Mention
from mahdar.model import Figure, ResolvedPlace
from mahdar.reading.linear import LinearModel
from mahdar.reading.places.names import distance_km

MODEL = Path(__file__).parent / "model.json"
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_GAPS = (0, 1, 2, 4, 8)  # days
_KILOMETRES = (0, 10, 30, 80, 200)
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})
_TOLLS = ("killed", "wounded", "casualties", "strikes", "destroyed", "captured", "displaced", "participants")


@cache
def installed_model() -> LinearModel:
    """The model shipped with the package, written by `training/train_incidents.py`."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    return LinearModel(data["classes"], data["bias"], data["weights"], data["threshold"])


def pair_features(one: Mention, other: Mention) -> list[str]:
    """Features of the question "do these two tell the same happening?"; the order of the two does not matter."""
    if other.address < one.address:
        one, other = other, one
    kind = "word" if one.event.type in _WORDS or other.event.type in _WORDS else "deed"
    same_article = one.article.article_id == other.article.article_id
    date, place = _dates(one, other), _places(one, other)
    actors = _overlap(one.actors, other.actors)
    recipients = _overlap(one.recipients, other.recipients)
    features = [
        *_types(one, other),
        f"date={date}", f"date={date}/{kind}", f"place={place}", f"place={place}/{kind}",
        f"parties/actor={actors}", f"parties/actor={actors}/{kind}", f"parties/recipient={recipients}",
        f"parties/recipient={recipients}/{kind}", f"parties/both={actors}/{recipients}",
        f"parties/country={_overlap(one.countries, other.countries)}",
        f"place+date={place}/{date}", f"place+date={place}/{date}/{kind}",
        f"status={'same' if one.event.status == other.event.status else '/'.join(_pair(one.event.status, other.event.status))}",
        f"article={'same' if same_article else 'other'}", f"article={'same' if same_article else 'other'}/{kind}",
    ]  # fmt: skip
    features += _thermometer("words", _alike(one.words, other.words, one, other))
    features += _thermometer(f"words/{kind}", _alike(one.words, other.words, one, other))
    if not same_article:
        story = _story(one, other)
        features += _thermometer("story", story)
        features += _thermometer(f"story/{kind}", story)
        gap = _publication_gap(one, other)
        features.append(f"published={gap}")
        features.append(f"published={gap}/{date}")
    features += _figures(one, other)
    features += _crossings(one, other)
    features += _series(one, other)
    return features


def _types(one: Mention, other: Mention) -> Iterator[str]:
    a, b = one.event, other.event
    yield f"type={'+'.join(_pair(a.type, b.type))}"
    mode = _agree(a.mode, b.mode)
    yield f"type/mode={mode}"
    yield f"type/mode={mode}/{a.type if a.type == b.type else 'differ'}"
    acled = _agree(a.acled, b.acled)
    yield f"type/acled={acled}"
    if acled == "differ":
        yield f"type/acled={'+'.join(_pair(str(a.acled), str(b.acled)))}"
    yield f"words/trigger={one.trigger == other.trigger}"


def _dates(one: Mention, other: Mention) -> str:
    """How far apart the dates are and how well they are known; an undated event is taken for the day's news."""
    a, b = one.likely_days, other.likely_days
    if a is None or b is None:
        return "unknown"
    known = (one.days is not None) + (other.days is not None)
    loose = "loose" if max(a.length, b.length) > 7 else "day"
    return f"{known}/{loose}/{_step(a.gap(b), _GAPS)}"


def _places(one: Mention, other: Mention) -> str:
    a, b = one.place, other.place
    if a is None or b is None:
        if a is b:
            return "neither"
        known, article = (one, other.article) if a else (other, one.article)
        return "one/named" if known.place_id in article.places else "one/not named"
    if a.id == b.id:
        return "same" if a.level != "country" else "same country"
    if one.place_id == other.place_id:
        return "same but for the relation"
    if "country" in (a.level, b.level):
        inside = a.country is not None and a.country == b.country
        return "in the country" if inside else "another country"
    return _distance(a, b)


def _distance(a: ResolvedPlace, b: ResolvedPlace) -> str:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return "elsewhere"
    km = distance_km((a.lat, a.lon), (b.lat, b.lon))
    radii = (a.radius_km or 0) + (b.radius_km or 0)
    beyond = int(max(0.0, km - radii))
    return f"beyond radii {_step(beyond, _KILOMETRES)}"


def _figures(one: Mention, other: Mention) -> Iterator[str]:
    found = False
    for measure in _TOLLS:
        a = [f for f in one.event.figures if f.measure == measure]
        b = [f for f in other.event.figures if f.measure == measure]
        if a and b:
            found = True
            yield f"figures/{'toll' if measure in _TOLLS[:3] else 'count'}={min(_counts(x, y) for x in a for y in b)}"
    if not found:
        yield "figures=not comparable"


def _counts(a: Figure, b: Figure) -> str:
    """How two counts compare, the names in order of likeness."""
    low, high = (x.min if x.min is not None else x.max for x in (a, b))
    if low is None or high is None:
        return "3 open"
    if low == high:
        return "0 equal" if low > 4 else "1 equal but small"
    if a.min is not None and b.min is not None and (a.max is None or b.max is None or a.max >= b.min <= a.max):
        top, bottom = (a, b) if a.min >= b.min else (b, a)
        if bottom.max is None or bottom.max >= (top.min or 0):
            return "2 overlapping"
    ratio = max(low, high) / max(1, min(low, high))
    return "4 near" if ratio <= 1.5 else "5 apart" if ratio <= 4 else "6 far apart"


def _crossings(one: Mention, other: Mention) -> Iterator[str]:
    """Whether parties stand in the other mention in the other role, or at least in the other article."""
    if (one.actors & other.recipients) or (one.recipients & other.actors):
        yield "parties/crossed"
    for a, b in ((one, other), (other, one)):
        named = a.actors | a.recipients
        if named and a.article is not b.article:
            share = len(named & b.article.parties) / len(named)
            yield f"parties/named={'all' if share == 1 else 'some' if share else 'none'}"


def _series(one: Mention, other: Mention) -> Iterator[str]:
    series = _agree(one.event.series, other.event.series)
    if series != "neither":
        yield f"series={series}"
        yield f"series={series}/{_agree(_text(one.event.ordinal), _text(other.event.ordinal))}"


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _alike(a: frozenset[str], b: frozenset[str], one: Mention, other: Mention) -> float:
    """Weight of the shared stems over the weight of the poorer mention."""
    least = min(one.weight, other.weight)
    return one.weights.total(a & b) / least if least else 0.0


def _story(one: Mention, other: Mention) -> float:
    """Likeness of the two articles: weight of shared stems over that of the shorter article."""
    least = min(one.article.weight, other.article.weight)
    return one.weights.total(one.article.words & other.article.words) / least if least else 0.0


def _publication_gap(one: Mention, other: Mention) -> str:
    a, b = one.article.published, other.article.published
    return "unknown" if a is None or b is None else _step(a.gap(b), _GAPS)


def _thermometer(name: str, value: float) -> list[str]:
    """One feature for every step reached, so that more likeness is never held against a pair by a gap in the data."""
    return [f"{name}>={step}" for step in _STEPS if value >= step]


def _step(value: int, steps: Iterable[int]) -> str:
    return next((str(step) for step in steps if value <= step), "more")


def _agree(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "neither" if a is b else "one"
    return "same" if a == b else "differ"


def _overlap(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "neither" if not a and not b else "one"
    return "same" if a == b else "some" if a & b else "differ"


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
