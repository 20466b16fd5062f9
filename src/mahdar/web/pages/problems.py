"""What goes wrong, told to people: the same codes as everywhere, on a page with a way on."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from mahdar.errors import MahdarError, UsageError
from mahdar.model.base import Frozen
from mahdar.web.api.problems import status_of, wrong_value
from mahdar.web.pages.page import Page, Person, language_of

_LOG = logging.getLogger("mahdar.web")


class ProblemView(Frozen):
    """A problem on a page."""

    status: int
    code: str
    message: str
    hint: str
    place: str | None = None


def handle_in(app: FastAPI) -> None:
    """Answer for the pages whatever goes wrong in them."""
    app.add_exception_handler(MahdarError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


def show_problem(request: Request, error: MahdarError, status: int | None = None) -> Response:
    """Show an error."""
    request.scope.setdefault("mahdar.person", Person(None, frozenset()))
    page = Page(request, language_of(request.url.path))
    message, hint = request.app.state.arabic(error.code) if page.language == "ar" else (None, None)
    view = ProblemView(
        status=status or status_of(error), code=error.code, message=message or error.message,
        hint=hint or error.hint, place=error.place,
    )  # fmt: skip
    return page.html("problem.html", view.status, view=view)


def _on_error(request: Request, error: Any) -> Response:
    return show_problem(request, error)


def _on_invalid(request: Request, error: Any) -> Response:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return show_problem(request, wrong_value(f"{where}: {first['msg']}", first.get("input")))


def _on_http(request: Request, error: Any) -> Response:
    if error.status_code == HTTPStatus.NOT_FOUND:
        missing = UsageError("no-such-page", "There is nothing here.", "Begin at the overview, or search.")
        return show_problem(request, missing)
    return show_problem(request, wrong_value(str(error.detail), None), error.status_code)


def _on_fault(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    fault = MahdarError("server-fault", "This is a fault in Mahdar.", "See the log of mahdar serve, and report it.")
    return show_problem(request, fault)
