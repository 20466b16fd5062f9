"""What every view above the single article rests on: who is meant, and which words of which article say it."""

from pydantic import Field

from mahdar.model.base import Bilingual, Frozen, Span
from mahdar.model.record import ActorKind


class ActorRef(Frozen):
    """An actor, the same in every article that names it."""

    key: str = Field(description="The actor's `ref`, or its kind and folded name where no list knows it")
    name: Bilingual
    kind: ActorKind
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3")


class Telling(Frozen):
    """Words of one article that state something, with the chain of those on whose word it is stated."""

    article_id: str
    mention: str | None = Field(default=None, description="id of the event or statement in the article's record")
    span: Span
    outlet: str | None = None
    published: str | None = Field(default=None, description="EDTF")
    claimed_by: tuple[ActorRef, ...] = Field(
        default=(), description="From the one nearest the fact outward; empty: the outlet's own voice"
    )
    source_group: str | None = Field(default=None, description="Reprints of one dispatch share it and count once")


def independent_sources(tellings: tuple[Telling, ...]) -> int:
    """How many articles tell it, reprints of one dispatch counted once."""
    return len({t.source_group or t.article_id for t in tellings})
