"""Train the model that links event mentions of one incident, and write it with a card.

    python -m training.train_incidents ARTICLES.jsonl [--write]

ARTICLES.jsonl is the corpus that `annotations/incidents.jsonl` refers to. Mentions as annotated and events as read both
teach, because an archive holds what was read. Every figure is cross-validated by theatre: stories that share incidents
are never parted between teaching and testing, and the threshold is chosen without the theatre it is tested on.
Deterministic; no random seed is used.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread fits these small problems ten times as fast as two

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from mahdar.analysis.incidents.clustering import IncidentIndex
from mahdar.analysis.incidents.mentions import Address
from mahdar.analysis.incidents.similarity import MODEL, pair_features
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.reading.linear import LinearModel
from training.incident_cases import Cases, coverage, given_cases, read_cases
from training.incident_labels import LABELS, load_labels

REGULARISATION = 0.05
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
_SEEN = LinearModel(["no", "yes"], [0.0, -20.0], {}, 0.5)  # links nothing: for looking at candidates only
_ROUNDED = 4


@dataclass(frozen=True)
class Pair:
    """Two mentions that blocking lets be compared."""

    theatre: str
    features: list[str]
    same: bool


@dataclass
class Score:
    """B-cubed sums over mentions: for each mention, how many of its group share its cluster, and how much of its cluster."""

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.precision + other.precision, self.recall + other.recall, self.mentions + other.mentions)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        n = max(1, self.mentions)
        p, r = self.precision / n, self.recall / n
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(groups: Iterable[Sequence[Address]], clusters: Mapping[Address, str], keep: Callable[[str], bool]) -> Score:
    """Score groups against labelled clusters; mentions without a label are left out of both.

    Parameters
    ----------
    groups : iterable of sequences of addresses
    clusters : mapping from address to cluster
    keep : callable
        Which articles to score, by id; the others count as members, but are not asked.

    Source: Bagga and Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model" (1998).
    """
    score = Score()
    sizes: dict[str, int] = {}
    for cluster in clusters.values():
        sizes[cluster] = sizes.get(cluster, 0) + 1
    for group in groups:
        labelled = [clusters[address] for address in group if address in clusters]
        for address in group:
            if address in clusters and keep(address[0]):
                shared = labelled.count(clusters[address])
                score += Score(shared / len(labelled), shared / sizes[clusters[address]], 1)
    return score


def pairs_of(cases: Cases, knowledge: Knowledge) -> list[Pair]:
    """All pairs of labelled mentions that blocking lets through."""
    index = IncidentIndex(knowledge, _SEEN)
    for record in cases.records:
        index.add(record)
    pairs = []
    for address in sorted(cases.clusters):
        mention = index.mention(address)
        for other in index.candidates(mention):
            if other < address and other in cases.clusters:
                same = cases.clusters[address] == cases.clusters[other]
                theatre = cases.theatres[address[0]]
                # A pair across theatres teaches nobody whom it tests.
                if theatre == cases.theatres[other[0]]:
                    pairs.append(Pair(theatre, pair_features(mention, index.mention(other)), same))
    return pairs


def fit(pairs: Sequence[Pair], threshold: float = 0.5) -> LinearModel:
    """Logistic regression over the features of pairs."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(pair.features, 1.0) for pair in pairs])
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, solver="liblinear")
    model.fit(matrix, [pair.same for pair in pairs])
    weights = {
        name: [0.0, round(float(weight), _ROUNDED)]
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if round(float(weight), _ROUNDED)
    }
    return LinearModel(["no", "yes"], [0.0, round(float(model.intercept_[0]), _ROUNDED)], weights, threshold)


def groups_of(cases: Cases, knowledge: Knowledge, model: LinearModel) -> tuple[tuple[Address, ...], ...]:
    """Group all mentions of some records."""
    index = IncidentIndex(knowledge, model)
    for record in cases.records:
        index.add(record)
    return index.groups()


def with_threshold(model: LinearModel, threshold: float) -> LinearModel:
    """The same model with another threshold."""
    return LinearModel(list(model.classes), model.bias, model.weights, threshold)


