"""Errors as RFC 9457 problem details, with the codes of `mahdar.errors`."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import Field
from starlette.exceptions import HTTPException

from mahdar.errors import ArchiveError, ExportError, IntakeError, KnowledgeError, MahdarError, UsageError
from mahdar.model.base import Frozen
from mahdar.web.api.languages import preferred

MEDIA_TYPE = "application/problem+json"
Arabic = Callable[[str], tuple[str | None, str | None]]
"""Gives message and hint of an error code in Arabic."""

_BY_KIND: dict[type[MahdarError], HTTPStatus] = {
    ArchiveError: HTTPStatus.NOT_FOUND,
    ExportError: HTTPStatus.CONFLICT,
    IntakeError: HTTPStatus.UNPROCESSABLE_ENTITY,
    KnowledgeError: HTTPStatus.INTERNAL_SERVER_ERROR,
    UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_BY_CODE = {
    "archive-address": HTTPStatus.SERVICE_UNAVAILABLE,
    "archive-newer": HTTPStatus.SERVICE_UNAVAILABLE,
    "archive-unreachable": HTTPStatus.SERVICE_UNAVAILABLE,
    "bad-account": HTTPStatus.CONFLICT,
    "broken-record": HTTPStatus.INTERNAL_SERVER_ERROR,
    "cannot-write": HTTPStatus.INSUFFICIENT_STORAGE,
    "driver-missing": HTTPStatus.SERVICE_UNAVAILABLE,
    "forged": HTTPStatus.FORBIDDEN,
    "import-decided": HTTPStatus.CONFLICT,
    "import-undone": HTTPStatus.CONFLICT,
    "incomplete-export": HTTPStatus.INTERNAL_SERVER_ERROR,
    "library-missing": HTTPStatus.NOT_IMPLEMENTED,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "no-archive": HTTPStatus.SERVICE_UNAVAILABLE,
    "no-such-file": HTTPStatus.NOT_FOUND,
    "no-such-page": HTTPStatus.NOT_FOUND,
    "not-allowed": HTTPStatus.FORBIDDEN,
    "not-an-archive": HTTPStatus.SERVICE_UNAVAILABLE,
    "not-entered": HTTPStatus.UNAUTHORIZED,
    "not-in-export": HTTPStatus.NOT_FOUND,
    "other-host": HTTPStatus.MISDIRECTED_REQUEST,
    "read-only": HTTPStatus.FORBIDDEN,
    "server-fault": HTTPStatus.INTERNAL_SERVER_ERROR,
}
_LOG = logging.getLogger("mahdar.web")


class Problem(Frozen):
    """What went wrong (RFC 9457); `code`, `hint` and `place` are those of the command line."""

    type: str = Field(description="urn:mahdar:problem: and the code")
    title: str = Field(description="What went wrong, in the language asked for where it is known in that language")
    status: int
    detail: str = Field(description="The same in English, with all particulars")
    instance: str = Field(description="Path that was asked for")
    code: str
    hint: str = Field(description="What to do about it")
    place: str | None = Field(default=None, description="The value, entry or file concerned")


class Problems:
    """Answers with problems.

    Parameters
    ----------
    arabic : Arabic
    """

    def __init__(self, arabic: Arabic) -> None:
        self._arabic = arabic

    def handle_in(self, app: FastAPI) -> None:
        """Answer for an application whatever goes wrong in it."""
        app.add_exception_handler(MahdarError, self._on_error)
        app.add_exception_handler(RequestValidationError, self._on_invalid)
        app.add_exception_handler(HTTPException, self._on_http)
        app.add_exception_handler(Exception, self._on_fault)

    def answer(self, request: Request, error: MahdarError, headers: dict[str, str] | None = None) -> Response:
        """Answer with an error."""
        status = status_of(error)
        language = preferred(request.headers.get("accept-language", ""))
        title, hint = self._arabic(error.code) if language == "ar" else (None, None)
        problem = Problem(
            type=f"urn:mahdar:problem:{error.code}", title=title or _written(error.message), status=status,
            detail=_written(error.message), instance=request.url.path, code=error.code, hint=hint or error.hint,
            place=_written(error.place) if error.place is not None else None,
        )  # fmt: skip
        headers = {"Content-Language": language if title else "en", "Vary": "Accept-Language", **(headers or {})}
        return Response(problem.model_dump_json(), status, headers, MEDIA_TYPE)

    def _on_error(self, request: Request, error: Any) -> Response:
        return self.answer(request, error)

    def _on_invalid(self, request: Request, error: Any) -> Response:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return self.answer(request, wrong_value(f"{where}: {first['msg']}", first.get("input")))

    def _on_http(self, request: Request, error: Any) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.NOT_FOUND:
            return self.answer(
                request, UsageError("no-such-page", "There is nothing here.", "See /api/v1/openapi.json.")
            )
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            message = f"{request.method} cannot be done here."
            return self.answer(request, UsageError("method-not-allowed", message, "See the Allow header."), headers)
        return self.answer(request, wrong_value(str(error.detail), None), headers)

    def _on_fault(self, request: Request, error: Exception) -> Response:
        _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        fault = MahdarError("server-fault", "This is a fault in Mahdar.", "See the log of mahdar serve, and report it.")
        return self.answer(request, fault)


def _written(text: str) -> str:
    """Write a text so that it can be sent: JSON may bring halves of characters, UTF-8 has none."""
    return text.encode("utf-8", "replace").decode()


def wrong_value(message: str, value: object) -> UsageError:
    """Complain of a parameter or of the body of a request."""
    hint = "See /api/v1/openapi.json, and the record's closed lists."
    return UsageError("bad-filter", message, hint, None if value is None else str(value)[:200])


def status_of(error: MahdarError) -> HTTPStatus:
    """Give the status of an error."""
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    kinds = (kind for kind in type(error).__mro__ if kind in _BY_KIND)
    kind = next(kinds, None)
    return _BY_KIND[kind] if kind else HTTPStatus.INTERNAL_SERVER_ERROR
