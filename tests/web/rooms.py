"""The whole server over an archive, as tests start it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from mahdar.archive import Archive
from mahdar.cli.labels import Language, error_in_arabic, label
from mahdar.web.api.languages import Language as LanguageName
from mahdar.web.room import create_room


def words_of(section: str, key: str, language: LanguageName) -> str:
    return label(section, key, Language(language))


def make_room(archive: Archive, **options: Any) -> ASGIApp:
    return create_room(archive, labels=words_of, arabic=error_in_arabic, **options)


@contextmanager
def serving(room: ASGIApp) -> Iterator[str]:
    """Serve on a free port of this machine, and give the address."""
    server = uvicorn.Server(uvicorn.Config(room, port=0, log_level="error", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
