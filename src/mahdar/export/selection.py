"""Selections: which events and statements of which archived records go out."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, TypeVar

from mahdar.errors import ExportError
from mahdar.model import Actor, Article, Event, ResolvedPlace, Span, Statement
from mahdar.model.archived import ArchivedRecord
from mahdar.model.keys import keys_in

Item = TypeVar("Item", Event, Statement)


class Selected(NamedTuple):
    """An archived record and what of it is wanted.

    Attributes
    ----------
    archived : ArchivedRecord
    events, statements : collection of str or None
        Identifiers within the record; None: all of them.
    """

    archived: ArchivedRecord
    events: Collection[str] | None = None
    statements: Collection[str] | None = None


Selection = Iterable[Selected]


class Extract:
    """The selected part of one article, with its references resolved.

    Parameters
    ----------
    selected : Selected

    Raises
    ------
    ExportError
        `not-in-record` if a selected event or statement is not in the record, `broken-record` if an event or statement
        refers to an actor or place that the record does not have, or to characters beyond its text.
    """

    def __init__(self, selected: Selected) -> None:
        self.archived = selected.archived
        self._keys = keys_in(self.archived.record)
        self._actors = {actor.id: actor for actor in self.archived.record.actors}
        self._places = {mention.place.id: mention.place for mention in self.archived.record.places}
        self.events = _chosen(self.archived.record.events, selected.events, self.archived.article_id)
        self.statements = _chosen(self.archived.record.statements, selected.statements, self.archived.article_id)
        self._check()

    @property
    def article(self) -> Article:
        """The article."""
        return self.archived.record.article

    @property
    def reader(self) -> str:
        """Which reader wrote the record: name and version."""
        return f"Mahdar {self.archived.record.reader.version}"

    def key(self, item: Event | Statement) -> str:
        """Address an event or statement among all articles, whichever reading it is of."""
        return f"{self.archived.article_id}.{self._keys[item.id]}"

    def actor(self, identifier: str) -> Actor:
        """Find an actor of the record."""
        return self._actors[identifier]

    def actors(self, identifiers: Iterable[str]) -> list[Actor]:
        """Find several, in order."""
        return [self._actors[identifier] for identifier in identifiers]

    def place(self, event: Event) -> ResolvedPlace | None:
        """Find the place of an event."""
        return self._places[event.place] if event.place is not None else None

    def reference(self, actor: Actor) -> str:
        """Give an actor's identity: the one known everywhere, else one within the article."""
        return actor.ref or f"{self.archived.article_id}#{self.actor_key(actor)}"

    def actor_key(self, actor: Actor) -> str:
        """Address an actor within the article."""
        return self._keys.get(actor.id, actor.id)

    def quote(self, span: Span) -> str:
        """Quote the article's words on one line."""
        return " ".join(self.article.text[span[0] : span[1]].split())

    def _check(self) -> None:
        length = len(self.article.text)
        for event in self.events:
            spans = (event.span, event.trigger, *event.also, *event.agenda, *(f.span for f in event.figures))
            actors = (*event.actor, *event.recipient, *event.claimed_by, *(f.of.get("actor") for f in event.figures))
            self._check_one(event.id, actors, spans, length)
            if event.place is not None and event.place not in self._places:
                raise self._broken(event.id, f"refers to the place {event.place}, which the record does not have")
        for statement in self.statements:
            spans = (statement.span, *((statement.cue,) if statement.cue else ()))
            self._check_one(statement.id, (statement.speaker, *statement.via), spans, length)

    def _check_one(self, item: str, actors: Iterable[str | None], spans: Iterable[Span], length: int) -> None:
        for actor in actors:
            if actor is not None and actor not in self._actors:
                raise self._broken(item, f"refers to the actor {actor}, whom the record does not have")
        for start, end in spans:
            if not 0 <= start <= end <= length:
                raise self._broken(item, f"refers to the characters {start} to {end} of a text of {length}")

    def _broken(self, item: str, fault: str) -> ExportError:
        return ExportError(
            "broken-record", f"{item} {fault}.", "Read the article again.", f"{self.archived.article_id}.{item}"
        )


def _chosen(items: tuple[Item, ...], wanted: Collection[str] | None, article: str) -> tuple[Item, ...]:
    """Take the wanted items in the record's order."""
    if wanted is None:
        return items
    missing = set(wanted) - {item.id for item in items}
    if missing:
        raise ExportError(
            "not-in-record",
            f"The record has no {', '.join(sorted(missing))}.",
            "Search again: the article was probably read anew since.",
            article,
        )
    return tuple(item for item in items if item.id in wanted)
