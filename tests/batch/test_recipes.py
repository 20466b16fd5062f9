"""The recipes of the documentation give something."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "ask-a-data-set.md"
BLOCK = re.compile(r"^```(?P<language>sql|python)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
RECIPES = [(found["language"], found["code"]) for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def ask(query: str) -> Any:
    """Ask in a process of its own: the library complains when it ends, and is heard in all tests otherwise."""
    script = "import duckdb, json, sys; print(json.dumps(duckdb.sql(sys.argv[1]).fetchall(), default=str))"
    done = subprocess.run([sys.executable, "-c", script, query], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(autouse=True)
def _folder(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dataset").symlink_to(finished)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("code", [code for language, code in RECIPES if language == "sql"])
def test_duckdb(code: str) -> None:
    assert ask(code)


@pytest.mark.parametrize("code", [code for language, code in RECIPES if language == "python"])
def test_polars(code: str) -> None:
    names: dict[str, object] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    frames = [value for value in names.values() if type(value).__name__ == "DataFrame"]
    assert frames
    assert all(frame.height for frame in frames)


def test_recipes_were_found() -> None:
    assert len(RECIPES) >= 8


def test_offsets_count_in_the_text() -> None:
    query = """
        SELECT count(*), count(*) FILTER (
          trim(regexp_replace(a.text[e.span_start + 1 : e.span_end], '\\s+', ' ', 'g')) = e.quote
        )
        FROM read_parquet('dataset/events/*/*.parquet') AS e
        JOIN read_parquet('dataset/articles/*/*.parquet') AS a USING (article)
    """
    ((events, right),) = ask(query)
    assert events == right > 50
