"""Annotated articles for training: texts, annotations, offsets, and the scorer that belongs to them."""

import importlib.util
import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mahdar.intake import IntakeOptions, article_from_text
from mahdar.model import Article

_SKIPPED = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]")
_ANY_SKIPPED = _SKIPPED.pattern + "*"


@dataclass(frozen=True)
class GoldDocument:
    """An article and its annotation as `GUIDELINES.md` of the gold describes it."""

    article: Article
    annotation: dict[str, Any]
    raw_text: str


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that lies beside the gold folders."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_gold(folder: Path, scorer: ModuleType) -> list[GoldDocument]:
    """All annotated documents of a folder, in order of their names."""
    documents = []
    for path in sorted(folder.glob("*.json")):
        text_path = path.with_suffix(".txt")
        documents.append(
            GoldDocument(
                article_from_text(text_path.read_text(encoding="utf-8"), name=path.stem),
                json.loads(path.read_text(encoding="utf-8")),
                scorer.read_text(text_path),
            )
        )
    return documents


def find_snippet(text: str, snippet: str) -> tuple[int, int] | None:
    """Offsets of a snippet's first occurrence; cleaning may have changed the spaces and invisible characters in it."""
    at = text.find(snippet)
    if at >= 0:
        return at, at + len(snippet)
    letters = unicodedata.normalize("NFC", "".join(c for c in snippet if not _SKIPPED.match(c)))
    match = re.search(_ANY_SKIPPED.join(map(re.escape, letters)), text)
    return match.span() if match else None


def corpus_text(row: dict[str, Any]) -> str:
    """Title, newline, body of a corpus article: the string packed offsets count in."""
    return f"{row['title']}\n{row['text'].strip()}"


def load_packed(annotations: Path, articles: Path) -> list[GoldDocument]:
    """Annotations kept as offsets, with their texts put back from the corpus.

    Parameters
    ----------
    annotations : Path
        JSON lines written by `training.pack_annotations`.
    articles : Path
        JSON lines of the corpus: id, outlet, title, published, text.
    """
    rows = {row["id"]: row for row in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    documents = []
    for line in annotations.read_text(encoding="utf-8").splitlines():
        packed = json.loads(line)
        row = rows[packed["document"]]
        text = corpus_text(row)
        options = IntakeOptions(published=row["published"], outlet=row["outlet"], title=row["title"])
        article = article_from_text(row["text"].strip(), options=options, name=row["id"])
        documents.append(GoldDocument(article, _unpack(packed, text, row["published"]), text))
    return documents


def _unpack(packed: dict[str, Any], text: str, published: str) -> dict[str, Any]:
    """Put the snippets back."""

    def cut(span: list[int]) -> str:
        return text[span[0] : span[1]]

    return {
        "doc": packed["document"],
        "published": published,
        "times": [{"text": cut(t["span"]), "value": t["value"]} for t in packed["times"]],
        "places": [{**p, "text": cut(p["span"])} for p in packed["places"]],
        "actors": [{**a, "ar": [cut(span) for span in a["spans"]]} for a in packed["actors"]],
        "statements": [{**s, "text": cut(s["span"])} for s in packed["statements"]],
        "events": [
            {**e, "anchor": cut(e["span"]), "also": [cut(span) for span in e["also"]]} for e in packed["events"]
        ],
    }
