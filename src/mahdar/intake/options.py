"""What the caller wants of intake, and what a source says of itself."""

from dataclasses import dataclass
from datetime import date

from mahdar.model.article import PublishedFrom

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """How to take in a source; what is set here wins over what the source says.

    Attributes
    ----------
    published : date, str or None
        Day of publication (ISO 8601).
    outlet, title, author, url : str or None
    max_bytes : int
        Largest source, in bytes; for URLs after decompression.
    allow_private : bool
        Whether URLs may lead to private, loopback and link-local addresses.
    timeout : float
        Seconds for a URL, redirects included.
    max_redirects : int
    """

    published: date | str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    max_bytes: int = 5 * MEBIBYTE
    allow_private: bool = False
    timeout: float = 20.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a source says of itself: front matter, page metadata or a stamp in the text. `published` is an ISO day."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
