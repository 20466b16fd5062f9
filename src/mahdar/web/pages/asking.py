"""From the search box and its facets to a filter; the same for results as list, table, timeline and map."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query
from pydantic import Field

from mahdar.archive.filters import Filter
from mahdar.archive.words import Unit
from mahdar.errors import MahdarError
from mahdar.model.base import Frozen
from mahdar.web.api.asked import AskedFilter
from mahdar.web.pages.interpreting import Understood, interpret
from mahdar.web.pages.page import Format, Page

UnitName = Literal["events", "statements", "articles"]
UNITS: dict[UnitName, Unit] = {"events": "event", "statements": "statement", "articles": "article"}
_LISTS = ("actor", "type", "mode", "status")
_SINGLE = ("place", "within", "process", "figure")


class AskedSearch(AskedFilter):
    """A search as its address has it."""

    q: str | None = Field(default=None, max_length=500, description="What is in the box, in either language")
    unit: UnitName = "events"
    view: Literal["list", "table"] = "list"
    limit: int = Field(default=20, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=200)
    oldest_first: bool = False
    lanes: Literal["process", "type", "actor"] = "type"
    format: Format = "html"


Search = Annotated[AskedSearch, Query()]


class Question(Frozen):
    """A search, understood."""

    understood: tuple[Understood, ...]
    asked: AskedFilter
    filter: Filter | None
    problem: tuple[str, str] | None = Field(default=None, description="Message and hint if it cannot be asked")

    def query(self, **more: object) -> str:
        """Write the parameters by which the API finds the same."""
        set_ = self.asked.model_dump(mode="json", exclude_defaults=True)
        pairs = [(name, one) for name, value in set_.items() for one in (value if isinstance(value, list) else [value])]
        return urlencode([*pairs, *more.items()])


def question(page: Page, search: AskedSearch) -> Question:
    """Understand a search."""
    understood = interpret(search.q, page.archive, page.knowledge, page.request.app.state.labels) if search.q else ()
    given = search.model_dump(include=set(AskedFilter.model_fields))
    asked = AskedFilter.model_validate(_joined(given, understood))
    try:
        return Question(understood=understood, asked=asked, filter=asked.to_filter(page.archive))
    except MahdarError as error:
        return Question(understood=understood, asked=asked, filter=None, problem=explained(page, error))


def explained(page: Page, error: MahdarError) -> tuple[str, str]:
    """Give message and hint of an error in the language of the page."""
    message, hint = page.request.app.state.arabic(error.code) if page.language == "ar" else (None, None)
    return (message or error.message, hint or error.hint)


def _joined(given: dict[str, Any], understood: tuple[Understood, ...]) -> dict[str, Any]:
    """Put what the box means to what the facets say; a facet wins where there can be but one value."""
    joined = dict(given)
    words = [joined["words"]] if joined["words"] else []
    for one in understood:
        if one.kind in _LISTS:
            joined[one.kind] = tuple(dict.fromkeys((*joined[one.kind], one.value)))
        elif one.kind == "days":
            first, _, last = one.value.partition("/")
            joined["since"], joined["until"] = joined["since"] or first, joined["until"] or last
        elif one.kind in _SINGLE and not joined[one.kind]:
            joined[one.kind] = one.value
        else:
            words.append(one.text)
    joined["words"] = " ".join(words) or None
    return joined
