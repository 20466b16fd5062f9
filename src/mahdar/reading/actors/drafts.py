"""Actors of one article while they are being gathered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mahdar.model import Bilingual, Office
from mahdar.model.record import ActorKind
from mahdar.reading.actors.candidates import Candidate

Key = tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """An actor so far.

    Attributes
    ----------
    key : Key
        Identity within the article.
    heads : set[str]
        Nouns without article by which it may be called (منظمة، تنظيم).
    roles : set[str]
        Which bodies of its country it is ("forces", "government").
    titles : list[tuple[str, str or None, str or None]]
        Offices of a person: English title, country code, English name of the body.
    units : tuple[str, ...]
        A person's name.
    """

    key: Key
    name: Bilingual
    kind: ActorKind
    ref: str | None = None
    country: str | None = None
    office: Office | None = None
    heads: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    titles: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    units: tuple[str, ...] = ()
    noun: str | None = None
    mentions: list[Candidate] = field(default_factory=list)
    touches: list[int] = field(default_factory=list)

    def last_before(self, at: int) -> int:
        """Where the actor was last mentioned, or named inside another's title, before a token; -1 if nowhere."""
        return max((where for where in self.touches if where < at), default=-1)


class Drafts:
    """All actors of an article."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Draft] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._by_key.values())

    def get(self, key: Key) -> Draft | None:
        """Return the actor of a key, if it was mentioned."""
        return self._by_key.get(key)

    def ensure(self, key: Key, make: Callable[[], Draft]) -> Draft:
        """Return the actor of a key, made now if need be."""
        draft = self._by_key.get(key)
        if draft is None:
            draft = self._by_key[key] = make()
        return draft

    def last(self, at: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """Return the fitting actor mentioned last before a token."""
        best: Draft | None = None
        position = -1
        for draft in self:
            if draft.touches and fits(draft):
                here = draft.last_before(at)
                if here > position:
                    best, position = draft, here
        return best

    def nearest(self, at: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """Return the fitting actor mentioned last before a token or, if none was, first after it."""
        before = self.last(at, fits)
        if before:
            return before
        after = [
            (mention.first, index, draft)
            for index, draft in enumerate(self)
            if fits(draft)
            for mention in draft.mentions[:1]
        ]
        return min(after)[2] if after else None
