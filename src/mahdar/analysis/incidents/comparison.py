"""Comparing two mentions respect by respect: dates, places, parties, figures, words.

Each function names what it finds; the names are features of the models and the ground of the reasons shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mahdar.analysis.incidents.mentions import ArticleProfile, Mention, place_key
from mahdar.analysis.incidents.words import WordWeights
from mahdar.model import Figure, ResolvedPlace
from mahdar.reading.places.names import distance_km

_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_GAPS = (0, 1, 2, 4, 8)  # days
_KILOMETRES = (0, 10, 30, 80, 200)
_WEEK = 7
_TOLLS = ("killed", "wounded", "casualties")
_COUNTS = ("strikes", "destroyed", "captured", "displaced", "participants", "missing", "released")
_SIZES = {"country": "country", "region": "area", "admin1": "area", "admin2": "area", "water": "area",
          "town": "town", "site": "site"}  # fmt: skip
# From the closest likeness to the farthest.
_PLACES = ("same site", "same town", "same but for the relation", "same area", "beyond radii 0", "beyond radii 10",
           "same country", "in the country", "beyond radii 30", "beyond radii 80", "beyond radii 200",
           "beyond radii more", "elsewhere", "another country")  # fmt: skip


def types(one: Mention, other: Mention) -> Iterator[str]:
    """Type, mode and sub-event."""
    shared = one.types & other.types
    kind = min(shared) if shared else "+".join(sorted((one.event.type, other.event.type)))
    yield f"type={kind}"
    mode = overlap(_values(e.mode for e in one.events), _values(e.mode for e in other.events))
    yield f"type/mode={mode}"
    yield f"type/mode={mode}/{kind}"
    acled = overlap(_values(e.acled for e in one.events), _values(e.acled for e in other.events))
    yield f"type/acled={acled}"
    if acled == "differ":
        yield f"type/acled={'+'.join(sorted((str(one.event.acled), str(other.event.acled))))}"


def dates(one: Mention, other: Mention) -> str:
    """How far apart the dates are and how well they are known; what is undated is taken for the day's news."""
    pairs = [(a.gap(b), max(a.length, b.length)) for a in one.likely_dates for b in other.likely_dates]
    if not pairs:
        return "unknown"
    gap, length = min(pairs)
    known = bool(one.dates) + bool(other.dates)
    return f"{known}/{'loose' if length > _WEEK else 'day'}/{step(gap, _GAPS)}"


def places(one: Mention, other: Mention) -> str:
    """How the places lie to each other; of several the nearest two."""
    if one.places and other.places:
        return min((_place(a, b) for a in one.places for b in other.places), key=_PLACES.index)
    if not one.places and not other.places:
        return "neither"
    known, article = (one, other.article) if one.places else (other, one.article)
    return "one, named" if any(place_key(p) in article.places for p in known.places) else "one, not named"


def parties(one: Mention, other: Mention) -> Iterator[str]:
    """Who does it, to whom, of what country; whether in the same roles, and whether the other article names them."""
    actors, recipients = overlap(one.actors, other.actors), overlap(one.recipients, other.recipients)
    yield f"parties/actor={actors}"
    yield f"parties/recipient={recipients}"
    yield f"parties/both={actors}/{recipients}"
    yield f"parties/country={overlap(one.countries, other.countries)}"
    if (one.actors & other.recipients) or (one.recipients & other.actors):
        yield "parties/crossed"
    if one.article is not other.article:
        for a, b in ((one, other), (other, one)):
            named = a.actors | a.recipients
            if named:
                share = len(named & b.article.parties) / len(named)
                yield f"parties/named={'all' if share == 1 else 'some' if share else 'none'}"


def nearby(one: Mention, other: Mention) -> float:
    """Share of the parties and places named around the poorer mention that are named around the other too."""
    least = min(len(one.nearby), len(other.nearby))
    return len(one.nearby & other.nearby) / least if least else 0.0


def figures(one: Mention, other: Mention) -> Iterator[str]:
    """How the closest two counts of each measure compare."""
    found = False
    for measure in (*_TOLLS, *_COUNTS):
        a = [f for f in one.figures if f.measure == measure]
        b = [f for f in other.figures if f.measure == measure]
        if a and b:
            found = True
            yield f"figures/{'toll' if measure in _TOLLS else 'count'}={min(_counts(x, y) for x in a for y in b)}"
    if not found:
        yield "figures=not comparable"


