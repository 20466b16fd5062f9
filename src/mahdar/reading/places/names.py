"""All the names of places we know, compiled once: countries, capitals, our own lexicon, the gazetteer.

Every name carries what it *needs* before it is read as a place: a capital needs nothing, a village that is also an
ordinary word needs a noun of place in front.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Match, Phrases, continues
from mahdar.arabic.memo import Memo
from mahdar.arabic.tokens import Token, words_of
from mahdar.knowledge import Knowledge
from mahdar.knowledge.compiling import HERE
from mahdar.knowledge.entries.actors import GivenNames
from mahdar.knowledge.entries.names import Country, NamedActor, Person, PlaceEntry
from mahdar.knowledge.entries.places import PlaceStop
from mahdar.model.record import Level

Needs = Literal["nothing", "loose", "venue", "country", "cue", "coherent", "head"]
Origin = Literal["country", "capital", "lexicon", "gazetteer"]
GAZETTEER = HERE / "data" / "geonames.tsv"
COMMON_WORDS = HERE / "data" / "common_words.txt"

# Countries of the wars and of the Arabic press: here villages count, elsewhere only towns.
_WATCHED = frozenset(
    [
        "SYR",
        "IRQ",
        "YEM",
        "LBY",
        "LBN",
        "PSE",
        "ISR",
        "JOR",
        "EGY",
        "SDN",
        "SSD",
        "SAU",
        "ARE",
        "QAT",
        "KWT",
        "BHR",
        "OMN",
        "DZA",
        "TUN",
        "MAR",
        "ESH",
        "MRT",
        "SOM",
        "DJI",
        "ERI",
        "ETH",
        "UKR",
        "MLI",
        "NER",
        "BFA",
        "TCD",
        "NGA",
        "CAF",
        "CMR",
        "COD",
        "AZE",
        "ARM",
        "GEO",
        "MMR",
        "XKX",
        "BIH",
    ]
)
_SEMITIC_NAMES_ELSEWHERE = frozenset({"IRN", "AFG", "PAK", "TUR"})
_LARGE, _TOWN, _KNOWN_ABROAD = 100_000, 20_000, 300_000
_SAME_PLACE_KM = 25.0
_SPELLING = 0.6  # likeness of two spellings of one capital


@dataclass(frozen=True, slots=True, eq=False)
class KnownPlace:
    """A place as our knowledge has it; degrees, kilometres, inhabitants (0: unknown)."""

    id: str
    ar: str
    en: str
    country: str | None
    level: Level
    lat: float
    lon: float
    radius_km: float
    population: int
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A name read as one place, and what must stand around the name for that reading."""

    place: KnownPlace
    name: str
    needs: Needs


