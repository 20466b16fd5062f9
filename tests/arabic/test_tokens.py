"""Tokens: words and numbers with original offsets, whatever marks, hashtags and quotation marks stand around them."""

import pytest
from hypothesis import given

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.tokens import Token, tokenize, words_of
from tests.arabic.test_folding import ARABIC


def tokens_of(text: str) -> tuple[Token, ...]:
    return tokenize(text, fold_with_map(text))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قوات #الجيش_اليمني تتقدم", ["قوات", "الجيش", "اليمني", "تتقدم"]),
        ("تنظيم «الدولة الإسلامية»", ["تنظيم", "الدوله", "الاسلاميه"]),
        ("الـ14 قتيلاً", ["ال", "14", "قتيلا"]),
        ("بلغ 3.5 مليون و1,200 جريح", ["بلغ", "3.5", "مليون", "و", "1,200", "جريح"]),
        ("يونغ-هوا", ["يونغ", "هوا"]),
        ("طائرة F-16", ["طايره", "f", "16"]),
        ("أوقع ١٢ قتيلا", ["اوقع", "12", "قتيلا"]),
        ("", []),
        ("… ، .", []),
    ],
)
def test_words_of_a_text(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokens_of(text)] == forms


def test_trailing_marks_belong_to_the_word() -> None:
    text = "أيضًا، قتيلاً."
    first, second = tokens_of(text)
    assert text[first.start : first.end] == "أيضًا"
    assert text[second.start : second.end] == "قتيلاً"
    assert second.gap == "، "


@given(ARABIC)
def test_spans_are_ordered_and_fold_to_the_form(text: str) -> None:
    last = 0
    for token in tokens_of(text):
        assert last <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.form
        assert text[last : token.start] == token.gap
        last = token.end


def test_words_of_a_name() -> None:
    assert words_of("حركة «أنصار الله»") == ("حركه", "انصار", "الله")
