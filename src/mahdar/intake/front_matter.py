"""Front matter: a block of YAML between two lines of three hyphens, before the text."""

import re
from dataclasses import dataclass

import yaml

from mahdar.errors import IntakeError
from mahdar.intake.dates import required_day
from mahdar.intake.options import Particulars

_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIRST_KEY = re.compile(r"[ \t]*(?:#[^\n]*\n\s*)*[A-Za-z][\w-]*[ \t]*:")
_HINT = "The block is YAML, e.g. `published: 2017-08-09`; put values that hold a colon between quotation marks."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was read off the head of a text: what the source says of itself, and the text after it."""

    particulars: Particulars
    body: str


def split_front_matter(text: str, place: str | None = None) -> FrontMatter:
    """Take the front matter off a text, if it has one.

    Fields may be missing, empty or unknown; a rule of hyphens that is followed by no `key:` is text.

    Raises
    ------
    IntakeError
        `front-matter-invalid` if the block is not closed, not YAML or no mapping; `bad-date` if `published` is no day.
    """
    opening = _OPENING.match(text)
    if not opening or not _FIRST_KEY.match(text, opening.end()):
        return FrontMatter(Particulars(), text)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise _invalid("it is opened with --- but never closed", place)
    block = text[opening.end() : closing.start()]
    try:
        fields = yaml.safe_load(block)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}" if mark is not None else "unknown line"
        raise _invalid(f"{where}: {getattr(error, 'problem', None) or 'not YAML'}", place) from error
    except ValueError as error:  # a date that no calendar has, e.g. 2017-02-30
        raise IntakeError("bad-date", f"Front matter: {error}.", "Write the day as YYYY-MM-DD.", place) from error
    if not isinstance(fields, dict):
        raise _invalid("it is no list of `key: value` lines", place)
    known = {str(key).strip().lower(): value for key, value in fields.items()}
    published = known.get("published")
    day = None if published in (None, "") else required_day(published, place)
    particulars = Particulars(
        title=_line(known.get("title")),
        outlet=_line(known.get("outlet")),
        author=_line(known.get("author")),
        url=_line(known.get("url")),
        published=day,
        published_from="front matter" if day else None,
    )
    return FrontMatter(particulars, text[closing.end() :])


def _line(value: object) -> str | None:
    """Write a field on one line; a list (several authors) with commas."""
    if isinstance(value, list):
        value = "، ".join(str(item) for item in value if item is not None)
    if value is None or isinstance(value, dict):
        return None
    return " ".join(str(value).split("\n")).strip() or None


def _invalid(problem: str, place: str | None) -> IntakeError:
    return IntakeError("front-matter-invalid", f"The front matter cannot be read: {problem}.", _HINT, place)
