"""`mahdar watch` on the command line."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mahdar.archive import open_archive
from mahdar.cli import app
from tests.following.conftest import PARAGRAPHS, TUESDAY
from tests.following.server import Outlet, Reply

pytestmark = pytest.mark.network
runner = CliRunner()


@pytest.fixture
def outlet(folder: Path) -> Iterator[Outlet]:
    made = Outlet()
    made.page("/0", "الخبر من وادي المرج", PARAGRAPHS)
    made.feed("/rss", [("/0", TUESDAY)])
    (folder / "feeds.yaml").write_text(f"contact: a@example.org\ndelay: 0\nfeeds: [{made.address}/rss]\n")
    yield made
    made.close()


def test_once(folder: Path, outlet: Outlet) -> None:
    arguments = ["watch", "feeds.yaml", "--archive", "press.db", "--once", "--allow-private"]
    result = runner.invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {"feeds": {"fresh": 1}, "found": 1, "pages": {"kept": 1}}
    assert (folder / "feeds.yaml.state").exists()
    assert "Feeds · الخلاصات" in runner.invoke(app, [*arguments, "--format", "table"]).stdout


def test_addresses_inside_the_network_need_leave(outlet: Outlet) -> None:
    result = runner.invoke(app, ["watch", "feeds.yaml", "--archive", "press.db", "--once"])
    assert result.exit_code == 2
    assert "url-not-allowed" in result.stderr
    assert outlet.asked == []


def test_it_stays_until_it_is_told_to_stop(folder: Path, outlet: Outlet) -> None:
    program = subprocess.Popen(
        [
            sys.executable, "-c", "from mahdar.cli import main; main()", "watch", "feeds.yaml", "--archive", "press.db",
            "--allow-private",
        ],
        cwd=folder, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["pages"] == {"kept": 1}
    time.sleep(0.2)
    assert program.poll() is None
    program.send_signal(signal.SIGTERM)
    assert program.wait(20) == 0
    program.stdout.close()
    with open_archive(folder / "press.db") as archive:
        assert len(archive.article_ids()) == 1


def test_a_feed_that_fails_is_told(outlet: Outlet) -> None:
    outlet.replies["/rss"] = Reply(b"nothing")
    result = runner.invoke(app, ["watch", "feeds.yaml", "--archive", "press.db", "--once", "--allow-private"])
    assert result.exit_code == 2
    assert "bad-feed" in result.stderr
