"""How well incidents are told apart, and what blocking costs as an archive grows.

    python -m benchmarks.incidents [ARTICLES.jsonl]

ARTICLES.jsonl is the corpus that `training/annotations/incidents.jsonl` refers to; by default the path in the
environment variable MAHDAR_CORPUS. Without it there is nothing to measure and the command says so. The figures are
cross-validated: each story is tested by models that never saw it nor the stories it shares incidents with.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from rich.progress import track

from mahdar.analysis.incidents import IncidentIndex
from mahdar.analysis.reprints import ReprintIndex
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.reading.reader import read_article
from training.incident_cases import given_cases, read_cases
from training.incident_labels import LABELS, corpus_article, corpus_rows, load_labels

MENTIONS = 5_000
SLICES = 4
NEWS = frozenset({"middleEast", "internationalNews"})


def print_quality(articles: Path, labels: Path, knowledge: Knowledge) -> None:
    """B-cubed by story for the mentions as annotated and for the events as read."""
    try:
        trainer = import_module("training.train_incidents")
    except ImportError as error:
        print(f"B-cubed is not measured: {error.name} is missing; install the extra `training`.")
        return
    labelled = load_labels(articles, labels)
    scores, _ = trainer.cross_validate(given_cases(labelled, knowledge), read_cases(labelled, knowledge), knowledge)
    for name, by_story in scores.items():
        print(f"mentions {name}", *trainer.table(by_story), sep="\n")


def archived_news(articles: Path, knowledge: Knowledge) -> Iterator[ArchivedRecord]:
    """News of the corpus day by day, read."""
    rows = sorted(corpus_rows(articles).values(), key=lambda row: (row["published"], row["id"]))
    for row in rows:
        if row["category"] in NEWS and row["published"] >= "2018-04":
            article = corpus_article(row)
            yield ArchivedRecord(article_id=article.id, record=read_article(article, knowledge))


def print_cost(articles: Path, knowledge: Knowledge) -> None:
    """Time of adding articles one by one while the archive grows past the mentions asked for."""
    records: list[ArchivedRecord] = []
    events = 0
    for record in track(archived_news(articles, knowledge), "reading", total=None, transient=True):
        records.append(record)
        events += len(record.record.events)
        if events >= MENTIONS:
            break
    index, reprints = IncidentIndex(knowledge), ReprintIndex(knowledge)
    size = -(-len(records) // SLICES)
    told = 0
    print("| event mentions | ms an article, incidents | ms an article, reprints |", "|---:|---:|---:|", sep="\n")
    for start in range(0, len(records), size):
        part = records[start : start + size]
        told += sum(len(record.record.events) for record in part)
        began = time.perf_counter()
        for record in part:
            index.add(record)
        added = time.perf_counter()
        for record in part:
            reprints.add(record.article_id, record.record)
        ended = time.perf_counter()
        print(f"| {told} | {(added - began) / len(part) * 1000:.1f} | {(ended - added) / len(part) * 1000:.1f} |")
    groups = index.groups()
    print(f"{len(records)} articles, {told} event mentions, {len(groups)} incidents of which "
          f"{sum(len({a for a, _ in g}) > 1 for g in groups)} are told by several articles; "
          f"{len(reprints.groups())} groups of reprints")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="?", default=os.environ.get("MAHDAR_CORPUS"))
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--cost-only", action="store_true")
    arguments = parser.parse_args()
    if arguments.articles is None or not Path(arguments.articles).exists():
        print("Incidents are not measured: give the corpus, or set MAHDAR_CORPUS to its path.")
        sys.exit(0)
    knowledge = load_knowledge()
    if not arguments.cost_only:
        print_quality(Path(arguments.articles), arguments.labels, knowledge)
    print_cost(Path(arguments.articles), knowledge)


if __name__ == "__main__":
    main()
