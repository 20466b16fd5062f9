"""Train the tagger of names on ANERcorp and write it with a card.

    python -m training.train_names ANERCORP_FOLDER [--write]

ANERCORP_FOLDER holds `train.conll` and `test.conll`, the split of CAMeL Lab: a token, a space and its label (B-PERS,
I-LOC, …) a line, an empty line between sentences. Two fields are trained. The first labels each sentence by itself. The
second also sees what the first made of the same words around: in training these are labels by fields that had not seen
the sentence. All figures printed are of exact spans, by the code that reads articles; those of the folds guide choices,
the test split is only looked at in the end. L-BFGS with fixed parameters: the same data give the same bytes.
"""

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import pycrfsuite

from mahdar.arabic.folding import fold_with_map
from mahdar.arabic.tokens import tokenize
from mahdar.knowledge import load_knowledge
from mahdar.reading.linear import MODELS
from mahdar.reading.names.crf import Chain
from mahdar.reading.names.features import OUTSIDE, Item, Second, first_features, second_reading
from mahdar.reading.names.finding import LABELS, make_items, spans_of
from mahdar.reading.names.weights import SCALE, Weights
from mahdar.reading.names.words import build_name_words

FOLDS = 3
NEAR = 450  # words before and behind a sentence that count as its article: ANERcorp does not tell articles apart
PARAMETERS = {
    "c1": 0.05, "c2": 0.05, "max_iterations": 70, "feature.minfreq": 2, "feature.possible_transitions": True,
}  # fmt: skip
LEAST_WEIGHT = 0.01
KINDS = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Lesson:
    """A labelled sentence: its words, their labels, for each word the corpus token it is in, and the names annotated.

    Names are (first token, last token, kind) of the corpus, whose tokens keep punctuation.
    """

    items: list[Item]
    labels: list[str]
    origin: list[int]
    names: frozenset[Span]


class Field:
    """A trained field as it is stored: labels, weights, transitions."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._chain = Chain(data["labels"], data["transitions"], SCALE)
        self._weights = Weights(len(data["labels"]), data["weights"])

    def label(self, items: list[Item], told: Sequence[Second] = ()) -> list[str]:
        """The labels of a sentence; `told` is what a second reading adds."""
        scores = self._weights.scores(items)
        if told:
            scores = [row + self._weights.second(second) for row, second in zip(scores, told, strict=True)]
        return self._chain.label([self._weights.rows.weights(row) for row in scores])


def read_corpus(path: Path) -> list[Lesson]:
    """Sentences of a file of the corpus."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            token, label = line.split(" ")
            sentences[-1].append((token, label if label == OUTSIDE else label[:2] + KINDS[label[2:]]))
        elif sentences[-1]:
            sentences.append([])
    return [lesson for lesson in map(_lesson, sentences) if lesson.items]


def _lesson(tokens: list[tuple[str, str]]) -> Lesson:
    words: list[tuple[str, str]] = []
    labels: list[str] = []
    origin: list[int] = []
    gap = ""
    for number, (token, label) in enumerate(tokens):
        parts = tokenize(token, fold_with_map(token))
        gap += " " if number else ""
        if not parts:
            gap += token
            continue
        for at, part in enumerate(parts):
            words.append((part.form, part.gap if at else gap + part.gap))
            labels.append(_begun(label, labels[-1] if labels else OUTSIDE, later=at > 0))
            origin.append(number)
        gap = token[parts[-1].end :]
    names = frozenset(span for span in spans_of([label for _, label in tokens]) if span[2] in LABELS)
    return Lesson(make_items(load_knowledge().derive(build_name_words), words, gap), labels, origin, names)


def _begun(label: str, before: str, *, later: bool) -> str:
    """The label of a word: inside, if it is not its token's first; at a name's begin, if only marks precede it."""
    if label == OUTSIDE:
        return label
    if later:
        return f"I{label[1:]}"
    return f"B{label[1:]}" if before[2:] != label[2:] else label


def train_field(rows: Iterable[tuple[list[list[str]], list[str]]]) -> Field:
    """Train a field on sentences given as features of each word and labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in rows:
        trainer.append(features, labels)
    trainer.set_params(PARAMETERS)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "field")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        labels = sorted(tagger.labels(), key=lambda label: (label != OUTSIDE, label))
        tagger.close()
    number = {label: i for i, label in enumerate(labels)}
    weights: dict[str, list[float]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= LEAST_WEIGHT:
            weights.setdefault(feature, []).extend((number[label], round(weight, 3)))
    transitions = [[round(info.transitions.get((a, b), 0.0), 3) for b in labels] for a in labels]
    return Field({"labels": labels, "weights": weights, "transitions": transitions})


def train_first(lessons: Sequence[Lesson]) -> Field:
    """Train the first reading."""
    return train_field((_first(lesson.items), lesson.labels) for lesson in lessons)


def _first(items: list[Item]) -> list[list[str]]:
    return [first_features(items, at) for at in range(len(items))]


def label_first(field: Field, lessons: Sequence[Lesson]) -> list[list[str]]:
    """Labels of the first reading."""
    return [field.label(lesson.items) for lesson in lessons]


def added(lessons: Sequence[Lesson], labels: Sequence[list[str]]) -> list[list[Second]]:
    """What the first reading's labels add, from the sentences within reach of each sentence."""
    starts = [0]
    for lesson in lessons:
        starts.append(starts[-1] + len(lesson.items))
    result = []
    first = past = 0
    for at in range(len(lessons)):
        while starts[first + 1] <= starts[at] - NEAR:
            first += 1
        while past < len(lessons) and starts[past] < starts[at + 1] + NEAR:
            past += 1
        around = second_reading([lesson.items for lesson in lessons[first:past]], labels[first:past])
        result.append(around[at - first])
    return result


