"""The import log: what was added when, what became of each source, and why."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.imports import ImportItem, ImportSummary
from mahdar.model.base import Frozen
from mahdar.web.api.answers import answer, with_next
from mahdar.web.api.asked import OpenedArchive
from mahdar.web.api.cursors import Cursor, Limit, bad_cursor, read_cursor, write_cursor

router = APIRouter(prefix="/imports", tags=["imports"])
_MOST_DIGITS = 10
_NEXT = Field(description="Cursor of the next page; null: this is the last")
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Of an import")]


class ImportList(Frozen):
    """All imports, the last one first."""

    imports: tuple[ImportSummary, ...]


class ImportItemPage(Frozen):
    """Some sources of an import, and how to get the rest."""

    items: tuple[ImportItem, ...]
    next: str | None = _NEXT


@router.get("", response_model=ImportList)
def list_imports(request: Request, archive: OpenedArchive) -> Response:
    """List all imports with what became of their sources, the last one first."""
    return answer(request, ImportList(imports=tuple(archive.imports())))


@router.get("/{number}", response_model=ImportItemPage)
def list_items(
    request: Request, archive: OpenedArchive, number: Number, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """List what became of each source of an import, and why it was refused."""
    list_ = f"import {number}"
    items = archive.import_items(number)
    first = _position(list_, cursor)
    more = write_cursor(list_, str(first + limit)) if len(items) > first + limit else None
    page = ImportItemPage(items=tuple(items[first : first + limit]), next=more)
    return with_next(request, answer(request, page), more)


def _position(list_: str, cursor: str | None) -> int:
    """Read how many sources stand on the pages before.

    Raises
    ------
    UsageError
        `bad-cursor`.
    """
    key = read_cursor(list_, cursor)
    if key is not None and not (key.isascii() and key.isdigit() and len(key) < _MOST_DIGITS):
        raise bad_cursor(cursor)
    return int(key or 0)
