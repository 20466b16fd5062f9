"""Entries that name things: countries, actors, people, offices, titles, places."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mahdar.knowledge.entries.base import Entry, Name
from mahdar.model.record import ActorKind, Level


class Capital(BaseModel):
    """A country's capital."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ar: str
    en: str
    lat: float
    lon: float


class Country(Entry):
    """A country or territory; `id` is its ISO 3166-1 alpha-3 code."""

    id: str = Field(pattern=r"^[A-Z]{3}$")
    name: Name
    forms: tuple[str, ...]
    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    government: tuple[str, ...] = ()
    forms_in: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    capital: Capital | None = None
    lat: float
    lon: float


class NamedActor(Entry):
    """A body, group or community; `forms_in` are forms that mean it only in articles about that country."""

    id: str
    wikidata: str | None = Field(default=None, pattern=r"^Q\d+$")
    name: Name
    kind: ActorKind
    country: str | None = None
    forms: tuple[str, ...] = ()
    forms_in: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class HeldOffice(BaseModel):
    """An office and the dates (EDTF year, month or day) between which it was held; `to` null: still, or unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    title: str
    of: str | None = None
    since: str | None = Field(default=None, alias="from")
    until: str | None = Field(default=None, alias="to")


class Person(Entry):
    """A person known by name."""

    id: str
    wikidata: str | None = Field(default=None, pattern=r"^Q\d+$")
    name: Name
    forms: tuple[str, ...]
    country: str | None = None
    offices: tuple[HeldOffice, ...] = ()


class OfficeTitle(Entry):
    """An office as it stands in apposition to a name, without the adjective of nationality."""

    id: str
    en: str
    forms: tuple[str, ...]
    plural: tuple[str, ...] = ()
    kind: ActorKind = "person"
    body: Name | None = None
    abstract: bool = False


class PersonTitle(Entry):
    """A rank, honorific or connector that introduces a person's name."""

    id: str
    en: str
    forms: tuple[str, ...]
    rank: Literal["military", "civil", "religious", "academic", "royal", "introducer"]


class PlaceEntry(Entry):
    """A place that the general gazetteer lacks or that we know better."""

    id: str
    name: Name
    forms: tuple[str, ...]
    level: Level
    country: str | None = None
    lat: float
    lon: float
    radius_km: float
