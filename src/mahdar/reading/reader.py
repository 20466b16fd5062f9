"""The reader: the only place that knows the order of the stages."""

from mahdar.knowledge import Knowledge
from mahdar.model import Article, Record


def read_article(article: Article, knowledge: Knowledge) -> Record:
    """Read one article into a record."""
    raise NotImplementedError
