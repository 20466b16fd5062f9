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
# Where a word stands, seen from the one that gets its features; "" is the word itself.
PLACES = ("", "-1", "1", "-2", "2")


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


def word_features(word: Word, place: str) -> tuple[str, ...]:
    """What a word tells one that sees it at a place."""
    features = word.own if not place else word.near if place in ("-1", "1") else word.far
    return tuple(place + feature for feature in features) if place else features


def edge_features(items: Sequence[Item], at: int) -> list[str]:
    """Features of marks, and of the sentence's edges."""
    features = [f"<{items[at].before}", f">{items[at].behind}"]
    features += [f"{place}|" for place in PLACES[1:] if not 0 <= at + int(place) < len(items)]
    return features


def pair_features(items: Sequence[Item], at: int) -> list[str]:
    """Features that two words make together."""
    word = items[at].word
    keys = []
    if at:
        before = items[at - 1].word
        keys = [
            f"bb-{before.bare}_{word.bare}",
            f"cc-{before.cluster}_{word.cluster}",
            f"gg-{before.lists}_{word.lists}",
            f"cg-{before.cluster}_{word.lists}",
        ]
    if at + 1 < len(items):
        behind = items[at + 1].word
        keys += [
            f"bb+{word.bare}_{behind.bare}",
            f"cc+{word.cluster}_{behind.cluster}",
            f"gg+{word.lists}_{behind.lists}",
            f"cg+{word.lists}_{behind.cluster}",
        ]
        if at:
            keys.append(f"ctx{before.cluster}_{behind.cluster}")
    return keys


def first_features(items: Sequence[Item], at: int) -> list[str]:
    """All features of a word on first reading."""
    features = edge_features(items, at)
    for place in PLACES:
        other = at + int(place or 0)
        if 0 <= other < len(items):
            features += word_features(items[other].word, place)
    return features + pair_features(items, at)


def second_features(sentences: Sequence[Sequence[Item]], labels: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """Features that the labels of the first reading add, for each word of each sentence of an article.

    What the first reading made of the word and its neighbours, and what it made of the same word elsewhere: a name
    clear in one place (behind a title, in full) helps where it stands alone.
    """
    elsewhere: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence, row in zip(sentences, labels, strict=True):
        for item, label in zip(sentence, row, strict=True):
            elsewhere[item.word.bare][label] += 1
    result = []
    for sentence, row in zip(sentences, labels, strict=True):
        own, lent = [], []
        for at, label in enumerate(row):
            features, shown = _of_others(elsewhere[sentence[at].word.bare], label)
            before = row[at - 1] if at else "|"
            behind = row[at + 1] if at + 1 < len(row) else "|"
            own.append(
                [f"L={label}", f"L-{before}", f"L+{behind}", f"L={label}-{before}", f"L={label}+{behind}", *features]
            )
            lent.append(shown)
        for at in range(len(row)):
            if at:
                own[at] += [f"-1{feature}" for feature in lent[at - 1]]
            if at + 1 < len(row):
                own[at] += [f"1{feature}" for feature in lent[at + 1]]
        result.append(own)
    return result


def _of_others(counts: Counter[str], label: str) -> tuple[list[str], list[str]]:
    """Features of what the other occurrences of a word are, and those of them that the neighbours see."""
    others = counts.total() - 1
    if not others:
        return ["D0"], []
    kinds: Counter[str] = Counter()
    inside = 0
    for other, count in counts.items():
        number = count - (other == label)
        kinds[other[2:] or OUTSIDE] += number
        inside += number if other[0] == "I" else 0
    ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    most = ranked[0]
    name = next((kind for kind in ranked if kind != OUTSIDE and kinds[kind]), OUTSIDE)
    share = min(3, 4 * kinds[name] // others)
    shown = [f"De={name}", f"De={name}{share}{min(others, 3)}"]
    if inside:
        shown.append(f"DI={name}")
    return [f"Dm={most}", f"Dm={most}|{label}", f"De={name}|{label}", *shown], shown
