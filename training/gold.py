"""Annotated articles for training: texts, annotations, offsets, and the scorer that belongs to them."""

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mahdar.intake import article_from_text
from mahdar.model import Article


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
    """Offsets of a snippet's first occurrence."""
    at = text.find(snippet)
    return None if at < 0 else (at, at + len(snippet))
