"""Inputs are the same ones however their sources are cut, and damage costs what is damaged."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mahdar.batch.inputs import Input, Page, Row, Segment, open_segment
from mahdar.batch.inputs.segment import MOST_BYTES
from mahdar.batch.plan import Plan, kind_of
from mahdar.errors import IntakeError
from tests.batch.made import record, write_lines, write_parquet, write_tar

ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def inputs_of(path: Path) -> list[Input]:
    return [given for segment in Plan([str(path)]).segments for given in open_segment(segment)]


def codes_of(found: list[Input]) -> list[str]:
    return [given.content.code for given in found if isinstance(given.content, IntakeError)]


@ANY
@given(
    lines=st.lists(st.sampled_from(["{}", '{"text": "نص"}', "", "x", "[]", '{"a": "\\n"}']), max_size=12),
    step=st.integers(1, 40),
)
def test_lines_are_the_same_however_a_file_is_cut(tmp_path: Path, lines: list[str], step: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    size = path.stat().st_size
    found: list[Input] = []
    passed = 0
    for number, start in enumerate(range(0, max(size, 1), step)):
        end = -1 if start + step >= size else start + step
        stream = open_segment(Segment(number=number, kind="lines", source=str(path), start=start, end=end))
        found += [Input(one.source, (one.position or 0) + passed, None, one.content, one.url) for one in stream]
        passed += stream.passed
    whole = list(open_segment(Segment(number=0, kind="lines", source=str(path))))
    assert [(one.position, describe(one)) for one in found] == [(one.position, describe(one)) for one in whole]
    assert [one.position for one in whole] == [number for number, line in enumerate(lines, start=1) if line.strip()]


def describe(one: Input) -> object:
    return dict(one.content.fields) if isinstance(one.content, Row) else getattr(one.content, "message", None)


def test_compressed_lines(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": "نص", "url": "https://example.org/"}, "x"])
    one, other = inputs_of(path)
    assert isinstance(one.content, Row)
    assert one.url == "https://example.org/"
    assert codes_of([other]) == ["bad-row"]
    path.write_bytes(path.read_bytes()[:-12])
    assert codes_of(inputs_of(path))[-1] == "broken-source"


def test_a_line_beyond_all_measure_is_passed_over(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", ['{"text": "' + "ا" * (2 * MOST_BYTES + 20) + '"}', {"text": "نص"}])
    found = list(open_segment(Segment(number=0, kind="lines", source=str(path))))
    assert codes_of(found) == codes_of(inputs_of(path)) == ["too-large"]
    assert [one.position for one in found] == [1, 2]


@pytest.mark.parametrize("rows", [0, 1, 5, 2_000])
def test_rows_are_all_there_once(tmp_path: Path, rows: int) -> None:
    made = [{"text": f"نص {number}", "url": f"https://example.org/{number}", "extra": number} for number in range(rows)]
    path = write_parquet(tmp_path / "a.parquet", made or [{"text": "نص", "url": None, "extra": 0}])
    found = inputs_of(path)
    assert [one.position for one in found] == list(range(1, max(rows, 1) + 1))
    if rows:
        assert [one.content.fields["text"] for one in found if isinstance(one.content, Row)] == [
            m["text"] for m in made
        ]
        assert all("extra" not in one.content.fields for one in found if isinstance(one.content, Row))


def test_damaged_parquet(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [{"text": "نص"}])
    path.write_bytes(path.read_bytes()[:-20])
    assert codes_of(inputs_of(path)) == ["broken-source"]
    write_parquet(path, [{"body": "نص"}])
    assert codes_of(inputs_of(path))[0] == "bad-row"


RECORDS = [record(f"https://example.org/{number}", os.urandom(300).hex().encode()) for number in range(30)]
BEFORE = sum(map(len, RECORDS[:5]))


def zeros(at: int, count: int) -> Callable[[bytearray], bytearray]:
    def damage(data: bytearray) -> bytearray:
        data[at : at + count] = bytes(count)
        return data

    return damage


@pytest.mark.parametrize("step", [1 << 25, 2_000, 333, 77])
@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        pytest.param(lambda data: data, [], id="none"),
        pytest.param(zeros(BEFORE, 10), [5], id="head"),
        pytest.param(zeros(BEFORE + 280, 50), [5], id="middle"),
        pytest.param(zeros(BEFORE + len(RECORDS[5]) - 8, 8), [5], id="checksum"),
        pytest.param(zeros(BEFORE + 200, len(RECORDS[5])), [5, 6], id="two"),
        pytest.param(lambda data: data[:-200], [29], id="end"),
    ],
)
def test_records_are_all_there_once_but_for_the_damaged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytearray], bytearray],
    lost: list[int],
    step: int,
) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(damage(bytearray(b"".join(RECORDS))))
    monkeypatch.setattr("mahdar.batch.plan._WARC_BYTES", (step, step))
    found = inputs_of(path)
    whole = [one.url for one in found if isinstance(one.content, Page)]
    # The body of a record whose checksum alone is damaged has been read by then.
    assert [f"https://example.org/{n}" for n in range(30) if n not in lost] == [u for u in whole if u not in {
        f"https://example.org/{n}" for n in lost}]  # fmt: skip
    assert codes_of(found) == ["broken-source"] * bool(lost)


def test_uncompressed_warc(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(map(gzip.decompress, RECORDS)))
    assert [one.url for one in inputs_of(path)] == [f"https://example.org/{n}" for n in range(30)]


def test_tar_archives(tmp_path: Path) -> None:
    members = {"a/1.html": b"<p>1", "a/2.txt": b"2", "a/.hidden.txt": b"", "a/3.pdf": b"%PDF"}
    path = write_tar(tmp_path / "a.tar.gz", members)
    found = inputs_of(path)
    assert [one.member for one in found] == ["a/1.html", "a/2.txt", "a/3.pdf"]
    assert [one.content.html for one in found if isinstance(one.content, Page)] == [True, False]
    assert codes_of(found) == ["unknown-kind"]
    path.write_bytes(path.read_bytes()[:120])
    assert codes_of(inputs_of(path))[-1] == "broken-source"


def test_folders_are_unfolded(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.html", ".hidden.txt", "deep/c.txt", "x.pdf"):
        (tmp_path / name).write_text("نص", encoding="utf-8")
    write_lines(tmp_path / "deep" / "d.jsonl", [{"text": "نص"}])
    found = inputs_of(tmp_path)
    assert [Path(one.source).name for one in found] == ["a.html", "b.txt", "c.txt", "d.jsonl", "x.pdf"]
    assert codes_of(found) == ["unknown-kind"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jsonl", "lines"), ("a.JSONL.gz", "lines"), ("CC-NEWS-1.warc.gz", "warc"), ("a.parquet", "rows"),
        ("a.tgz", "tar"), ("a.tar.xz", "tar"), ("a.htm", "files"), ("a.json", "unknown"),
    ],
)  # fmt: skip
def test_kinds_go_by_the_name(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_a_plan_is_the_same_every_time_and_another_when_a_file_changes(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [{"text": "نص"}])
    before = Plan([str(tmp_path)])
    assert Plan([str(tmp_path)]).digest == before.digest
    assert before.bytes == path.stat().st_size
    path.write_text(json.dumps({"text": "آخر"}), encoding="utf-8")
    assert Plan([str(tmp_path)]).digest != before.digest
