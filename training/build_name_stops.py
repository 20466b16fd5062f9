"""Which words of the press are never part of a person's name: counted in a corpus, written as a plain list.

    python training/build_name_stops.py CORPUS.jsonl [CORPUS.jsonl …]

Each line of a corpus is a JSON object with `title` and `text`. A word is listed if it occurs often enough and hardly
ever right behind a first name or a person's title. Only the words are kept, in folded form, one a line.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mahdar.arabic.folding import fold
from mahdar.knowledge.entries.actors import GivenNames
from mahdar.knowledge.entries.names import PersonTitle
from mahdar.knowledge.loading import load_knowledge

OUTPUT = Path(__file__).parent.parent / "src" / "mahdar" / "knowledge" / "data" / "name_stops.txt"
LEAST_OCCURRENCES = 20
MOST_BEHIND_NAMES = 0.05
_WORD = re.compile(r"[^\W\d_]+|[.،,:؛;!؟?()\[\]\n«»\"“”\d]")


def pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Neighbouring words of a corpus; anything that is not a letter counts as a boundary."""
    for line in lines:
        article = json.loads(line)
        before = ""
        for word in _WORD.findall(fold(f"{article['title']}\n{article['text']}")):
            yield before, word
            before = word


def main(paths: list[str]) -> None:
    """Count and write."""
    knowledge = load_knowledge()
    given = [entry for entry in knowledge.entries(GivenNames) if entry.role == "given"]
    names = {fold(name) for entry in given for name in entry.names}
    sure = {fold(name) for entry in given if not entry.weak for name in entry.names}
    titles = {
        fold(form)
        for entry in knowledge.entries(PersonTitle)
        if entry.rank != "introducer"
        for form in entry.forms
        if " " not in form
    }
    occurrences: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            for before, word in pairs(lines):
                occurrences[word] += 1
                if before in sure or before in titles:
                    behind[word] += 1
    stops = sorted(
        word
        for word, count in occurrences.items()
        if count >= LEAST_OCCURRENCES
        and len(word) > 1
        and word not in names
        and (behind[word] < MOST_BEHIND_NAMES * count or _is_prefixed(word, occurrences, behind))
        and not any(_is_name(rest, occurrences, behind) for rest in _rests(word))
    )
    OUTPUT.write_text("\n".join(stops) + "\n", encoding="utf-8")
    print(len(stops), "words")


def _is_prefixed(word: str, occurrences: Counter[str], behind: Counter[str]) -> bool:
    """Whether a word is a much more frequent one with a conjunction or preposition in front (وزوجته، بجامعة، للبيت)."""
    return any(
        len(rest) > 3 and occurrences[rest] > 3 * occurrences[word] and not _is_name(rest, occurrences, behind)
        for rest in _rests(word)
    )


def _is_name(word: str, occurrences: Counter[str], behind: Counter[str]) -> bool:
    """Tell whether a word is often enough right behind a first name to be a family name."""
    return occurrences[word] >= LEAST_OCCURRENCES and behind[word] > 4 * MOST_BEHIND_NAMES * occurrences[word]


def _rests(word: str) -> list[str]:
    rests = [word[1:]] if word[0] in "وبلكف" else []
    if word.startswith("لل"):
        rests.append("ال" + word[2:])
    if word[0] == "و" and len(word) > 4 and word[1] in "بلك":
        rests.append(word[2:])
    return rests


if __name__ == "__main__":
    main(sys.argv[1:])
