"""Annotated articles as the event models learn from them: what each trigger states, and who, when and where."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from types import ModuleType
from typing import Any

from mahdar.intake import IntakeOptions, article_from_text
from mahdar.knowledge import Knowledge
from mahdar.reading.events.context import Context
from mahdar.reading.events.detecting import by_sentence
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundPlace
from mahdar.reading.reader import make_context
from training.gold import GoldDocument, corpus_text, find_snippet

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Answer:
    """An annotated event, as far as the models are asked about it.

    Attributes
    ----------
    status : str
    date : str or None
        EDTF.
    """

    status: str
    date: str | None


class Lesson(ABC):
    """An article read by the stages before events, with its triggers aligned to its annotation."""

    context: Context
    sentences: list[list[Candidate]]
    events: list[Answer]

    @abstractmethod
    def is_judged(self, candidate: Candidate) -> bool:
        """Whether the annotator was asked about this trigger."""

    @abstractmethod
    def event_of(self, candidate: Candidate) -> int | None:
        """Number of the annotated event that a trigger states."""

    @abstractmethod
    def has_part(self, actor: str, event: int, role: str) -> bool:
        """Whether a found actor is annotated as "actor", "recipient" or "claimed_by" of an event."""

    @abstractmethod
    def is_at(self, place: FoundPlace, event: int) -> bool:
        """Whether a found place is the annotated one of an event."""


class GoldLesson(Lesson):
    """A document annotated in full, as the gold's guidelines describe."""

    def __init__(self, gold: GoldDocument, context: Context, scorer: ModuleType) -> None:
        self.gold = gold
        self.context = context
        self.scorer = scorer
        self.sentences = by_sentence(context, context.candidates)
        self._annotated = gold.annotation["events"]
        self.events = [Answer(e["status"], e["date"]) for e in self._annotated]
        text = context.document.text
        self._spans: list[tuple[int, int, int, bool]] = []
        for number, event in enumerate(self._annotated):
            for place, snippet in enumerate([event["anchor"], *event.get("also", [])]):
                span = find_snippet(text, snippet)
                if span is not None:
                    self._spans.append((*span, number, place == 0))
        self._names = {a["en"]: {a["en"], *a["ar"]} for a in gold.annotation["actors"]}
        self._places = {p["en"]: p for p in gold.annotation["places"]}
        self._same: dict[tuple[str, str], bool] = {}

    def is_judged(self, candidate: Candidate) -> bool:  # noqa: ARG002
        """Words outside every snippet state nothing."""
        return True

    def event_of(self, candidate: Candidate) -> int | None:
        """Number of the event of the trigger's type in the shortest snippet around it."""
        document = self.context.document
        token = document.tokens[candidate.token]
        # A snippet may begin inside the word, after its conjunction or preposition.
        stem = document.offset(candidate.token, min(candidate.split.offset, len(token.form) - 1))
        around = [
            (end - start, not anchor, number)
            for start, end, number, anchor in self._spans
            if start <= stem and token.end <= end and self._annotated[number]["type"] == candidate.entry.type
        ]
        return min(around)[2] if around else None

    def has_part(self, actor: str, event: int, role: str) -> bool:
        """Whether a found actor has one of the names annotated for a role."""
        return any(self._is_named(actor, name) for name in self._annotated[event][role])

    def _is_named(self, actor: str, name: str) -> bool:
        key = (actor, name)
        if key not in self._same:
            found = self.context.actor_by_id[actor]
            text = self.context.document.text
            surface = {n for n in (found.name.ar, found.name.en) if n} | {
                text[m.span[0] : m.span[1]] for m in found.mentions
            }
            self._same[key] = self.scorer.same_name(self._names[name], surface)
        return self._same[key]

    def is_at(self, place: FoundPlace, event: int) -> bool:
        """Whether a found place is near the annotated one and, like it, a country or none."""
        wanted = self._places.get(self._annotated[event]["place"])
        if wanted is None:
            return False
        return _is_same(self.scorer, (wanted["country"], wanted["level"], wanted["lat"], wanted["lon"]), place)


