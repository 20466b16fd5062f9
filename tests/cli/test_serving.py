"""`mahdar serve`: a real server, on this machine only."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from mahdar.archive import open_archive
from mahdar.cli import app
from mahdar.errors import ArchiveError, UsageError

PROGRAM = "from mahdar.cli import main; main()"


@pytest.fixture
def address(tmp_path: Path) -> str:
    with open_archive(tmp_path / "archive.db", create=True):
        return str(tmp_path / "archive.db")


@pytest.fixture
def server(address: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--archive", address]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    ) as process:
        assert process.stderr
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        yield process, f"{found[0]}api/v1"
        process.kill()


def test_a_server_answers_until_it_is_interrupted(server: tuple["subprocess.Popen[str]", str]) -> None:
    process, where = server
    with urlopen(f"{where}/articles") as response:
        assert json.load(response) == {"hits": [], "next": None, "facets": None}
        tag = response.headers["etag"]
        assert "server" not in response.headers
    with pytest.raises(HTTPError, match="304"):
        urlopen(Request(f"{where}/articles", headers={"If-None-Match": tag}))
    with pytest.raises(HTTPError, match="421"):
        urlopen(Request(f"{where}/articles", headers={"Host": "elsewhere.example"}))
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) in (0, 130)


def refused(*options: str) -> BaseException | None:
    return CliRunner().invoke(app, ["serve", *options]).exception


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_other_machines_are_not_answered_unless_that_is_meant(address: str, host: str) -> None:
    problem = refused("--host", host, "--archive", address)
    assert isinstance(problem, UsageError)
    assert problem.code == "remote-not-allowed"


def test_an_address_that_is_not_ours_is_refused(address: str) -> None:
    for options in (("--host", "192.0.2.1", "--allow-remote"), ("--host", "no-such-name.invalid")):
        problem = refused(*options, "--archive", address)
        assert isinstance(problem, UsageError)
        assert problem.code == "cannot-listen"


def test_a_port_that_is_taken_is_refused(address: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        problem = refused("--port", str(taken.getsockname()[1]), "--archive", address)
    assert isinstance(problem, UsageError)
    assert problem.code == "cannot-listen"


def test_an_archive_is_needed(tmp_path: Path) -> None:
    problem = refused("--port", "0", "--archive", str(tmp_path / "none.db"))
    assert isinstance(problem, ArchiveError)
    assert problem.code == "no-archive"


def test_the_command_line_does_not_wait_for_the_server() -> None:
    program = "import sys, mahdar.cli; print([m for m in ('fastapi', 'uvicorn', 'sqlalchemy') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
