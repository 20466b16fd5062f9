"""Train the event models on annotated articles and write them with a card.

    python -m training.train_events GOLD_FOLDER [--corpus ARTICLES.jsonl] [--folds 5] [--write]

GOLD_FOLDER holds `score.py`, `train/` and, for a last look, `dev/`. The articles under `training/articles/` teach too
and, with the corpus at hand, the annotations kept as offsets under `training/annotations/`. Every figure printed but
dev's is cross-validated by document. With --write the models trained on everything but dev go to
`src/mahdar/reading/models/`, with a card.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread fits these small problems ten times as fast as two

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mahdar.knowledge import load_knowledge
from mahdar.reading.events.claiming import possible_claims
from mahdar.reading.events.dating import time_candidates, time_features
from mahdar.reading.events.detecting import detection_features
from mahdar.reading.events.finding import QUESTIONS, Models, assign_roles, carried_by, tell
from mahdar.reading.events.merging import Told, pair_features
from mahdar.reading.events.placing import place_candidates, place_features
from mahdar.reading.events.roles import fillers
from mahdar.reading.events.status import status_features
from mahdar.reading.linear import MODELS, LinearModel
from mahdar.reading.reader import make_record, read_events
from training.gold import load_gold, load_packed, load_scorer
from training.lessons import GoldLesson, Lesson, gold_lessons, load_marked

REGULARISATION = {
    "detect": 0.08, "role": 0.08, "status": 0.2, "time": 0.1, "place": 0.05, "claim": 0.2, "merge": 0.15,
}  # fmt: skip
THRESHOLDS = {
    "detect": 0.33, "role": 0.5, "status": 0.5, "time": 0.65, "place": 0.48, "claim": 0.15, "merge": 0.45,
}  # fmt: skip
LEAST_SEEN = 4  # examples with a feature, for it to have a weight
LEAST_WEIGHT = 0.01  # smaller ones are nought: the models load faster, and answer alike
INNER_FOLDS = 2
MERGE_FOLDS = 2
ANNOTATIONS = Path(__file__).parent / "annotations" / "ant.jsonl"
MARKINGS = ANNOTATIONS.with_name("marked.jsonl")
ARTICLES = Path(__file__).parent / "articles"
Example = tuple[list[str], str]


@cache
def examples_of(lesson: Lesson) -> dict[str, list[Example]]:
    """Examples for the questions that one trigger answers by itself: detect, status, time, place."""
    context, events = lesson.context, lesson.events
    result: dict[str, list[Example]] = defaultdict(list)
    for rivals in lesson.sentences:
        stated = {c: number for c in rivals if (number := lesson.event_of(c)) is not None}
        for candidate in filter(lesson.is_judged, rivals):
            yes = candidate in stated
            result["detect"].append((detection_features(context, candidate, rivals), "yes" if yes else "no"))
        triggers = [c for c in rivals if c in stated]
        for candidate in triggers:
            number = stated[candidate]
            event = events[number]
            result["status"].append((status_features(context, candidate), event.status))
            for time in time_candidates(context, candidate):
                yes = time.value == event.date
                result["time"].append(
                    (time_features(context, candidate, time, triggers, event.status), "yes" if yes else "no")
                )
            rival_places = place_candidates(context, candidate)
            for place in rival_places:
                yes = lesson.is_at(place, number)
                result["place"].append(
                    (place_features(context, candidate, place, triggers, rival_places), "yes" if yes else "no")
                )
    return result


def party_examples(lesson: Lesson, role: LinearModel | None = None) -> dict[str, list[Example]]:
    """Examples for role and claim, which depend on the parties of the events before.

    Parameters
    ----------
    lesson : Lesson
    role : LinearModel, optional
        The model that gives the parties of earlier events, as when reading; without it the annotated ones are taken,
        which teaches a trust in them that reading does not deserve.
    """
    context = lesson.context
    result: dict[str, list[Example]] = {"role": [], "claim": []}
    before: list[Told] = []
    for rivals in lesson.sentences:
        stated = {c: number for c in rivals if (number := lesson.event_of(c)) is not None}
        triggers = [c for c in rivals if c in stated]
        for candidate in triggers:
            event = stated[candidate]
            told = Told(candidate, 1.0, status=lesson.events[event].status)
            carried = carried_by(context, before, candidate)
            for filler in fillers(context, candidate, triggers, carried):
                label = "none"
                if lesson.has_part(filler.actor, event, "actor"):
                    label = "actor"
                    told.actors.append(filler.actor)
                elif lesson.has_part(filler.actor, event, "recipient"):
                    label = "recipient"
                    told.recipients.append(filler.actor)
                result["role"].append((filler.features, label))
            if role is not None:
                assign_roles(context, role, told, triggers, carried)
            for claim in possible_claims(context, told, before):
                yes = lesson.has_part(claim.chain[0], event, "claimed_by")
                result["claim"].append((list(claim.features), "yes" if yes else "no"))
            before.append(told)
    return result


@cache
def annotated_parties(lesson: Lesson) -> dict[str, list[Example]]:
    """The examples of role and claim with the annotated parties of earlier events; the same in every fold."""
    return party_examples(lesson)


def merge_examples(lesson: Lesson, models: Models) -> list[Example]:
    """Pairs of tellings of one type as the other models read them."""
    tellings = tell(lesson.context, models)
    numbers = [lesson.event_of(t.candidate) for t in tellings]
    result = []
    for j, other in enumerate(tellings):
        for i in range(j):
            one = tellings[i]
            if one.candidate.entry.type != other.candidate.entry.type or numbers[i] is None or numbers[j] is None:
                continue
            result.append((pair_features(lesson.context, one, other), "yes" if numbers[i] == numbers[j] else "no"))
    return result


def train(examples: Sequence[Example], *, strength: float, threshold: float) -> LinearModel:
    """Logistic regression over the features that are not rare."""
    counts = Counter(chain.from_iterable(set(features) for features, _ in examples))
    names = sorted(feature for feature, count in counts.items() if count >= LEAST_SEEN)
    column = {name: number for number, name in enumerate(names)}
    rows = [sorted({column[f] for f in features if f in column}) for features, _ in examples]
    indices = np.fromiter(chain.from_iterable(rows), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(names)))
    labels = [label for _, label in examples]
    model = LogisticRegression(C=strength, max_iter=2000).fit(matrix, labels)
    classes = [str(c) for c in model.classes_]
    coefficients = model.coef_ if len(classes) > 2 else np.vstack([-model.coef_[0] / 2, model.coef_[0] / 2])
    bias = model.intercept_ if len(classes) > 2 else [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    weights = {
        name: [round(float(v), 4) for v in row]
        for name, row in zip(names, coefficients.T, strict=True)
        if np.abs(row).max() >= LEAST_WEIGHT
    }
    return LinearModel(classes, [round(float(b), 4) for b in bias], weights, threshold)


def train_all(lessons: Sequence[Lesson]) -> Models:
    """Train every question; merging last, on tellings produced by models that have not seen the document."""
    pairs: list[Example] = []
    for fold in range(MERGE_FOLDS):
        partial = _train_tellers([lesson for i, lesson in enumerate(lessons) if i % MERGE_FOLDS != fold])
        pairs += [
            e for i, lesson in enumerate(lessons) if i % MERGE_FOLDS == fold for e in merge_examples(lesson, partial)
        ]
    return replace(_train_tellers(lessons), merge=_train("merge", pairs))


def _train_tellers(lessons: Sequence[Lesson]) -> Models:
    """Train the questions that make a telling: first those of single triggers, then the parties. Nothing is merged."""
    pooled: dict[str, list[Example]] = defaultdict(list)
    for lesson in lessons:
        for question, examples in examples_of(lesson).items():
            pooled[question] += examples
    for lesson, role in _with_strangers_model(lessons):
        for question, examples in party_examples(lesson, role).items():
            pooled[question] += examples
    trained = {q: _train(q, pooled[q]) for q in QUESTIONS if q != "merge"}
    return Models(**trained, merge=LinearModel(["no", "yes"], [1.0, -1.0], {}, THRESHOLDS["merge"]))


def _with_strangers_model(lessons: Sequence[Lesson]) -> Iterator[tuple[Lesson, LinearModel]]:
    """Each lesson with a role model that has not seen it."""
    for fold in range(INNER_FOLDS):
        others = [lesson for i, lesson in enumerate(lessons) if i % INNER_FOLDS != fold]
        role = _train("role", [e for lesson in others for e in annotated_parties(lesson)["role"]])
        yield from ((lesson, role) for i, lesson in enumerate(lessons) if i % INNER_FOLDS == fold)


def _train(question: str, examples: Sequence[Example]) -> LinearModel:
    return train(examples, strength=REGULARISATION[question], threshold=THRESHOLDS[question])


def evaluate(
    lessons: Sequence[GoldLesson], reader: Callable[[Lesson], Models], misses: list[Any] | None = None
) -> dict[str, Any]:
    """Score the readings of lessons by the models that `reader` gives for each."""
    pairs = []
    for lesson in lessons:
        events = read_events(lesson.context, reader(lesson))
        record = json.loads(make_record(lesson.context, events).to_json())
        scorer = lesson.scorer
        pairs.append(
            (
                lesson.gold.article.id,
                scorer.View(lesson.gold.annotation, lesson.gold.raw_text),
                scorer.View(record, lesson.gold.raw_text),
            )
        )
    return lessons[0].scorer.score(pairs, misses)  # type: ignore[no-any-return]


def reliability(lessons: Sequence[GoldLesson], reader: Callable[[Lesson], Models]) -> list[str]:
    """Rows of a Markdown table: of the events read with about a confidence, how many are annotated."""
    read, right = Counter[int](), Counter[int]()
    for lesson in lessons:
        record = json.loads(make_record(lesson.context, read_events(lesson.context, reader(lesson))).to_json())
        scorer = lesson.scorer
        annotated = scorer.View(lesson.gold.annotation, lesson.gold.raw_text).events
        found = scorer.View(record, lesson.gold.raw_text).events
        matched = {j for _, j in scorer.pair(annotated, found, scorer.event_similarity)}
        for j, event in enumerate(record["events"]):
            tenth = min(int(event["confidence"] * 10), 9)
            read[tenth] += 1
            right[tenth] += j in matched
    rows = [f"| {t / 10:.1f} to {t / 10 + 0.1:.1f} | {read[t]} | {right[t] / read[t]:.2f} |" for t in sorted(read)]
    return ["| confidence | events read | of these annotated |", "|---|---|---|", *rows]


def show(title: str, tallies: dict[str, Any], scorer: ModuleType) -> None:
    """Print a table of scores."""
    print(title)
    for key in scorer.ORDER:
        t = tallies[key]
        print(f"  {key:24} {t.p:5.3f} {t.r:5.3f} {t.f:6.3f} {t.g:6} {t.s:5}")


def write_model(name: str, model: LinearModel, folder: Path = MODELS) -> None:
    """Write a model as JSON, features in alphabetical order."""
    folder.mkdir(exist_ok=True)
    data = {
        "classes": list(model.classes),
        "threshold": model.threshold,
        "bias": model.bias,
        "weights": dict(sorted(model.weights.items())),
    }
    (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def table_of(tallies: dict[str, Any], scorer: ModuleType) -> list[str]:
    """The events' layers as rows of a Markdown table."""
    layers = [key for key in scorer.ORDER if key.startswith("events") or key == "figures"]
    rows = [f"| {key} | {t.p:.3f} | {t.r:.3f} | {t.f:.3f} |" for key in layers for t in [tallies[key]]]
    return ["| layer | P | R | F1 (or accuracy) |", "|---|---|---|---|", *rows]


