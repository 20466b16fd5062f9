"""What the search box means: Arabic words are words of articles, English ones name people, places, types or days.

Articles are Arabic, so an English word is looked up among the names that the archive has, the words of the closed
lists, processes and months; the longest run of words that means something is taken first. What means nothing stays a
word of the text.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from mahdar.archive import Archive
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.model.base import Frozen
from mahdar.model.record import MODES, EventType, Measure, Status
from mahdar.web.pages.words import Labels

Kind = Literal["actor", "place", "within", "process", "type", "mode", "status", "figure", "days", "words"]
_LONGEST = 5  # words in a name
_TOKEN = re.compile(r'-?"[^"]*"|\S+')
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][\w'’ʿʾ.\-]*$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FOR_LATER = ("OR", "AND", "NOT")  # belong to the language of queries
_FACETS: Mapping[str, Kind] = {"types": "type", "modes": "mode", "statuses": "status", "measures": "figure"}


class Understood(Frozen):
    """Words of the box, and what they were taken for."""

    text: str
    kind: Kind
    value: str


def interpret(given: str, archive: Archive, knowledge: Knowledge, labels: Labels) -> tuple[Understood, ...]:
    """Tell what words of the box mean, in their order.

    Parameters
    ----------
    given : str
        As typed.
    archive : Archive
    knowledge : Knowledge
    labels : Labels
    """
    tokens = _TOKEN.findall(given)
    found: list[Understood] = []
    at = 0
    while at < len(tokens):
        run = _run(tokens, at)
        if not run:
            found.append(Understood(text=tokens[at], kind="words", value=tokens[at]))
            at += 1
            continue
        for length in range(min(run, _LONGEST), 0, -1):
            meant = _meaning(tokens[at : at + length], archive, knowledge, labels)
            if meant:
                found.append(meant)
                at += length
                break
        else:
            if tokens[at].lower() not in _lists()["without_meaning"]:
                found.append(Understood(text=tokens[at], kind="words", value=tokens[at]))
            at += 1
    return tuple(found)


def _run(tokens: list[str], at: int) -> int:
    """Count the Latin words, and years, in a row from here on."""
    length = 0
    while at + length < len(tokens) and tokens[at + length] not in _FOR_LATER and (
        _LATIN.match(tokens[at + length]) or _YEAR.match(tokens[at + length])
    ):  # fmt: skip
        length += 1
    return length


def _meaning(words: list[str], archive: Archive, knowledge: Knowledge, labels: Labels) -> Understood | None:
    text = " ".join(words)
    days = _days(words)
    if days:
        return Understood(text=text, kind="days", value=days)
    if text.lower() in _lists()["without_meaning"] or text.isdigit():
        return None
    vocabulary = _vocabulary(labels).get(text.lower())
    if vocabulary:
        return Understood(text=text, kind=vocabulary[0], value=vocabulary[1])
    for entry in knowledge.entries(ProcessEntry):
        if entry.en.lower() == text.lower() and entry.en in archive.series():
            return Understood(text=text, kind="process", value=entry.en)
    return _named(text, archive)


def _named(text: str, archive: Archive) -> Understood | None:
    """Look a name up: a town of just this name, an actor of just this name, then those of whose names it is a part."""
    low = text.lower()
    actors = archive.actors(name=text, most=20)
    places = [one for one in archive.places(name=text, most=20) if one.relation is None]
    places_so_called = [one for one in places if any((name.en or "").lower() == low for name in one.names)]
    if any(one.level != "country" for one in places_so_called):
        return Understood(text=text, kind="place", value=text)
    if any((name.en or "").lower() == low for one in actors for name in one.names) or actors:
        return Understood(text=text, kind="actor", value=text)
    if places_so_called:
        return Understood(text=text, kind="within", value=text)
    return Understood(text=text, kind="place", value=text) if places else None


def _days(words: list[str]) -> str | None:
    """Read a year, or a month and a year, as the first and the last day."""
    months = _lists()["months"]
    if len(words) == 1 and _YEAR.match(words[0]):
        return f"{words[0]}-01-01/{words[0]}-12-31"
    if len(words) == 2 and words[0].lower() in months and _YEAR.match(words[1]):
        year, month = int(words[1]), months.index(words[0].lower()) + 1
        return f"{year}-{month:02}-01/{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return None


@cache
def _lists() -> dict[str, Any]:
    text = (Path(__file__).parent / "search_words.yaml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists


@cache
def _vocabulary(labels: Labels) -> dict[str, tuple[Kind, str]]:
    """Gather what English words of the closed lists mean; of one that means two things, the broader."""
    found: dict[str, tuple[Kind, str]] = {}
    for section, kind in _FACETS.items():
        for key, forms in _lists()[section].items():
            for form in forms:
                found.setdefault(form, (kind, key))
    for section, kind, key in _keys():
        found.setdefault(labels(section, key, "en").lower(), (kind, key))
        found.setdefault(key.lower(), (kind, key))
    return found


def _keys() -> Iterator[tuple[str, Kind, str]]:
    modes = dict.fromkeys(mode for modes in MODES.values() for mode in modes)
    lists: tuple[tuple[str, Kind, Any], ...] = (
        ("types", "type", get_args(EventType)), ("modes", "mode", modes), ("statuses", "status", get_args(Status)),
        ("measures", "figure", [one for one in get_args(Measure) if one != "other"]),
    )  # fmt: skip
    return ((section, kind, key) for section, kind, keys in lists for key in keys)
