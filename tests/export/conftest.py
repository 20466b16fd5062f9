import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mahdar.export import FORMATS, ExportOptions, Report, Selected, export
from tests.export.cases import corpus

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Export the corpus, or what is given, and tell the folder."""

    def run(*formats: str, selection: Any = None, folder: str = "out", **options: Any) -> Path:
        selected = [Selected(one) for one in corpus()] if selection is None else selection
        export(selected, formats, tmp_path / folder, ExportOptions(**options))
        return tmp_path / folder

    return run


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The corpus in all formats."""
    folder = tmp_path_factory.mktemp("everything")
    return export([Selected(one) for one in corpus()], list(FORMATS), folder, ExportOptions(filter={"outlet": "البيت"}))


def json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
