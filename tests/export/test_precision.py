import pytest

from mahdar.export.precision import geo_precision
from mahdar.model import Bilingual, ResolvedPlace


def place(level: str, radius: float | None, relation: str | None = None, lat: float | None = 33.0) -> ResolvedPlace:
    return ResolvedPlace(id="x", name=Bilingual(), level=level, lat=lat, lon=36.0, radius_km=radius, relation=relation)


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        (place("town", 5), 1),
        (place("site", 2), 1),
        (place("town", 10, "near"), 2),
        (place("admin2", 15), 2),
        (place("region", 30), 2),
        (place("region", 30.1), 3),
        (place("admin1", 250), 3),
        (place("town", 60, "countryside, north"), 3),
        (place("region", 300), None),
        (place("country", 10), None),
        (place("town", 5, lat=None), None),
        (place("water", None), None),
        (None, None),
    ],
)
def test_precision_of_places(where: ResolvedPlace | None, precision: int | None) -> None:
    assert geo_precision(where) == precision
