"""Event mentions as they are compared: what a record says of an event, folded and gathered."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mahdar.analysis.incidents.days import Days, days_of
from mahdar.analysis.incidents.words import WordWeights, build_word_weights, stem
from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.tokens import Token, tokenize, words_of
from mahdar.knowledge import Knowledge
from mahdar.model import Actor, Event, Record, ResolvedPlace, Span
from mahdar.model.archived import ArchivedRecord

Address = tuple[str, str]
_WINDOW = 9  # words on either side of a telling that belong to its wording, within the paragraph
_TELLING = 0.45  # weight from which a word tells one story from another
_LATE = 2  # days by which the press lags behind what it tells without a date


@dataclass(frozen=True, eq=False)
class ArticleProfile:
    """What the mentions of one article share.

    Attributes
    ----------
    article_id : str
    published : Days or None
    outlet : str or None
    words : frozenset[str]
        Stems that tell this article's story from others.
    weight : float
        Their weight.
    places, parties : frozenset[str]
        Ids of all places (without relation) and keys of all actors the article names.
    """

    article_id: str
    published: Days | None
    outlet: str | None
    words: frozenset[str]
    weight: float
    places: frozenset[str]
    parties: frozenset[str]


@dataclass(frozen=True, eq=False)
class Mention:
    """One event of one record, ready to be compared.

    Attributes
    ----------
    article : ArticleProfile
    event : Event
    place : ResolvedPlace or None
    days : Days or None
        When the event is said to happen.
    actors, recipients : frozenset[str]
        Keys of the parties.
    countries : frozenset[str]
        Countries the parties belong to.
    words : frozenset[str]
        Stems around the tellings.
    weight : float
        Their weight.
    trigger : str
        Stem of the trigger.
    """

    article: ArticleProfile
    event: Event
    place: ResolvedPlace | None
    days: Days | None
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    weight: float
    trigger: str
    weights: WordWeights = field(repr=False)

    @property
    def address(self) -> Address:
        """Article and event."""
        return self.article.article_id, self.event.id

    @cached_property
    def likely_days(self) -> Days | None:
        """When the event takes place as far as the record lets one guess: its date, else the days before publication."""
        if self.days is not None:
            return self.days
        published = self.article.published
        return Days(published.first - _LATE, published.last) if published else None

    @cached_property
    def place_id(self) -> str | None:
        """The place without its relation: «near Idlib» and «Idlib» are one for a first look."""
        return self.place.id.partition("#")[0] if self.place else None


def mentions_of(archived: ArchivedRecord, knowledge: Knowledge) -> tuple[Mention, ...]:
    """All event mentions of a record, in the record's order."""
    weights = knowledge.derive(build_word_weights)
    record = archived.record
    text = _Text(record, weights)
    profile = _profile(archived, text, weights)
    actors = {actor.id: actor for actor in record.actors}
    places = {mention.place.id: mention.place for mention in record.places}
    return tuple(_mention(event, profile, text, actors, places) for event in record.events)


def party_key(actor: Actor) -> str:
    """The reference of an actor or, where there is none, its folded name."""
    return actor.ref or "name:" + " ".join(words_of(actor.name.ar or actor.name.en or ""))


class _Text:
    """A record's text as tokens."""

    def __init__(self, record: Record, weights: WordWeights) -> None:
        folded = fold_with_map(record.article.text)
        self.text = record.article.text
        self.tokens: tuple[Token, ...] = tokenize(record.article.text, folded)
        self.weights = weights
        self._starts = [token.start for token in self.tokens]

    def around(self, spans: Iterable[Span]) -> frozenset[str]:
        """Stems in and around some spans that are not among the commonest words."""
        chosen: set[int] = set()
        for start, end in spans:
            first = max(bisect_right(self._starts, start) - 1, 0)
            past = bisect_left(self._starts, end)
            low = self.text.rfind("\n", 0, start) + 1
            high = self.text.find("\n", end)
            begin = max(first - _WINDOW, bisect_left(self._starts, low))
            stop = min(past + _WINDOW, bisect_left(self._starts, high) if high >= 0 else len(self.tokens))
            chosen.update(range(begin, stop))
        return self.telling(self.tokens[at] for at in chosen)

    def telling(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Stems of the words among some tokens that tell something."""
        stems = {stem(token.form) for token in tokens if token.kind == "word" and len(token.form) > 2}
        return frozenset(s for s in stems if self.weights.of(s) >= _TELLING)


def _profile(archived: ArchivedRecord, text: _Text, weights: WordWeights) -> ArticleProfile:
    record = archived.record
    words = text.telling(text.tokens)
    return ArticleProfile(
        archived.article_id,
        days_of(record.article.published),
        record.article.outlet,
        words,
        weights.total(words),
        frozenset(mention.place.id.partition("#")[0] for mention in record.places),
        frozenset(map(party_key, record.actors)),
    )


def _mention(
    event: Event, profile: ArticleProfile, text: _Text, actors: dict[str, Actor], places: dict[str, ResolvedPlace]
) -> Mention:
    parties = [actors[a] for a in (*event.actor, *event.recipient) if a in actors]
    words = text.around((event.span, event.trigger, *event.also))
    return Mention(
        article=profile,
        event=event,
        place=places.get(event.place) if event.place else None,
        days=days_of(event.date),
        actors=_keys(event.actor, actors),
        recipients=_keys(event.recipient, actors),
        countries=frozenset(party.country for party in parties if party.country),
        words=words,
        weight=text.weights.total(words),
        trigger=stem(fold(text.text[event.trigger[0] : event.trigger[1]])),
        weights=text.weights,
    )


def _keys(ids: Sequence[str], actors: dict[str, Actor]) -> frozenset[str]:
    return frozenset(party_key(actors[a]) for a in ids if a in actors)
