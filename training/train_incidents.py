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
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread fits these small problems ten times as fast as two

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from mahdar.analysis.incidents.blocking import compatible, slots_of
from mahdar.analysis.incidents.clustering import LEAST, Group, IncidentIndex, group_linked, tellings_joined
from mahdar.analysis.incidents.days import Days
from mahdar.analysis.incidents.mentions import Address, Mention, mentions_of
from mahdar.analysis.incidents.similarity import MODELS, LinkModels, features_across, features_within
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.reading.linear import LinearModel
from training.b_cubed import Score, b_cubed
from training.incident_cases import Cases, coverage, given_cases, read_cases
from training.incident_labels import LABELS, load_labels

REGULARISATION = {"within": 0.2, "across": 0.02}
THRESHOLDS = {
    "within": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "across": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65),
}
_ROUNDED = 4
_NEARLY = 0.003
_STRANGERS = (7, 23, 41, 59, 83)  # how far down the list the articles stand with which one is compared
Lesson = tuple[list[str], bool]


def lessons_within(cases: Cases, knowledge: Knowledge) -> dict[str, list[Lesson]]:
    """Features and answers of the pairs of labelled events of one article, by theatre."""
    lessons: dict[str, list[Lesson]] = {theatre: [] for theatre in cases.theatres.values()}
    for record in cases.records:
        mentions = [m for m in mentions_of(record, knowledge) if m.address in cases.clusters]
        lessons[cases.theatres[record.article_id]] += [
            (features_within(one, other), cases.clusters[one.address] == cases.clusters[other.address])
            for one, other in combinations(mentions, 2)
            if compatible(one.types, other.types)
        ]
    return lessons


class Table:
    """All mentions of some cases, the pairs of them that blocking lets through, and what is known of both.

    Parameters
    ----------
    cases : Cases
    knowledge : Knowledge
    within : LinearModel, optional
        Puts together the events of one article that tell the same; none if the annotation has done so.
    """

    def __init__(self, cases: Cases, knowledge: Knowledge, within: LinearModel | None = None) -> None:
        self.cases = cases
        index = IncidentIndex(knowledge, LinkModels(within or _NEVER, _NEVER), settled=within is None)
        index.add_all(cases.records)
        self.mentions = index.mentions()
        self.members = {mention.address: mention.addresses for mention in index.mentions()}
        self.cluster_of = {address: self._cluster(addresses) for address, addresses in self.members.items()}
        self.pairs = [
            (mention.address, other.address, features_across(mention, other))
            for mention in index.mentions()
            for other in index.candidates(mention)
            if other.address < mention.address
        ]

    def _cluster(self, addresses: Iterable[Address]) -> str | None:
        votes = Counter(sorted(self.cases.clusters[a] for a in addresses if a in self.cases.clusters))
        return votes.most_common(1)[0][0] if votes else None

    def lessons(self, theatres: set[str]) -> list[Lesson]:
        """Features and answers of the pairs of labelled mentions within some theatres."""
        clusters, at = self.cluster_of, self.cases.theatres
        return [
            (features, clusters[one] == clusters[other])
            for one, other, features in self.pairs
            if clusters[one] and clusters[other] and {at[one[0]], at[other[0]]} <= theatres
        ]

    def strangers(self, theatres: set[str]) -> list[Lesson]:
        """Pairs of mentions of different theatres as if both were told on the same day: never one happening.

        Labelled stories resemble each other in time and place; an archive also holds all the others of the day.
        """
        articles = sorted(a for a, theatre in self.cases.theatres.items() if theatre in theatres)
        told: dict[str, list[Mention]] = {article: [] for article in articles}
        for mention in self.mentions:
            if mention.article.article_id in told and self.cluster_of[mention.address]:
                told[mention.article.article_id].append(mention)
        lessons = []
        for at, article in enumerate(articles):
            for other in (articles[(at + step) % len(articles)] for step in _STRANGERS):
                if self.cases.theatres[article] != self.cases.theatres[other]:
                    lessons += [
                        (features_across(one, shifted), False)
                        for one in told[article]
                        for shifted in (told_with(mention, one) for mention in told[other])
                        if compatible(one.types, shifted.types) and slots_of(one) & slots_of(shifted)
                    ]
        return lessons

    def groups(self, model: LinearModel, thresholds: Iterable[float]) -> dict[float, list[Group]]:
        """The groups of events that the model forms of all mentions, at several thresholds."""
        links: dict[Address, dict[Address, float]] = {address: {} for address in self.members}
        for one, other, features in self.pairs:
            probability = model.yes(features)
            if probability >= LEAST:
                links[one][other] = links[other][one] = probability
        return {
            threshold: [
                tuple(member for address in group for member in self.members[address])
                for group in group_linked(links, threshold)
            ]
            for threshold in thresholds
        }


