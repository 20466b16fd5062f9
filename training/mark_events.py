"""Mark events by number: show articles with their possible triggers numbered, and keep an annotator's answers.

    python -m training.mark_events show ARTICLES.jsonl DOCUMENTS.txt FOLDER
    python -m training.mark_events pack ARTICLES.jsonl FOLDER TARGET.jsonl

`show` writes for every twelve of the documents (numbers of the corpus, one a line) a file `FOLDER/in/fNN.txt`: each
text with a number behind every word that may state an event, and the types, actors, places and times that the reader
found. What the numbers stand for is kept in `FOLDER/index.json`.

The annotator writes `FOLDER/out/fNN.ans`, for every article a line `=== NAME` and below it one line an event:

    1 COERCE happened w=1,2,6 act=1,2 rec=4 t=1 pl=2 by=-

its type and status, all numbered words that state it, actors, recipients, time, place and source by number; "-" where
there is none, "?" where it is not among those listed, "t==2018-05-30" for a date that no phrase gives. A word that no
line names states no event.

`pack` turns the answers into offsets of words in the corpus texts: no text is kept.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mahdar.knowledge import load_knowledge
from mahdar.reading.events.context import Context
from training.gold import corpus_text
from training.lessons import align_words, read_corpus

ARTICLES_A_FILE = 12


def numbered(context: Context, name: str) -> tuple[str, dict[str, Any]]:
    """An article as an annotator sees it, and what its numbers stand for, in offsets of the text read."""
    document = context.document
    text = document.text
    types: dict[int, set[str]] = {}
    for candidate in context.candidates:
        types.setdefault(candidate.token, set()).add(candidate.entry.type)
    marked, last = "", 0
    words = {}
    for number, at in enumerate(sorted(types), 1):
        token = document.tokens[at]
        marked += f"{text[last : token.end]}⟦{number}⟧"
        last = token.end
        words[str(number)] = (token.start, text[token.start : token.end], sorted(types[at]))
    places = {p.place.id: p for p in reversed(context.places)}
    times = {t.value: t for t in reversed(context.times)}
    actors = [
        f"{a.name.en} ({' / '.join(dict.fromkeys(text[m.span[0] : m.span[1]] for m in a.mentions))})"
        for a in context.actors
    ]
    lists = {
        "words": [f"{form} {'|'.join(kinds)}" for _, form, kinds in words.values()],
        "actors": actors,
        "places": [text[p.span[0] : p.span[1]] for p in places.values()],
        "times": [f"{text[t.span[0] : t.span[1]]} = {value}" for value, t in times.items()],
    }
    lines = [f"=== {name} published {document.article.published}", (marked + text[last:]).strip()]
    lines += [f"-- {title}: " + "; ".join(f"{i} {x}" for i, x in enumerate(rows, 1)) for title, rows in lists.items()]
    meaning = {
        "document": document.article.id,
        "words": {number: (start, kinds) for number, (start, _, kinds) in words.items()},
        "actors": [document.tokens[a.mentions[0].first].start for a in context.actors],
        "places": [document.tokens[p.first].start for p in places.values()],
        "times": list(times),
    }
    return "\n".join(lines), meaning


def show(articles: Path, documents: Path, folder: Path) -> None:
    """Write the numbered articles and their index."""
    knowledge = load_knowledge()
    rows = _rows(articles, documents.read_text(encoding="utf-8").split())
    shown = [numbered(read_corpus(row, knowledge), f"m{n:03}") for n, row in enumerate(rows, 1)]
    (folder / "in").mkdir(parents=True)
    for number, start in enumerate(range(0, len(shown), ARTICLES_A_FILE), 1):
        texts = [text for text, _ in shown[start : start + ARTICLES_A_FILE]]
        (folder / "in" / f"f{number:02}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    index = {f"m{n:03}": meaning for n, (_, meaning) in enumerate(shown, 1)}
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


def pack(articles: Path, folder: Path, target: Path) -> None:
    """Turn answers into offsets of the corpus texts."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    answers = {name: lines for path in sorted((folder / "out").glob("*.ans")) for name, lines in _answers(path)}
    names = {index[name]["document"]: name for name in answers}
    knowledge = load_knowledge()
    packed = []
    for row in _rows(articles, list(names)):
        name = names[row["id"]]
        back = align_words(read_corpus(row, knowledge).document.text, corpus_text(row))
        packed.append(_packed(index[name], [_answer(line) for line in answers[name]], back))
    packed.sort(key=lambda p: p["document"])
    target.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in packed), encoding="utf-8")


def _rows(articles: Path, numbers: list[str]) -> list[dict[str, Any]]:
    wanted = set(numbers)
    with articles.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    return [rows[number] for number in numbers]


def _answers(path: Path) -> Iterator[tuple[str, list[str]]]:
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        name, *lines = part.strip().split("\n")
        yield name.split()[0], [line for line in lines if line.strip()]


def _answer(line: str) -> dict[str, str]:
    _, kind, status, *fields = line.split()
    return {"type": kind, "status": status, **dict(field.split("=", 1) for field in fields)}


def _packed(meaning: dict[str, Any], answers: list[dict[str, str]], back: dict[int, int]) -> dict[str, Any]:
    def chosen(numbers: str, starts: list[int]) -> list[int]:
        kept = (back.get(starts[int(n) - 1]) for n in numbers.split(",") if n.isdigit())
        return [at for at in kept if at is not None]

    def date(time: str) -> str | None:
        if time.startswith("="):
            return time[1:]
        value: str | None = meaning["times"][int(time) - 1] if time.isdigit() else None
        return value

    return {
        "document": meaning["document"],
        "words": [[back[start], kinds] for start, kinds in meaning["words"].values() if start in back],
        "events": [
            {
                "type": a["type"],
                "status": a["status"],
                "words": [back[meaning["words"][n][0]] for n in a["w"].split(",") if meaning["words"][n][0] in back],
                "actor": chosen(a["act"], meaning["actors"]),
                "recipient": chosen(a["rec"], meaning["actors"]),
                "claimed_by": chosen(a["by"], meaning["actors"]),
                "place": next(iter(chosen(a["pl"], meaning["places"])), None),
                "date": date(a["t"]),
            }
            for a in answers
        ],
    }


if __name__ == "__main__":
    {"show": show, "pack": pack}[sys.argv[1]](*map(Path, sys.argv[2:]))
