"""The pages put together."""

from fastapi import Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from mahdar.archive import Archive
from mahdar.web.accounts.limits import Attempts
from mahdar.web.accounts.people import People
from mahdar.web.api.languages import preferred
from mahdar.web.api.problems import Arabic
from mahdar.web.pages import (
    about,
    actors,
    adding,
    article,
    entering,
    incidents,
    maps,
    overview,
    places,
    problems,
    processes,
    review,
    searching,
    timeline,
    zones,
)
from mahdar.web.pages.assets import FOLDER, PREFIX
from mahdar.web.pages.catalogues import LANGUAGES
from mahdar.web.pages.guarding import check_request
from mahdar.web.pages.remembering import Memory
from mahdar.web.pages.taking import Waiting
from mahdar.web.pages.words import Labels

_PARTS = (
    overview, searching, article, timeline, maps, incidents, processes, actors, places, zones, review, adding,
    about, entering,
)  # fmt: skip
_FOREVER = "public, max-age=31536000, immutable"


class _BuiltFiles(StaticFiles):
    """Built files have a hash of their content in their names, so that they can be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        if path.startswith("assets/"):
            response.headers["Cache-Control"] = _FOREVER
        if path.endswith(".mjs"):
            response.headers["Content-Type"] = "text/javascript"
        return response


def create_pages(
    archive: Archive, *, labels: Labels, arabic: Arabic, writable: bool, people: People | None = None
) -> FastAPI:
    """Make the application of the pages; see `mahdar.web.room.create_room`."""
    app = FastAPI(title="Mahdar", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
                  dependencies=[Depends(check_request)])  # fmt: skip
    app.state.archive = archive
    app.state.labels = labels
    app.state.arabic = arabic
    app.state.writable = writable
    app.state.memory = Memory(archive)
    app.state.waiting = Waiting()
    app.state.people = people
    app.state.attempts = Attempts()
    problems.handle_in(app)
    app.add_api_route("/", _begin, include_in_schema=False)
    for language in LANGUAGES:
        for part in _PARTS:
            app.include_router(part.router, prefix=f"/{language}")
    app.mount(PREFIX.rstrip("/"), _BuiltFiles(directory=FOLDER, check_dir=False), name="static")
    return app


def _begin(request: Request) -> Response:
    """Go to the overview in the language that the browser prefers."""
    response = RedirectResponse(f"/{preferred(request.headers.get('accept-language', ''))}/", 302)
    response.headers["Vary"] = "Accept-Language"
    return response
