"""The gate: nothing behind it is reached without a role."""

import hmac
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from mahdar.errors import UsageError
from mahdar.web.accounts.people import ROLES, Entered, People
from mahdar.web.api.problems import Problems
from mahdar.web.pages.page import Person, language_of

COOKIE = "mahdar-session"
CSRF_HEADER = "x-csrf-token"
_API = "/api/"
_OPEN = ("/static/", "/ar/enter", "/en/enter")  # all that can be seen from outside
_OWN = ("/ar/leave", "/en/leave", "/ar/account", "/en/account")  # what everyone may change
_READING = frozenset(("GET", "HEAD", "OPTIONS"))


class Gate:
    """Lets people in by session or token, and up to what their role allows.

    Parameters
    ----------
    app : ASGIApp
    people : People
    problems : Problems
        Answers programs.
    """

    def __init__(self, app: ASGIApp, people: People, problems: Problems) -> None:
        self._app = app
        self._people = people
        self._problems = problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        entered = self._entered(Headers(scope=scope))
        scope["mahdar.person"] = person_of(entered)
        path: str = scope["path"]
        if entered is None and not path.startswith(_OPEN):
            await self._outside(scope, receive, send)
            return
        error = self._refusal(scope, entered)
        if error is not None and path.startswith(_API):
            await self._problems.answer(Request(scope), error)(scope, receive, send)
            return
        scope["mahdar.refused"] = error
        await self._app(scope, receive, send)

    def _entered(self, headers: Headers) -> Entered | None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._people.by_token(token.strip())
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return None
        return self._people.by_session(cookie.value) if cookie else None

    async def _outside(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(_API):
            error = UsageError("not-entered", "This server asks who you are.", "Send a token: Authorization: Bearer …")
            headers = {"WWW-Authenticate": "Bearer"}
            await self._problems.answer(Request(scope), error, headers)(scope, receive, send)
            return
        language = language_of(scope["path"])
        back = quote(Request(scope).url.path) if scope["method"] == "GET" else ""
        response = RedirectResponse(f"/{language}/enter?next={back}", HTTPStatus.SEE_OTHER)
        await response(scope, receive, send)

    def _refusal(self, scope: Scope, entered: Entered | None) -> UsageError | None:
        """Refuse what a role does not allow."""
        path = scope["path"]
        role = entered.account.role if entered else None
        if path.split("/")[2:3] == ["people"] and role != "admin":
            return _not_allowed("admin")
        if scope["method"] in _READING or path.startswith((*_OPEN, *_OWN)):
            return None
        if role == "reader":
            return _not_allowed("reviewer")
        # Programs bring a token that no browser sends by itself; a browser's session must show that the page is ours.
        if path.startswith(_API) and entered and entered.csrf is not None:
            sent = Headers(scope=scope).get(CSRF_HEADER, "")
            if not hmac.compare_digest(sent.encode(), entered.csrf.encode()):
                return UsageError("forged", "This request does not come from a page of this server.", "Load it again.")
        return None


def person_of(entered: Entered | None) -> Person:
    """Give what pages know of someone who has entered."""
    if entered is None:
        return Person(None, frozenset())
    rank = ROLES.index(entered.account.role)
    return Person(entered.account.name, frozenset(ROLES[: rank + 1]), entered.csrf)


def _not_allowed(role: str) -> UsageError:
    return UsageError("not-allowed", f"This takes the role of {role}.", "Ask an admin of this server.")
