"""What is found in a record, as rows: entries of the article, its statements and events, and what hangs on them.

The rows follow from article id and record alone, so they can be taken away and put back at any time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mahdar.arabic.folding import fold
from mahdar.arabic.sentences import find_quotations, split_paragraphs, split_sentences
from mahdar.archive.numbers import UNDATED, content_number, entry_number
from mahdar.archive.terms import terms_of
from mahdar.model import Actor, Event, PlaceMention, Record, ResolvedPlace, Span, Statement
from mahdar.model.edtf import days_of

Row = dict[str, Any]
_LAST_DAY = 3_652_059  # 9999-12-31: of what goes on without end
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one entry, as they are indexed."""

    number: int
    forms: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows by table, and the words of articles, statements and events.

    Attributes
    ----------
    rows : dict[str, list[dict]]
        In the order in which tables depend on each other.
    words : dict[str, list[Words]]
        By "article", "statement" and "event".
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    words: dict[str, list[Words]] = field(default_factory=dict)


Numbering = Callable[[int, tuple[str, ...]], int]
"""Numbers an entry of a day, told apart by article id and, of a statement or an event, its id."""


def free_numbers(taken: Iterable[int] = ()) -> Numbering:
    """Number entries apart from those taken: once in a trillion two hashes of a day are the same."""
    used = set(taken)

    def give(day: int, key: tuple[str, ...]) -> int:
        number = entry_number(day, *key)
        while number in used:
            number += 1
        used.add(number)
        return number

    return give


def find_in(article_id: str, record: Record, numbering: Numbering | None = None) -> Found:
    """Take the rows of a record.

    Parameters
    ----------
    article_id : str
    record : Record
    numbering : Numbering, optional
        By default as if the archive were empty.
    """
    return _Finding(article_id, record, numbering or free_numbers()).found()


class _Finding:
    def __init__(self, article_id: str, record: Record, numbering: Numbering) -> None:
        self._id = article_id
        self._record = record
        self._numbering = numbering
        self._text = record.article.text
        self._terms, self._stems = terms_of(self._text)
        self._starts = [term.start for term in self._terms]
        self._ends = [term.end for term in self._terms]
        self._actors = {actor.id: actor for actor in record.actors}
        self._actor_numbers = {actor.id: content_number(*actor_content(actor).values()) for actor in record.actors}
        self._outlet = content_number(record.article.outlet) if record.article.outlet else None
        self._published = _days(record.article.published)

    def found(self) -> Found:
        article = self._number(self._published, self._id)
        statements = {s.id: self._number(_days(s.said_on), self._id, s.id) for s in self._record.statements}
        events = {e.id: self._number(_days(e.date), self._id, e.id) for e in self._record.events}
        told_in = {e.id: _told_in(e, self._record.statements) for e in self._record.events}
        parts = {e.id: self._parts(e, told_in[e.id]) for e in self._record.events}
        places = [mention.place for mention in self._record.places]
        rows: dict[str, list[Row]] = {
            "outlets": self._outlet_rows(),
            "actors": _distinct(
                {"number": self._actor_numbers[a.id], **actor_content(a), "names": folded_names(a.name.ar, a.name.en)}
                for a in self._record.actors
            ),
            "places": _distinct(
                {"number": place_number(p), **place_content(p), "names": folded_names(p.name.ar, p.name.en)}
                for p in places
            ),
            "article_entries": [self._entry(article, self._published, article_id=self._id)],
            "statement_entries": [
                self._entry(statements[s.id], _days(s.said_on), article=article, statement_id=s.id)
                for s in self._record.statements
            ],
            "event_entries": [
                self._event(e, events[e.id], article, statements[told_in[e.id][0].id] if told_in[e.id] else None)
                for e in self._record.events
            ],
            "figures": [row for e in self._record.events for row in _figures(e, events[e.id])],
            "event_actors": self._actor_rows((events[e], role, a) for e, part in parts.items() for role, a in part),
            "statement_actors": self._actor_rows(
                (statements[s.id], role, a)
                for s in self._record.statements
                for role, a in self._parts_in(s, [parts[e.id] for e in self._record.events if s in told_in[e.id]])
            ),
            "article_actors": self._actor_rows(
                (article, role, a)
                for role, a in (
                    *(pair for part in parts.values() for pair in part),
                    *(pair for s in self._record.statements for pair in _voices(s)),
                    *(("mentioned", a) for a in self._actors),
                )
            ),
            "statement_places": _distinct(
                {"place": place_number(m.place), "entry": statements[s.id]}
                for s in self._record.statements
                for m in self._record.places
                if _inside(m.span, s.span)
            ),
            "article_places": _distinct({"place": place_number(p), "entry": article} for p in places),
        }
        return Found(rows, self._words(article, statements, events))

    def _outlet_rows(self) -> list[Row]:
        name = self._record.article.outlet
        return [{"number": self._outlet, "name": name, "names": folded_names(name)}] if name else []

    def _number(self, days: tuple[int, int] | None, *key: str) -> int:
        return self._numbering(_sorting_day(days) or _sorting_day(self._published) or UNDATED, key)

    def _entry(self, number: int, days: tuple[int, int] | None, **rest: object) -> Row:
        first, last = days or (None, None)
        return {"number": number, **rest, "outlet": self._outlet, "first_day": first, "last_day": last}

    def _event(self, event: Event, number: int, article: int, statement: int | None) -> Row:
        place = place_among(self._record.places, event)
        return self._entry(
            number, _days(event.date), article=article, statement=statement, event_id=event.id, type=event.type,
            mode=event.mode, acled=event.acled, status=event.status, place=place_number(place) if place else None,
            series=event.series, ordinal=event.ordinal, confidence=event.confidence,
        )  # fmt: skip

    def _parts(self, event: Event, told_in: list[Statement]) -> list[tuple[str, str]]:
        return [
            *(("actor", a) for a in event.actor),
            *(("recipient", a) for a in event.recipient),
            *(("claimant", a) for a in event.claimed_by),
            *(("speaker", s.speaker) for s in told_in if s.speaker),
        ]

    def _parts_in(self, statement: Statement, parts: list[list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
        yield from _voices(statement)
        yield from ((role, a) for part in parts for role, a in part if role in ("actor", "recipient"))
        for actor in self._record.actors:
            if any(_inside(span, statement.span) for span in actor.mentions):
                yield "mentioned", actor.id

    def _actor_rows(self, parts: Iterable[tuple[int, str, str]]) -> list[Row]:
        return _distinct(
            {"actor": self._actor_numbers[actor], "role": role, "entry": entry}
            for entry, role, actor in parts
            if actor in self._actor_numbers
        )

    def _words(self, article: int, statements: Mapping[str, int], events: Mapping[str, int]) -> dict[str, list[Words]]:
        sentences = sentence_spans(self._text)
        return {
            "article": [self._words_in(article, (0, len(self._text)))],
            "statement": [self._words_in(statements[s.id], s.span) for s in self._record.statements],
            "event": [self._words_in(events[e.id], sentences_around(e.span, sentences)) for e in self._record.events],
        }

    def _words_in(self, number: int, span: Span) -> Words:
        # A break stands where the next word begins: the first word of a span does not bring one along.
        inside = slice(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]))
        stems = frozenset().union(*self._stems[inside])
        return Words(number, " ".join(term.form for term in self._terms[inside]), tuple(sorted(stems)))


