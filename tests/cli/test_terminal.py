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
from mahdar.cli.view import WIDE, RecordView
from mahdar.model import Record
from tests.cli.conftest import PROGRAM

TEXT = (
    "توقيع مذكرة في أستانة\n"
    "وقعت روسيا وتركيا أمس في أستانة مذكرة. وقال المبعوث الروسي إن «الاتفاق يدخل حيز التنفيذ قريبا». "
    "ونقلت سانا عن مصدر عسكري أن الجيش دمر آليتين وقتل أكثر من عشرة مسلحين في ريف حماة الشمالي."
)


def at(phrase: str) -> tuple[int, int]:
    return TEXT.index(phrase), TEXT.index(phrase) + len(phrase)


@pytest.fixture(scope="module")
def record() -> Record:
    """A record written by hand: the layout does not depend on what the reader finds today."""
    place = {"id": "1", "name": {"ar": "أستانة", "en": "Astana"}, "country": "KAZ", "level": "town", "radius_km": 5}
    area = {
        "id": "2",
        "name": {"ar": "محافظة حماة", "en": "Hama Governorate"},
        "country": "SYR",
        "level": "admin1",
        "relation": "countryside, north",
        "radius_km": 40,
    }
    names = [
        ("a1", "روسيا", "Russia", "country"),
        ("a2", "تركيا", "Turkey", "country"),
        ("a3", "ألكسندر لافرنتييف", "Alexander Lavrentiev", "person"),
        ("a4", "وكالة سانا", "SANA", "media"),
        ("a5", "مصدر عسكري", "Military source", "people"),
        ("a6", "الجيش السوري", "Syrian army", "government"),
    ]
    actors = [{"id": i, "name": {"ar": ar, "en": en}, "kind": kind, "mentions": []} for i, ar, en, kind in names]
    actors[2]["office"] = {"title": "special envoy", "of": "RUS"}
    figures = [
        {"span": at("آليتين"), "measure": "destroyed", "min": 2, "max": 2, "of": {"en": "vehicles", "ar": "آليتين"}},
        {"span": at("أكثر من عشرة مسلحين"), "measure": "killed", "min": 10, "max": None, "of": {"en": "gunmen"}},
    ]
    common = {"confidence": 0.9, "rule": "test"}
    events = [
        {
            **common,
            "id": "e1",
            "span": at("وقعت روسيا وتركيا أمس في أستانة مذكرة"),
            "trigger": at("وقعت"),
            "type": "AGREE",
            "status": "happened",
            "date": "2017-05-04",
            "place": "1",
            "actor": ["a1", "a2"],
        },
        {
            **common,
            "id": "e2",
            "span": at("الاتفاق يدخل حيز التنفيذ قريبا"),
            "trigger": at("الاتفاق"),
            "type": "CONSULT",
            "mode": "multilateral",
            "status": "planned",
            "date": "2017-07-11/2017-07-20",
            "claimed_by": ["a3"],
            "series": "Astana process",
            "ordinal": 5,
            "agenda": [at("مذكرة")],
        },
        {
            **common,
            "id": "e3",
            "span": at("دمر آليتين"),
            "trigger": at("دمر"),
            "type": "ASSAULT",
            "mode": "destroy",
            "status": "happened",
            "place": "2",
            "actor": ["a6"],
            "claimed_by": ["a5", "a4"],
            "figures": figures,
        },
    ]
    statements = [{"id": "s1", "span": at("الاتفاق يدخل حيز التنفيذ قريبا"), "kind": "direct", "speaker": "a3"}]
    article = {"id": "x", "text": TEXT, "sha256": "0" * 64, "title": "توقيع مذكرة في أستانة", "published": "2017-05-05"}
    return Record.model_validate(
        {
            "schema": "mahdar/record/1",
            "article": article,
            "reader": {"version": "0", "knowledge": "0"},
            "actors": actors,
            "places": [{"span": at("أستانة"), "place": place}, {"span": at("حماة"), "place": area}],
            "events": events,
            "statements": statements,
        }
    )


def shown(record: Record, width: int, language: Language = Language.EN) -> str:
    console = Console(width=width, color_system=None, record=True, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    with console.file:
        console.print(RecordView(record, language))
    return console.export_text()


@pytest.mark.parametrize("width", [40, 80, 120, WIDE, 200])
def test_every_width_is_kept(record: Record, width: int) -> None:
    assert max(cell_len(line) for line in shown(record, width).splitlines()) <= width


@pytest.mark.parametrize("width", [100, 400])
def test_all_is_said_that_a_person_asks_for(record: Record, width: int) -> None:
    text = shown(record, width)
    for words in ("Who met whom · من التقى من", "What happened · ما الذي جرى", "Who said what · من قال ماذا"):
        assert words in text
    flat = " ".join(text.split())
    for words in (
        "agree happened AGREE", "Russia, Turkey", "2017-05-04", "Astana (±5 km)", "the outlet itself", "planned",
        "2017-07-11 to 2017-07-20", "Astana process, round 5", "Alexander Lavrentiev (special envoy)",
        "2 destroyed (vehicles), ≥ 10 killed", "Hama Governorate (countryside, north, governorate)",
    ):  # fmt: skip
        assert words in flat
    assert f"{len(record.events)} events" in text


def test_the_chain_is_told_in_words(record: Record) -> None:
    assert "Military source, via SANA" in shown(record, 120)


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
    assert "مصدر عسكري، عبر وكالة سانا" in text
    assert "SANA" not in text


def test_an_empty_record_says_so(record: Record) -> None:
    empty = record.model_copy(update={"events": (), "statements": ()})
    assert "Nothing to record" in shown(empty, 80)


def on_terminal(*arguments: str, stdout: int | None = None, cwd: Path) -> tuple[str, bytes]:
    """Run the program with a terminal as standard error, and as standard output unless told otherwise."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *arguments], cwd=cwd, env={**os.environ, "TERM": "xterm"},
        stdin=subprocess.DEVNULL, stdout=slave if stdout is None else stdout, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    seen = b""
    piped = b""
    if process.stdout:
        with process.stdout:
            piped = process.stdout.read()
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
