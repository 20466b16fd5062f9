"""Build word clusters from unannotated articles and write `knowledge/data/clusters.tsv`.

    python -m training.build_clusters ARTICLES.jsonl

ARTICLES.jsonl has one article a line with `title` and `text`. Words are folded; those seen at least `LEAST` times get a
vector (positive pointwise mutual information in a window of two words on each side, reduced by a truncated SVD) and, by
k-means, a cluster at two grains. Only words and cluster numbers are written: statistics, no text.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from mahdar.arabic.tokens import words_of

LEAST = 25
CONTEXTS = 4000  # the most frequent words serve as contexts
DIMENSIONS = 80
GRAINS = (64, 400)
WINDOW = 2
SEED = 20261123
FloatArray = NDArray[np.float64]
TARGET = Path("src/mahdar/knowledge/data/clusters.tsv")


def read_lines(source: Path) -> list[tuple[str, ...]]:
    """Folded words of each article, title first."""
    return [
        words_of(f"{row['title']} {row['text']}")
        for row in map(json.loads, source.read_text(encoding="utf-8").splitlines())
    ]


def word_vectors(lines: list[tuple[str, ...]], least: int) -> tuple[list[str], Counter[str], FloatArray]:
    """Words seen at least so often, the most frequent first, how often each is seen, and a unit vector for each."""
    counts = Counter(word for line in lines for word in line)
    words = sorted((w for w, n in counts.items() if n >= least and not w[0].isdigit()), key=lambda w: (-counts[w], w))
    number = {word: i for i, word in enumerate(words)}
    pairs: Counter[int] = Counter()
    width = 2 * WINDOW * CONTEXTS
    for line in lines:
        ids = [number.get(word, -1) for word in line]
        for at, word in enumerate(ids):
            if word < 0:
                continue
            for step in range(1, WINDOW + 1):
                # Left and right contexts are kept apart: word order carries grammar.
                if at >= step and 0 <= ids[at - step] < CONTEXTS:
                    pairs[word * width + (step - 1) * CONTEXTS + ids[at - step]] += 1
                if at + step < len(ids) and 0 <= ids[at + step] < CONTEXTS:
                    pairs[word * width + (WINDOW + step - 1) * CONTEXTS + ids[at + step]] += 1
    keys = np.fromiter(pairs.keys(), dtype=np.int64)
    values = np.fromiter(pairs.values(), dtype=np.float64)
    rows, columns = keys // width, keys % width
    row_sums = np.bincount(rows, values, minlength=len(words))
    column_sums = np.bincount(columns, values, minlength=width)
    information = np.log(values * values.sum() / (row_sums[rows] * column_sums[columns] ** 0.75 * values.sum() ** 0.25))
    keep = information > 0
    matrix = coo_matrix((information[keep], (rows[keep], columns[keep])), shape=(len(words), width)).tocsr()
    return words, counts, normalize(TruncatedSVD(DIMENSIONS, random_state=SEED).fit_transform(matrix))


def main(source: Path) -> None:
    """Read, count, reduce, cluster, write."""
    words, _, vectors = word_vectors(read_lines(source), LEAST)
    labels = [
        MiniBatchKMeans(grain, random_state=SEED, n_init=3, batch_size=4096).fit_predict(vectors) for grain in GRAINS
    ]
    rows_out = (f"{word}\t" + "\t".join(str(label[i]) for label in labels) for i, word in enumerate(words))
    TARGET.write_text("\n".join(rows_out) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {GRAINS} clusters → {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
