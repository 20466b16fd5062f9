"""Countries as other formats name them."""

from functools import cache

from pydantic import TypeAdapter

from mahdar.export.columns import knowledge
from mahdar.model.base import Frozen


class Country(Frozen):
    """A country: codes of ISO 3166-1 (alpha-2 in small letters), name and region as in ACLED."""

    alpha2: str
    numeric: int | None
    name: str
    region: str | None


def country(alpha3: str | None) -> Country | None:
    """Find a country by its alpha-3 code."""
    return _countries().get(alpha3) if alpha3 else None


@cache
def _countries() -> dict[str, Country]:
    return TypeAdapter(dict[str, Country]).validate_python(knowledge("countries")["countries"])
