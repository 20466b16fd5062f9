import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.intake.cleaning import clean_body
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.knowledge.entries.furniture import Furniture
from tests.intake.conftest import PARAGRAPHS

BODY = "\n".join(PARAGRAPHS)
REMOVING = [e for e in load_knowledge().entries(Furniture) if e.match not in {"sentence", "sourcing", "not-place"}]


@pytest.mark.parametrize("entry", REMOVING, ids=lambda entry: entry.id)
def test_each_example_goes(knowledge: Knowledge, entry: Furniture) -> None:
    assert clean_body(f"{BODY}\n{entry.example}", knowledge).text == BODY


@pytest.mark.parametrize("entry", REMOVING, ids=lambda entry: entry.id)
def test_what_only_looks_like_it_stays(knowledge: Knowledge, entry: Furniture) -> None:
    for sentence in entry.keeps:
        text = f"{PARAGRAPHS[0]}\n{sentence}\n{BODY}"
        assert clean_body(text, knowledge).text == text
        assert clean_body(f"{BODY}\n{sentence}", knowledge).text == f"{BODY}\n{sentence}"


@pytest.mark.parametrize(
    "line",
    [
        "اترك تعليقاً",
        "زر الذهاب إلى الأعلى",
        "اقرأ أيضا",
        "إقرأ المزيد...",
        "شارك",
        "تابعنا",
        "مواضيع ذات صلة",
        "حقوق النشر",
        "صورة: رويترز",
        "تصوير: سالم الخطيب",
        "مقاتلون على الحدود (أ ف ب/أرشيف)",
        "نقطة فيديو",
        "حمّل تطبيق الجريدة",
        "التعليقات (12)",
        "3 تعليقات",
        "1,204 مشاهدة",
        "الرئيسية > أخبار > المشرق العربي",
        "الرئيسية » عربي ودولي » سورية",
        "الأربعاء 9 آب 2017",
        "٩ أغسطس/آب ٢٠١٧ - ١٠:٤٥ ص",
        "2017/08/09",
        "آخر تحديث: 9 آب (أغسطس) 2017 الساعة 10:45 بتوقيت غرينتش",
        "----------",
        "* * *",
        "https://daffa.example/news/12",
        "news@daffa.example",
        "#هدنة #وادي_المرج",
        "للمزيد: هدنة جديدة في الجنوب",
        "شاهد.. لحظة وصول القافلة",
        "أيضاً/ الوسيط يزور العاصمة",
        "قد يهمك| ثلاث جولات بلا نتيجة",
        "(إعداد سالم الخطيب للنشرة العربية - تحرير ليلى منصور)",
        "Getty Images",
        "صدر الصورة، Getty Images",
        "Share Tweet Print",
        "* الحقول الإلزامية مشار إليها بـ *",
        "وقت القراءة: 4 دقائق",
        "لقراءة البيان كاملا اضغط هنا",
    ],
)
def test_lines_of_pages_go(knowledge: Knowledge, line: str) -> None:
    assert clean_body(f"{BODY}\n{line}", knowledge).text == BODY
    assert clean_body(f"{line}\n{BODY}", knowledge).text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "شارك في المؤتمر الذي عقد في العاصمة ممثلون عن أربع عشرة دولة.",
        "شارك الوفد في المؤتمر",
        "تابعنا ما جرى من شرفة المبنى، قالت إحدى الناجيات.",
        "حقوق النشر موضوع الخلاف بين الناشر والوزارة.",
        "صورة المدينة تغيرت منذ بدء الحصار.",
        "مشاركة الوفد في الجولة السادسة",
        "وقف الأعمال القتالية",
        "حلب وإدلب",
        "2018: انهيار الهدنة الثالثة",
        "الوسيط: لا بديل من الحوار",
        "شاهد عيان: سقطت ثلاث قذائف على السوق",
        "القائد: «تحرير المدينة بات قريبا»",
        "من أرشيف المفاوضات",
        "تعليق المحادثات إلى أجل غير مسمى",
    ],
)
def test_headings_and_sentences_stay(knowledge: Knowledge, line: str) -> None:
    text = f"{PARAGRAPHS[0]}\n{line}\n{BODY}"
    assert clean_body(text, knowledge).text == text


HEADLINES = ("قافلة إغاثة ثانية تصل إلى الوادي", "هل تصمد الهدنة في وادي المرج؟", "مقتل خمسة جنود في كمين قرب الحدود")


@pytest.mark.parametrize("marker", ["اقرأ أيضاً:", "مواضيع ذات صلة", "شاهد أيضا"])
def test_headlines_under_a_marker_go_with_it(knowledge: Knowledge, marker: str) -> None:
    inside = "\n".join((*PARAGRAPHS[:2], marker, *HEADLINES, *PARAGRAPHS[2:]))
    assert clean_body(inside, knowledge).text == BODY
    after = "\n".join((*PARAGRAPHS, "", marker, "", *HEADLINES))
    assert clean_body(after, knowledge).text == BODY


