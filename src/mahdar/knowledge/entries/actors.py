"""Entries that the actors stage reads: first names, bodies of states and groups, sources, small word lists."""

from typing import Literal

from pydantic import Field

from mahdar.knowledge.entries.base import Entry
from mahdar.model.record import ActorKind


class GivenNames(Entry):
    """Words of names of one origin and their English spelling.

    Attributes
    ----------
    role : str
        "given" for first names, "particle" for بن، أبو، آل, "ending" for endings of foreign family names, "letter" for
        the letters themselves.
    weak : bool
        Whether the words are ordinary words too, so that they start a name only beside other signs of one.
    family : bool
        Whether they are family names that stand first (Chinese, Korean).
    """

    id: str
    role: Literal["given", "particle", "ending", "letter"] = "given"
    gender: Literal["m", "f"] | None = None
    weak: bool = False
    family: bool = False
    names: dict[str, str]


class BodyHead(Entry):
    """A head noun of bodies: it becomes an actor with a country, a group or a name behind it.

    Attributes
    ----------
    forms : tuple[str, ...]
        Without article where the article comes with the adjective (جيش، قوات مسلحة): the reader adds it.
    elliptic : tuple[str, ...]
        Forms that mean the body only with a feminine adjective of nationality (الخارجية الروسية).
    en, en_bare : str
        English name with {country} or {demonym}, and without.
    owner : str
        "state": belongs to a state; "part": a part, member or weapon of a group or of the state body `state`;
        "named": its own name follows.
    bare : str
        What the noun with the article alone means: "theatre" (the body of the country the article is about), "last"
        (the one mentioned last) or "none".
    names : dict[str, str]
        English names that differ, by country.
    """

    id: str
    forms: tuple[str, ...]
    elliptic: tuple[str, ...] = ()
    en: str
    en_bare: str | None = None
    kind: ActorKind = "government"
    owner: Literal["state", "part", "named"] = "state"
    state: str | None = None
    bare: Literal["theatre", "last", "none"] = "none"
    names: dict[str, str] = Field(default_factory=dict)


class PeopleNoun(Entry):
    """A noun for sources and groups of people without a name, or an adjective or noun that qualifies one.

    Attributes
    ----------
    role : str
        "source", "people", "fighters" (heads); "modifier" (adjective in the masculine singular).
    forms, plural : tuple[str, ...]
        Indefinite; of adjectives only the masculine singular.
    en, en_plural : str
        English gloss.
    bare : str
        "self": the noun alone is an actor; "last": only where one was described before; "none": never alone.
    """

    id: str
    role: Literal["source", "people", "fighters", "modifier"]
    forms: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    en: str
    en_plural: str | None = None
    kind: ActorKind = "people"
    bare: Literal["self", "last", "none"] = "self"


class Demonyms(Entry):
    """English adjectives of nationality by country code."""

    id: str
    names: dict[str, str]


class Collective(Entry):
    """An expression that stands for several actors at once.

    Attributes
    ----------
    members : tuple[str, ...]
        Country codes or ids of named actors; empty: the two fitting actors mentioned last.
    near : tuple[str, ...]
        Words of which one must stand in the article.
    kind : str
        For empty `members`: which actors fit, "country", "person", "group" or "any".
    """

    id: str
    forms: tuple[str, ...]
    members: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    kind: Literal["country", "person", "group", "any"] = "any"


class ActorWords(Entry):
    """Small words that decide readings of names: stops, cues of place, qualifiers of titles."""

    id: str
    forms: tuple[str, ...]
    en: dict[str, str] = Field(default_factory=dict)
