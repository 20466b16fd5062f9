"""Articles: the record of one, with its versions and readings."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from mahdar.archive.accounts import Account
from mahdar.model import Record
from mahdar.web.api.answers import answer
from mahdar.web.api.asked import OpenedArchive

router = APIRouter(prefix="/articles", tags=["articles"])
_LARGEST = 2**31 - 1
Number = Annotated[int | None, Query(ge=1, le=_LARGEST, description="Of a reading; without it, the current one")]


@router.get("/{article_id}", response_model=Account)
def article(request: Request, archive: OpenedArchive, article_id: str, reading: Number = None) -> Response:
    """Give a version of an article as it was read, the other versions of the article, and the readings of this one."""
    return answer(request, archive.account(article_id, reading))


@router.get("/{article_id}/record", response_model=Record)
def record(request: Request, archive: OpenedArchive, article_id: str) -> Response:
    """Give the record of an article as `mahdar read` writes it, as people have decided on it since."""
    return answer(request, archive.record(article_id).record)
