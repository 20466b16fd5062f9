import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.intake.characters import clean_characters

ARABIC = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة ًٌٍَُِّْـ\n\u200f\u200b\u00a0\ufeff\u2066\ufefb\ufdf2a1.،«»")
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("قال\r\nوأضاف\rثم\u2028ختم", "قال\nوأضاف\nثم\nختم"),
        ("\u202bقال الوزير\u202c \u200f«نعم»\u200e", "قال الوزير «نعم»"),
        ("دير\u00a0الزور\u202fوحمص\tوحماة", "دير الزور وحمص وحماة"),
        ("\ufeffالم\u200bجلس\u200d\u200c\u00ad", "المجلس"),
        ("ﺍﻟﻮﻓﺪ ﻻ ﯾﻌﻮﺩ", "الوفد لا یعود"),
        ("ﻼ ﷲ", "لا الله"),
        ("\ufe76\ufe7c", "\u064e\u0651"),
        ("الـــوزير «كا-52»", "الـــوزير «كا-52»"),
        ("صلى ﷺ", "صلى ﷺ"),
        ("ا\u0653 ا\u0654", "آ أ"),
    ],
)
def test_characters_become_plain(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@settings(deadline=None)
@given(ARABIC)
def test_cleaning_twice_changes_nothing_and_gives_nfc(text: str) -> None:
    once = clean_characters(text)
    assert clean_characters(once) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(deadline=None)
@given(ARABIC)
def test_no_letter_is_lost(text: str) -> None:
    def letters(value: str) -> str:
        return "".join(char for char in unicodedata.normalize("NFKC", value) if char.isalpha())

    assert letters(clean_characters(text)) == letters(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_cleaned_twice(text: str) -> None:
    once = clean_characters(text)
    assert clean_characters(once) == once
