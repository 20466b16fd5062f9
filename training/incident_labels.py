"""Labelled incidents: which event mentions of corpus articles tell the same happening.

`annotations/incidents.jsonl` holds no text: one line an article, with its document number in the corpus, the story it
belongs to, and its mentions; a mention is a cluster's name, the PLOVER type and the offsets of the words that tell it,
counted in "title, newline, body" of the corpus. Two mentions of one cluster, in whatever articles, are one incident.
"""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from mahdar.intake import IntakeOptions, article_from_text
from mahdar.model import Article, Span
from training.gold import corpus_text

LABELS = Path(__file__).parent / "annotations" / "incidents.jsonl"
# Stories that share incidents are never parted between training and testing.
THEATRES = {
    "douma": "syria-spring", "hama": "syria-spring", "syria14": "syria-spring", "may10": "syria-spring",
    "gazamarch": "gaza", "gazamay": "gaza", "gazajuly": "gaza",
}  # fmt: skip


@dataclass(frozen=True)
class LabelledMention:
    """One event of one article with all its tellings; spans count in `article.text`."""

    cluster: str
    type: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class LabelledArticle:
    """An article of the corpus with its labelled mentions."""

    article: Article
    story: str
    mentions: tuple[LabelledMention, ...]

    @property
    def theatre(self) -> str:
        """The group of stories that cross-validation keeps together."""
        return THEATRES.get(self.story, self.story)


def corpus_rows(articles: Path, wanted: set[str] | None = None) -> dict[str, dict[str, Any]]:
    """Articles of the corpus by document number.

    Parameters
    ----------
    articles : Path
        JSON lines of the corpus: id, outlet, title, published, text.
    wanted : set[str], optional
        Document numbers; all if left out.
    """
    with articles.open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: row for row in rows if wanted is None or row["id"] in wanted}


def corpus_article(row: dict[str, Any]) -> Article:
    """Take in an article of the corpus as a user would."""
    options = IntakeOptions(published=row["published"], outlet=row["outlet"], title=row["title"])
    return article_from_text(row["text"].strip(), options=options, name=row["id"])


def load_labels(articles: Path, labels: Path = LABELS) -> list[LabelledArticle]:
    """Labelled articles with their texts put back from the corpus."""
    packed = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    rows = corpus_rows(articles, {p["document"] for p in packed})
    result = []
    for entry in packed:
        row = rows[entry["document"]]
        article = corpus_article(row)
        offsets = Offsets(corpus_text(row), article.text)
        mentions = tuple(
            LabelledMention(m["cluster"], m["type"], tuple(offsets.move((s[0], s[1])) for s in m["spans"]))
            for m in entry["mentions"]
        )
        result.append(LabelledArticle(article, entry["story"], mentions))
    return result


class Offsets:
    """Offsets of one text in another that was made of it by leaving out furniture and changing spaces."""

    def __init__(self, source: str, target: str) -> None:
        matcher = SequenceMatcher(None, source, target, autojunk=False)
        self._blocks = [(0, 0, len(source))] if source == target else matcher.get_matching_blocks()

    def move(self, span: Span) -> Span:
        """The span in the target; nothing of length nought is ever returned for words that were kept."""
        start = next((b + span[0] - a for a, b, size in self._blocks if a <= span[0] < a + size), None)
        end = next((b + span[1] - a for a, b, size in self._blocks if a < span[1] <= a + size), None)
        if start is None or end is None:
            raise ValueError(f"the words at {span} are not in the text")
        return start, end
