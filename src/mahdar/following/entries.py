"""Entries: the articles that a feed or sitemap points to."""

import gzip
import io
import re
import zlib
from dataclasses import dataclass

from mahdar.errors import IntakeError
from mahdar.intake.dates import day_of
from mahdar.intake.decoding import declared_charset, decode
from mahdar.intake.fetch import Answer
from mahdar.knowledge import Knowledge

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_GZIP = b"\x1f\x8b"
_LARGEST = 50 * 1024 * 1024  # bytes of a sitemap, decompressed: the limit of the sitemaps protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One article pointed to.

    Attributes
    ----------
    url : str
        Without fragment and without the tags that say who sent the reader.
    changed : str or None
        When it was changed last, as written there; another value means that it changed again.
    published : str or None
        Day of publication, ISO 8601.
    """

    url: str
    changed: str | None = None
    published: str | None = None


def read_feed(answer: Answer, knowledge: Knowledge) -> list[Entry]:
    """Read an RSS or Atom feed; summaries are left alone, for they are not the article.

    Raises
    ------
    IntakeError
        `bad-feed`.
    """
    import feedparser  # noqa: PLC0415 (slow to import)

    # The encoding is settled as for pages: feeds declare one and use another often enough.
    declared = declared_charset(answer.data) or answer.charset
    try:
        text = _DECLARATION.sub("", decode(answer.data, knowledge, declared=declared, place=answer.url))
    except IntakeError as error:
        raise _bad(error.message, answer.url) from error
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": answer.url}
    found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    if not found.entries and (found.bozo or not found.version):
        raise _bad(str(found.get("bozo_exception") or "it is neither RSS nor Atom"), answer.url)
    entries = []
    for one in map(dict, found.entries):  # its own dictionaries answer for other keys too, and complain of that
        plain = plain_address(one.get("link"))
        published, updated = one.get("published"), one.get("updated")
        if plain:
            entries.append(Entry(plain, updated or published, day_of(published or updated)))
    return list({entry.url: entry for entry in reversed(entries)}.values())[::-1]


def read_sitemap(answer: Answer, most: int) -> tuple[list[Entry], list[Entry], int]:
    """Read a sitemap.

    Parameters
    ----------
    answer : Answer
    most : int
        Entries taken, those changed last first.

    Returns
    -------
    tuple
        Pages, further sitemaps, and how many pages were left out.

    Raises
    ------
    IntakeError
        `bad-feed`.
    """
    from lxml import etree  # noqa: PLC0415 (slow to import)

    data = answer.data
    try:
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                data = stream.read(_LARGEST)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error, ValueError) as error:
        raise _bad(str(error), answer.url) from error
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise _bad("it is no sitemap", answer.url)
    entries = []
    for element in root:
        parts = {
            etree.QName(part).localname: (part.text or "").strip()
            for part in element.iter()
            if isinstance(part.tag, str)
        }
        url = plain_address(parts.get("loc"))
        if url:
            published = day_of(parts.get("publication_date"))
            entries.append(Entry(url, parts.get("lastmod") or parts.get("publication_date"), published))
    # Those without a date come last, in their order.
    entries.sort(key=lambda entry: entry.changed or "", reverse=True)
    taken, left = entries[:most], len(entries[most:])
    return (taken, [], left) if etree.QName(root).localname == "urlset" else ([], taken, left)


def plain_address(link: object) -> str | None:
    """Leave out of a link what leads to the same page; None if it is no http(s) address."""
    from courlan import normalize_url  # noqa: PLC0415 (slow to import)

    if not isinstance(link, str) or not link.strip().lower().startswith(("http://", "https://")):
        return None
    try:
        plain: str = normalize_url(link.strip())
    except (ValueError, TypeError):
        return None
    return plain.partition("#")[0]


def _bad(problem: str, place: str) -> IntakeError:
    return IntakeError(
        "bad-feed",
        f"This feed or sitemap cannot be read: {' '.join(problem.split())}.",
        "Open the address in a browser; perhaps the feed has moved.",
        place,
    )
