"""Candidates: stretches of text that may name an actor, and what they say about who it is.

Scanning proposes candidates without regard to the rest of the article; linking turns each into mentions of actors.
"""

from dataclasses import dataclass, field, replace

from mahdar.knowledge.entries.actors import BodyHead, Collective, PeopleNoun
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person


@dataclass(frozen=True, slots=True)
class KnownTarget:
    """An entry of a lexicon.

    Attributes
    ----------
    alternatives : tuple[NamedActor, ...]
        Other entries with the same form.
    only_here : bool
        Whether the form means the entry only in articles about its country.
    """

    entry: NamedActor | Country
    alternatives: tuple[NamedActor, ...] = ()
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class BodyTarget:
    """A body of a state: `country` is None where the text does not say which; then `fallback` if none was mentioned."""

    head: BodyHead
    country: str | None
    fallback: NamedActor | None = None


@dataclass(frozen=True, slots=True)
class OwnNameTarget:
    """A body whose own name stands in the text (حركة كذا): folded words as identity."""

    head: BodyHead
    words: tuple[str, ...]
    country: str | None = None
    of: "Target | None" = None


@dataclass(frozen=True, slots=True)
class ShortTarget:
    """A noun with the article that points back to a body (المنظمة، التنظيم الإرهابي)."""

    word: str
    heads: tuple[BodyHead, ...]
    fallback: "OwnNameTarget | None" = None


@dataclass(frozen=True, slots=True)
class TitleTarget:
    """A person through an office.

    Attributes
    ----------
    office : OfficeTitle or None
        The lexicon's office, if it is there.
    en : str
        English title.
    country : str or None
        Code of the country whose office it is.
    of : str or None
        English name of the body whose office it is, if no country.
    counterpart : bool
        نظير: the same office as the person mentioned before, of `country`.
    bare : bool
        Only the title with the article: whoever bears it was mentioned before.
    """

    office: OfficeTitle | None
    en: str
    country: str | None = None
    of: str | None = None
    counterpart: bool = False
    bare: bool = False
    rank: bool = False
    plural: bool = False
    owner: "Target | None" = None


@dataclass(frozen=True, slots=True)
class PersonTarget:
    """A person by name: folded units of the name (عبد الله is one), and the title in front of it."""

    units: tuple[str, ...]
    known: tuple[Person, ...] = ()
    title: TitleTarget | None = None


@dataclass(frozen=True, slots=True)
class DescriptionTarget:
    """A source or group of people without a name."""

    noun: PeopleNoun
    plural: bool
    definite: bool
    modifiers: tuple[PeopleNoun, ...] = ()
    country: str | None = None
    of: "Target | None" = None
    of_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NationTarget:
    """Nationals as a noun (الروس), or an adjective of nationality on an event noun."""

    country: str
    people: bool


@dataclass(frozen=True, slots=True)
class CollectiveTarget:
    """Several actors at once."""

    entry: Collective


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """بلاده, قواته, حكومته: the country, forces or government of the person mentioned before."""

    role: str
    second: BodyHead | None = None


Target = (
    KnownTarget | BodyTarget | OwnNameTarget | ShortTarget | TitleTarget | PersonTarget | DescriptionTarget
    | NationTarget | CollectiveTarget | OwnTarget
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens [first, last] and whom it may mean; `cut` folded characters of the first are proclitics."""

    first: int
    last: int
    cut: int
    target: Target
    form: str
    rule: str
    head: int = -1
    definite: bool = True
    confidence: float = 1.0

    def stretched(self, last: int) -> "Candidate":
        """Return the same with a later end."""
        return replace(self, last=max(last, self.last))


@dataclass(frozen=True, slots=True)
class Reading:
    """Candidates that belong together (title and name), with the last token they use."""

    candidates: tuple[Candidate, ...]
    last: int
    priority: int = field(default=0)
