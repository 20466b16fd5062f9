"""Searches: one box, facets, and what was found as list or table."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive import Archive
from mahdar.archive.counting import Facets
from mahdar.archive.filters import Filter
from mahdar.archive.hits import Page as HitPage
from mahdar.archive.words import Unit
from mahdar.errors import MahdarError
from mahdar.model.base import Frozen
from mahdar.web.pages.asking import UNITS, AskedSearch, Search, UnitName, explained, question
from mahdar.web.pages.hits import table_of_hits
from mahdar.web.pages.interpreting import Understood
from mahdar.web.pages.page import AskedPage_, Page

if TYPE_CHECKING:
    from mahdar.web.pages.remembering import Memory

router = APIRouter()
_COUNTED = 2_000  # of the latest found, for facets: more would take longer than a page may
_NOTHING = HitPage(hits=(), next=None)


class SearchView(Frozen):
    """What a search found."""

    unit: UnitName
    understood: tuple[Understood, ...] = Field(description="What the words of the box were taken for")
    found: HitPage
    facets: Facets | None
    problem: tuple[str, str] | None = Field(description="Message and hint if it could not be asked")


@router.get("/search")
def search(page: AskedPage_, asked: Search) -> Response:
    """Find events, statements or articles."""
    meant = question(page, asked)
    problem, found, facets = meant.problem, _NOTHING, None
    if meant.filter is not None:
        try:
            found = _find(page.archive, asked, meant.filter)
            if not page.is_partial:
                facets = _facets(page, UNITS[asked.unit], meant.filter)
        except MahdarError as error:
            problem = explained(page, error)
    view = SearchView(unit=asked.unit, understood=meant.understood, found=found, facets=facets, problem=problem)
    return page.show(
        "found.html" if page.is_partial else "search.html", view, format_=asked.format,
        table=lambda: table_of_hits(found.hits, page.words), asked=asked, question=meant,
    )  # fmt: skip


def _find(archive: Archive, asked: AskedSearch, filter_: Filter) -> HitPage:
    return archive.search(
        UNITS[asked.unit], filter_, most=asked.limit, cursor=asked.cursor, oldest_first=asked.oldest_first,
        with_facets=asked.cursor is None,
    )  # fmt: skip


def _facets(page: Page, unit: Unit, filter_: Filter) -> Facets:
    memory: Memory = page.request.app.state.memory
    name = f"facets {unit} {filter_.digest(unit)}"
    return memory.give(name, lambda: page.archive.facets(unit, filter_, most=_COUNTED))