class NameIndex:
    """Names by their first word; gazetteer rows become readings only when their word turns up in a text."""

    def __init__(self) -> None:
        self._ready: dict[str, list[tuple[tuple[str, ...], Reading]]] = {}
        self._rows: dict[str, list[tuple[str, str, int]]] = {}
        self._table: list[str] = []
        self._places: dict[int, KnownPlace] = {}
        self._rules: _Rules | None = None
        self._starts = Memo(self._starting)

    def add(self, name: str, place: KnownPlace, needs: Needs) -> None:
        """Add one name of a place."""
        words = words_of(name)
        if words:
            self._ready.setdefault(words[0], []).append((words[1:], Reading(place, name, needs)))

    def load(self, path: Path, rules: "_Rules") -> None:
        """Note which words the gazetteer's names begin with; nothing else is done on loading."""
        self._rules = rules
        self._table = path.read_text(encoding="utf-8").splitlines()[1:]
        for number, line in enumerate(self._table):
            for name in line.split("\t", 3)[2].split("|"):
                folded = fold(name).replace("-", " ")
                if folded not in rules.taken:
                    self._rows.setdefault(folded.partition(" ")[0], []).append((folded, name, number))

    def readings(self, first: str) -> list[tuple[tuple[str, ...], Reading]]:
        """Names that begin with a folded word: their other words, and the reading."""
        rows = self._rows.get(first)
        if rows is not None and self._rules is not None:
            ready = list(self._ready.get(first, ()))
            for folded, name, number in rows:
                place = self._place(number)
                rest = tuple(folded.split()[1:])
                needs = self._rules.needs(folded, place)
                # the lexicon, or a larger namesake next door, may have it already
                if needs is not None and not any(r == rest and _same_spot(k.place, place) for r, k in ready):
                    ready.append((rest, Reading(place, name, needs)))
            # the finished list first, so that another thread never sees half of it
            self._ready[first] = ready
            self._rows.pop(first, None)
        return self._ready.get(first, [])

    def named(self, name: str) -> list[KnownPlace]:
        """Places of exactly this name."""
        words = words_of(name)
        return [reading.place for rest, reading in self.readings(words[0]) if rest == words[1:]] if words else []

    def _place(self, number: int) -> KnownPlace:
        place = self._places.get(number)
        if place is None:
            geoname, name, arabic, country, lat, lon, inhabitants, _ = self._table[number].split("\t")
            population = int(inhabitants)
            radius = 15.0 if population > 1_000_000 else 8.0 if population > _LARGE else 5.0
            place = self._places[number] = KnownPlace(
                f"geonames:{geoname}",
                arabic.split("|")[0],
                name,
                country,
                "town",
                float(lat),
                float(lon),
                radius,
                population,
                "gazetteer",
            )
        return place

    def matches(self, tokens: Sequence[Token], at: int) -> list[Match[Reading]]:
        """All names that start at a token, longest first."""
        starts = self._starts[tokens[at].form]
        if not starts:
            return []
        found: list[Match[Reading]] = []
        following = tokens[at + 1].form if at + 1 < len(tokens) else ""
        for by_second, cut in starts:
            if following:
                for rest, reading in by_second.get(following, ()):
                    if continues(tokens, at, rest):
                        found.append(Match(reading, at, at + len(rest), cut))
            for _, reading in by_second.get("", ()):
                found.append(Match(reading, at, at, cut))
        if len(found) > 1:
            found.sort(key=lambda match: (match.first - match.last, match.cut))
        return found

    def _starting(self, form: str) -> "tuple[tuple[_BySecond, int], ...]":
        """Names that a folded word may begin, by their second word ("" if they have none), and the characters cut."""
        starts: list[tuple[_BySecond, int]] = []
        for start, cut in name_starts(form):
            by_second: _BySecond = {}
            for rest, reading in self.readings(start):
                by_second.setdefault(rest[0] if rest else "", []).append((rest, reading))
            if by_second:
                starts.append((by_second, cut))
        return tuple(starts)


_BySecond = dict[str, list[tuple[tuple[str, ...], Reading]]]


