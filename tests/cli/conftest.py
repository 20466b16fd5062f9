import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.cli.samples import sample_paths

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PROGRAM = Path(sys.executable).parent / "mahdar"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with good sources and bad ones."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHDAR_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copy(sample_paths()[0], tmp_path / "article.txt")
    (tmp_path / "articles").mkdir()
    for path in sample_paths():
        shutil.copy(path, tmp_path / "articles")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "english.txt").write_text("The ministers met on Tuesday in the capital and talked for hours.")
    (tmp_path / "data.bin").write_bytes(b"\x00\x01\x02" * 400)
    (tmp_path / "front.txt").write_text("---\npublished: [\n---\nالتقى الوزيران أمس في العاصمة.", encoding="utf-8")
    (tmp_path / "hollow").mkdir()
    return tmp_path


@pytest.fixture
def mahdar(folder: Path) -> Run:
    """The installed program, in a process of its own."""

    def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [PROGRAM, *arguments], cwd=folder, env=environment, text=True, capture_output=True, check=False, **options
        )

    return run
