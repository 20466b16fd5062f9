"""The application: routes, problems and contract put together."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI

from mahdar import __version__
from mahdar.archive import Archive
from mahdar.web.api import articles, catalogue, decisions, exports, imports, joined, searches
from mahdar.web.api.contract import describe
from mahdar.web.api.guard import Guard
from mahdar.web.api.problems import Arabic, Problems

PREFIX = "/api/v1"
_DESCRIPTION = (
    "What articles of the Arabic press say of a peace process and its conflict: every event and statement with the "
    "words that say it and those on whose word it is said. Nothing here is what happened."
)


def create_app(
    archive: Archive, *, arabic: Arabic = lambda _: (None, None), hosts: Sequence[str] = (), writable: bool = True
) -> FastAPI:
    """Make the application.

    Parameters
    ----------
    archive : Archive
        Stays open as long as the application runs; it is not closed here.
    arabic : Arabic
        Gives message and hint of an error code in Arabic.
    hosts : sequence of str
        Names by which the server may be addressed; empty: any. A page of another site, loaded in a browser on this
        machine, can have its own name lead here.
    writable : bool
        Whether decisions are taken.

    Returns
    -------
    FastAPI
        An ASGI application.
    """
    app = FastAPI(
        title="Mahdar · محضر", version=__version__, description=_DESCRIPTION, openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.archive = archive
    app.state.writable = writable
    problems = Problems(arabic)
    problems.handle_in(app)
    app.add_middleware(Guard, problems=problems, hosts=tuple(hosts))
    api = APIRouter(prefix=PREFIX)
    for part in (searches, articles, joined, catalogue, decisions, exports, imports):
        api.include_router(part.router)
    app.include_router(api)
    describe(app)
    return app
