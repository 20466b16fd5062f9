"""One archive of the articles written about the Astana process, and the API over it."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from mahdar.archive import Archive, open_archive
from mahdar.cli.labels import error_in_arabic
from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article
from mahdar.web.api import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

SAMPLES = Path(__file__).parents[2] / "src" / "mahdar" / "samples" / "astana"


def read(article: Article) -> Record:
    return read_article(article, load_knowledge())


def fill(archive: Archive, paths: list[Path]) -> None:
    with archive.importing(["samples"]) as import_:
        for path in paths:
            import_.add(path.name, read_source(path, options=IntakeOptions()), read)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive that no test changes."""
    place = str(tmp_path_factory.mktemp("web") / "archive.db")
    with open_archive(place, create=True) as archive:
        fill(archive, sorted(SAMPLES.glob("*.txt")))
    return place


@pytest.fixture(scope="session")
def archive(address: str) -> Iterator[Archive]:
    with open_archive(address) as archive:
        yield archive


@pytest.fixture(scope="session")
def app(archive: Archive) -> FastAPI:
    return create_app(archive, arabic=error_in_arabic)


class Client:
    """Asks an application and gives JSON."""

    def __init__(self, app: FastAPI) -> None:
        self.http = TestClient(app, base_url="http://localhost/api/v1", raise_server_exceptions=False)

    def get(self, path: str, **parameters: Any) -> Any:
        response = self.http.get(path, params=parameters)
        assert response.status_code == 200, response.text
        return response.json()

    def all(self, path: str, of: str, cursor: str | None = None, **parameters: Any) -> list[Any]:
        """Give what is on all pages of a list, or on those from a cursor on."""
        found: list[Any] = []
        while True:
            page = self.get(path, **parameters, **({"cursor": cursor} if cursor else {}))
            found += page[of]
            cursor = page["next"]
            if cursor is None:
                return found


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Client:
    return Client(app)


@pytest.fixture
def own_archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of four articles that a test may change."""
    with open_archive(tmp_path / "own.db", create=True) as archive:
        fill(archive, sorted(SAMPLES.glob("2017-11-1*.txt")))
        yield archive


@pytest.fixture
def own(own_archive: Archive) -> Client:
    return Client(create_app(own_archive, arabic=error_in_arabic))
