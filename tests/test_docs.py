"""The documentation cannot drift: generated pages are up to date, commands run, links lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docs.generate import PAGES, REFERENCE, ROOT, out_of_date, write_reference, written_pages
from docs.generators.blocks import RUN, run, sample_archive
from docs.generators.cli_page import commands
from docs.generators.errors_page import found_codes
from mahdar.cli import app
from mahdar.cli.samples import sample_paths
from mahdar.knowledge.families import FAMILIES

PAGES_OF_PEOPLE = [path for path in written_pages() if "adr" not in path.parts]
ALL = [*written_pages(), *(REFERENCE / name for name in PAGES), ROOT / "CHANGELOG.md"]
FENCE = re.compile(r"^[ ]*```sh\n(?P<code>.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
STATUS = re.compile(r"#\s*exit (\d+)\s*$")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def commands_of(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = (line.strip() for found in FENCE.finditer(text) for line in found["code"].splitlines())
    commands = [line for line in lines if re.search(r"\bmahdar (?!read https)", line) and not line.startswith("#")]
    return [command if STATUS.search(command) else command.partition("#")[0].strip() for command in commands]


SNIPPETS = {command for path in PAGES_OF_PEOPLE for command in commands_of(path)}


def test_generated_pages_are_up_to_date(tmp_path: Path) -> None:
    write_reference(tmp_path)
    for name in PAGES:
        assert (tmp_path / name).read_text(encoding="utf-8") == (REFERENCE / name).read_text(encoding="utf-8"), (
            f"{name} is out of date: run `make docs`"
        )


def test_figures_are_up_to_date() -> None:
    assert not out_of_date(), "run `make docs`"


def test_every_command_and_option_is_documented() -> None:
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    for command, options in commands().items():
        assert f"## `{command}`" in page
        assert all(f"`{option}`" in page for option in options), command


def test_every_error_is_documented() -> None:
    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    assert found_codes()
    assert [code for code in found_codes() if f"## `{code}`" not in page] == []
    assert [code for code in found_codes("Issue") if f"### `{code}`" not in page] == []


def test_every_family_is_documented() -> None:
    page = (REFERENCE / "lexicons.md").read_text(encoding="utf-8")
    assert [name for name in FAMILIES if f"## {name}\n" not in page] == []


def test_every_field_of_a_lexicon_has_a_meaning() -> None:
    page = (REFERENCE / "lexicons.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.endswith("|  |")] == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the documentation make sense."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_paths()[1], folder / "article.txt")
    shutil.copy(ROOT / "tests" / "intake" / "pages" / "news.html", folder / "page.html")
    samples = folder / "src" / "mahdar" / "samples"
    samples.mkdir(parents=True)
    (folder / "articles").mkdir()
    for path in sample_paths():
        shutil.copy(path, samples)
        shutil.copy(path, folder / "articles")
    result = CliRunner().invoke(app, ["read", str(folder / "articles"), "--out", str(folder / "records")])
    assert result.exit_code == 0, result.stderr
    shutil.copytree(sample_archive(), folder, dirs_exist_ok=True)
    for archive in ("astana.db", "trial.db"):
        result = CliRunner().invoke(app, ["add", str(folder / "articles"), "--archive", str(folder / archive)])
        assert result.exit_code == 0, result.stderr
    batch = ["batch", str(folder / "articles"), "--out", str(folder / "dataset"), "--engine", "local"]
    result = CliRunner().invoke(app, batch)
    assert result.exit_code == 0, result.stderr
    # Commands run in any order: what one withdraws must be there before another decides.
    (accept,) = (one for one in SNIPPETS if one.startswith("mahdar decide accept"))
    for _ in range(4):
        result = CliRunner().invoke(app, [*shlex.split(accept)[1:], "--archive", str(folder / "astana.db")])
        assert result.exit_code == 0, result.stderr
    return folder


@pytest.mark.parametrize("command", sorted(SNIPPETS))
def test_commands_run(command: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = STATUS.search(command)
    status = int(expected[1]) if expected else 0
    monkeypatch.setenv("MAHDAR_ARCHIVE", str(desk / "astana.db"))
    monkeypatch.chdir(desk)
    if re.search("[|<>]", command):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", command], env={**os.environ, "PATH": path}, capture_output=True, check=False
        )
        assert done.returncode == status, done.stderr.decode()
    else:
        result = CliRunner().invoke(app, shlex.split(command, comments=True)[1:])
        assert result.exit_code == status, result.stderr


def test_commands_were_found() -> None:
    assert len(SNIPPETS) >= 12


MARKED = [
    (name_of(p), m["command"], m["keep"]) for p in PAGES_OF_PEOPLE for m in RUN.finditer(p.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "command", "keep"), MARKED)
def test_outputs_shown_are_of_commands_that_run(page: str, command: str, keep: str | None) -> None:
    assert run(command)
    # The output itself follows the models, so only its presence is asked for; `make docs` renews it.
    found = next(
        m
        for m in RUN.finditer((ROOT / page).read_text(encoding="utf-8"))
        if (m["command"], m["keep"]) == (command, keep)
    )
    assert "```" in found[0]


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for found in LINK.finditer(path.read_text(encoding="utf-8")):
        target, _, anchor = found["target"].partition("#")
        if "://" in target:
            continue
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), f"{name_of(path)}: {found['target']}"
        if anchor and page.suffix == ".md":
            assert anchor in anchors(page), f"{name_of(path)}: {found['target']}"


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [p for p in (ROOT / "docs").rglob("*.md") if p.name != "index.md"]
    assert [str(p.relative_to(ROOT / "docs")) for p in pages if str(p.relative_to(ROOT / "docs")) not in index] == []
