"""What makes two articles the same: their origin, and their content."""

from urllib.parse import urlsplit, urlunsplit

from mahdar.archive.numbers import content_key
from mahdar.model import Article

_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(article: Article) -> str:
    """Name where an article comes from: its address, or without one its outlet and text."""
    if article.url:
        return content_key("url", _plain(article.url))
    return content_key("text", article.outlet, article.sha256)


def article_id_of(article: Article) -> str:
    """Name a version of an article: origin and content, which is the text and what is known of it."""
    article = taken_in(article)
    known = (article.title, article.outlet, article.author, article.published)
    return content_key(origin_of(article), article.sha256, *known)


def taken_in(article: Article) -> Article:
    """Give an article as it was taken in: without the date that a reading inferred."""
    if article.published_from != "inferred":
        return article
    return article.model_copy(update={"published": None, "published_from": None})


def _plain(url: str) -> str:
    """Leave out of an address what leads to the same page: fragment, default port, capitals in scheme and host."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return url
    shown = host if port in (None, _DEFAULT_PORTS.get(parts.scheme.lower())) else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), shown, parts.path or "/", parts.query, ""))
