"""Pages: from HTML to the text of its article and what the page says of itself.

trafilatura finds the article and the metadata, htmldate (through it) the day; what they leave open for pages of Arab
outlets is settled here: titles that are half the name of the site, days written out beside the headline, and pages that
list articles instead of holding one.
"""

import re
from dataclasses import dataclass
from typing import Any

from mahdar.errors import IntakeError
from mahdar.intake.characters import clean_characters
from mahdar.intake.dates import day_of
from mahdar.intake.lines import Line, folded_words
from mahdar.intake.options import Particulars
from mahdar.intake.stamps import StampIndex, stamp_day

_LEAST_WORDS = 20  # of all paragraphs together
_PARAGRAPH_WORDS = 12
_LONGEST_STAMP = 120  # characters
_SIDE = re.compile(r"\s+[-–—]\s+|\s*[|»«]\s*|\s*::\s*")
_ROW = re.compile(r"^\s*\|\s*|\s*\|\s*$")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…)\s*(?:\S+\s*){0,2}$")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html|<head|<body|<article|<div|<p\b)",
    re.IGNORECASE | re.DOTALL,
)
# The moment the page first went out, in the page's own time zone; metadata before guesses.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page's article, still with the furniture inside it, and what the page says of itself."""

    particulars: Particulars
    body: str


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page, whatever its file is called."""
    return _HTML.match(text[:2000]) is not None


def read_page(html: str, stamps: StampIndex, *, url: str | None = None, place: str | None = None) -> Page:
    """Find the article of a page.

    Parameters
    ----------
    html : str
        The decoded page.
    stamps : StampIndex
        How days are written, for pages that only show theirs.
    url : str, optional
        Where the page is from.
    place : str, optional
        For messages.

    Raises
    ------
    IntakeError
        `no-article` if the page holds none, e.g. lists articles.
    """
    import trafilatura  # noqa: PLC0415 (slow to import, and most sources are no pages)

    tree = trafilatura.load_html(html)
    if tree is None:
        raise _no_article("it is no HTML that can be read", place)
    links = {folded_words(_text(link)) for link in tree.iter("a")}
    headings = [clean for level in ("h1", "h2", "h3") for element in tree.iter(level) if (clean := _text(element))]
    site_title = next((_text(element) for element in tree.iter("title")), "")
    for tables in (False, True):
        # The tree is spoilt by the extraction, so the text is given, not the tree.
        document: Any = trafilatura.bare_extraction(
            html, url=url, include_comments=False, include_tables=tables, with_metadata=True,
            date_extraction_params=dict(_DATE_SEARCH),
        )  # fmt: skip
        if document is None:
            continue
        lines = [_ROW.sub("", line) for line in clean_characters(document.text or "").split("\n")]
        if _holds_article(lines, links):
            published = day_of(document.date) or _shown_day(tree, stamps)
            title, outlet = _title_and_outlet(_one_line(document.title), headings, site_title)
            address = url or _one_line(document.url)
            particulars = Particulars(
                title=title,
                outlet=_one_line(document.sitename) or outlet,
                author=_one_line(document.author),
                url=address if address and address.startswith(("http://", "https://")) else None,
                published=published,
                published_from="page" if published else None,
            )
            return Page(particulars, "\n".join(filter(str.strip, lines)))
    raise _no_article("no text of an article was found in it", place)


def _title_and_outlet(title: str | None, headings: list[str], site_title: str) -> tuple[str | None, str | None]:
    """Title, and the outlet where the page's `<title>` gives both in one line.

    A heading of the page that is one side of `<title>` is the headline; the other side then names the site.
    """
    sides = [side.strip() for side in _SIDE.split(site_title) if side.strip()]
    by_words = {folded_words(side): side for side in sides}
    heading = next((heading for heading in headings if folded_words(heading) in by_words), None)
    if heading is None or len(sides) < 2:
        return title or (headings[0] if headings else None), None
    others = [side for words, side in by_words.items() if words != folded_words(heading)]
    return heading, others[-1] if others and len(others[-1].split()) <= 5 else None


def _shown_day(tree: Any, stamps: StampIndex) -> str | None:
    """Find the first full date that stands by itself, as stamps do, after the headline of the page."""
    after_headline = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("h1", "h2"):
            after_headline = True
        elif after_headline and element.tag in ("time", "span", "div", "p", "li", "td", "small", "em", "b", "i"):
            text = _text(element, limit=_LONGEST_STAMP)
            day = stamp_day(Line(text), stamps, edge=True) if text else None
            if day:
                return day
    return None


def _text(element: Any, limit: int = 400) -> str:
    """All text of an element on one line; nothing if it is longer than a limit."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > 2 * limit:
            return ""
        parts.append(part)
    text = " ".join(clean_characters(" ".join(parts)).split())
    return text if len(text) <= limit else ""


def _holds_article(lines: list[str], links: set[tuple[str, ...]]) -> bool:
    """Whether lines are the paragraphs of an article rather than headlines and teasers of several."""
    total = written = 0
    for text in lines:
        words = folded_words(text)
        total += len(words)
        if len(words) >= _PARAGRAPH_WORDS and words not in links and not _CUT_SHORT.search(text):
            written += len(words)
    return written >= _LEAST_WORDS and 2 * written >= total


def _one_line(value: object) -> str | None:
    return " ".join(clean_characters(value).split()) or None if isinstance(value, str) else None


def _no_article(problem: str, place: str | None) -> IntakeError:
    return IntakeError("no-article", f"The page holds no article: {problem}.",
                       "Give the address of a single article, or save its text to a file.", place)  # fmt: skip
