import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.errors import IntakeError
from mahdar.intake.characters import clean_characters
from mahdar.intake.decoding import declared_charset, decode
from mahdar.knowledge import Knowledge, load_knowledge

# Only characters that every one of the encodings has.
TEXT = (
    "أعلن الوسيط أمس تمديد الهدنة في الوادي أسبوعين، بعد محادثات بين الوفدين استمرت يومين.\n"
    "وقال إن الطرفين التزما وقف إطلاق النار منذ 12 يوما؛ هل تصمد الهدنة؟\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_told_by_its_bytes(knowledge: Knowledge, encoding: str) -> None:
    assert decode(TEXT.encode(encoding), knowledge) == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-6", "windows-1256", "hex", "no-such-charset"])
def test_a_wrong_declaration_does_no_harm(knowledge: Knowledge, encoding: str, declared: str) -> None:
    assert decode(TEXT.encode(encoding), knowledge, declared=declared) == TEXT


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["انسحب المقاتلون", "وصل الوفد إلى المدينة", "هدنة"])
def test_a_few_words_are_enough(knowledge: Knowledge, encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), knowledge) == text


def test_big_endian_mark(knowledge: Knowledge) -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), knowledge) == TEXT


def test_quotation_marks_of_windows(knowledge: Knowledge) -> None:
    text = f"قال الوزير: «نعم» – “لا” … {TEXT}"
    assert decode(text.encode("cp1256"), knowledge) == text


def test_another_declared_encoding_is_tried(knowledge: Knowledge) -> None:
    text = TEXT.replace("؛", "،")
    assert decode(text.encode("cp864", "replace"), knowledge, declared="cp1256")  # not what it is: still some text
    assert clean_characters(decode(text.encode("mac_arabic"), knowledge, declared="mac_arabic")) == text


def test_a_text_cut_inside_a_letter_is_still_utf8(knowledge: Knowledge) -> None:
    assert decode(TEXT.encode()[:61], knowledge).startswith(TEXT[:30])


def test_other_languages_are_left_to_the_language_check(knowledge: Knowledge) -> None:
    french = "Le médiateur a annoncé hier la prolongation de la trêve, après deux journées de pourparlers."
    assert decode(french.encode("cp1252"), knowledge) == french


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0",
        b"\x7fELF",
        b"abc\x00\x01\x02def\x00\x05\x06g",
        bytes(range(1, 32)) * 4,
    ],
)
def test_binary_input(knowledge: Knowledge, data: bytes) -> None:
    with pytest.raises(IntakeError) as raised:
        decode(data, knowledge, place="a.pdf")
    assert raised.value.code == "binary-input"


def test_bad_encoding(knowledge: Knowledge) -> None:
    with pytest.raises(IntakeError) as raised:
        decode("調停者は昨日、停戦の延長を発表した。二日間の協議の後である。".encode("shift_jis"), knowledge)
    assert raised.value.code == "bad-encoding"


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<html><head><meta charset="windows-1256">', "windows-1256"),
        (b'<META http-equiv=Content-Type content="text/html; charset=iso-8859-6">', "iso-8859-6"),
        (b"<?xml version='1.0' encoding='utf-8'?><html>", "utf-8"),
        (b"<html><head><title>x</title>", None),
    ],
)
def test_declared_charset(page: bytes, charset: str | None) -> None:
    assert declared_charset(page) == charset


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_of_two_errors(data: bytes) -> None:
    try:
        assert isinstance(decode(data, load_knowledge()), str)
    except IntakeError as error:
        assert error.code in {"binary-input", "bad-encoding"}  # noqa: PT017