def folded_names(*names: str | None) -> str:
    """Write names so that whole names and words in them can be looked up: | سيرغي لافروف | sergey lavrov |."""
    return f"| {' | '.join(folded_name(name) for name in names if name)} |"


def folded_name(name: str) -> str:
    """Fold a name for looking it up."""
    return " ".join(fold(name).casefold().split())


def actor_key(actor: Actor) -> str:
    """Name an actor across articles: by the known identity, else by the folded name."""
    return actor.ref or f"name:{folded_name(actor.name.ar or actor.name.en or '')}"


def actor_content(actor: Actor) -> Row:
    """Give what the archive says of an actor, apart from its mentions."""
    key = actor.ref or f"name:{fold(actor.name.ar or actor.name.en or '').strip()}"
    return {
        "key": key,
        "name_ar": actor.name.ar,
        "name_en": actor.name.en,
        "kind": actor.kind,
        "country": actor.country,
    }


def place_content(place: ResolvedPlace) -> Row:
    """Give what the archive says of a place."""
    content = place.model_dump(exclude={"name"})
    return {**content, "name_ar": place.name.ar, "name_en": place.name.en}


def place_number(place: ResolvedPlace) -> int:
    """Number a place by all that is said of it."""
    return content_number(*sorted(place_content(place).items()))


def place_among(mentions: Iterable[PlaceMention], event: Event) -> ResolvedPlace | None:
    """Find an event's place: by its span, since articles may mean two things by one name."""
    named = [mention for mention in mentions if mention.place.id == event.place]
    exact = [mention for mention in named if mention.span == event.place_span]
    return (exact or named)[0].place if named else None


def _sorting_day(days: tuple[int, int] | None) -> int | None:
    """Choose the day by which an entry is ordered: the first, or of what has no beginning the last."""
    if days is None:
        return None
    return days[0] if days[0] > 1 else days[1]


def _days(value: str | None) -> tuple[int, int] | None:
    found = days_of(value)
    if found is None:
        return None
    first, last = found
    return (first.toordinal() if first else 1, last.toordinal() if last else _LAST_DAY)


def _told_in(event: Event, statements: Iterable[Statement]) -> list[Statement]:
    """List the statements in which an event is told, the innermost first."""
    around = [s for s in statements if _inside(event.trigger, s.span)]
    return sorted(around, key=lambda s: (s.span[1] - s.span[0], s.id))


def _voices(statement: Statement) -> Iterator[tuple[str, str]]:
    if statement.speaker:
        yield "speaker", statement.speaker
    yield from (("claimant", actor) for actor in statement.via)


def _figures(event: Event, number: int) -> Iterator[Row]:
    for position, figure in enumerate(event.figures):
        minimum, maximum = (None if value is None else min(value, _LARGEST) for value in (figure.min, figure.max))
        of = figure.of
        yield {"event": number, "position": position, "measure": figure.measure, "minimum": minimum,
               "maximum": maximum, "of_ar": of.get("ar"), "of_en": of.get("en")}  # fmt: skip


def sentence_spans(text: str) -> list[Span]:
    """Cut an article's text into sentences."""
    paragraphs = split_paragraphs(text)
    return [(s.start, s.end) for s in split_sentences(text, paragraphs, find_quotations(text, paragraphs))]


def sentences_around(span: Span, sentences: Iterable[Span]) -> Span:
    """Give the sentence, or sentences, in which an event is told: what a search for events looks at."""
    touched = [s for s in sentences if s[0] < span[1] and s[1] > span[0]]
    return (min(s[0] for s in (*touched, span)), max(s[1] for s in (*touched, span)))


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return list({tuple(row.values()): row for row in rows}.values())
