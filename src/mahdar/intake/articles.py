"""The entry points of intake: a path, an address, a stream or a text becomes an `Article`."""

import hashlib
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from mahdar.errors import IntakeError
from mahdar.intake.characters import clean_characters
from mahdar.intake.cleaning import CleanBody, clean_body
from mahdar.intake.credits import build_credits
from mahdar.intake.dates import required_day
from mahdar.intake.decoding import declared_charset, decode
from mahdar.intake.fetch import Fetched, fetch, too_large
from mahdar.intake.front_matter import split_front_matter
from mahdar.intake.language import require_arabic
from mahdar.intake.lines import folded_words
from mahdar.intake.options import IntakeOptions, Particulars
from mahdar.intake.page import looks_like_html, read_page
from mahdar.intake.stamps import build_stamps
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.model import Article

STANDARD_INPUT = "-"
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_TITLE_CHARACTERS, _TITLE_WORDS = 160, 22
# A headline may end with a question or with points of suspense, but not with a full stop or in mid-sentence.
_GOES_ON = re.compile(r"(?:(?<!\.)\.|[:؛،,])[\"»”)\]\s]*$")
_DEFAULTS = IntakeOptions()


def read_source(
    source: str | Path, *, options: IntakeOptions = _DEFAULTS, knowledge: Knowledge | None = None
) -> Article:
    """Take in one source.

    Parameters
    ----------
    source : str or Path
        A file, an http(s) address, or "-" for standard input.
    options : IntakeOptions
    knowledge : Knowledge, optional
        By default what `load_knowledge` gives.

    Returns
    -------
    Article

    Raises
    ------
    IntakeError
        With one of the codes of `docs/reference/errors.md`.
    """
    knowledge = knowledge or load_knowledge()
    place = str(source)
    if place == STANDARD_INPUT:
        received = _Received(sys.stdin.buffer.read(options.max_bytes + 1), "standard input")
    elif is_url(source):
        return article_from_page(fetch(place, options), options=options, place=place, knowledge=knowledge)
    else:
        path = Path(source)
        html = path.suffix.lower() in _HTML_SUFFIXES
        received = _Received(_read_file(path, options), place, name=path.stem, html=html)
    return _from_bytes(received, options, knowledge)


def article_from_page(
    page: Fetched, *, options: IntakeOptions = _DEFAULTS, place: str | None = None, knowledge: Knowledge | None = None
) -> Article:
    """Make an article of what a server sent; otherwise as `read_source`."""
    received = _Received(page.data, place or page.url, url=page.url, charset=page.charset, html=page.html)
    return _from_bytes(received, options, knowledge or load_knowledge())


def article_from_text(
    text: str,
    *,
    options: IntakeOptions = _DEFAULTS,
    name: str | None = None,
    url: str | None = None,
    place: str | None = None,
    knowledge: Knowledge | None = None,
) -> Article:
    """Make an article of a text, with or without front matter.

    Parameters
    ----------
    text : str
    options : IntakeOptions
    name : str, optional
        The article's id; by default the beginning of its hash.
    url : str, optional
        Where the text is from.
    place : str, optional
        What to call the source in messages.
    knowledge : Knowledge, optional

    Raises
    ------
    IntakeError
        `empty-input`, `not-arabic`, `front-matter-invalid`, `bad-date`.
    """
    knowledge = knowledge or load_knowledge()
    parted = split_front_matter(clean_characters(text), place)
    known = _overridden(parted.particulars, options, url, place)
    return _article(known, parted.body, knowledge, name=name, place=place)


def article_from_html(
    html: str,
    *,
    options: IntakeOptions = _DEFAULTS,
    name: str | None = None,
    url: str | None = None,
    place: str | None = None,
    knowledge: Knowledge | None = None,
) -> Article:
    """Make an article of an HTML page; parameters as for `article_from_text`.

    Raises
    ------
    IntakeError
        `empty-input`, `no-article`, `not-arabic`, `bad-date`.
    """
    knowledge = knowledge or load_knowledge()
    if not html.strip():
        raise _empty(place)
    page = read_page(html, knowledge.derive(build_stamps), url=url, place=place)
    known = _overridden(page.particulars, options, url, place)
    # The page's own metadata name the title, so the first line of the text is none.
    return _article(known, page.body, knowledge, name=name, place=place, untitled=True)


