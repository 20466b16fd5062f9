"""Which of several places is meant: the text's own word, the article's countries, nearness to sure places, size."""

from collections import Counter
from math import log10

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import joins
from mahdar.reading.document import Document
from mahdar.reading.places.anchors import Anchors
from mahdar.reading.places.mentions import Mention, attributes_in
from mahdar.reading.places.names import KnownPlace, Needs, PlaceNames, Reading, distance_km

_POINTS = ("town", "site", "admin2")
_LOCAL = (*_POINTS, "admin1")
_WEAK_HEADS = frozenset({"zone", "quarter", "front"})
_WIDE_AREAS = frozenset({"countryside", "surroundings", "highlands"})
_NEAR_KM, _LINKED_KM, _FAR_KM = 150.0, 120.0, 250.0
_VILLAGE, _SEAT, _CITY = 50_000, 200_000, 300_000


class Chooser:
    """Decides mention by mention, from left to right, with what is sure in the whole article.

    Parameters
    ----------
    document : Document
    names : PlaceNames
    mentions : list[list[Mention]]
        Possible mentions by first token.

    Attributes
    ----------
    weights : Counter[str]
        How much the article speaks of each country.
    main_country : str or None
        The country it speaks of most.
    """

    def __init__(self, document: Document, names: PlaceNames, mentions: list[list[Mention]]) -> None:
        self._document = document
        self._names = names
        self._mentions = mentions
        self.weights: Counter[str] = Counter()
        self._own: Counter[tuple[str, str]] = Counter()  # what each name adds to the weight of its country
        self._anchors = Anchors()
        self._preferred: dict[str, KnownPlace] = {}
        self._following: dict[int, Mention] = {}
        self._weigh()
        self._total = sum(self.weights.values())
        self.main_country: str | None = self.weights.most_common(1)[0][0] if self.weights else None

    def _weigh(self) -> None:
        """Weigh countries: their names and adjectives, then the places whose name has only one sure reading."""
        for country in attributes_in(self._document, self._names):
            self.weights[country] += 1
        sure = self._single(("nothing",))
        certain = frozenset(sure)
        likely = [item for item in self._single(("nothing", "loose")) if item not in certain]
        for name, place, introduced in sure + likely:
            if introduced or (name, place, introduced) in certain or self._coherent(place, name):
                if place.country:
                    self.weights[place.country] += 1
                    self._own[place.country, name] += 1
                if place.level in _LOCAL:
                    self._anchors.add(name, place)

    def _single(self, needs: tuple[Needs, ...]) -> list[tuple[str, KnownPlace, bool]]:
        """Names that can mean one country only, the place, and whether a cue stands before."""
        found: list[tuple[str, KnownPlace, bool]] = []
        taken = -1
        for here in self._mentions:
            for mention in here[:1]:
                readings = [reading for reading in mention.readings if reading.needs != "head"]
                if mention.first <= taken or not readings or not all(reading.needs in needs for reading in readings):
                    continue
                taken = mention.last
                if len({reading.place.country for reading in readings}) == 1:
                    found.append((self._name(mention), readings[0].place, mention.context.introduced))
        return found

    def decide(self) -> list[Mention]:
        """Return the mentions that stand, each with its place; in two rounds: what is said once holds throughout."""
        accepted = self._round()
        for mention in accepted:
            if mention.explicit and mention.chosen:
                self._preferred.setdefault(self._name(mention), mention.chosen)
        self._anchors = Anchors((self._name(m), m.chosen) for m in accepted if m.chosen and m.chosen.level in _LOCAL)
        return self._round()

    def _name(self, mention: Mention) -> str:
        return fold(mention.readings[0].name)

    def _round(self) -> list[Mention]:
        # a chain of cues that starts right after a name ends with what contains the name or lies beside it
        self._following = {}
        for here in self._mentions:
            for mention in here:
                if mention.context.first < mention.first and any(
                    r.needs in ("nothing", "loose", "country") for r in mention.readings
                ):
                    self._following.setdefault(mention.context.first - 1, mention)
        accepted: list[Mention] = []
        at = 0
        while at < len(self._mentions):
            taken = next((m for m in self._mentions[at] if self._accept(m, accepted[-1] if accepted else None)), None)
            if taken is None:
                at += 1
                continue
            accepted.append(taken)
            at = taken.last + 1
        return accepted

    def _accept(self, mention: Mention, previous: Mention | None) -> bool:
        self._inherit(mention, previous)
        container = self._container(mention)
        best: Reading | None = None
        mention.score, mention.explicit = -99.0, False
        for reading in mention.readings:
            if container is not None and _outside(reading.place, container):
                continue
            if not self._allowed(reading, mention, previous, container):
                continue
            score, explicit = self._score(reading, mention, container)
            if score > mention.score:
                best, mention.score, mention.explicit = reading, score, explicit
        mention.chosen = best.place if best else None
        return best is not None and not self._elsewhere(best, mention)

    def _inherit(self, mention: Mention, previous: Mention | None) -> None:
        """In a list (محافظتي الجوف وصعدة) what introduces the first member introduces all."""
        context = mention.context
        if previous is None or previous.last != mention.first - 1 or not mention.proclitic.startswith("و"):
            return
        if mention.proclitic in ("وب", "ول"):
            return
        before = previous.context
        if before.head is not None and before.head.plural and context.head is None:
            context.head = before.head
        if before.area is not None and context.area is None and before.area.cue.id != "near":
            context.area = before.area
        context.locative = context.locative or before.locative
        context.inherited = True

    def _container(self, mention: Mention) -> Mention | None:
        following = self._following.get(mention.last)
        if following is None or following is mention or not joins(self._document.tokens[following.context.first].gap):
            return None
        return following

    def _coherent(self, place: KnownPlace, name: str) -> bool:
        if place.country is None:
            return True
        if self.weights[place.country] > self._own[place.country, name]:
            return True
        return self._anchors.nearest(name, place) < _NEAR_KM

    def _linked(self, mention: Mention, previous: Mention | None, place: KnownPlace) -> bool:
        """Whether the name stands in a list beside a place nearby."""
        tokens = self._document.tokens
        if previous and previous.chosen and previous.last == mention.first - 1 and mention.proclitic.startswith("و"):
            return previous.chosen.level in _LOCAL and _km(previous.chosen, place) < _LINKED_KM
        following = mention.last + 1
        if following >= len(tokens) or not joins(tokens[following].gap):
            return False
        beside = (r for m in self._mentions[following] if m.proclitic.startswith("و") for r in m.readings)
        sure = (r.place for r in beside if r.needs in ("nothing", "loose") and r.place.level in _LOCAL)
        return any(_km(other, place) < _LINKED_KM for other in sure)

    def _allowed(self, reading: Reading, mention: Mention, previous: Mention | None, container: Mention | None) -> bool:
        """Whether what the name needs to be read as this place stands around it."""
        context, place, needs = mention.context, reading.place, reading.needs
        if needs == "nothing":
            return True
        if place.origin == "country" and needs == "cue":
            return self._is_noun(mention, previous)
        if mention.attribute is not None and mention.attribute == place.country and context.introduced:
            return True
        linked = self._linked(mention, previous, place)
        contained = container is not None and any(place.country == r.place.country for r in container.readings)
        if needs == "coherent":
            return self._coherent(place, self._name(mention)) and (
                self._introduced(mention, place) or contained or linked
            )
        if needs == "head":
            return linked or self._headed(reading, mention, contained=contained)
        simple = {
            "loose": context.introduced or self._coherent(place, self._name(mention)),
            "venue": context.locative and not context.official,
            "country": context.head is not None or self._coherent(place, self._name(mention)),
            "cue": context.introduced or linked,
        }
        return simple[needs]

    def _introduced(self, mention: Mention, place: KnownPlace) -> bool:
        # «by pretext» (بحجة) is no town: a proclitic alone does not make a place of an ordinary word
        stopped = mention.first == mention.last and self._name(mention) in self._names.stops
        return (mention.context.introduced and not (mention.context.proclitic and stopped)) or self._said_before(
            mention, place
        )

    def _headed(self, reading: Reading, mention: Mention, *, contained: bool) -> bool:
        """Whether a noun of place in front, or an earlier mention, makes a place of an ordinary word."""
        context, place = mention.context, reading.place
        coherent = self._coherent(place, self._name(mention))
        if context.introduced and not context.proclitic and coherent and self._said_before(mention, place):
            return True
        if (
            mention.first == mention.last
            and not reading.name.startswith("ال")
            and self._name(mention) in self._names.stops
        ):
            # «a new state», «a new town»: an attribute agrees with its noun, so the word is no name
            return False
        head, area = context.head, context.area
        if head is not None and (head.cue.strong or head.cue.id in _WEAK_HEADS):
            return contained or (coherent and place.country in self.weights) or place.population >= 2 * _VILLAGE
        if area is not None and area.cue.id in _WIDE_AREAS and coherent:
            return True
        return contained and place.origin == "gazetteer" and context.introduced

    def _is_noun(self, mention: Mention, previous: Mention | None) -> bool:
        """Whether a country's name that is an adjective too (سورية) stands as a noun."""
        context = mention.context
        return (
            context.introduced
            or context.clause
            or self._beside_country(mention, previous)
            or self._after_feminine_verb(mention)
        )

    def _said_before(self, mention: Mention, place: KnownPlace) -> bool:
        return self._preferred.get(self._name(mention)) is place

    def _beside_country(self, mention: Mention, previous: Mention | None) -> bool:
        """Whether the name stands in a list of countries: روسيا وسورية."""
        if mention.first == 0:
            return True
        if previous and previous.chosen and previous.last == mention.first - 1 and mention.proclitic.startswith("و"):
            return previous.chosen.level == "country"
        following = mention.last + 1
        if following < len(self._mentions):
            return any(other.proclitic.startswith("و") and r.place.origin == "country"
                       for other in self._mentions[following] for r in other.readings)  # fmt: skip
        return False

    def _after_feminine_verb(self, mention: Mention) -> bool:
        """Whether a verb in the feminine stands before (أكدت سورية): after a noun it would be the adjective."""
        token = self._document.tokens[mention.first - 1]
        form = token.form
        return (
            not mention.cut
            and len(form) >= 4
            and form.endswith("ت")
            and not form.endswith(("ات", "يت"))
            and joins(self._document.tokens[mention.first].gap)
        )

    def _score(self, reading: Reading, mention: Mention, container: Mention | None) -> tuple[float, bool]:
        place = reading.place
        explicit = False
        score = {"country": 3.0, "capital": 2.0, "lexicon": 2.0, "gazetteer": 0.0}[place.origin]
        score += 0.4 * log10(place.population + 1) if place.origin == "gazetteer" else 2.0
        if place.country and self._total:
            score += (4.0 * self.weights[place.country] / self._total) + (1.5 if self.weights[place.country] else 0.0)
        if mention.attribute is not None and place.level != "country":
            score += 8.0 if mention.attribute == place.country else -4.0
            explicit = explicit or mention.attribute == place.country
        if container is not None:
            gain = max((_within(place, r.place) for r in container.readings), default=0.0)
            score += gain
            explicit = explicit or gain > 4
        level, wanted = place.level, _wanted_levels(mention)
        if wanted:
            score += 5.0 if level in wanted else -3.0
            explicit = explicit or level in wanted
        elif level == "town":
            # a city rather than its province, a province rather than its small seat
            seat = place.population >= _SEAT and any(
                r.place.level == "admin1" and r.place.country == place.country for r in mention.readings
            )
            score += 2.5 if seat else 0.5
        # the province and the town of one name are no company for each other
        if level != "country":
            closest = self._anchors.nearest(self._name(mention), place)
            score += 2.0 if closest < 60 else 1.0 if closest < 200 else 0.0
        if self._preferred.get(self._name(mention)) is place:
            score += 3.0
        return score, explicit

    def _elsewhere(self, reading: Reading, mention: Mention) -> bool:
        """Whether a village of this name abroad is surely not the one meant (قرية X in another country's war)."""
        place, head = reading.place, mention.context.head
        if (
            head is not None
            and head.cue.inside
            and place.level in ("town", "admin1")
            and head.cue.id in ("mountain", "valley", "heights", "building")
        ):
            # «Mount Cairo» in another country's war is not in Cairo
            return not self._coherent(place, self._name(mention))
        if (
            place.origin != "gazetteer"
            or mention.attribute == place.country
            or self._coherent(place, self._name(mention))
        ):
            return False
        main = self.main_country
        occupied = main is not None and self.weights[main] >= 3 and mention.context.head is None
        return place.population < (_CITY if occupied else _VILLAGE) and mention.chosen is place


