"""Keep annotations without their texts: snippets become offsets, documents become numbers of the corpus.

    python -m training.pack_annotations FOLDER INDEX.tsv ARTICLES.jsonl TARGET.jsonl

FOLDER holds `<id>.txt` and `<id>.json` as the gold's guidelines describe; INDEX.tsv maps ids to document numbers of
ARTICLES.jsonl (one article a line: id, title, text, …). TARGET gets one line a document; `training.gold.load_packed`
puts the texts back in where the corpus is at hand.
"""

import json
import sys
from pathlib import Path
from typing import Any

from training.gold import corpus_text, find_snippet


def pack(annotation: dict[str, Any], text: str, number: str) -> dict[str, Any]:
    """Replace every snippet by the offsets of its first occurrence."""

    def at(snippet: str) -> list[int] | None:
        span = find_snippet(text, snippet)
        return list(span) if span else None

    def spans(snippets: list[str]) -> list[list[int]]:
        return [span for span in map(at, snippets) if span]

    return {
        "document": number,
        "times": [{"span": at(t["text"]), "value": t["value"]} for t in annotation["times"] if at(t["text"])],
        "places": [
            {**{k: v for k, v in p.items() if k != "text"}, "span": at(p["text"])} for p in annotation["places"]
        ],
        "actors": [
            {**{k: v for k, v in a.items() if k != "ar"}, "spans": spans(a["ar"])} for a in annotation["actors"]
        ],
        "statements": [
            {**{k: v for k, v in s.items() if k != "text"}, "span": at(s["text"])}
            for s in annotation["statements"]
            if at(s["text"])
        ],
        "events": [
            {
                **{k: v for k, v in e.items() if k not in ("anchor", "also")},
                "span": at(e["anchor"]),
                "also": spans(e.get("also", [])),
            }
            for e in annotation["events"]
            if at(e["anchor"])
        ],
    }


def main(folder: Path, index: Path, articles: Path, target: Path) -> None:
    """Pack every annotated document of a folder and its subfolders."""
    numbers = dict(line.split("\t") for line in index.read_text(encoding="utf-8").splitlines())
    rows = {r["id"]: r for r in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    packed = []
    for path in sorted(folder.rglob("*.json")):
        number = numbers[path.stem]
        annotation = json.loads(path.read_text(encoding="utf-8"))
        packed.append(pack(annotation, corpus_text(rows[number]), number))
    lines = (json.dumps(p, ensure_ascii=False, separators=(",", ":")) for p in packed)
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(packed)} documents → {target}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
