"""Answers in JSON, with entity tags by which a client asks again without being sent the same."""

from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

_CACHING = "private, no-cache"  # keep it, but ask whether it still holds


def answer(request: Request, content: BaseModel, *, media_type: str = "application/json") -> Response:
    """Answer with a model."""
    return tagged(request, content.model_dump_json(by_alias=True).encode(), media_type)


def tagged(request: Request, body: bytes, media_type: str) -> Response:
    """Answer with bytes, or say that the client has them."""
    headers = caching_headers(sha256(body).hexdigest())
    if is_known(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, HTTPStatus.OK, headers, media_type)


def caching_headers(digest: str) -> dict[str, str]:
    """Write the headers by which an answer of this content is recognised."""
    return {"ETag": f'"{digest[:32]}"', "Cache-Control": _CACHING}


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has what a tag stands for (RFC 9110, 13.1.2: the weak comparison)."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]


def with_next(request: Request, response: Response, cursor: str | None) -> Response:
    """Link to the next page (RFC 8288)."""
    if cursor is not None:
        query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        response.headers["Link"] = f'<{request.url.path}?{urlencode([*query, ("cursor", cursor)])}>; rel="next"'
    return response