def told_with(mention: Mention, other: Mention) -> Mention:
    """A mention with its dates moved so that its article appears on the day of another's."""
    a, b = mention.article.published, other.article.published
    if a is None or b is None:
        return mention
    by = b.first - a.first
    moved = replace(mention.article, published=Days(a.first + by, a.last + by))
    return replace(mention, article=moved, dates=tuple(Days(d.first + by, d.last + by) for d in mention.dates))


_NEVER = LinearModel(["no", "yes"], [0.0, -20.0], {}, 1.0)


def fit(lessons: Sequence[Lesson], regularisation: float, threshold: float = 0.5) -> LinearModel:
    """Logistic regression over the features of pairs."""
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([dict.fromkeys(features, 1.0) for features, _ in lessons])
    model = LogisticRegression(C=regularisation, max_iter=2000, solver="liblinear")
    model.fit(matrix, [same for _, same in lessons])
    weights = {
        name: [0.0, round(float(weight), _ROUNDED)]
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if round(float(weight), _ROUNDED)
    }
    return LinearModel(["no", "yes"], [0.0, round(float(model.intercept_[0]), _ROUNDED)], weights, threshold)


def with_threshold(model: LinearModel, threshold: float) -> LinearModel:
    """The same model with another threshold."""
    return LinearModel(list(model.classes), model.bias, model.weights, threshold)


def train_within(lessons: Mapping[str, list[Lesson]], cases: Cases, knowledge: Knowledge) -> LinearModel:
    """The model for events of one article; its threshold does best when each theatre is tested apart."""
    total: dict[float, Score] = dict.fromkeys(THRESHOLDS["within"], Score())
    regularisation = REGULARISATION["within"]
    within_article = {address: f"{address[0]}/{cluster}" for address, cluster in cases.clusters.items()}
    for theatre in lessons:
        model = fit([x for t, taught in lessons.items() if t != theatre for x in taught], regularisation)
        for threshold in total:
            models = LinkModels(with_threshold(model, threshold), _NEVER)
            groups = [
                joined.addresses
                for record in cases.records
                if cases.theatres[record.article_id] == theatre
                for joined in tellings_joined(mentions_of(record, knowledge), models)
            ]
            total[threshold] += b_cubed(groups, within_article, lambda article, t=theatre: cases.theatres[article] == t)
    best = max(total, key=lambda threshold: total[threshold].figures[2])
    print("within one article, B³ P, R, F1: {:.3f} {:.3f} {:.3f}".format(*total[best].figures), "at", best)
    return fit([x for taught in lessons.values() for x in taught], regularisation, best)


def strictest(qualities: Mapping[float, float]) -> float:
    """The highest threshold that is nearly as good as the best: an archive is denser than the labelled stories."""
    best = max(qualities.values())
    return max(threshold for threshold, quality in qualities.items() if quality >= best - _NEARLY)