class MarkedLesson(Lesson):
    """A document of which an annotator sorted the triggers into events, and chose among what the reader found."""

    def __init__(self, marked: dict[str, Any], context: Context, origin: str, scorer: ModuleType) -> None:
        self.context = context
        self.scorer = scorer
        self.sentences = by_sentence(context, context.candidates)
        self._marked = marked["events"]
        self.events = [Answer(e["status"], e["date"]) for e in self._marked]
        self._moves = align_words(origin, context.document.text)
        self._judged = {(self._moves.get(at), kind) for at, kinds in marked["words"] for kind in kinds}
        self._stated = {
            (self._moves.get(at), e["type"]): number for number, e in enumerate(self._marked) for at in e["words"]
        }

    def is_judged(self, candidate: Candidate) -> bool:
        """Whether the word was among those shown, with this type."""
        return self._key(candidate) in self._judged

    def event_of(self, candidate: Candidate) -> int | None:
        """Number of the event to which the annotator gave the word."""
        return self._stated.get(self._key(candidate))

    def has_part(self, actor: str, event: int, role: str) -> bool:
        """Whether a mention of the actor begins where the one chosen does."""
        chosen = {self._moves.get(at) for at in self._marked[event][role]}
        return any(self._start(m.first) in chosen for m in self.context.actor_by_id[actor].mentions)

    def is_at(self, place: FoundPlace, event: int) -> bool:
        """Whether a found place is near the one whose mention was chosen and, like it, a country or none."""
        at = self._moves.get(self._marked[event]["place"])
        chosen = (p.place for p in self.context.places if self._start(p.first) == at)
        return any(_is_same(self.scorer, (p.country, p.level, p.lat, p.lon), place) for p in chosen)

    def _key(self, candidate: Candidate) -> tuple[int, str]:
        return self._start(candidate.token), candidate.entry.type

    def _start(self, token: int) -> int:
        return self.context.document.tokens[token].start


def _is_same(scorer: ModuleType, wanted: tuple[str | None, str, float | None, float | None], place: FoundPlace) -> bool:
    p = place.place
    near: bool = scorer.place_ok(wanted, (p.country, p.level, p.lat, p.lon))
    return near and (wanted[1] == "country") == (p.level == "country")


def align_words(origin: str, text: str) -> dict[int, int]:
    """Where the words of one text begin in another that was made of it or of which it was made.

    Parameters
    ----------
    origin, text : str
        A corpus article, and what intake made of it, which may lack furniture; or the other way round.

    Returns
    -------
    dict[int, int]
        Offset of a word in `origin` to its offset in `text`, in code points; without the words that only one has.
    """
    one, other = (list(_WORD.finditer(t)) for t in (origin, text))
    matcher = SequenceMatcher(None, [m[0] for m in one], [m[0] for m in other], autojunk=False)
    return {
        one[a + i].start(): other[b + i].start() for a, b, size in matcher.get_matching_blocks() for i in range(size)
    }


def load_marked(markings: Path, articles: Path, knowledge: Knowledge, scorer: ModuleType) -> Iterator[MarkedLesson]:
    """Marked documents, with their texts put back from the corpus.

    Parameters
    ----------
    markings : Path
        JSON lines as `training.pack_markings` writes them.
    articles : Path
        JSON lines of the corpus: id, outlet, title, published, text.
    knowledge : Knowledge
    scorer : ModuleType
        Decides which places are the same.
    """
    marked = {row["document"]: row for row in map(json.loads, markings.read_text(encoding="utf-8").splitlines())}
    with articles.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in marked:
                yield MarkedLesson(marked[row["id"]], read_corpus(row, knowledge), corpus_text(row), scorer)


def read_corpus(row: dict[str, Any], knowledge: Knowledge) -> Context:
    """A corpus article as read by the stages before events."""
    options = IntakeOptions(published=row["published"], outlet=row["outlet"], title=row["title"])
    return make_context(article_from_text(row["text"].strip(), options=options, name=row["id"]), knowledge)


def gold_lessons(documents: Iterable[GoldDocument], knowledge: Knowledge, scorer: ModuleType) -> list[GoldLesson]:
    """Documents annotated in full as lessons."""
    return [GoldLesson(g, make_context(g.article, knowledge), scorer) for g in documents]
