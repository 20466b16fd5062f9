"""All the names of places we know, compiled once: countries, capitals, our own lexicon, the gazetteer.

Every name carries what it *needs* before it is read as a place: a capital needs nothing, a village that is also an
ordinary word needs a noun of place in front.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Phrases
from mahdar.knowledge import Knowledge
from mahdar.knowledge.compiling import HERE
from mahdar.knowledge.entries.names import Country, NamedActor, Person, PlaceEntry
from mahdar.knowledge.entries.places import PlaceStop
from mahdar.model.record import Level

Needs = Literal["nothing", "country", "cue", "coherent", "head"]
Origin = Literal["country", "capital", "lexicon", "gazetteer"]
GAZETTEER = HERE / "data" / "geonames.tsv"
COMMON_WORDS = HERE / "data" / "common_words.txt"

# Countries of the wars and of the Arabic press: here villages count, elsewhere only towns.
_WATCHED = frozenset(
    "SYR IRQ YEM LBY LBN PSE ISR JOR EGY SDN SSD SAU ARE QAT KWT BHR OMN DZA TUN MAR ESH MRT SOM DJI ERI ETH UKR MLI NER "
    "BFA TCD NGA CAF CMR COD AZE ARM GEO MMR XKX BIH".split()
)
_SEMITIC_NAMES_ELSEWHERE = frozenset({"IRN", "AFG", "PAK", "TUR"})
_LARGE, _TOWN, _KNOWN_ABROAD = 100_000, 20_000, 300_000
_SAME_PLACE_KM = 25.0


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


@dataclass(frozen=True)
class PlaceNames:
    """The compiled names.

    Attributes
    ----------
    phrases : Phrases[Reading]
        Names of places.
    others : Phrases[str]
        Names of actors and persons of two words or more; a place name inside one names no place.
    first_names : frozenset[str]
        Folded given names.
    attributes : dict[str, str]
        Folded adjectives and names of peoples, with and without article, to country ids.
    homographs : frozenset[str]
        Folded names of countries that are ordinary words as well (مالي, سورية).
    common : frozenset[str]
        Folded ordinary words.
    stops : frozenset[str]
        Folded names that are ordinary words or names of persons.
    """

    phrases: Phrases[Reading]
    others: Phrases[str]
    first_names: frozenset[str]
    attributes: dict[str, str]
    homographs: frozenset[str]
    common: frozenset[str]
    stops: frozenset[str]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude in degrees)."""
    la1, lo1, la2, lo2 = map(radians, (*a, *b))
    h = sin((la2 - la1) / 2) ** 2 + cos(la1) * cos(la2) * sin((lo2 - lo1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def place_names(knowledge: Knowledge) -> PlaceNames:
    """Compile all names of places."""
    countries = knowledge.entries(Country)
    attributes = _attributes(countries)
    country_forms = {fold(form) for country in countries for form in country.forms}
    stops = _stops(knowledge)
    phrases: Phrases[Reading] = Phrases()
    known: dict[str, list[KnownPlace]] = {}

    def add(form: str, place: KnownPlace, needs: Needs) -> None:
        phrases.add(form, Reading(place, form, needs))
        known.setdefault(fold(form), []).append(place)

    homographs = {form for form, needs in stops.items() if needs == "cue" and form in country_forms}
    for country in countries:
        place = KnownPlace(country.id, country.name.ar, country.name.en, country.id, "country", country.lat, country.lon,
                           _country_radius(country), 0, "country")  # fmt: skip
        for form in country.forms:
            add(form, place, "cue" if fold(form) in homographs else "nothing")
    for entry in knowledge.entries(PlaceEntry):
        place = KnownPlace(entry.id, entry.name.ar, entry.name.en, entry.country, entry.level, entry.lat, entry.lon,
                           entry.radius_km, 0, "lexicon")  # fmt: skip
        for form in entry.forms:
            stop = stops.get(fold(form))
            add(form, place, "nothing" if stop is None or stop == "never" else "coherent")
    _add_gazetteer(add, known, stops, country_forms | attributes.keys(), _surnames(knowledge))
    for country in countries:
        _add_capital(add, known, country)
    others, first_names = _others(knowledge)
    common = frozenset(COMMON_WORDS.read_text(encoding="utf-8").split()) if COMMON_WORDS.exists() else frozenset()
    return PlaceNames(phrases.freeze(), others, first_names | _person_stops(knowledge), attributes, frozenset(homographs),
                      common, frozenset(stops))  # fmt: skip


def _country_radius(country: Country) -> float:
    """A rough radius: the lexicon has none, and no reading depends on it."""
    capital = country.capital
    return 300.0 if capital is None else max(30.0, min(2500.0, 1.5 * distance_km((country.lat, country.lon), (capital.lat, capital.lon))))


def _stops(knowledge: Knowledge) -> dict[str, str]:
    order = {"cue": 0, "head": 1, "never": 2}
    stops: dict[str, str] = {}
    for entry in knowledge.entries(PlaceStop):
        for form in map(fold, entry.forms):
            if form not in stops or order[entry.needs] < order[stops[form]]:
                stops[form] = entry.needs
    return stops


def _person_stops(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(fold(form) for entry in knowledge.entries(PlaceStop) if entry.id == "persons" for form in entry.forms)


def _surnames(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(word for person in knowledge.entries(Person) for form in person.forms for word in fold(form).split()[-1:])


def _others(knowledge: Knowledge) -> tuple[Phrases[str], frozenset[str]]:
    """Names of two words or more that are no places, and the given names among their words."""
    others: Phrases[str] = Phrases()
    first_names = set()
    for actor in knowledge.entries(NamedActor):
        # in bodies' names the place is often meant as well (بعثة الأمم المتحدة في ليبيا), in groups' and media's not
        for form in actor.forms:
            if " " in form:
                others.add(form, actor.kind)
    for person in knowledge.entries(Person):
        for form in person.forms:
            if " " in form:
                others.add(form, "person")
                first_names.add(fold(form).split()[0])
    return others.freeze(), frozenset(first_names)


def _attributes(countries: list[Country]) -> dict[str, str]:
    """Adjectives of nationality in all their forms, and irregular names of peoples, to countries."""
    found: dict[str, str] = {}
    for country in countries:
        for adjective in country.adjective:
            stem = fold(adjective)
            for form in (stem, stem + "ه", stem + "ا", stem + "ين", stem + "ون", stem + "ان", stem + "ات", stem + "تين", stem + "تان"):
                found.setdefault(form, country.id)
                found.setdefault("ال" + form, country.id)
        for people in country.people:
            found.setdefault(fold(people), country.id)
    return found


def _add_gazetteer(add, known, stops, taken, surnames) -> None:  # type: ignore[no-untyped-def]
    for line in GAZETTEER.read_text(encoding="utf-8").splitlines()[1:]:
        number, name, arabic, country, lat, lon, inhabitants, _ = line.split("\t")
        population = int(inhabitants)
        radius = 15.0 if population > 1_000_000 else 8.0 if population > _LARGE else 5.0
        forms = arabic.split("|")
        place = KnownPlace(f"geonames:{number}", forms[0], name, country, "town", float(lat), float(lon), radius, population, "gazetteer")
        for form in forms:
            folded = fold(form)
            if folded in taken or stops.get(folded) == "never":
                continue
            # the lexicon, or a larger namesake next door, has it already
            if any(other.country == country and other.level in ("town", "site") and _near(other, place) for other in known.get(folded, ())):
                continue
            needs = _needs(folded, country, population, stops.get(folded), surname=folded in surnames)
            add(form, place, needs)


def _needs(folded: str, country: str, population: int, stop: str | None, *, surname: bool) -> Needs:
    watched = country in _WATCHED
    if stop is not None or len(folded) <= 2 or (surname and population < _LARGE):
        return "head" if stop != "cue" else "coherent"
    if " " in folded:
        if population >= _LARGE:
            return "nothing"
        return "country" if watched or population >= _TOWN else "coherent"
    if len(folded) == 3:
        return "coherent" if watched and population >= _TOWN else "head"
    if watched:
        return "nothing" if population >= _LARGE else "coherent"
    if country in _SEMITIC_NAMES_ELSEWHERE:
        return "cue" if population >= _KNOWN_ABROAD else "coherent" if population >= _TOWN else "head"
    return "cue" if population >= _KNOWN_ABROAD else "coherent" if population >= _LARGE else "head"


def _near(a: KnownPlace, b: KnownPlace) -> bool:
    return abs(a.lat - b.lat) < 1 and distance_km((a.lat, a.lon), (b.lat, b.lon)) <= _SAME_PLACE_KM


def _add_capital(add, known, country: Country) -> None:  # type: ignore[no-untyped-def]
    """The capital, and spellings of it among the names that stand for the government."""
    capital = country.capital
    if capital is None:
        return
    own = KnownPlace(f"mahdar:{country.id}/capital", capital.ar, capital.en, country.id, "town", capital.lat, capital.lon, 15.0, 0, "capital")
    here = [place for place in known.get(fold(capital.ar), ()) if place.level == "town" and _near(place, own)]
    place = here[0] if here else own
    spellings = [name for name in country.government if SequenceMatcher(None, fold(name), fold(capital.ar)).ratio() >= 0.6]
    forms = {fold(form) for form in country.forms}
    for form in (capital.ar, *spellings):
        if fold(form) in forms:
            # تونس is the country; only العاصمة تونس is the city
            add(form, place, "head")
        elif not any(_near(other, own) for other in known.get(fold(form), ())):
            add(form, place, "nothing")
