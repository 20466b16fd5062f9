"""Anchors: places that an article surely names, and how near another place lies to one of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf

from mahdar.reading.places.names import KnownPlace, distance_km

REACH_KM = 200.0  # what lies farther off is no company
_BAND = 1.8  # degrees of latitude that are more than the reach


class Anchors:
    """Sure places by name, sorted from south to north.

    A place is compared with those of its own latitude only, and each pair once, so that a long article with many places
    costs no more for each of them than a short one.

    Parameters
    ----------
    named : Iterable[tuple[str, KnownPlace]]
        Folded names with their places.
    """

    def __init__(self, named: Iterable[tuple[str, KnownPlace]] = ()) -> None:
        self._known: set[tuple[str, KnownPlace]] = set()
        self._latitudes: list[float] = []
        self._anchors: list[tuple[str, KnownPlace]] = []  # in the order of their latitudes
        self._nearest: dict[tuple[str, KnownPlace], float] = {}
        for name, place in named:
            self.add(name, place)

    def add(self, name: str, place: KnownPlace) -> None:
        """Add a place under the name it was given."""
        if (name, place) not in self._known:
            self._known.add((name, place))
            at = bisect_left(self._latitudes, place.lat)
            self._latitudes.insert(at, place.lat)
            self._anchors.insert(at, (name, place))
            self._nearest.clear()

    def nearest(self, name: str, place: KnownPlace) -> float:
        """Kilometres from a place to the nearest one of another name; infinite beyond the reach."""
        known = self._nearest.get((name, place))
        if known is None:
            known = self._nearest[name, place] = self._find_nearest(name, place)
        return known

    def _find_nearest(self, name: str, place: KnownPlace) -> float:
        here = (place.lat, place.lon)
        south = bisect_left(self._latitudes, place.lat - _BAND)
        north = bisect_right(self._latitudes, place.lat + _BAND)
        distances = (
            distance_km(here, (other.lat, other.lon)) for given, other in self._anchors[south:north] if given != name
        )
        closest = min(distances, default=inf)
        return closest if closest < REACH_KM else inf