def cross_validate(given: Cases, read: Cases, knowledge: Knowledge) -> tuple[dict[str, dict[str, Score]], LinkModels]:
    """Scores of both tasks by story, each story tested by models that never saw its theatre; and the final models."""
    lessons = lessons_within(read, knowledge)
    theatres = sorted(lessons)
    given_table = Table(given, knowledge)
    scores: dict[str, dict[str, dict[float, dict[str, Score]]]] = {"as annotated": {}, "as read": {}}
    for theatre in theatres:
        others = {t for t in theatres if t != theatre}
        within = train_within({t: lessons[t] for t in others}, read, knowledge)
        tables = {"as annotated": given_table, "as read": Table(read, knowledge, within)}
        model = fit(
            [x for table in tables.values() for x in table.lessons(others) + table.strangers(others)],
            REGULARISATION["across"],
        )
        for name, table in tables.items():
            scores[name][theatre] = {
                threshold: by_story(groups, table.cases, theatre)
                for threshold, groups in table.groups(model, THRESHOLDS["across"]).items()
            }

    def quality(threshold: float, chosen: Iterable[str]) -> float:
        chosen = list(chosen)
        return sum(
            sum((score for t in chosen for score in of_task[t][threshold].values()), Score()).figures[2]
            for of_task in scores.values()
        ) / len(scores)

    thresholds = {
        t: strictest({x: quality(x, (o for o in theatres if o != t)) for x in THRESHOLDS["across"]}) for t in theatres
    }
    final = strictest({x: quality(x, theatres) for x in THRESHOLDS["across"]})
    print("thresholds", thresholds, "of all", final)
    tested = {
        name: {story: score for t in theatres for story, score in of_task[t][thresholds[t]].items()}
        for name, of_task in scores.items()
    }
    within = train_within(lessons, read, knowledge)
    tables = (given_table, Table(read, knowledge, within))
    everything = [x for table in tables for x in table.lessons(set(theatres)) + table.strangers(set(theatres))]
    print(f"{len(everything)} pairs, {sum(same for _, same in everything)} of one incident")
    return tested, LinkModels(within, fit(everything, REGULARISATION["across"], final))


def by_story(groups: Sequence[Group], cases: Cases, theatre: str) -> dict[str, Score]:
    """Scores of the stories of a theatre."""
    stories = sorted({cases.stories[a] for a, t in cases.theatres.items() if t == theatre})
    return {s: b_cubed(groups, cases.clusters, lambda article, s=s: cases.stories[article] == s) for s in stories}


def table(scores: Mapping[str, Score]) -> list[str]:
    """Rows of a Markdown table by story, the sum last."""
    total = sum(scores.values(), Score())
    rows = [
        f"| {name} | {score.mentions} | " + " | ".join(f"{figure:.3f}" for figure in score.figures) + " |"
        for name, score in [*scores.items(), ("all", total)]
    ]
    return ["| story | mentions | B³ P | B³ R | B³ F1 |", "|---|---:|---:|---:|---:|", *rows]


def write(models: LinkModels, tables: Mapping[str, list[str]], learned: str) -> None:
    """Write the models and their card."""
    MODELS.mkdir(exist_ok=True)
    for name in ("within", "across"):
        model: LinearModel = getattr(models, name)
        data = {
            "classes": list(model.classes), "threshold": model.threshold, "bias": model.bias, "weights": model.weights,
        }  # fmt: skip
        (MODELS / f"{name}.json").write_text(
            json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
        )
    lines = [
        "# Models that link mentions of one incident",
        "",
        "Two logistic regressions over pairs of event mentions: `within` one article, `across` articles. Written by",
        "`training/train_incidents.py`; deterministic, no random seed is used. Licence: Apache-2.0, weights only.",
        "",
        f"Learned from {learned}. Regularisation {REGULARISATION},",
        f"thresholds within {models.within.threshold}, across {models.across.threshold}.",
        "B-cubed figures, each story tested by models that never saw its theatre:",
    ]
    for title, rows in tables.items():
        lines += ["", f"## Mentions {title}", "", *rows]
    (MODELS / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validate and, if asked, write the models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    articles = load_labels(arguments.articles, arguments.labels)
    given, read = given_cases(articles, knowledge), read_cases(articles, knowledge)
    told, wanted = coverage(read, articles)
    print(f"{len(articles)} articles, {wanted} mentions, {told} of them told by read events")
    scores, models = cross_validate(given, read, knowledge)
    tables = {name: table(of_task) for name, of_task in scores.items()}
    for name, rows in tables.items():
        print(name, *rows, sep="\n")
    if arguments.write:
        write(models, tables, f"{len(articles)} articles with {wanted} labelled mentions")


if __name__ == "__main__":
    main()
