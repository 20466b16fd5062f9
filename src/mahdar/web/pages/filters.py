"""Filters of the templates."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from pydantic import TypeAdapter

from mahdar.archive.counting import Named
from mahdar.archive.found import actor_key
from mahdar.model import Bilingual
from mahdar.web.pages.scales import Tick
from mahdar.web.pages.words import Words

_ANY: TypeAdapter[Any] = TypeAdapter(Any)
Facet = list[tuple[str, object, int]]
"""Values of a facet: the value, its label and its count."""


def lookup(identifier: str, names: Mapping[str, Bilingual]) -> Bilingual | None:
    """Give the name of an actor of a record."""
    return names.get(identifier)


def labelled(counts: Iterable[tuple[str, int]], section: str, words: Words) -> Facet:
    """Label values of a closed list."""
    return [(value, words.label(section, value), count) for value, count in counts]


def named(counts: Iterable[Named], words: Words) -> Facet:
    """Name actors or places."""
    return [(one.key, words.isolated(words.name(one.name) or one.key), one.count) for one in counts]


def plainly(counts: Iterable[tuple[str, int]]) -> Facet:
    """Let values stand for themselves."""
    return [(value, Markup("<bdi>{}</bdi>").format(value), count) for value, count in counts]


def as_json(value: Any) -> Markup:
    """Write data for a script element, which nothing in it can end."""
    text = _ANY.dump_json(value).decode()
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def as_text(value: Any) -> str:
    """Write data as JSON for an attribute, where the template escapes it."""
    return _ANY.dump_json(value).decode()


def plain(value: Any) -> str:
    """Write the value of a field in little room."""
    if value is None or value == []:
        return "—"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_agency(identifier: str, agency: str, names: Mapping[str, Bilingual]) -> bool:
    """Tell whether an actor is the agency of an article, which then is not named twice."""
    name = names.get(identifier)
    return name is not None and agency in (name.ar, name.en)


def pair(tick: Tick) -> tuple[float, str]:
    """Give where a mark on an axis stands, and what it says."""
    return tick.x, tick.label


FILTERS = {
    "actor_key": actor_key, "as_json": as_json, "as_text": as_text, "labelled": labelled, "lookup": lookup,
    "named": named, "pair": pair, "plain": plain, "plainly": plainly,
}  # fmt: skip
