"""Event mentions as they are compared: what a record says of an event, folded and gathered."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mahdar.analysis.incidents.days import Days, days_of
from mahdar.analysis.incidents.words import WordWeights, build_word_weights, stem
from mahdar.arabic.clitics import splits
from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.tokens import Token, tokenize, words_of
from mahdar.knowledge import Knowledge
from mahdar.model import Actor, Event, Figure, Record, ResolvedPlace, Span
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
    words : frozenset[str]
        Stems that tell this article's story from others.
    weight : float
        Their weight.
    headline : frozenset[str]
        Those of them that stand in the title or the first paragraph.
    places, parties : frozenset[str]
        Ids of all places (without relation) and keys of all actors the article names.
    """

    article_id: str
    published: Days | None
    words: frozenset[str]
    weight: float
    headline: frozenset[str]
    places: frozenset[str]
    parties: frozenset[str]


@dataclass(frozen=True, eq=False)
class Mention:
    """What one article tells of one happening: one event of its record, or several that tell the same.

    Attributes
    ----------
    article : ArticleProfile
    events : tuple[Event, ...]
        The surest first.
    places : tuple[ResolvedPlace, ...]
    dates : tuple[Days, ...]
        When the happening is said to take place.
    actors, recipients : frozenset[str]
        Keys of the parties.
    countries : frozenset[str]
        Countries the parties belong to.
    words : frozenset[str]
        Stems around the tellings.
    nearby : frozenset[str]
        Keys of parties and places named around the tellings, in whatever part.
    triggers : frozenset[str]
        Stems of the triggers, and the lemmas the reader took them for.
    offset, paragraph : int
        Where the surest telling begins, in code points, and the number of its line.
    definite : bool
        Whether its trigger has the article: the happening is spoken of as known.
    """

    article: ArticleProfile
    events: tuple[Event, ...]
    places: tuple[ResolvedPlace, ...]
    dates: tuple[Days, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    nearby: frozenset[str]
    triggers: frozenset[str]
    offset: int
    paragraph: int
    definite: bool
    weights: WordWeights = field(repr=False)

    @property
    def event(self) -> Event:
        """The surest telling."""
        return self.events[0]

    @property
    def address(self) -> Address:
        """Article and surest event."""
        return self.article.article_id, self.events[0].id

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Article and event of all tellings."""
        return tuple((self.article.article_id, event.id) for event in self.events)

    @cached_property
    def weight(self) -> float:
        """Weight of the wording."""
        return self.weights.total(self.words)

    @cached_property
    def types(self) -> frozenset[str]:
        """Types of the tellings."""
        return frozenset(event.type for event in self.events)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures of all tellings."""
        return tuple(figure for event in self.events for figure in event.figures)

    @cached_property
    def likely_dates(self) -> tuple[Days, ...]:
        """When it takes place as far as the record lets one guess: its dates, else the days before publication."""
        published = self.article.published
        if self.dates or published is None:
            return self.dates
        return (Days(published.first - _LATE, published.last),)


def mentions_of(archived: ArchivedRecord, knowledge: Knowledge) -> tuple[Mention, ...]:
    """All events of a record, one mention each, in the record's order."""
    weights = knowledge.derive(build_word_weights)
    record = archived.record
    text = _Text(record, weights)
    profile = _profile(archived, text, weights)
    actors = {actor.id: actor for actor in record.actors}
    places = {mention.place.id: mention.place for mention in record.places}
    named = text.named(record)
    return tuple(_mention(event, profile, text, named, actors, places) for event in record.events)


def joined(mentions: Sequence[Mention]) -> Mention:
    """One mention of several that tell the same happening in one article; the surest telling leads."""
    ranked = sorted(mentions, key=lambda m: (-m.event.confidence, m.offset, m.event.id))
    first = ranked[0]
    if len(ranked) == 1:
        return first
    return Mention(
        article=first.article,
        events=tuple(event for mention in ranked for event in mention.events),
        places=tuple(dict.fromkeys(place for mention in ranked for place in mention.places)),
        dates=tuple(dict.fromkeys(days for mention in ranked for days in mention.dates)),
        actors=frozenset[str]().union(*(mention.actors for mention in ranked)),
        recipients=frozenset[str]().union(*(mention.recipients for mention in ranked)),
        countries=frozenset[str]().union(*(mention.countries for mention in ranked)),
        words=frozenset[str]().union(*(mention.words for mention in ranked)),
        nearby=frozenset[str]().union(*(mention.nearby for mention in ranked)),
        triggers=frozenset[str]().union(*(mention.triggers for mention in ranked)),
        offset=first.offset,
        paragraph=first.paragraph,
        definite=first.definite,
        weights=first.weights,
    )


def party_key(actor: Actor) -> str:
    """The reference of an actor or, where there is none, its folded name."""
    return actor.ref or "name:" + " ".join(words_of(actor.name.ar or actor.name.en or ""))


def place_key(place: ResolvedPlace) -> str:
    """A place without its relation: «near Idlib» and «Idlib» are one for a first look."""
    return place.id.partition("#")[0]


class _Text:
    """A record's text as tokens."""

    def __init__(self, record: Record, weights: WordWeights) -> None:
        self.text = record.article.text
        self.tokens: tuple[Token, ...] = tokenize(self.text, fold_with_map(self.text))
        self.weights = weights
        self._starts = [token.start for token in self.tokens]

    def around(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the tokens in and around some spans, without leaving their lines."""
        chosen: set[int] = set()
        for start, end in spans:
            first = max(bisect_right(self._starts, start) - 1, 0)
            past = bisect_left(self._starts, end)
            low = self.text.rfind("\n", 0, start) + 1
            high = self.text.find("\n", end)
            begin = max(first - _WINDOW, bisect_left(self._starts, low))
            stop = min(past + _WINDOW, bisect_left(self._starts, high) if high >= 0 else len(self.tokens))
            chosen.update(range(begin, stop))
        return frozenset(chosen)

    def named(self, record: Record) -> dict[int, set[str]]:
        """Keys of the parties and places whose mentions begin at a token, by its number."""
        named: dict[int, set[str]] = {}
        for actor in record.actors:
            for span in actor.mentions:
                named.setdefault(self._at(span), set()).add(party_key(actor))
        for mention in record.places:
            named.setdefault(self._at(mention.span), set()).add(place_key(mention.place))
        return named

    def _at(self, span: Span) -> int:
        return max(bisect_right(self._starts, span[0]) - 1, 0)

    def opening(self) -> Sequence[Token]:
        """Tokens of the first two lines: title and first paragraph."""
        second = self.text.find("\n", self.text.find("\n") + 1)
        return self.tokens[: bisect_left(self._starts, second)] if second >= 0 else self.tokens

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
        words,
        weights.total(words),
        text.telling(text.opening()),
        frozenset(place_key(mention.place) for mention in record.places),
        frozenset(map(party_key, record.actors)),
    )


def _mention(
    event: Event,
    profile: ArticleProfile,
    text: _Text,
    named: dict[int, set[str]],
    actors: dict[str, Actor],
    places: dict[str, ResolvedPlace],
) -> Mention:
    place = places.get(event.place) if event.place else None
    days = days_of(event.date)
    trigger = fold(text.text[event.trigger[0] : event.trigger[1]])
    lemma = event.rule.split(":")[1:2]  # rules of the reader are «type:lemma:category»
    around = text.around((event.span, event.trigger, *event.also))
    parties = [actors[a] for a in (*event.actor, *event.recipient) if a in actors]
    return Mention(
        article=profile,
        events=(event,),
        places=(place,) if place else (),
        dates=(days,) if days else (),
        actors=_keys(event.actor, actors),
        recipients=_keys(event.recipient, actors),
        countries=frozenset(party.country for party in parties if party.country),
        words=text.telling(text.tokens[at] for at in around),
        nearby=frozenset(key for at in around for key in named.get(at, ())),
        triggers=frozenset(stem(fold(word)) for word in (trigger, *lemma) if word),
        offset=event.trigger[0],
        paragraph=text.text.count("\n", 0, event.trigger[0]),
        definite=any(split.article for split in splits(trigger)) if trigger else False,
        weights=text.weights,
    )


def _keys(ids: Sequence[str], actors: dict[str, Actor]) -> frozenset[str]:
    return frozenset(party_key(actors[a]) for a in ids if a in actors)
