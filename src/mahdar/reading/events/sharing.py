"""Sharing: what two sentences of an article have in common; the rarer it is there, the more it tells."""

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from mahdar.reading.events.triggers import barest

if TYPE_CHECKING:
    from mahdar.reading.events.context import Context

_LEAST_LETTERS = 4  # shorter words are particles more often than not


@dataclass(frozen=True, slots=True)
class Content:
    """What a sentence speaks of: its words without clitics, its numbers, and whom and which places it names."""

    words: frozenset[str]
    numbers: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]


class Contents:
    """The contents of an article's sentences, and how rare each word is among them."""

    def __init__(self, context: "Context") -> None:
        self._of = [_content(context, sentence) for sentence in range(len(context.document.sentences))]
        counts = Counter(word for content in self._of for word in content.words)
        self._rarity = {word: log((len(self._of) + 1) / count) for word, count in counts.items()}
        self._weights = [self._weight(content.words) for content in self._of]

    def __getitem__(self, sentence: int) -> Content:
        return self._of[sentence]

    def likeness(self, one: int, other: int) -> float:
        """The share of the poorer sentence's words, weighed by rarity, that the other has too; 0 to 1."""
        least = min(self._weights[one], self._weights[other])
        return self._weight(self._of[one].words & self._of[other].words) / least if least else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(sorted(self._rarity[word] for word in words))  # sorted: the same sum in every run


def _content(context: "Context", sentence: int) -> Content:
    first, past = context.document.sentence_tokens[sentence]
    tokens = context.document.tokens[first:past]
    telling = (
        t.form for t in tokens if t.kind == "word" and len(t.form) >= _LEAST_LETTERS and not context.roles[t.index]
    )
    return Content(
        frozenset(map(barest, telling)),
        frozenset(t.form for t in tokens if t.kind == "number"),
        frozenset(m.actor for m in context.mentions_within(first, past)),
        frozenset(p.place.id for p in context.place_survey.by_sentence.get(sentence, ())),
    )
