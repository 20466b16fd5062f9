"""What every page checks before it does anything: that the gate let it through, and that a form is one of ours."""

import hmac
from typing import TYPE_CHECKING

from fastapi import Request

from mahdar.errors import MahdarError, UsageError

if TYPE_CHECKING:
    from mahdar.web.pages.page import Person

_READING = frozenset(("GET", "HEAD", "OPTIONS"))


async def check_request(request: Request) -> None:
    """Refuse what the gate refused, and forms without the word of their session.

    Raises
    ------
    UsageError
        `not-allowed`, `forged`.
    """
    refused: MahdarError | None = request.scope.get("mahdar.refused")
    if refused is not None:
        raise refused
    person: Person = request.scope["mahdar.person"]
    if request.method in _READING or person.token is None:
        return
    sent = (await request.form()).get("csrf", "")
    if not hmac.compare_digest(str(sent).encode(), person.token.encode()):
        raise UsageError("forged", "This request does not come from a page of this server.", "Load the page again.")