def write_card(sections: dict[str, list[str]], counts: dict[str, int]) -> None:
    """Write the models' card: what they answer, what they learned from, how well they do."""
    lines = [
        "# Event models",
        "",
        f"One logistic regression for each question: {', '.join(QUESTIONS)}. Written by `training/train_events.py`;",
        "deterministic, no random seed is used. Licence: Apache-2.0, weights only, no text.",
        "",
        "Learned from: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".",
        f"Regularisation {REGULARISATION}, thresholds {THRESHOLDS}.",
    ]
    for title, rows in sections.items():
        lines += ["", f"## {title}", "", *rows]
    (MODELS / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validate on train, look at dev, and write the models if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpus", type=Path, help="articles of the packed annotations, JSON lines")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", type=Path, help="write the cross-validated misses of train to this file")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.gold)
    knowledge = load_knowledge()
    lessons = gold_lessons(load_gold(arguments.gold / "train", scorer), knowledge, scorer)
    packed = load_gold(ARTICLES, scorer)
    if arguments.corpus:
        packed += load_packed(ANNOTATIONS, arguments.corpus)
    more = gold_lessons(packed, knowledge, scorer)
    marked = list(load_marked(MARKINGS, arguments.corpus, knowledge, scorer)) if arguments.corpus else []
    print(f"{len(lessons)} articles of train, {len(more)} of our own annotation, {len(marked)} marked")
    folds = arguments.folds
    taught: list[Lesson] = [*lessons, *more, *marked]
    by_fold = [train_all([lesson for i, lesson in enumerate(taught) if i % folds != fold]) for fold in range(folds)]
    number = {id(lesson): i for i, lesson in enumerate(taught)}
    misses: list[Any] = []
    crossed = lambda lesson: by_fold[number[id(lesson)] % folds]  # noqa: E731
    figures = {
        "gold/train, cross-validated by document": evaluate(lessons, crossed, misses),
        "our own annotation, cross-validated by document": evaluate(more, crossed),
    }
    if arguments.misses:
        arguments.misses.write_text("\n".join(" | ".join(map(str, row)) for row in misses), encoding="utf-8")
    final = train_all(taught)
    dev = gold_lessons(load_gold(arguments.gold / "dev", scorer), knowledge, scorer)
    if dev:
        figures["gold/dev"] = evaluate(dev, lambda _: final)
    for title, tallies in figures.items():
        show(title, tallies, scorer)
    if arguments.write:
        for question in QUESTIONS:
            write_model(f"event-{question}", getattr(final, question))
        counts = {
            "articles of gold/train": len(lessons),
            "articles annotated by us": len(more),
            "articles marked by us": len(marked),
        }
        sections = {title: table_of(tallies, scorer) for title, tallies in figures.items()}
        sections["What confidence means, cross-validated on all of these"] = reliability([*lessons, *more], crossed)
        write_card(sections, counts)


if __name__ == "__main__":
    main()
