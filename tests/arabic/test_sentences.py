"""Sentences and quotations: right cuts and tempting wrong ones."""

import pytest
from hypothesis import given

from mahdar.arabic.sentences import find_quotations, split_paragraphs, split_sentences
from tests.arabic.test_folding import ARABIC


def sentences_of(text: str) -> list[str]:
    paragraphs = split_paragraphs(text)
    return [text[s.start : s.end] for s in split_sentences(text, paragraphs, find_quotations(text, paragraphs))]


def quotations_of(text: str) -> list[tuple[str, int, bool]]:
    return [(text[q.start : q.end], q.depth, q.closed) for q in find_quotations(text, split_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوفد مساء. وبدأت المحادثات فورا.", 2),
        ("ارتفع السعر 3.5 في المئة. ثم تراجع.", 2),
        ("نقلت وكالة أ.ف.ب. عن مصدر قوله إن الهدنة صامدة.", 1),
        ("قال: «انتهى الأمر. لن نعود» ثم غادر القاعة.", 1),
        ("قال: «لن نعود.» وأضاف: «انتهى الأمر.»", 2),
        ("هل تصمد الهدنة؟ يشكك خبراء في ذلك!", 2),
        ("عنوان الخبر\nبدأ الاجتماع في جنيف.", 2),
        ("قتل الـ14 جنديا في كمين... وفر المهاجمون.", 2),
        ("وأضاف: «نحن ملتزمون» .", 1),
        ("انسحب الوفد؛ وبقي الوسيط.", 2),
    ],
)
def test_number_of_sentences(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_a_paragraph_long_quotation_is_cut_like_running_text() -> None:
    inner = "لن نقبل بأي اتفاق لا يضمن عودة النازحين إلى قراهم التي هجروا منها قبل أعوام طويلة. " * 5
    assert len(sentences_of(f"وقال المتحدث: «{inner.strip()}».")) >= 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال «نعم للحوار» وغادر", [("نعم للحوار", 0, True)]),
        ("قال «إن «داعش» انتهى» أمس", [("إن «داعش» انتهى", 0, True), ("داعش", 1, True)]),
        ('وصفها بـ"المهمة جدا" اليوم', [("المهمة جدا", 0, True)]),
        ('قال: "لن نرحل". وأضاف: "سنبقى".', [("لن نرحل", 0, True), ("سنبقى", 0, True)]),
        ("قال «لن نرحل\nفقرة أخرى", [("لن نرحل", 0, False)]),
        ("خبر بلا» فتح", []),
        ("قال “سنعود” غدا", [("سنعود", 0, True)]),
        ("لا علامات هنا", []),
    ],
)
def test_quotations(text: str, found: list[tuple[str, int, bool]]) -> None:
    assert quotations_of(text) == found


@given(ARABIC)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    last = 0
    for sentence in split_sentences(text, paragraphs, quotations):
        assert last <= sentence.start < sentence.end <= len(text)
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip()
    assert all(q.start <= q.end for q in quotations)