@dataclass(frozen=True)
class PlaceNames:
    """The compiled names.

    Attributes
    ----------
    index : NameIndex
        Names of places.
    others : Phrases[str]
        Names of actors and persons and phrases of two words or more; a place name inside one names no place.
    given : frozenset[str]
        Folded given names.
    persons : frozenset[str]
        All folded words of names of persons we know.
    attributes : dict[str, str]
        Folded adjectives and names of peoples, with and without article, to country ids.
    common : frozenset[str]
        Folded ordinary words.
    stops : frozenset[str]
        Folded names that are ordinary words or names of persons.
    """

    index: NameIndex
    others: Phrases[str]
    given: frozenset[str]
    persons: frozenset[str]
    attributes: dict[str, str]
    common: frozenset[str]
    stops: frozenset[str]

    @cached_property
    def country_of(self) -> Memo[str, str | None]:
        """The country that a word is the adjective or the name of the people of, whatever is written onto it."""
        attributes = self.attributes
        return Memo(lambda form: next((attributes[f] for f, _ in name_starts(form) if f in attributes), None))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude in degrees)."""
    la1, lo1, la2, lo2 = map(radians, (*a, *b))
    h = sin((la2 - la1) / 2) ** 2 + cos(la1) * cos(la2) * sin((lo2 - lo1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def place_names(knowledge: Knowledge) -> PlaceNames:
    """Compile all names of places."""
    countries = knowledge.entries(Country)
    attributes = _attributes(countries)
    stops = _stops(knowledge)
    index = NameIndex()
    taken = _add_countries(index, countries, stops) | attributes.keys()
    seats = frozenset(fold(form) for country in countries for form in country.government)
    taken |= _add_lexicon(index, knowledge.entries(PlaceEntry), stops, seats)
    names = [entry for entry in knowledge.entries(GivenNames) if entry.role == "given"]
    given = frozenset(fold(name) for entry in names for name in entry.names)
    full = [fold(form).split() for person in knowledge.entries(Person) for form in person.forms]
    persons = given | {word for words in full for word in words}
    index.load(GAZETTEER, _Rules(taken, stops, given | {words[-1] for words in full if words}))
    for country in countries:
        _add_capital(index, stops, country)
    common = frozenset(COMMON_WORDS.read_text(encoding="utf-8").split()) if COMMON_WORDS.exists() else frozenset()
    return PlaceNames(index, _others(knowledge), given, persons, attributes, common, frozenset(stops))


def _add_countries(index: NameIndex, countries: list[Country], stops: dict[str, str]) -> frozenset[str]:
    """Add the countries; return their folded names."""
    for country in countries:
        radius = _country_radius(country)
        place = KnownPlace(country.id, country.name.ar, country.name.en, country.id, "country",
                           country.lat, country.lon, radius, 0, "country")  # fmt: skip
        for form in country.forms:
            index.add(form, place, "cue" if stops.get(fold(form)) == "cue" else "nothing")
    return frozenset(fold(form) for country in countries for form in country.forms)


def _add_lexicon(
    index: NameIndex, entries: list[PlaceEntry], stops: dict[str, str], seats: frozenset[str]
) -> frozenset[str]:
    """Add our own places; return the folded names of countries among them."""
    countries = set()
    for entry in entries:
        origin: Origin = "country" if entry.level == "country" else "lexicon"
        place = KnownPlace(entry.id, entry.name.ar, entry.name.en, entry.country, entry.level,
                           entry.lat, entry.lon, entry.radius_km, 0, origin)  # fmt: skip
        for form in entry.forms:
            needs = _lexicon_needs(place, stops.get(fold(form)))
            if place.level == "site" and fold(form) in seats:
                # a seat of government (البيت الأبيض) is a place only where something happens in it
                needs = "venue"
            index.add(form, place, needs)
            if origin == "country":
                countries.add(fold(form))
    return frozenset(countries)


def _lexicon_needs(place: KnownPlace, stop: str | None) -> Needs:
    if place.level == "country":
        return "cue" if stop == "cue" else "country"
    if stop in ("cue", "head"):
        return "coherent" if stop == "cue" else "head"
    return "loose" if place.level in ("town", "site", "admin2") else "nothing"


def _country_radius(country: Country) -> float:
    """Guess a radius: the lexicon has none, and no reading depends on it."""
    capital = country.capital
    return (
        300.0
        if capital is None
        else max(30.0, min(2500.0, 1.5 * distance_km((country.lat, country.lon), (capital.lat, capital.lon))))
    )


def _stops(knowledge: Knowledge) -> dict[str, str]:
    order = {"cue": 0, "head": 1, "never": 2}
    stops: dict[str, str] = {}
    for entry in knowledge.entries(PlaceStop):
        for form in map(fold, entry.forms):
            if form not in stops or order[entry.needs] < order[stops[form]]:
                stops[form] = entry.needs
    return stops


def _others(knowledge: Knowledge) -> Phrases[str]:
    """Names and phrases of two words or more that are no places."""
    others: Phrases[str] = Phrases()
    for actor in knowledge.entries(NamedActor):
        for form in actor.forms:
            if " " in form:
                others.add(form, actor.kind)
    for person in knowledge.entries(Person):
        for form in person.forms:
            if " " in form:
                others.add(form, "person")
    for stop in knowledge.entries(PlaceStop):
        for form in stop.forms:
            if " " in form and stop.needs == "never":
                others.add(form, "phrase")
    return others.freeze()


def _attributes(countries: list[Country]) -> dict[str, str]:
    """Adjectives of nationality in all their forms, and irregular names of peoples, to countries."""
    found: dict[str, str] = {}
    for country in countries:
        for adjective in country.adjective:
            stem = fold(adjective)
            for form in (
                stem,
                stem + "ه",
                stem + "ا",
                stem + "ين",
                stem + "ون",
                stem + "ان",
                stem + "ات",
                stem + "تين",
                stem + "تان",
            ):
                found.setdefault(form, country.id)
                found.setdefault("ال" + form, country.id)
        for people in country.people:
            found.setdefault(fold(people), country.id)
    return found


@dataclass(frozen=True, slots=True)
class _Rules:
    """What decides how much a gazetteer name needs: names of countries and peoples, stops, names of persons."""

    taken: frozenset[str]
    stops: dict[str, str]
    persons: frozenset[str]

    def needs(self, folded: str, place: KnownPlace) -> Needs | None:
        """How much a folded name needs to be read as a place; None if it never is one."""
        stop, population = self.stops.get(folded), place.population
        if stop == "never":
            return None
        watched = place.country in _WATCHED
        if stop is not None or len(folded) <= 2 or (folded in self.persons and population < _LARGE):
            return "coherent" if stop == "cue" else "head"
        if " " in folded:
            if population >= _LARGE:
                return "nothing"
            return "country" if watched or population >= _TOWN else "coherent"
        if len(folded) == 3 and not (watched and population >= _KNOWN_ABROAD):
            return "coherent" if watched and population >= _TOWN else "head"
        if watched:
            return "nothing" if population >= _LARGE else "coherent"
        if place.country in _SEMITIC_NAMES_ELSEWHERE:
            return "cue" if population >= _KNOWN_ABROAD else "coherent" if population >= _TOWN else "head"
        return "cue" if population >= _KNOWN_ABROAD else "coherent" if population >= _LARGE else "head"


def _same_spot(a: KnownPlace, b: KnownPlace) -> bool:
    return a.country in (b.country, None) and a.level in ("town", "site") and _near(a, b)


def _near(a: KnownPlace, b: KnownPlace) -> bool:
    return abs(a.lat - b.lat) < 1 and distance_km((a.lat, a.lon), (b.lat, b.lon)) <= _SAME_PLACE_KM


def _alike(name: str, capital: str) -> bool:
    """Whether a name is likely another spelling of the capital's."""
    same_length = name.count(" ") == capital.count(" ")
    return same_length and SequenceMatcher(None, fold(name), fold(capital)).ratio() >= _SPELLING


def _add_capital(index: NameIndex, stops: dict[str, str], country: Country) -> None:
    """Add the capital, and spellings of it among the names that stand for the government."""
    capital = country.capital
    if capital is None:
        return
    own = KnownPlace(
        f"mahdar:{country.id}/capital",
        capital.ar,
        capital.en,
        country.id,
        "town",
        capital.lat,
        capital.lon,
        15.0,
        0,
        "capital",
    )
    place = next((known for known in index.named(capital.ar) if known.level == "town" and _near(known, own)), own)
    forms = {fold(form) for form in country.forms}
    for form in (capital.ar, *(name for name in country.government if _alike(name, capital.ar))):
        if any(_near(known, own) and known.origin != "gazetteer" for known in index.named(form)):
            continue
        # تونس is the country; only العاصمة تونس is the city
        index.add(form, place, "head" if fold(form) in forms or stops.get(fold(form)) == "head" else "nothing")
