"""Wording: the words of content in a passage, bare of clitics and endings, to see whether two speak of one thing."""

import math
from collections import Counter
from collections.abc import Iterable

from mahdar.analysis.opened import OpenRecord
from mahdar.arabic.clitics import splits
from mahdar.arabic.folding import fold
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import FunctionWord
from mahdar.model.base import Span

_ENDINGS = ("ات", "ون", "ين", "ان", "ها", "هم", "ه", "ت", "ا", "ي")  # of folded words: plurals, feminine, pronouns
_SHORTEST = 3  # letters that a stem keeps


def build_function_forms(knowledge: Knowledge) -> frozenset[str]:
    """Folded single-word forms of the words that hold sentences together."""
    forms = (form for entry in knowledge.entries(FunctionWord) for form in entry.forms)
    return frozenset(fold(form) for form in forms if " " not in form)


def content_words(opened: OpenRecord, span: Span, function_forms: frozenset[str]) -> frozenset[str]:
    """Stems of the words of a passage that are no function words and no numbers."""
    first, past = opened.token_range(span)
    return frozenset(
        stem(token.form)
        for token in opened.tokens[first:past]
        if token.kind == "word" and token.form not in function_forms and len(token.form) > _SHORTEST - 1
    )


def stem(form: str) -> str:
    """A folded word without its conjunction, preposition and article, and without its ending.

    Examples
    --------
    >>> stem("والخرائط"), stem("المناطق")
    ('خرايط', 'مناطق')
    """
    cut = next((s.stem for s in splits(form) if s.article and len(s.stem) >= _SHORTEST), form)
    if cut == form and form.startswith("و") and len(form) > _SHORTEST + 1:
        cut = form[1:]
    for ending in _ENDINGS:
        if cut.endswith(ending) and len(cut) - len(ending) >= _SHORTEST:
            return cut[: -len(ending)]
    return cut


class Rarity:
    """How telling a word is: the rarer among the passages it was counted in, the more."""

    def __init__(self, passages: Iterable[frozenset[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        for passage in passages:
            self._counts.update(passage)
            self._total += 1

    def weight(self, words: Iterable[str]) -> float:
        """Sum of the weights of words."""
        return sum(math.log(1 + (self._total + 1) / (1 + self._counts[word])) for word in words)

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Share of the first passage's weight that the second has too, between 0 and 1."""
        whole = self.weight(one)
        return self.weight(one & other) / whole if whole else 0.0
