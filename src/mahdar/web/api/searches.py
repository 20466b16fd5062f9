"""Searches: articles, statements and events, page by page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mahdar.archive.hits import Page
from mahdar.archive.words import Unit
from mahdar.web.api.answers import answer, with_next
from mahdar.web.api.asked import Asked, AskedPage, OpenedArchive

router = APIRouter(tags=["search"])


@router.get("/articles", response_model=Page)
def search_articles(request: Request, asked: Asked, archive: OpenedArchive) -> Response:
    """Find articles: the latest first, those without any date last."""
    return _search(request, archive, "article", asked)


@router.get("/statements", response_model=Page)
def search_statements(request: Request, asked: Asked, archive: OpenedArchive) -> Response:
    """Find statements: who said what."""
    return _search(request, archive, "statement", asked)


@router.get("/events", response_model=Page)
def search_events(request: Request, asked: Asked, archive: OpenedArchive) -> Response:
    """Find mentions of events; one happening told in five articles is five of them."""
    return _search(request, archive, "event", asked)


def _search(request: Request, archive: OpenedArchive, unit: Unit, asked: AskedPage) -> Response:
    page = archive.search(
        unit, asked.to_filter(archive), most=asked.limit, cursor=asked.cursor, oldest_first=asked.oldest_first,
        with_facets=asked.facets,
    )  # fmt: skip
    return with_next(request, answer(request, page), page.next)
