"""Taking in: from an input of a batch to an article, with what is plainly not Arabic turned away before the work."""

import re
from collections.abc import Mapping

from mahdar.batch.inputs import Input, Page, Row
from mahdar.batch.inputs.segment import MOST_BYTES, bad_row
from mahdar.errors import IntakeError
from mahdar.intake import IntakeOptions, article_from_html, article_from_text
from mahdar.intake.dates import day_of, required_day
from mahdar.intake.decoding import declared_charset, decode
from mahdar.intake.language import require_arabic
from mahdar.intake.page import looks_like_html
from mahdar.knowledge import Knowledge
from mahdar.model import Article

_LEAST_LETTERS = 80  # Arabic letters: of fewer no article of twenty words can be made
_RUN = re.compile('[\u0620-\u06ff\u0750-\u077f][\u0620-\u06ff\u0750-\u077f\\s،؛.:«»"()]{20,}')
_ARABIC_BYTES = b"\xd8\xd9\xda\xdb"  # with which letters of the Arabic script begin in UTF-8


def take_in(given: Input, knowledge: Knowledge) -> Article:
    """Make an article of an input.

    Raises
    ------
    IntakeError
        The reason why there is none.
    """
    content = given.content
    if isinstance(content, IntakeError):
        raise content
    if isinstance(content, Row):
        return _from_row(content, given.place, knowledge)
    return _from_page(content, given.place, knowledge)


def _from_row(row: Row, place: str, knowledge: Knowledge) -> Article:
    fields = row.fields
    text = fields.get("text")
    if not isinstance(text, str):
        raise bad_row(place, "it has no `text`" if text is None else "its `text` is no text")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise _too_large(place)
    published = fields.get("published")
    options = IntakeOptions(
        published=required_day(day_of(published) or published, place) if published not in (None, "") else None,
        outlet=_text(fields, "outlet", place), title=_text(fields, "title", place),
        author=_text(fields, "author", place), url=_text(fields, "url", place),
    )  # fmt: skip
    name = _text(fields, "id", place)
    make = article_from_html if looks_like_html(text) else article_from_text
    return make(_sound(text), options=options, name=name, url=options.url, place=place, knowledge=knowledge)


def _from_page(page: Page, place: str, knowledge: Knowledge) -> Article:
    if len(page.data) > MOST_BYTES:
        raise _too_large(place)
    if not page.data.strip():
        raise IntakeError("empty-input", "There is no text in it.", "Give a source that holds an article.", place)
    _require_script(page.data, place)
    text = decode(page.data, knowledge, declared=declared_charset(page.data) or page.charset, place=place)
    options = IntakeOptions()
    if not page.html and not looks_like_html(text):
        return article_from_text(
            text, options=options, name=page.name, url=page.url, place=place, knowledge=knowledge
        )  # fmt: skip
    # Finding the article in a page takes longer than anything before it, and most pages of a crawl are not Arabic.
    runs = " ".join(_RUN.findall(text))
    if len(runs) < _LEAST_LETTERS:
        raise _not_arabic(place)
    require_arabic(runs, knowledge, place)
    return article_from_html(text, options=options, name=page.name, url=page.url, place=place, knowledge=knowledge)


def _require_script(data: bytes, place: str) -> None:
    """Turn away what is UTF-8 and has no Arabic in it to speak of, before it is even decoded."""
    if len(data) - len(data.translate(None, _ARABIC_BYTES)) >= _LEAST_LETTERS:
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return  # perhaps Arabic in another encoding
    if b"\x00" not in data:
        raise _not_arabic(place)


def _text(fields: Mapping[str, object], name: str, place: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str | int | float):
        return _sound(str(value))
    raise bad_row(place, f"its `{name}` is no text")


def _sound(text: str) -> str:
    """Put a sign in the place of halves of letters, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _not_arabic(place: str) -> IntakeError:
    hint = "Mahdar reads Arabic; translate the text or leave it out."
    return IntakeError("not-arabic", "There is hardly any Arabic in it.", hint, place)


def _too_large(place: str) -> IntakeError:
    message = f"The source is too large: more than {MOST_BYTES:,} bytes."
    return IntakeError("too-large", message, "Give one article at a time.", place)