def best_threshold(model: LinearModel, tasks: Sequence[Cases], knowledge: Knowledge, theatres: set[str]) -> float:
    """The threshold with the best mean F1 over some tasks, on the articles of some theatres."""
    def quality(threshold: float) -> float:
        chosen = with_threshold(model, threshold)
        return sum(
            b_cubed(groups_of(cases, knowledge, chosen), cases.clusters, lambda a: cases.theatres[a] in theatres).figures[2]
            for cases in tasks
        )
    return max(THRESHOLDS, key=quality)


def cross_validate(tasks: Mapping[str, Cases], knowledge: Knowledge) -> tuple[dict[str, dict[str, Score]], LinearModel]:
    """Scores of each task by story, each story tested by a model that never saw its theatre; and the final model."""
    pairs = [pair for cases in tasks.values() for pair in pairs_of(cases, knowledge)]
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one incident")
    theatres = sorted({pair.theatre for pair in pairs} | {t for c in tasks.values() for t in c.theatres.values()})
    models = {t: fit([pair for pair in pairs if pair.theatre != t]) for t in theatres}
    scores: dict[str, dict[str, Score]] = {name: {} for name in tasks}
    chosen = []
    grouped = {
        (t, threshold, name): groups_of(cases, knowledge, with_threshold(models[t], threshold))
        for t in theatres for threshold in THRESHOLDS for name, cases in tasks.items()
    }
    def held_out(theatre: str, threshold: float, name: str) -> Score:
        cases = tasks[name]
        return b_cubed(grouped[theatre, threshold, name], cases.clusters, lambda a: cases.theatres[a] == theatre)
    for theatre in theatres:
        others = [t for t in theatres if t != theatre]
        threshold = max(THRESHOLDS, key=lambda x: sum(
            sum((held_out(t, x, name) for t in others), Score()).figures[2] for name in tasks))
        chosen.append(threshold)
        for name, cases in tasks.items():
            for story in sorted({cases.stories[a] for a in cases.stories if cases.theatres[a] == theatre}):
                scores[name][story] = b_cubed(
                    grouped[theatre, threshold, name], cases.clusters, lambda a: cases.stories[a] == story
                )
    final = max(THRESHOLDS, key=lambda x: sum(
        sum((held_out(t, x, name) for t in theatres), Score()).figures[2] for name in tasks))
    print(f"thresholds of the folds {chosen}, of all {final}")
    return scores, fit(pairs, final)


def table(scores: Mapping[str, Score]) -> list[str]:
    """Rows of a Markdown table by story, the sum last."""
    total = sum(scores.values(), Score())
    rows = [
        f"| {name} | {score.mentions} | " + " | ".join(f"{figure:.3f}" for figure in score.figures) + " |"
        for name, score in [*scores.items(), ("all", total)]
    ]
    return ["| story | mentions | B³ P | B³ R | B³ F1 |", "|---|---:|---:|---:|---:|", *rows]


def write(model: LinearModel, tables: Mapping[str, list[str]], pairs: str) -> None:
    """Write the model and its card."""
    data = {"classes": list(model.classes), "threshold": model.threshold, "bias": model.bias, "weights": model.weights}
    MODEL.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    lines = [
        "# The model that links mentions of one incident",
        "",
        "Logistic regression over pairs of event mentions, written by `training/train_incidents.py`; deterministic.",
        f"Regularisation {REGULARISATION}, threshold {model.threshold}. {pairs}",
        "Licence: Apache-2.0, weights only, no text.",
    ]
    for title, rows in tables.items():
        lines += ["", f"## {title}", "", *rows]
    MODEL.with_name("MODEL.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validate and, if asked, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    articles = load_labels(arguments.articles, arguments.labels)
    tasks = {"as annotated": given_cases(articles, knowledge), "as read": read_cases(articles, knowledge)}
    told, wanted = coverage(tasks["as read"], articles)
    print(f"{len(articles)} articles, {wanted} mentions, {told} of them told by read events")
    scores, model = cross_validate(tasks, knowledge)
    tables = {name: table(by_story) for name, by_story in scores.items()}
    for name, rows in tables.items():
        print(name, *rows, sep="\n")
    if arguments.write:
        write(model, tables, f"{len(articles)} articles, {wanted} labelled mentions.")


if __name__ == "__main__":
    main()
