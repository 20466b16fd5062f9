from contextlib import nullcontext
from pathlib import Path

import pytest

from mahdar.batch.engines import LocalEngine
from mahdar.batch.run import About, Run
from tests.batch.made import write_all


def run(sources: list[str], out: Path) -> About:
    """Run in this process."""
    return Run(sources, out)(LocalEngine, lambda *_: nullcontext(), lambda _: None)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return write_all(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def finished(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set made at one go."""
    out = tmp_path_factory.mktemp("finished") / "dataset"
    run(sources, out)
    return out


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of a data set, by their paths."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }
