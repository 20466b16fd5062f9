"""How two readings of one article differ."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import Field

from mahdar.archive.found import actor_key
from mahdar.model import Actor, Event, Record, Statement
from mahdar.model.base import Frozen, Span

Layer = Literal["times", "places", "actors", "statements", "events"]
_ACTORS = ("actor", "recipient", "claimed_by", "speaker", "via")
_UNSAID = frozenset(("id", "rule", "confidence", "mentions"))


class Change(Frozen):
    """Something that one of two readings has, or has otherwise."""

    kind: Literal["added", "removed", "changed"]
    layer: Layer
    span: Span | None = Field(description="Where it stands in the article; null for an actor that is not mentioned")
    what: str = Field(description="The words, or the name of an actor")
    field: str | None = Field(default=None, description="Of a change")
    before: Any = None
    after: Any = None


def compare(before: Record, after: Record) -> tuple[Change, ...]:
    """List what changed between two readings, in the order of the article.

    Events are the same if they are of one type and overlap, statements if they overlap, times and places if they stand
    on the same words, actors if they have the same identity. Numbers given to things in a record do not count, nor do
    confidence and rule.
    """
    changes = [
        *_pairs("events", _aligned(before.events, after.events, _same_event), before, after),
        *_pairs("statements", _aligned(before.statements, after.statements, _overlap), before, after),
        *_pairs("times", _aligned(before.times, after.times, _same_words), before, after),
        *_pairs("places", _aligned(before.places, after.places, _same_words), before, after),
        *_pairs("actors", _aligned(before.actors, after.actors, _same_actor), before, after),
    ]
    return tuple(sorted(changes, key=lambda change: (change.span or (0, 0), change.layer, change.kind)))


def _aligned(before: Sequence[Any], after: Sequence[Any], alike: Any) -> list[tuple[Any, Any]]:
    """Pair things, the most alike first; what has no partner is paired with None."""
    likeness = [(alike(a, b), -i, -j) for i, a in enumerate(before) for j, b in enumerate(after)]
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs: list[tuple[Any, Any]] = []
    for value, i, j in sorted(likeness, reverse=True):
        if value and -i in left and -j in right:
            pairs.append((left.pop(-i), right.pop(-j)))
    return [*pairs, *((a, None) for a in left.values()), *((None, b) for b in right.values())]


def _pairs(layer: Layer, pairs: Iterable[tuple[Any, Any]], before: Record, after: Record) -> Iterable[Change]:
    for old, new in pairs:
        if old is None or new is None:
            one, record = (old, before) if new is None else (new, after)
            kind: Literal["added", "removed"] = "removed" if new is None else "added"
            yield Change(kind=kind, layer=layer, span=_span(one), what=_words(one, record))
            continue
        told, now = _fields(old, before), _fields(new, after)
        for field in told:
            if told[field] != now[field]:
                yield Change(kind="changed", layer=layer, span=_span(new), what=_words(new, after), field=field,
                             before=told[field], after=now[field])  # fmt: skip


def _fields(one: Any, record: Record) -> dict[str, Any]:
    """Give the fields of something, with actors by identity, since their numbers change from reading to reading."""
    keys = {actor.id: actor_key(actor) for actor in record.actors}

    def known(value: Any) -> Any:
        return [keys.get(a, a) for a in value] if isinstance(value, list) else keys.get(value, value)

    content = {k: v for k, v in one.model_dump(mode="json").items() if k not in _UNSAID}
    for field in _ACTORS:
        if field in content:
            content[field] = known(content[field])
    for figure in content.get("figures", ()):
        figure["of"] = {**figure["of"], "actor": known(figure["of"].get("actor"))}
    return content


def _same_event(one: Event, other: Event) -> int:
    return _overlap(one, other) if one.type == other.type else 0


def _overlap(one: Event | Statement, other: Event | Statement) -> int:
    return max(0, min(one.span[1], other.span[1]) - max(one.span[0], other.span[0]))


def _same_words(one: Any, other: Any) -> bool:
    return bool(one.span == other.span)


def _same_actor(one: Actor, other: Actor) -> bool:
    return actor_key(one) == actor_key(other)


def _span(one: Any) -> Span | None:
    if isinstance(one, Actor):
        return one.mentions[0] if one.mentions else None
    span: Span = one.span
    return span


def _words(one: Any, record: Record) -> str:
    if isinstance(one, Actor):
        return one.name.ar or one.name.en or one.id
    return " ".join(record.article.text[slice(*one.span)].split())
