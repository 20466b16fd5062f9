"""Actors of one article while they are being gathered."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mahdar.model import Bilingual, Office
from mahdar.model.record import ActorKind
from mahdar.reading.actors.candidates import Candidate

Key = tuple[str, ...]
# Tokens behind which nothing is pointed back to: as long as ten articles of the press. With it the search for whom a
# word means costs no more at the end of a book than at the end of an article.
_REACH = 5_000


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
    touches : list[int]
        Tokens at which it is mentioned, or named inside another's title, in rising order.
    order : int
        Its number among the article's actors.
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
    order: int = -1

    def last_before(self, at: int) -> int:
        """Where the actor was last mentioned, or named inside another's title, before a token; -1 if nowhere."""
        past = bisect_left(self.touches, at)
        return self.touches[past - 1] if past else -1


class Drafts:
    """All actors of an article."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Draft] = {}
        self._recent: dict[Key, Draft] = {}  # those touched, by their last touch

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._by_key.values())

    def get(self, key: Key) -> Draft | None:
        """Return the actor of a key, if it was mentioned."""
        return self._by_key.get(key)

    def ensure(self, key: Key, make: Callable[[], Draft]) -> Draft:
        """Return the actor of a key, made now if need be."""
        draft = self._by_key.get(key)
        if draft is None:
            draft = make()
            draft.order = len(self._by_key)
            self._by_key[key] = draft
        return draft

    def touch(self, draft: Draft, at: int) -> None:
        """Note that an actor is mentioned or named at a token."""
        ordered = at >= self._latest()
        insort(draft.touches, at)
        self._recent.pop(draft.key, None)
        self._recent[draft.key] = draft
        if not ordered:  # a headline linked last
            self._recent = dict(sorted(self._recent.items(), key=lambda item: item[1].touches[-1]))

    def _latest(self) -> int:
        return next(reversed(self._recent.values())).touches[-1] if self._recent else -1

    def recent(self, at: int, reach: int = _REACH) -> Iterator[Draft]:
        """Actors named within so many tokens before a token, or at it or behind it, the last named first."""
        for draft in reversed(self._recent.values()):
            if draft.touches[-1] < at - reach:
                return
            yield draft

    def last(self, at: int, fits: Callable[[Draft], bool]) -> Draft | None:
        """Return the fitting actor mentioned last before a token; of two mentioned together the one found first."""
        best: Draft | None = None
        position = -1
        for draft in self.recent(at):
            if draft.touches[-1] < position:
                break
            if fits(draft):
                here = draft.last_before(at)
                if here > position or (best is not None and here == position and draft.order < best.order):
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
