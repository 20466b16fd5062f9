"""The whole server: the API for programs and the reading room for people, over one archive."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from mahdar.archive import Archive
from mahdar.web.accounts.gate import Gate
from mahdar.web.accounts.people import People
from mahdar.web.api import create_app
from mahdar.web.api.guard import Guard
from mahdar.web.api.problems import Arabic, Problems
from mahdar.web.pages.app import create_pages
from mahdar.web.pages.page import Person
from mahdar.web.pages.protection import Protection
from mahdar.web.pages.words import Labels

_API = "/api/"
_EVERYTHING = frozenset(("reader", "reviewer", "admin"))


def create_room(
    archive: Archive, *, labels: Labels, arabic: Arabic = lambda _: (None, None), hosts: Sequence[str] = (),
    writable: bool = True, people: People | None = None,
) -> ASGIApp:  # fmt: skip
    """Make the server.

    Parameters
    ----------
    archive : Archive
        Stays open as long as the server runs; it is not closed here.
    labels : Labels
        Gives words of the closed lists of the record.
    arabic : Arabic
        Gives message and hint of an error code in Arabic.
    hosts : sequence of str
        Names by which the server may be addressed; empty: any.
    writable : bool
        Whether decisions and articles are taken.
    people : People, optional
        Accounts; without them everyone who reaches the server may do all that it takes.

    Returns
    -------
    ASGIApp
    """
    api = create_app(archive, arabic=arabic, hosts=hosts, writable=writable)
    pages = create_pages(archive, labels=labels, arabic=arabic, writable=writable, people=people)
    problems = Problems(arabic)
    split = _Split(api, pages)
    room: ASGIApp = split if people is None else Gate(split, people, problems)
    return Protection(Guard(room, problems=problems, hosts=tuple(hosts)))


class _Split:
    """Sends what programs ask to the API, and all else to the pages."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        scope.setdefault("mahdar.person", Person(None, _EVERYTHING))
        wanted = self._api if scope.get("path", "").startswith(_API) else self._pages
        await wanted(scope, receive, send)