def triggers(one: Mention, other: Mention) -> str:
    """Whether the events are told by the same word."""
    if one.triggers & other.triggers:
        return "same"
    return "near" if (one.triggers & other.words) or (other.triggers & one.words) else "differ"


def wording(one: Mention, other: Mention) -> float:
    """Weight of the shared stems over that of the poorer mention."""
    least = min(one.weight, other.weight)
    return one.weights.total(one.words & other.words) / least if least else 0.0


def story(one: Mention, other: Mention) -> float:
    """Likeness of the two articles: weight of the shared stems over that of the shorter one."""
    return _story(one.article, other.article, one.weights)


@lru_cache(maxsize=4096)
def _story(one: ArticleProfile, other: ArticleProfile, weights: WordWeights) -> float:
    """Likeness of two articles; every pair of their mentions asks for it."""
    least = min(one.weight, other.weight)
    return weights.total(one.words & other.words) / least if least else 0.0


def publication(one: Mention, other: Mention) -> str:
    """Days between the publications."""
    a, b = one.article.published, other.article.published
    return "unknown" if a is None or b is None else step(a.gap(b), _GAPS)


def series(one: Mention, other: Mention) -> Iterator[str]:
    """Whether both are of one series of talks and of one round."""
    same = agree(one.event.series, other.event.series)
    if same != "neither":
        a, b = (None if e.ordinal is None else str(e.ordinal) for e in (one.event, other.event))
        yield f"series={same}"
        yield f"series={same}/{agree(a, b)}"


def status(one: Mention, other: Mention) -> str:
    """Whether both have, or have not, happened."""
    a, b = sorted((one.event.status, other.event.status))
    return "same" if a == b else f"{a}/{b}"


def thermometer(name: str, value: float) -> list[str]:
    """One feature for every step reached, so that more likeness is never held against a pair by a gap in the data."""
    return [f"{name}>={limit}" for limit in _STEPS if value >= limit]


def step(value: int, steps: Iterable[int]) -> str:
    """The first of some rising steps that a value does not pass."""
    return next((str(limit) for limit in steps if value <= limit), "more")


def agree(a: str | None, b: str | None) -> str:
    """How two values compare of which either may be unknown."""
    if a is None or b is None:
        return "neither" if a is b else "one"
    return "same" if a == b else "differ"


def overlap(a: frozenset[str], b: frozenset[str]) -> str:
    """How two sets compare of which either may be empty."""
    if not a or not b:
        return "neither" if not a and not b else "one"
    return "same" if a == b else "some" if a & b else "differ"


def _values(found: Iterable[str | None]) -> frozenset[str]:
    return frozenset(value for value in found if value)


def _place(a: ResolvedPlace, b: ResolvedPlace) -> str:
    if a.id == b.id:
        return f"same {_SIZES[a.level]}"
    if place_key(a) == place_key(b):
        return "same but for the relation"
    if "country" in (a.level, b.level):
        return "in the country" if a.country is not None and a.country == b.country else "another country"
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return "elsewhere"
    km = distance_km((a.lat, a.lon), (b.lat, b.lon))
    return f"beyond radii {step(int(max(0.0, km - (a.radius_km or 0) - (b.radius_km or 0))), _KILOMETRES)}"


def _counts(a: Figure, b: Figure) -> str:
    """How two counts compare; the names are in order of likeness."""
    low, high = (x.min if x.min is not None else x.max for x in (a, b))
    if low is None or high is None:
        return "3 open"
    if low == high:
        return "0 equal" if low > 4 else "1 equal but small"
    if meet((a.min, a.max), (b.min, b.max)):
        return "2 overlapping"
    ratio = max(low, high) / max(1, min(low, high))
    return "4 near" if ratio <= 1.5 else "5 apart" if ratio <= 4 else "6 far apart"


def meet(a: Sequence[int | None], b: Sequence[int | None]) -> bool:
    """Whether two ranges overlap; bounds are inclusive, None where open."""
    return (a[1] is None or b[0] is None or a[1] >= b[0]) and (b[1] is None or a[0] is None or b[1] >= a[0])
