"""What is turned away before any route sees it."""

import re
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from mahdar.errors import UsageError
from mahdar.web.api.problems import Problems, wrong_value

_PORT = re.compile(r":\d*$")


class Guard:
    """Turns away requests to another host, and characters that no database takes.

    Parameters
    ----------
    app : ASGIApp
    problems : Problems
    hosts : sequence of str
        Names by which the server may be addressed; empty: any.
    """

    def __init__(self, app: ASGIApp, problems: Problems, hosts: Sequence[str]) -> None:
        self._app = app
        self._problems = problems
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        error = self._error(scope) if scope["type"] == "http" else None
        if error is None:
            await self._app(scope, receive, send)
        else:
            await self._problems.answer(Request(scope), error)(scope, receive, send)

    def _error(self, scope: Scope) -> UsageError | None:
        host = _PORT.sub("", Request(scope).headers.get("host", ""))
        if self._hosts and host not in self._hosts:
            hint = "Address it as 127.0.0.1 or localhost, or start it with --allow-remote."
            return UsageError("other-host", "This server does not go by that name.", hint, host)
        if "\0" in scope["path"] or b"\0" in unquote_to_bytes(scope["query_string"]):
            return wrong_value("The address has a null character.", None)
        return None