def blocks(lessons: list[Lesson], number: int) -> list[list[Lesson]]:
    """Cut the corpus into runs of sentences, so that an article is seldom in two."""
    return [lessons[i * len(lessons) // number : (i + 1) * len(lessons) // number] for i in range(number)]


def unseen_labels(lessons: list[Lesson], pool: ProcessPoolExecutor) -> list[list[str]]:
    """Labels of the first reading, each block's by a field trained on the others."""
    parts = blocks(lessons, FOLDS)
    others = [[lesson for j, part in enumerate(parts) if j != i for lesson in part] for i in range(FOLDS)]
    fields = pool.map(train_first, others)
    return [row for field, part in zip(fields, parts, strict=True) for row in label_first(field, part)]


def train_second(lessons: Sequence[Lesson], labels: Sequence[list[str]]) -> Field:
    """Train the second reading on labels of the first."""
    extra = added(lessons, labels)
    return train_field(
        (
            [own + second.features() for own, second in zip(_first(lesson.items), told, strict=True)],
            lesson.labels,
        )
        for lesson, told in zip(lessons, extra, strict=True)
    )


def label_second(field: Field, lessons: Sequence[Lesson], labels: Sequence[list[str]]) -> list[list[str]]:
    """Labels of the second reading."""
    extra = added(lessons, labels)
    return [field.label(lesson.items, told) for lesson, told in zip(lessons, extra, strict=True)]


def figures(lessons: Sequence[Lesson], labels: Sequence[list[str]]) -> list[tuple[str, float, float, float]]:
    """Precision, recall and F1 of exact spans, for each kind and over all."""
    tally = {kind: [0, 0, 0] for kind in (*LABELS, "micro")}
    for lesson, row in zip(lessons, labels, strict=True):
        found = {
            (lesson.origin[first], lesson.origin[last], kind) for first, last, kind in spans_of(row) if kind in LABELS
        }
        for number, names in enumerate((lesson.names & found, lesson.names, found)):
            for name in names:
                tally[name[2]][number] += 1
                tally["micro"][number] += 1
    return [
        (kind, right / max(1, read), right / max(1, gold), 2 * right / max(1, gold + read))
        for kind, (right, gold, read) in tally.items()
    ]


def table(title: str, rows: list[tuple[str, float, float, float]]) -> str:
    """A table in Markdown."""
    lines = [f"## {title}", "", "| kind | P | R | F1 |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {k} | {p:.3f} | {r:.3f} | {f:.3f} |" for k, p, r, f in rows), ""])


def write(first: Field, second: Field, tables: list[str]) -> None:
    """Write the model and its card."""
    data = {"first": first.data, "second": second.data}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (MODELS / "names.json").write_text(text + "\n", encoding="utf-8")
    (MODELS / "names.md").write_text(CARD.format(parameters=PARAMETERS, tables="\n".join(tables)), encoding="utf-8")


CARD = """# Tagger of names

Persons, places and organisations in press Arabic: two linear-chain conditional random fields, written by
`training/train_names.py`. The second reads again with what the first made of the same words elsewhere in the article.
No random numbers are drawn: the same data give the same bytes.

Licence: CC BY-SA 4.0 (see NOTICE), because it is derived from ANERcorp (Benajiba and Rosso; CAMeL Lab's edition and
split), which is under that licence. Weights only, no text. The table of words it looks things up in
(`knowledge/data/name_words.tsv`) is not derived from ANERcorp.

Learned from: ANERcorp, train split (newspaper articles of 2002 to 2007, with much sport). Parameters {parameters}.
Exact spans; MISC is learned and not counted.

{tables}
Weak: organisations named like the place they come from (clubs), names whose words are all ordinary words, and anything
younger than the corpus behind the table (2018) that stands without a sign such as a title.
"""


def main() -> None:
    """Train, print figures, write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("anercorp", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    train = read_corpus(arguments.anercorp / "train.conll")
    test = read_corpus(arguments.anercorp / "test.conll")
    with ProcessPoolExecutor(2) as pool:
        whole = pool.submit(train_first, train)
        unseen = unseen_labels(train, pool)
        first = whole.result()
    tables = [table("ANERcorp train, first reading, each fold by a field that has not seen it", figures(train, unseen))]
    print(tables[-1], flush=True)
    labels = label_first(first, test)
    tables.append(table("ANERcorp test, first reading", figures(test, labels)))
    print(tables[-1], flush=True)
    second = train_second(train, unseen)
    tables.append(table("ANERcorp test, second reading", figures(test, label_second(second, test, labels))))
    print(tables[-1], flush=True)
    if arguments.write:
        write(first, second, tables)


if __name__ == "__main__":
    main()
