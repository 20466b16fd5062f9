"""Folding: what it unifies, that it is stable, and that every folded character has an original offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic.folding import fold, fold_with_map

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءًٌٍَُِّْـ٠١٢٣٤٥٦٧٨٩ \u200f\u202b«»،.#_12aZ", max_size=80)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُسْتانَة", "استانه"),
        ("الآستانة", "الاستانه"),
        ("مُستشفى", "مستشفي"),
        ("مسؤولون", "مسوولون"),
        ("رئيس", "رييس"),
        ("کردستان", "كردستان"),
        ("گولن", "كولن"),
        ("٢٠٢٤", "2024"),
        ("۱۴۰۳", "1403"),
        ("الـــ14", "ال14"),
        ("\u202bدمشق\u202c", "دمشق"),
        ("F-16", "f-16"),
    ],
)
def test_spellings_fold_together(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("one", "other"), [("قتل", "قتال"), ("علم", "عالم"), ("حماة", "حماس"), ("سورية", "سوريا")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ARABIC)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC)
def test_every_folded_character_comes_from_its_offset(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin[-1] == len(text)
    assert list(folded.origin) == sorted(set(folded.origin))
    for char, at in zip(folded.text, folded.origin, strict=False):
        assert fold(text[at]) == char
