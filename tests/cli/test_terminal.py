"""What a person sees on a terminal."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from mahdar.cli.labels import Language
from mahdar.cli.samples import sample_paths
from mahdar.cli.view import WIDE, RecordView
from mahdar.intake import read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Record
from mahdar.reading.reader import read_article
from tests.cli.conftest import PROGRAM


@pytest.fixture(scope="module")
def record() -> Record:
    return read_article(read_source(sample_paths()[0]), load_knowledge())


def shown(record: Record, width: int, language: Language = Language.EN) -> str:
    console = Console(width=width, color_system=None, record=True, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    with console.file:
        console.print(RecordView(record, language))
    return console.export_text()


@pytest.mark.parametrize("width", [40, 80, 120, WIDE, 200])
def test_every_width_is_kept(record: Record, width: int) -> None:
    assert max(cell_len(line) for line in shown(record, width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 200])
def test_all_is_said_that_a_person_asks_for(record: Record, width: int) -> None:
    text = shown(record, width)
    for words in ("Who met whom · من التقى من", "What happened · ما الذي جرى", "Who said what · من قال ماذا"):
        assert words in text
    flat = " ".join(text.replace("│", " ").split())
    for words in (
        "2017-05-04",
        "Astana (±5 km)",
        "the outlet itself",
        "Alexander Lavrentiev (special envoy)",
        "2 destroyed",
    ):
        assert words in flat
    assert f"{len(record.events)} events" in text


def test_the_chain_is_told_in_words(record: Record) -> None:
    assert "Military source, via Syrian Arab News Agency (SANA)" in shown(record, 120)
    assert "عبر" in shown(record, 120, Language.AR)


def test_wide_terminals_get_tables_narrow_ones_cards(record: Record) -> None:
    assert shown(record, WIDE).count("│") > shown(record, WIDE - 1).count("│")


def test_quotations_stand_at_the_right(record: Record) -> None:
    lines = [
        line for line in shown(record, 80).splitlines() if line.strip().startswith("«") and line.rstrip().endswith("»")
    ]
    assert lines
    assert all(cell_len(line.rstrip()) == 80 for line in lines)


def test_arabic_names_in_the_arabic_table(record: Record) -> None:
    text = shown(record, 80, Language.AR)
    assert "المرصد السوري لحقوق الإنسان" in text
    assert "Syrian Observatory" not in text


def test_an_empty_record_says_so(record: Record) -> None:
    empty = record.model_copy(update={"events": (), "statements": ()})
    assert "Nothing to record" in shown(empty, 80)


def on_terminal(*arguments: str, stdout: int | None = None, cwd: Path) -> tuple[str, bytes]:
    """Run the program with a terminal as standard error, and as standard output unless told otherwise."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *arguments], cwd=cwd, stdin=subprocess.DEVNULL, stdout=slave if stdout is None else stdout, stderr=slave,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(slave)
    seen = b""
    piped = process.stdout.read() if process.stdout else b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    process.wait()
    os.close(master)
    assert process.returncode == 0
    return seen.decode(errors="replace"), piped


def test_a_table_on_a_terminal(folder: Path) -> None:
    seen, _ = on_terminal("read", "article.txt", cwd=folder)
    assert "Who said what" in seen
    assert '"schema"' not in seen


def test_a_bar_for_more_than_a_few_and_json_untouched(folder: Path) -> None:
    (folder / "articles" / "4.txt").write_bytes((folder / "article.txt").read_bytes())
    seen, piped = on_terminal("read", "articles", stdout=subprocess.PIPE, cwd=folder)
    assert "Reading · قراءة" in seen
    assert len(json.loads(piped)) == 4


def test_no_bar_for_a_few(folder: Path) -> None:
    seen, piped = on_terminal("read", "articles", stdout=subprocess.PIPE, cwd=folder)
    assert seen == ""
    assert len(json.loads(piped)) == 3