def _wanted_levels(mention: Mention) -> tuple[str, ...]:
    context = mention.context
    if context.area is not None and context.area.cue.id == "countryside":
        return ("admin1", "town") if context.head is not None and context.head.cue.level == "town" else ("admin1",)
    if context.head is None:
        return ()
    cue = context.head.cue
    if cue.level == "admin1":
        return ("admin1",)
    if cue.level == "admin2":
        return ("admin2",)
    if cue.level == "country":
        return ("country",)
    if cue.id in ("town", "village"):
        return ("town",)
    if cue.level == "region" and cue.id == "country-region":
        return ("region", "admin1")
    return ()


def _outside(place: KnownPlace, container: Mention) -> bool:
    """Whether a place lies far from what the text says contains it: then its namesake is meant."""
    context = container.context
    if place.level not in _LOCAL or not (context.containing or context.container):
        return False
    areas = [r.place for r in container.readings]
    if any(area.level not in _LOCAL for area in areas):
        return False
    return min(_km(place, area) - area.radius_km for area in areas) > _FAR_KM


def _within(place: KnownPlace, area: KnownPlace) -> float:
    """Gain of a place for lying in or by what follows its name."""
    if area.level == "country":
        return 5.0 if place.country == area.id else -2.0
    if place is area:
        return -5.0
    return 6.0 if _km(place, area) <= area.radius_km * 1.3 + 40 else -1.0


def _km(a: KnownPlace, b: KnownPlace) -> float:
    return distance_km((a.lat, a.lon), (b.lat, b.lon))
