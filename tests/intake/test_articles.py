import hashlib
import io
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.errors import IntakeError
from mahdar.intake import IntakeOptions, article_from_text, expand_sources, read_source
from mahdar.knowledge import Knowledge, load_knowledge
from tests.intake.conftest import PARAGRAPHS, TITLE

BODY = "\n".join(PARAGRAPHS)
FRONT = f'---\npublished: 2021-03-15\noutlet: "جريدة السهل"\ntitle: "{TITLE}"\nauthor: سلمى\nurl: https://sahl.example/1\n---\n\n'


def code_of(source: str | Path, **options: object) -> str:
    with pytest.raises(IntakeError) as raised:
        read_source(source, options=IntakeOptions(**options))  # type: ignore[arg-type]
    assert raised.value.message
    assert raised.value.hint
    assert raised.value.place in {str(source), "standard input"}
    return raised.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_with_front_matter_in_every_encoding(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "hudna.txt"
    text = (FRONT + BODY).replace("«", '"').replace("»", '"')
    path.write_bytes(text.replace("\n", ends).encode(encoding))
    article = read_source(path)
    assert article.id == "hudna"
    assert article.text == f"{TITLE}\n{BODY}".replace("«", '"').replace("»", '"')
    assert (article.title, article.outlet, article.author) == (TITLE, "جريدة السهل", "سلمى")
    assert (article.published, article.published_from) == ("2021-03-15", "front matter")
    assert article.url == "https://sahl.example/1"
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.language == "ar"


def test_arguments_win(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRONT + BODY, encoding="utf-8")
    options = IntakeOptions(
        published=date(2022, 1, 2), outlet="الضفة", title=" عنوان\nآخر ", author="ليلى", url="https://x.example"
    )
    article = read_source(str(path), options=options)
    assert (article.published, article.published_from) == ("2022-01-02", "argument")
    assert (article.outlet, article.title, article.author, article.url) == (
        "الضفة",
        "عنوان آخر",
        "ليلى",
        "https://x.example",
    )
    assert article.text.startswith("عنوان آخر\n")


def test_nothing_known_stays_unknown(plain: str) -> None:
    article = article_from_text(plain)
    assert (article.published, article.published_from, article.outlet, article.url) == (None, None, None, None)
    assert article.id == article.sha256[:16]


def test_a_stamp_in_the_text_dates_it(plain: str) -> None:
    article = article_from_text(plain + "نشر في: 15 آذار 2021\n")
    assert (article.published, article.published_from) == ("2021-03-15", "page")
    assert article_from_text(FRONT + BODY + "\n20 آذار 2021").published_from == "front matter"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n\n{BODY}", TITLE),
        (f"{TITLE}\n{BODY}", TITLE),
        (f"\n\n{TITLE}\n{BODY}", TITLE),
        (f"الرئيسية > أخبار\n{TITLE}\n15 آذار 2021\n{BODY}", TITLE),
        (f"هل تصمد الهدنة؟\n\n{BODY}", "هل تصمد الهدنة؟"),
        (f"هدنة في الوادي.. والقصف مستمر..\n{BODY}", "هدنة في الوادي.. والقصف مستمر.."),
        (f"أعلن الوسيط تمديد الهدنة.\n{BODY}", None),
        (f"قال الوسيط:\n{BODY}", None),
        (BODY, None),
        (PARAGRAPHS[0], None),
        (TITLE, None),
        (f"{TITLE}\nنعم", None),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(text: str, title: str | None) -> None:
    article = article_from_text(text)
    assert article.title == title
    assert article.text.startswith(f"{title}\n") is (title is not None)


def test_a_title_repeated_in_the_body_stands_once() -> None:
    assert article_from_text(f"{FRONT}{TITLE}\n\n{BODY}").text == f"{TITLE}\n{BODY}"


def test_agencies_are_kept_and_an_outlet_does_not_credit_itself() -> None:
    text = f"بيروت (رويترز) - {BODY}\nفرانس24/ أ ف ب"
    assert article_from_text(text).agencies == ("Reuters", "France 24", "AFP")
    options = IntakeOptions(outlet="فرانس 24")
    assert article_from_text(text, options=options).agencies == ("Reuters", "AFP")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, plain: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(plain.encode("cp1256"))))
    article = read_source("-")
    assert (article.title, article.id) == (TITLE, article.sha256[:16])


def test_standard_input_has_the_same_limits(monkeypatch: pytest.MonkeyPatch, plain: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(plain.encode())))
    assert code_of("-", max_bytes=100) == "too-large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-input"),
        (b" \n\r\n\t ", "empty-input"),
        ("اترك تعليقا\nشارك\n".encode(), "empty-input"),
        (FRONT.encode(), "empty-input"),
        (b"%PDF-1.4", "binary-input"),
        (b"The mediator announced yesterday that the truce would be extended.", "not-arabic"),
        ("میانجی اعلام کرد که آتش بس برای دو هفته تمدید شده است و این توافق را پذیرفتند.".encode(), "not-arabic"),
        ("停戦の延長を発表した。二日間の協議の後である。".encode("shift_jis"), "bad-encoding"),
        (f"---\ntitle: لبنان: انفجار\n---\n{BODY}".encode(), "front-matter-invalid"),
        (f"---\npublished: أمس\n---\n{BODY}".encode(), "bad-date"),
    ],
)
def test_bad_files(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert code_of(path) == code


def test_other_bad_sources(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    assert code_of(path, max_bytes=200) == "too-large"
    assert code_of(path, published="أمس") == "bad-date"
    assert code_of(tmp_path / "b.txt") == "no-such-file"
    assert code_of(tmp_path) == "unreadable"
    assert code_of("a\0b.txt") == "unreadable"
    assert code_of("ftp://sahl.example/1") == "url-not-allowed"
    assert code_of("file:///etc/hostname") == "url-not-allowed"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(tmp_path / "a.txt") == "unreadable"


def test_folders_are_unfolded(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.pdf", ".hidden.txt", "deep/d.htm", "deep/.cache/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    files = [tmp_path / "a.HTML", tmp_path / "b.txt", tmp_path / "deep" / "d.htm"]
    assert expand_sources([tmp_path]) == files
    assert expand_sources(
        ["https://sahl.example/1", "-", str(tmp_path / "b.txt"), tmp_path, "https://sahl.example/1"]
    ) == [
        "https://sahl.example/1",
        "-",
        files[1],
        files[0],
        files[2],
    ]
    assert expand_sources([tmp_path / "none.txt"]) == [tmp_path / "none.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(IntakeError) as raised:
        expand_sources([tmp_path / "empty"])
    assert raised.value.code == "no-such-file"


def test_what_is_slow_to_import_is_left_out() -> None:
    slow = ("trafilatura", "htmldate", "httpx", "lxml")
    check = f"import sys, mahdar.intake; print([m for m in {slow} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from((*PARAGRAPHS, TITLE, "", "المصدر: سانا", "حلب وإدلب", "\u200f\u202b", "اقرأ أيضا:")),
        max_size=12,
    )
)
def test_a_text_is_nfc_and_holds_its_title(lines: list[str]) -> None:
    knowledge: Knowledge = load_knowledge()
    try:
        article = article_from_text("\n".join(lines), knowledge=knowledge)
    except IntakeError as error:
        assert error.code == "empty-input"  # noqa: PT017
        return
    assert unicodedata.is_normalized("NFC", article.text)
    assert article.text == article.text.strip()
    assert article.title is None or article.text.startswith(article.title + "\n")
