"""Numerals in digits and words, with bounds, approximations, ranges and ordinals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.arabic.folding import fold_with_map
from mahdar.arabic.numerals import Numeral, NumeralTables, about, find_numerals, parse_digits
from mahdar.arabic.tokens import tokenize
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.times import NumberWord


@pytest.fixture(scope="module")
def tables() -> NumeralTables:
    return NumeralTables(load_knowledge().entries(NumberWord))


def read(text: str, tables: NumeralTables) -> list[tuple[str, Numeral]]:
    tokens = tokenize(text, fold_with_map(text))
    return [(text[tokens[n.first].start : tokens[n.last].end], n) for n in find_numerals(tokens, tables, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 12 جنديا", [(12, 12)]),
        ("قتل ١٢ جنديا و۲۳ مدنيا", [(12, 12), (23, 23)]),
        ("نزح 12,500 و12.500 و١٢٬٥٠٠ شخص", [(12500, 12500)] * 3),
        ("مليون و1.5 مليون و3,5 ملايين", [(1000000, 1000000), (1500000, 1500000), (3500000, 3500000)]),
        ("20 ألفا و500 نازح", [(20500, 20500)]),
        ("قتل 20 ألفا، و500 جريح", [(20000, 20000), (500, 500)]),
        ("3 آلاف مقاتل", [(3000, 3000)]),
        ("مليونين ونصف المليون", [(2500000, 2500000)]),
        ("نصف مليون طفل وربع مليون امرأة", [(500000, 500000), (250000, 250000)]),
        ("700 مليون دولار وملياري ليرة", [(700000000, 700000000), (2000000000, 2000000000)]),
        ("ثلاثة جنود وثلاث مدرعات", [(3, 3), (3, 3)]),
        ("خمسة عشر قتيلا وثلاث عشرة جريحة", [(15, 15), (13, 13)]),
        ("أحد عشر شرطيا وإحدى عشرة ممرضة واثنا عشر طبيبا", [(11, 11), (11, 11), (12, 12)]),
        ("خمسة وعشرين أسيرا", [(25, 25)]),
        ("مئتان وعشرة ومائتي شاحنة", [(210, 210), (200, 200)]),
        ("ثلاثمئة وخمسون وتسعمائة وثلاث مئة", [(350, 350), (900, 900), (300, 300)]),
        ("ألفان وثلاثمئة وأربعة وخمسون", [(2354, 2354)]),
        ("ألفا مقاتل وألفي عائلة", [(2000, 2000), (2000, 2000)]),
        ("مئة واثنين وعشرين ألفا", [(122000, 122000)]),
        ("جندي واحد", [(1, 1)]),
        ("أحد الجنود وأحد القادة", []),
        ("لست متأكدا", []),
        ("عشرات القتلى ومئات الجرحى وآلاف النازحين", [(20, 99), (200, 999), (2000, 9999)]),
        ("عشرات الآلاف ومئات الآلاف والملايين", [(20000, 99999), (200000, 999999), (2000000, 9999999)]),
        ("بضعة جنود وبضع عشرات وبضعة آلاف", [(3, 9), (30, 99), (3000, 9999)]),
        ("عدد من القتلى وعدة جرحى", [(None, None), (None, None)]),
        ("نحو 50 وحوالي 40 ألفا وقرابة مئة", [(45, 55), (36000, 44000), (90, 110)]),
        ("نحو 2,743 شخصا", [(2743, 2743)]),
        ("زهاء عشرة مقاتلين", [(9, 11)]),
        ("أكثر من 200 وما يزيد على مئة وما لا يقل عن سبعة", [(200, None), (100, None), (7, None)]),
        ("بأكثر من ألف وبما لا يقل عن 20", [(1000, None), (20, None)]),
        ("أربعة أشخاص على الأقل", [(4, None)]),
        ("على الأقل 7 جرحى", [(7, None)]),
        ("أقل من عشرة وما لا يزيد عن 30 وخمسة على الأكثر", [(None, 10), (None, 30), (None, 5)]),
        ("بين 20 و30 قتيلا", [(20, 30)]),
        ("بين عشرين وثلاثين قتيلا", [(20, 30)]),
        ("بين 20 و30 ألفا", [(20000, 30000)]),
        ("20 إلى 30 ومن 5 إلى 7 و10-15", [(20, 30), (5, 7), (10, 15)]),
        ("خمسة أو ستة مسلحين", [(5, 6)]),
        ("فازوا 3-0", [(3, 3), (0, 0)]),
        ("أصيب خمسون شخصا تقريبا", [(45, 55)]),
        ("مئة مقاتل، على الأقل", [(100, 100)]),
        ("في 07.03.2018", []),
    ],
)
def test_bounds(tables: NumeralTables, text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert [(n.min, n.max) for _, n in read(text, tables)] == expected


@pytest.mark.parametrize(
    ("text", "value", "ordinal"),
    [
        ("الجولة السادسة", 6, True),
        ("الاجتماع الحادي عشر", 11, True),
        ("الدورة الثانية عشرة", 12, True),
        ("الذكرى الخامسة والعشرين", 25, True),
        ("المادة الحادية والثلاثين", 31, True),
        ("القمة الـ22", 22, True),
        ("للمرة الـ11", 11, True),
        ("خامس جولة", 5, True),
        ("الدول الـ28", 28, False),
        ("الجنود الثلاثة", 3, False),
        ("أستانة 6", 6, False),
    ],
)
def test_ordinals(tables: NumeralTables, text: str, value: int, ordinal: bool) -> None:
    ((_, numeral),) = read(text, tables)
    assert (numeral.min, numeral.max, numeral.ordinal) == (value, value, ordinal)


@pytest.mark.parametrize(
    ("text", "whole", "exact", "definite", "percent"),
    [
        ("قتل نحو 50 شخصا", "نحو 50", False, False, False),
        ("ما لا يقل عن سبعة عمال", "ما لا يقل عن سبعة", False, False, False),
        ("عشرة أيام على الأكثر", "عشرة", False, False, False),
        ("عشرة على الأكثر", "عشرة على الأكثر", False, False, False),
        ("تراجع 20 في المئة", "20 في المئة", True, False, True),
        ("تراجع 20% في عام", "20", True, False, True),
        ("الدول الـ28", "الـ28", True, True, False),
        ("قتل 12 جنديا", "12", True, False, False),
    ],
)
def test_extent_and_flags(
    tables: NumeralTables, text: str, whole: str, exact: bool, definite: bool, percent: bool
) -> None:
    ((snippet, numeral),) = read(text, tables)
    assert (snippet, numeral.exact, numeral.definite, numeral.percent) == (whole, exact, definite, percent)


def test_number_proper_inside_its_bounds(tables: NumeralTables) -> None:
    ((_, numeral),) = read("قتل ما لا يقل عن 20 ألف مدني", tables)
    assert (numeral.first, numeral.value_first, numeral.value_last, numeral.last) == (1, 5, 6, 6)
    assert (numeral.low, numeral.high, numeral.min, numeral.max) == (20000, 20000, 20000, None)


def test_proclitics_are_cut(tables: NumeralTables) -> None:
    ((_, numeral),) = read("بثلاثة صواريخ", tables)
    assert numeral.cut == 1
    ((_, numeral),) = read("وبنحو 40 صاروخا", tables)
    assert numeral.cut == 2


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_digits_with_and_without_separators(number: int) -> None:
    for form in (str(number), f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", "٬")):
        assert parse_digits(form) == number


@given(st.integers(1, 10**9))
def test_about_contains_the_number(number: int) -> None:
    low, high = about(number)
    assert low <= number <= high
    assert high - low <= number // 5 + 2


SENTENCE = "ثلاثة عشر وعشرين مئة ألف آلاف نصف ال 5 و 20 1.5 نحو من إلى بين على الأقل عشرات - % الأول"
UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def spelled(number: int) -> str:
    """Write a number below a million in words."""
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands:
        parts.append(
            {1: "ألف", 2: "ألفان"}.get(thousands) or f"{spelled(thousands)} {'آلاف' if 3 <= thousands <= 10 else 'ألف'}"
        )
    if rest >= 100:
        parts.append(HUNDREDS[rest // 100])
    tens, unit = divmod(rest % 100, 10)
    if rest % 100 in range(11, 20):
        parts.append({1: "أحد عشر", 2: "اثنا عشر"}.get(unit) or f"{UNITS[unit]} عشر")
    else:
        parts += [word for word in (UNITS[unit], TENS[tens]) if word]
    return " و".join(parts)


@given(st.integers(1, 999_999))
def test_numbers_in_words(tables: NumeralTables, number: int) -> None:
    ((_, numeral),) = read(spelled(number), tables)
    assert (numeral.min, numeral.max) == (number, number)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "ثلاثة",
                "عشر",
                "وعشرين",
                "مئة",
                "ألف",
                "آلاف",
                "نصف",
                "ال",
                "5",
                "و",
                "20",
                "1.5",
                "نحو",
                "من",
                "إلى",
                "بين",
                "على",
                "الأقل",
                "عشرات",
                "-",
                "%",
                "الأول",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_give_numerals_in_order(tables: NumeralTables, words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenize(text, fold_with_map(text))
    last = -1
    for numeral in find_numerals(tokens, tables, text):
        assert last < numeral.value_first <= numeral.value_last <= numeral.last < len(tokens)
        assert numeral.first <= numeral.value_first
        assert numeral.min is None or numeral.max is None or numeral.min <= numeral.max
        last = numeral.last
