"""With Ray the data set is the same, byte for byte, also when workers are killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("ray")

from mahdar.batch.plan import Plan
from mahdar.batch.work import Work
from tests.batch.conftest import files_of

RUN = "from mahdar.cli import main; main()"


def workers_of(driver: int) -> list[int]:
    """Processes of Ray below a driver that have been made readers of segments."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            name = (folder / "cmdline").read_bytes().partition(b"\0")[0].decode("utf-8", "replace")
        except OSError:
            continue
        parents[int(folder.name)] = (int(status[1]), name)
    found = []
    for process, (parent, name) in parents.items():
        above = parent
        while above in parents and above != driver:
            above = parents[above][0]
        if above == driver and name.startswith("ray::MapWorker"):
            found.append(process)
    return found


@pytest.mark.network
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers through /proc")
def test_workers_may_be_killed(finished: Path, sources: list[str], tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    work = Work(out / "work")
    segments = [segment.number for segment in Plan(sources).segments]
    driver = subprocess.Popen(
        [sys.executable, "-c", RUN, "batch", *sources, "--out", str(out), "--workers", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    killed = 0
    for wanted in (1, 4):
        while sum(work.segment(number).done for number in segments) < wanted and driver.poll() is None:
            time.sleep(0.01)
        for worker in workers_of(driver.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
            killed += 1
    _, errors = driver.communicate(timeout=240)
    assert driver.returncode == 0, errors
    assert killed, "only a run in which a worker was killed says anything"
    assert files_of(out) == files_of(finished)