def test_a_label_takes_only_its_own_line(knowledge: Knowledge) -> None:
    text = "\n".join((PARAGRAPHS[0], "اقرأ أيضا: جولة جديدة", "الوفد يعود إلى العاصمة", *PARAGRAPHS[1:]))
    assert "الوفد يعود إلى العاصمة" in clean_body(text, knowledge).text


def test_sentences_under_a_marker_stay(knowledge: Knowledge) -> None:
    text = "\n".join((PARAGRAPHS[0], "إقرأ أيضا:", *PARAGRAPHS[1:], "وأضاف أن الوفد سيعود غدا"))
    assert clean_body(text, knowledge).text == "\n".join((*PARAGRAPHS, "وأضاف أن الوفد سيعود غدا"))


def test_no_headlines_are_guessed_where_paragraphs_have_no_stops(knowledge: Knowledge) -> None:
    unpointed = [paragraph.rstrip(".") for paragraph in PARAGRAPHS]
    text = "\n".join((unpointed[0], "اقرأ أيضا", *unpointed[1:]))
    assert clean_body(text, knowledge).text == "\n".join(unpointed)


@pytest.mark.parametrize(
    "glued",
    [
        " اقرأ أيضا: قافلة ثانية تصل إلى الوادي",
        " (اقرأ أيضاً: قافلة ثانية تصل إلى الوادي)",
        ".. اقرأ المزيد: جولة سادسة في موعدها",
        " (إعداد سالم الخطيب للنشرة العربية - تحرير ليلى منصور)",
    ],
)
def test_labels_glued_to_a_paragraph_go(knowledge: Knowledge, glued: str) -> None:
    assert clean_body(BODY + glued, knowledge).text.rstrip(".") == BODY.rstrip(".")


def test_quoted_labels_are_not_glued(knowledge: Knowledge) -> None:
    text = f"{BODY}\nكتب على صفحته: للمزيد من الدعم اتصلوا بنا، اقرأ البيان: لا هدنة بلا ضمانات."
    assert clean_body(text, knowledge).text == text


def test_stamps_give_the_day_and_the_earliest_counts(knowledge: Knowledge) -> None:
    text = f"نشر في: 9/8/2017\nآخر تحديث: 10 آب 2017\n{BODY}"
    found = clean_body(text, knowledge)
    assert (found.text, found.stamped) == (BODY, "2017-08-09")


@pytest.mark.parametrize("line", ["بدأت الهدنة في 9 آب 2017", "9 آب", "31/2/2017 10:00", "آب 2017"])
def test_what_is_no_full_date_alone_is_no_stamp(knowledge: Knowledge, line: str) -> None:
    assert clean_body(f"{BODY}\n{line}", knowledge).stamped is None


def test_dates_of_a_chronology_stay(knowledge: Knowledge) -> None:
    text = "\n".join(f"{number} آب 2017\n{paragraph}" for number, paragraph in enumerate(PARAGRAPHS, 5))
    found = clean_body(text, knowledge)
    assert (found.text, found.stamped) == (text, None)


LINES = st.sampled_from(
    (
        *PARAGRAPHS,
        *HEADLINES,
        *(e.example for e in REMOVING),
        *(s for e in REMOVING for s in e.keeps),
        "",
        "المصدر: سانا",
        "بيروت (رويترز) - " + PARAGRAPHS[0],
        PARAGRAPHS[1] + " (أ ف ب)",
        PARAGRAPHS[2] + " اقرأ أيضا: جولة جديدة",
        "دمشق ـ سانا",
    )
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=14))
def test_cleaning_twice_changes_nothing(lines: list[str]) -> None:
    knowledge = load_knowledge()
    once = clean_body("\n".join(lines), knowledge).text
    assert clean_body(once, knowledge).text == once


@settings(deadline=None)
@given(st.lists(LINES | st.text(st.sampled_from("ابتمنوقال ـ،.:«»()-1/|\u0651"), max_size=30), max_size=10))
def test_lines_are_kept_or_cut_at_their_ends_but_never_rewritten(lines: list[str]) -> None:
    kept = clean_body("\n".join(lines), load_knowledge()).text.split("\n")
    remaining = iter(lines)
    for line in kept:
        letters = _letters(line)
        assert (
            any(letters in _letters(original) or _joined(letters, _letters(original)) for original in remaining)
            or not letters
        )


def _letters(line: str) -> str:
    return "".join(char for char in line if char.isalpha())


def _joined(letters: str, original: str) -> bool:
    """Whether letters are an original without one piece in its middle: a dateline without its credit."""
    return any(
        original.startswith(letters[:cut]) and original.endswith(letters[cut:]) for cut in range(len(letters) + 1)
    )
