"""Precision of places, by one rule for all formats (`geo_precision` in rules.yaml)."""

from mahdar.model import ResolvedPlace

_NEAR_KM, _FAR_KM = 30.0, 250.0
_EXACT = frozenset({"town", "site"})


def geo_precision(place: ResolvedPlace | None) -> int | None:
    """Tell how exactly a place is known.

    Returns
    -------
    int or None
        1 an exact town or site, 2 within 30 km, 3 within 250 km; None for countries, larger areas, unknown coordinates
        and no place.
    """
    if place is None or place.lat is None or place.lon is None or place.level == "country":
        return None
    if place.level in _EXACT and place.relation is None:
        return 1
    if place.radius_km is None or place.radius_km > _FAR_KM:
        return None
    return 2 if place.radius_km <= _NEAR_KM else 3
