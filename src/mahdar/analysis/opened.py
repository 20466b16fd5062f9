"""An archived record opened: its text cut into sentences and words, its actors and places by id."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.sentences import find_quotations, split_paragraphs, split_sentences
from mahdar.arabic.tokens import Token, tokenize
from mahdar.model.archived import ArchivedRecord
from mahdar.model.base import Span
from mahdar.model.record import Actor, Event, Statement
from mahdar.model.telling import ActorRef, Telling


class OpenRecord:
    """An archived record with its parts at hand.

    Offsets are code points of the article's text; token ranges are [first, past).
    """

    def __init__(self, archived: ArchivedRecord) -> None:
        self.archived = archived
        self.record = archived.record
        self.article = archived.record.article
        self.actors = {actor.id: actor for actor in self.record.actors}
        self.places = {m.place.id: m.place for m in self.record.places}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the article."""
        return tokenize(self.article.text, fold_with_map(self.article.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Offsets of the sentences."""
        text = self.article.text
        paragraphs = split_paragraphs(text)
        found = split_sentences(text, paragraphs, find_quotations(text, paragraphs))
        return tuple((sentence.start, sentence.end) for sentence in found)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that an offset lies in."""
        at = bisect_right([start for start, _ in self.sentences], offset) - 1
        return self.sentences[max(at, 0)] if self.sentences else (0, len(self.article.text))

    def token_range(self, span: Span) -> tuple[int, int]:
        """Tokens [first, past) that overlap a span: a mention may begin behind its word's conjunction."""
        first = bisect_right(self._starts, span[0]) - 1
        if first < 0 or self.tokens[first].end <= span[0]:
            first += 1
        return first, bisect_left(self._starts, span[1])

    def words(self, span: Span) -> str:
        """The words of a span, on one line."""
        return " ".join(self.article.text[span[0] : span[1]].split())

    def actor(self, identifier: str) -> ActorRef:
        """An actor of this article as it is known everywhere."""
        return actor_ref(self.actors[identifier])

    def telling(self, mention: Event | Statement | None, span: Span | None = None) -> Telling:
        """The words of an event, a statement or any span of this article as a telling."""
        if isinstance(mention, Event):
            claimants = mention.claimed_by
        elif mention is not None:
            claimants = (*((mention.speaker,) if mention.speaker else ()), *mention.via)
        else:
            claimants = ()
        where = span or (mention.span if mention is not None else (0, 0))
        return Telling(
            article_id=self.archived.article_id,
            mention=mention.id if mention is not None else None,
            span=where,
            outlet=self.article.outlet,
            published=self.article.published,
            claimed_by=tuple(self.actor(a) for a in claimants if a in self.actors),
            source_group=self.archived.source_group,
        )

    def said_on(self, event: Event) -> str | None:
        """The day on which an event was reported: of the statement it stands in, else of publication."""
        for statement in self.record.statements:
            if statement.said_on and statement.span[0] <= event.trigger[0] < statement.span[1]:
                return statement.said_on
        return self.article.published


def actor_ref(actor: Actor) -> ActorRef:
    """An article's actor as it is known everywhere: by its `ref`, else by kind and folded name."""
    key = actor.ref or f"{actor.kind}:{fold(actor.name.ar or actor.name.en or actor.id)}"
    return ActorRef(key=key, name=actor.name, kind=actor.kind, country=actor.country)