def is_url(source: str | Path) -> bool:
    """Whether a source is an address rather than a path; other schemes than http(s) are addresses too."""
    return isinstance(source, str) and _URL.match(source) is not None


def _read_file(path: Path, options: IntakeOptions) -> bytes:
    try:
        if path.is_dir():
            raise IntakeError("unreadable", "This is a folder.", "Give the files in it.", str(path))
        with path.open("rb") as stream:
            return stream.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        raise IntakeError("no-such-file", "There is no such file.", "Check the path.", str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IntakeError("unreadable", f"The file cannot be read: {reason}.",
                          "Check its permissions.", str(path)) from error  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Received:
    """The bytes of a source and what is known of them before they are read."""

    data: bytes
    place: str
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    html: bool = False


def _from_bytes(received: _Received, options: IntakeOptions, knowledge: Knowledge) -> Article:
    data, place = received.data, received.place
    if len(data) > options.max_bytes:
        raise too_large(None, options, place)
    if not data.strip():
        raise _empty(place)
    text = decode(data, knowledge, declared=declared_charset(data) or received.charset, place=place)
    make = article_from_html if received.html or looks_like_html(text) else article_from_text
    return make(text, options=options, name=received.name, url=received.url, place=place, knowledge=knowledge)


def _overridden(found: Particulars, options: IntakeOptions, url: str | None, place: str | None) -> Particulars:
    """Put the caller's word before what the source says."""
    known = replace(
        found,
        title=_one_line(options.title) or found.title,
        outlet=_one_line(options.outlet) or found.outlet,
        author=_one_line(options.author) or found.author,
        url=options.url or found.url or url,
    )
    if options.published is not None:
        day = required_day(options.published, place)
        known = replace(known, published=day, published_from="argument")
    return known


def _article(
    known: Particulars, body: str, knowledge: Knowledge, *, name: str | None, place: str | None, untitled: bool = False
) -> Article:
    clean = clean_body(body, knowledge)
    title, text = known.title, clean.text
    if not title and not untitled:
        title, text = _take_title(text)
    text = _without_repeated_title(text, title)
    if not text:
        raise _empty(place)
    whole = f"{title}\n{text}" if title else text
    require_arabic(whole, knowledge, place)
    if clean.stamped and not known.published:
        known = replace(known, published=clean.stamped, published_from="page")
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Article(
        id=name or digest[:16],
        url=known.url,
        outlet=known.outlet,
        title=title,
        author=known.author,
        published=known.published,
        published_from=known.published_from,
        agencies=_agencies(clean, known.outlet, knowledge),
        text=whole,
        sha256=digest,
    )


def _take_title(text: str) -> tuple[str | None, str]:
    """Take the first line for the title if it is short, no sentence, and set apart or over a longer line."""
    first, _, rest = text.partition("\n")
    if not rest or len(first) > _TITLE_CHARACTERS or len(first.split()) > _TITLE_WORDS or _GOES_ON.search(first):
        return None, text
    second = rest.partition("\n")[0]
    return (first.strip(), rest.strip()) if not second.strip() or len(second) > len(first) else (None, text)


def _without_repeated_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest and folded_words(first) == folded_words(title) else text


def _agencies(clean: CleanBody, outlet: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """Credits of others; an outlet does not credit itself."""
    own = knowledge.derive(build_credits).canonical([outlet]) if outlet else ()
    return tuple(name for name in clean.agencies if name not in own)


def _one_line(value: str | None) -> str | None:
    return " ".join(clean_characters(value).split()) or None if value else None


def _empty(place: str | None) -> IntakeError:
    return IntakeError("empty-input", "There is no text in it.", "Give a source that holds an article.", place)
