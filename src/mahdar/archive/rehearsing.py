"""Adding without adding: what would become of each source."""

from mahdar.archive.archive import Archive, Read
from mahdar.archive.clock import now
from mahdar.archive.identity import article_id_of, origin_of
from mahdar.archive.imports import ImportItem
from mahdar.archive.keeping import Kept
from mahdar.errors import MahdarError
from mahdar.model import Article


class Rehearsal:
    """Does as an import does, and keeps nothing; articles are not even read.

    Parameters
    ----------
    archive : Archive or None
        None where there is none yet.

    Attributes
    ----------
    items : list of ImportItem
        What would be in the log.
    """

    def __init__(self, archive: Archive | None) -> None:
        self._archive = archive
        self._articles: set[str] = set()
        self._origins: set[str] = set()
        self.items: list[ImportItem] = []

    def add(self, source: str, article: Article, read: Read) -> Kept:  # noqa: ARG002 (as an import)
        """Tell what would become of an article."""
        kept = self._foresee(article)
        self._articles.add(kept.article_id)
        self._origins.add(origin_of(article))
        self.items.append(ImportItem(source=source, outcome=kept.outcome, article_id=kept.article_id, at=now()))
        return kept

    def refuse(self, source: str, problem: MahdarError) -> None:
        """Note a source that could not be kept."""
        self.items.append(
            ImportItem(source=source, outcome="refused", code=problem.code, message=problem.message, at=now())
        )

    def _foresee(self, article: Article) -> Kept:
        article_id = article_id_of(article)
        if article_id in self._articles:
            return Kept(article_id, "present")
        kept = self._archive.foresee(article) if self._archive else Kept(article_id, "kept")
        if kept.outcome == "kept" and origin_of(article) in self._origins:
            return Kept(article_id, "version")
        return kept
