"""Entries that the place stage reads besides the places themselves: ambiguous names and the words around names."""

from typing import Literal

from pydantic import Field

from mahdar.knowledge.entries.base import Entry
from mahdar.model.record import Level


class PlaceStop(Entry):
    """Gazetteer names that prose uses more often as something else.

    Attributes
    ----------
    needs : str
        "never": never that place; "head": only after a noun of place or beside a sure place nearby;
        "cue": only after a preposition of place, in an article about that country.
    """

    id: str
    reason: str
    needs: Literal["never", "head", "cue"]
    forms: tuple[str, ...]


class PlaceCue(Entry):
    """Words around a place name.

    Attributes
    ----------
    role : str
        "head": a noun whose genitive is a place name; "locative": a preposition; "direction"; "area": a noun of part or
        vicinity; "border"; "between"; "distance": a unit of length; "not_place": a noun whose genitive names something
        else; "compound": a first word of names of two; "apposition": a generic noun that a name may follow as its equal
        (العاصمة صنعاء).
    forms, plural : tuple[str, ...]
        Singular forms; dual and plural forms, after which several names may follow.
    level : str or None
        Level of what a head introduces.
    inside : bool
        Whether the head belongs to the name (نهر الفرات) or stays outside (قرية).
    strong : bool
        Whether an unknown word after the head is a name even if it is an ordinary word too.
    ordinary : bool
        Whether even a definite ordinary noun after the head is its name (جبل النار).
    bearing : float or None
        Degrees clockwise from north.
    relation : str or None
        What the record says of the mention's relation to the named place.
    radius_km : float or None
        Radius of what an unknown name after the head is, or of the area around a town.
    km : float or None
        Length of the unit.
    """

    id: str
    role: Literal[
        "head",
        "locative",
        "direction",
        "area",
        "border",
        "between",
        "distance",
        "not_place",
        "compound",
        "apposition",
        "container",
        "clause",
        "trailer",
        "official",
        "enumeration",
        "no_name",
    ]
    forms: tuple[str, ...]
    plural: tuple[str, ...] = ()
    level: Level | None = None
    inside: bool = False
    strong: bool = False
    ordinary: bool = False
    bearing: float | None = Field(default=None, ge=0, lt=360)
    relation: str | None = None
    radius_km: float | None = None
    km: float | None = None
