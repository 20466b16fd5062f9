"""Two readings of an article: the first labels each sentence by itself, the second with what the first found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic_core import from_json

from mahdar.errors import KnowledgeError
from mahdar.knowledge import Knowledge
from mahdar.knowledge.loading import uncollected
from mahdar.model import Span
from mahdar.reading.document import Document
from mahdar.reading.linear import MODELS
from mahdar.reading.names.crf import Chain, Row
from mahdar.reading.names.features import Item, gap_name, second_reading
from mahdar.reading.names.weights import SCALE, Weights
from mahdar.reading.names.words import NameWords, build_name_words

NameLabel = Literal["PER", "LOC", "ORG"]
LABELS: tuple[NameLabel, ...] = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name of a person, place or organisation.

    Attributes
    ----------
    span : Span
        Code points of the article's text, without proclitics on the first word.
    first, last : int
        Its tokens.
    cut : int
        Folded characters of the first token that are proclitics.
    label : str
        "PER", "LOC" or "ORG".
    confidence : float
        The tagger's probability that these words, no more and no fewer, are such a name.
    """

    span: Span
    first: int
    last: int
    cut: int
    label: NameLabel
    confidence: float


class NameModel:
    """The fields of the two readings, scored together.

    Parameters
    ----------
    data : dict[str, Any]
        "first" and "second", each with labels (the same), weights and transitions.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        first, second = data["first"], data["second"]
        labels = first["labels"]
        self.first = Chain(labels, first["transitions"], SCALE)
        self.second = Chain(labels, second["transitions"], SCALE)
        self._weights = Weights(len(labels), first["weights"], second["weights"])

    def read(self, sentences: Sequence[Sequence[Item]]) -> Iterator[tuple[Sequence[Row], list[str]]]:
        """Scores and labels of the second reading, for each sentence of an article."""
        rows = self._weights.rows
        scores = [[rows.cut(row) for row in self._weights.scores(items)] for items in sentences]
        labels = [self.first.label([rows.weights(first) for first, _ in pairs]) for pairs in scores]
        add = self._weights.second
        for pairs, told in zip(scores, second_reading(sentences, labels), strict=True):
            final = [rows.weights(row + add(second)) for (_, row), second in zip(pairs, told, strict=True)]
            yield final, self.second.label(final)


@cache
def load_name_model() -> NameModel:
    """Load the installed model.

    Raises
    ------
    KnowledgeError
        `model-missing` if the package has none.
    """
    path = MODELS / "names.json"
    if not path.exists():
        raise KnowledgeError("model-missing", "model 'names' is not installed", "Run `make models`.", str(path))
    with uncollected():
        data = from_json(path.read_bytes())
        return NameModel(data)


def make_items(words: NameWords, tokens: Sequence[tuple[str, str]], end: str) -> list[Item]:
    """Items of a sentence's (folded form, marks before it); `end` are the marks behind the last."""
    gaps = [gap_name(gap) for _, gap in tokens]
    behind = [*gaps[1:], gap_name(end)]
    of = words.of
    return [Item(of(form), gaps[at], behind[at]) for at, (form, _) in enumerate(tokens)]


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names among the labels of a sentence: first word, last word, kind."""
    result: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        kind = label[2:]
        if not kind:
            continue
        if label[0] == "I" and result and result[-1][1] == at - 1 and result[-1][2] == kind:
            result[-1] = (result[-1][0], at, kind)
        else:
            result.append((at, at, kind))
    return result


def find_names(
    document: Document, knowledge: Knowledge, model: NameModel, wanted: Sequence[NameLabel] = LABELS
) -> list[NameMention]:
    """Find the names of an article.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    model : NameModel
    wanted : Sequence[str]
        The labels of the names asked for.

    Returns
    -------
    list[NameMention]
        In order of the text, without overlaps.
    """
    words = knowledge.derive(build_name_words)
    ranges = [(first, past) for first, past in document.sentence_tokens if past > first]
    tokens = document.tokens
    sentences = []
    for first, past in ranges:
        end = tokens[past].gap if past < len(tokens) else document.text[tokens[past - 1].end :]
        sentences.append(make_items(words, [(token.form, token.gap) for token in tokens[first:past]], end))
    mentions = []
    for (start, _), items, (scores, labels) in zip(ranges, sentences, model.read(sentences), strict=True):
        for first, last, kind in spans_of(labels):
            label = next((label for label in wanted if label == kind), None)
            if label is not None:
                cut = _proclitics(tokens[start + first].form, items[first])
                span = document.span(start + first, start + last, cut)
                certainty = model.second.certainty(scores, labels, first, last)
                mentions.append(NameMention(span, start + first, start + last, cut, label, certainty))
    return mentions


def _proclitics(form: str, item: Item) -> int:
    """Folded characters that the name's first word has before the name; للحوثيين keeps both its ل."""
    bare = item.word.bare
    return len(form) - len(bare) if form.endswith(bare) else 0
