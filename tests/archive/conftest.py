"""Archives of both kinds; PostgreSQL is a throw-away server of our own."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from mahdar.archive import Archive, open_archive
from mahdar.archive.engine import make_engine
from mahdar.archive.location import locate
from mahdar.cli.samples import sample_paths
from mahdar.intake import IntakeOptions, article_from_text, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article

_UNPRIVILEGED = "postgres"


@cache
def _server_programs() -> Path | None:
    """Find the folder of initdb and pg_ctl: on the path, or where Debian puts them, the newest first."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Server:
    """A PostgreSQL server on a socket in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._count = 0
        self._blank: str | None = None
        self._administration = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        # The server refuses to run as root.
        self._user = _UNPRIVILEGED if os.geteuid() == 0 else None
        if self._user:
            os.chown(folder, pwd.getpwnam(self._user).pw_uid, -1)

    def start(self) -> None:
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", "mahdar", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self._folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "-D", data, "-w", "-l", self._folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self._administration.dispose()
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "stop")

    def new_database(self, *, with_archive: bool = False) -> str:
        """Make a database, empty or with an empty archive, and give its address."""
        if with_archive and self._blank is None:
            open_archive(self.new_database(), create=True).close()
            self._blank = f"archive{self._count}"
        self._count += 1
        name = f"archive{self._count}"
        with self._administration.connect() as connection:
            template = f" TEMPLATE {self._blank}" if with_archive else ""
            connection.execute(text(f"CREATE DATABASE {name}{template}"))
        return self._address(name)

    def _address(self, database: str) -> str:
        return f"postgresql+psycopg://mahdar@/{database}?host={self._folder}"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(
            command, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = _server_programs()
    if programs is None:
        assert "MAHDAR_REQUIRE_POSTGRESQL" not in os.environ, (
            "no PostgreSQL server, and none of its tests may be skipped"
        )
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    # A socket's path must be short, which pytest's folders are not.
    folder = Path(tempfile.mkdtemp(prefix=f"mahdar-{getpass.getuser()}-"))
    server = Server(programs, folder)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive in a file, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("blank") / "archive.db"
    open_archive(path, create=True).close()
    return path


def new_address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where an empty archive is, of the kind that a fixture has for its parameter."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("blank"), folder / "archive.db"))
    server: Server = request.getfixturevalue("server")
    return server.new_database(with_archive=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty archive is."""
    return new_address(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no archive yet."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(address) as archive:
        yield archive


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """A way into the same database past the archive."""
    engine = make_engine(locate(address))
    yield engine
    engine.dispose()


def read(article: Article) -> Record:
    return read_article(article, load_knowledge())


@cache
def samples() -> tuple[Article, ...]:
    return tuple(read_source(path, options=IntakeOptions()) for path in sample_paths())


def article(text: str, *, title: str = "خبر", published: str | None = "2017-08-09", **known: str) -> Article:
    options = IntakeOptions(title=title, published=published, **known)  # type: ignore[arg-type]
    return article_from_text(text, options=options)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that the tests of a module share; it is theirs to leave it as they find it."""
    with open_archive(new_address(request, tmp_path_factory.mktemp("shared"))) as archive:
        yield archive
