"""Features of the words of a sentence, and what the rest of the article adds on second reading.

A feature is a readable name. Those of a word for itself and for its neighbours depend on the word alone, so their
weights are summed once for each word (see `crf`); those of pairs of words, of what stands between words and of the
rest of the article are looked up one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mahdar.reading.names.words import Word

OUTSIDE = "O"
_MARKS = {
    '"': "q", "«": "q", "“": "q", "»": "Q", "”": "Q", "(": "b", ")": "B", "،": "c", ",": "c", ".": "p", ":": "l",
    "-": "h", "–": "h", "/": "s", "\n": "n",
}  # fmt: skip
# Where a word stands, seen from the one that gets its features. Features of one word are named "place:feature".
PLACES = ("0", "-1", "1", "-2", "2")
UNMARKED = ("<0", ">0")  # the features of most words: only spaces beside them, and far from the sentence's edges


class Item(NamedTuple):
    """A word of a sentence and what stands before and behind it."""

    word: Word
    before: str
    behind: str


@lru_cache(maxsize=4096)
def gap_name(gap: str) -> str:
    """A short name for the marks between two words."""
    if gap in ("", " "):
        return "0"
    return "".join(sorted({_MARKS[char] for char in gap if char in _MARKS})) or "x"


def edge_features(items: Sequence[Item], at: int) -> list[str]:
    """Features of marks, and of the sentence's edges."""
    features = [f"<{items[at].before}", f">{items[at].behind}"]
    features += [f"{place}|" for place in PLACES[1:] if not 0 <= at + int(place) < len(items)]
    return features


def words_together(before: Word, behind: Word) -> tuple[str, str]:
    """Features of two neighbouring words, for the second and for the first of them."""
    pair = f"{before.bare}_{behind.bare}"
    return f"bb-{pair}", f"bb+{pair}"


def first_word(feature: str) -> str:
    """The first of the two words that a feature made by `words_together` names; "" for others."""
    return feature[3:].partition("_")[0] if feature.startswith("bb") else ""


def kinds_together(before: Word, behind: Word) -> tuple[list[str], list[str]]:
    """Features of the clusters and lexicons of two neighbouring words, for the second and for the first of them."""
    clusters, lists = f"{before.cluster}_{behind.cluster}", f"{before.lists}_{behind.lists}"
    return (
        [f"cc-{clusters}", f"gg-{lists}", f"cg-{before.cluster}_{behind.lists}"],
        [f"cc+{clusters}", f"gg+{lists}", f"cg+{before.lists}_{behind.cluster}"],
    )


def around_feature(before: Word, behind: Word) -> str:
    """The feature of the words on both sides, for the word between."""
    return f"ctx{before.cluster}_{behind.cluster}"


def first_features(items: Sequence[Item], at: int) -> list[str]:
    """All features of a word on first reading."""
    features = edge_features(items, at)
    for place in PLACES:
        other = at + int(place)
        if 0 <= other < len(items):
            features += [f"{place}:{feature}" for feature in items[other].word.features(place)]
    word = items[at].word
    before = items[at - 1].word if at else None
    behind = items[at + 1].word if at + 1 < len(items) else None
    if before:
        features += [words_together(before, word)[0], *kinds_together(before, word)[0]]
    if behind:
        features += [words_together(word, behind)[1], *kinds_together(word, behind)[1]]
    if before and behind:
        features.append(around_feature(before, behind))
    return features


class Others(NamedTuple):
    """What the first reading made of the other occurrences of a word in the article.

    Attributes
    ----------
    most : str
        The kind of most of them, "O" for no name.
    name : str
        The kind of most of those that are names, "O" if none is.
    share : int
        How many quarters of them are of that kind, at most 3.
    number : int
        How many there are, at most 3.
    inside : bool
        Whether one is inside a name, behind its first word.
    """

    most: str
    name: str
    share: int
    number: int
    inside: bool


class Second(NamedTuple):
    """What a word is told on second reading: labels of the first here and beside, and what is known of other places."""

    label: str
    before: str
    behind: str
    here: Others | None
    others_before: Others | None
    others_behind: Others | None

    def features(self) -> list[str]:
        """As features."""
        label = self.label
        features = [f"L={label}", f"L-{self.before}", f"L+{self.behind}"]
        features += [f"L={label}-{self.before}", f"L={label}+{self.behind}"]
        if self.here:
            most, name = self.here.most, self.here.name
            features += [f"Dm={most}", f"Dm={most}|{label}", f"De={name}|{label}", *_lent(self.here)]
        else:
            features.append("D0")
        for place, others in (("-1", self.others_before), ("1", self.others_behind)):
            if others:
                features += [place + feature for feature in _lent(others)]
        return features


def _lent(others: Others) -> list[str]:
    features = [f"De={others.name}", f"De={others.name}{others.share}{others.number}"]
    return [*features, f"DI={others.name}"] if others.inside else features


def second_reading(sentences: Sequence[Sequence[Item]], labels: Sequence[Sequence[str]]) -> list[list[Second]]:
    """What each word of each sentence of an article is told on second reading.

    What the first reading made of the word and its neighbours, and what it made of the same word elsewhere: a name
    clear in one place (behind a title, in full) helps where it stands alone.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence, row in zip(sentences, labels, strict=True):
        for item, label in zip(sentence, row, strict=True):
            counts[item.word.bare][label] += 1
    known: dict[tuple[str, str], Others | None] = {}
    result = []
    for sentence, row in zip(sentences, labels, strict=True):
        others = []
        for item, label in zip(sentence, row, strict=True):
            key = (item.word.bare, label)
            if key not in known:
                known[key] = _others(counts[key[0]], label)
            others.append(known[key])
        wide = ["|", *row, "|"]
        wider = [None, *others, None]
        result.append(
            [
                Second(wide[at], wide[at - 1], wide[at + 1], wider[at], wider[at - 1], wider[at + 1])
                for at in range(1, len(row) + 1)
            ]
        )
    return result


def _others(counts: Counter[str], label: str) -> Others | None:
    """What the occurrences of a word are besides one with the given label; None if there are none."""
    number = counts.total() - 1
    if not number:
        return None
    kinds: Counter[str] = Counter()
    inside = 0
    for other, count in counts.items():
        rest = count - (other == label)
        kinds[other[2:] or OUTSIDE] += rest
        inside += rest if other[0] == "I" else 0
    ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    name = next((kind for kind in ranked if kind != OUTSIDE and kinds[kind]), OUTSIDE)
    return Others(ranked[0], name, min(3, 4 * kinds[name] // number), min(number, 3), inside > 0)
