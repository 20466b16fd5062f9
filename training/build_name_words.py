"""Build the table of words behind the tagger of names and write `knowledge/data/name_words.tsv`.

    python -m training.build_name_words ARTICLES.jsonl

ARTICLES.jsonl has one article a line with `title` and `text`. A row is a folded word, how frequent it is in the
articles (twice the binary logarithm of its count), its clusters at three grains (as in `training.build_clusters`, but
of rarer words too) and whether it is a part of persons' names in Wikidata: a letter for given name, surname or mixed
and a digit for how often. The parts of names come from the package arabic-name-romanizer, which need only be
installed. Only words and numbers are written: statistics, no text.
"""

import sqlite3
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from math import log2
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from mahdar.arabic.tokens import words_of
from training.build_clusters import SEED, read_lines, word_vectors

LEAST = 5
LEAST_NAMED = 2  # persons bearing a part of a name, for it to be listed
GRAINS = (64, 256, 1024)
TARGET = Path("src/mahdar/knowledge/data/name_words.tsv")


def name_parts() -> dict[str, str]:
    """Folded parts of persons' names, with their part in the name and how often they occur."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    with sqlite3.connect(str(files("arabic_name_romanizer") / "resources" / "names.sqlite3")) as names:
        for part, role, count in names.execute("select arabic_key, role, count from units order by rowid"):
            for word in words_of(part):
                roles[word][role] += count
    return {word: _code(counts) for word, counts in roles.items() if counts.total() >= LEAST_NAMED}


def _code(counts: Counter[str]) -> str:
    given, surname = counts["given"], counts["surname"]
    role = "g" if given > 2 * surname else "s" if surname > 2 * given else "m"
    return role + str(sum(counts.total() >= limit for limit in (2, 5, 20)))


def main(source: Path) -> None:
    """Count, cluster, write."""
    words, counts, vectors = word_vectors(read_lines(source), LEAST)
    weights = np.sqrt([min(counts[word], 2000) for word in words])
    labels = [
        MiniBatchKMeans(grain, random_state=SEED, n_init=2, batch_size=8192, max_iter=60)
        .fit(vectors, sample_weight=weights)
        .labels_
        for grain in GRAINS
    ]
    parts = name_parts()
    rows = [
        "\t".join((word, str(int(2 * log2(counts[word]))), *(str(label[i]) for label in labels), parts.get(word, "")))
        for i, word in enumerate(words)
    ]
    rows += [f"{word}\t0\t\t\t\t{parts[word]}" for word in sorted(parts.keys() - set(words))]
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {len(rows) - len(words)} parts of names besides → {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
