"""Inflection and look-up: the forms a lexicon entry has in a text, and words that only look like one."""

import pytest

from mahdar.arabic.folding import fold
from mahdar.arabic.inflection import inflect_noun, inflect_verb
from mahdar.arabic.lookup import Inflections, Phrases
from tests.arabic.test_tokens import tokens_of


@pytest.fixture(scope="module")
def index() -> Inflections[str]:
    index: Inflections[str] = Inflections()
    for past, present in (
        ("قصف", "يقصف"),
        ("قال", "يقول"),
        ("نفى", "ينفي"),
        ("دعا", "يدعو"),
        ("لقي", "يلقى"),
        ("شن", "يشن"),
    ):
        index.add_verb(past, past, present)
    for noun in ("غارة", "لقاء", "اجتماع", "هجوم", "قتلى"):
        index.add_noun(noun, noun)
    index.add_noun("مقاتل", "مقاتل", person=True)
    return index


@pytest.mark.parametrize(
    ("word", "key", "category", "tense"),
    [
        ("قصفت", "قصف", "verb", "past"),
        ("وقصفوا", "قصف", "verb", "past"),
        ("سيقصف", "قصف", "verb", "present"),
        ("يقصفونهم", "قصف", "verb", "present"),
        ("ليقصف", "قصف", "verb", "present"),
        ("قصفوها", "قصف", "verb", "past"),
        ("فقلنا", "قال", "verb", "past"),
        ("يقل", "قال", "verb", "present"),
        ("ستقول", "قال", "verb", "present"),
        ("نفت", "نفى", "verb", "past"),
        ("ونفوا", "نفى", "verb", "past"),
        ("نفاه", "نفى", "verb", "past"),
        ("تنفي", "نفى", "verb", "present"),
        ("ينفِ", "نفى", "verb", "present"),
        ("دعت", "دعا", "verb", "past"),
        ("يدعون", "دعا", "verb", "present"),
        ("لقوا", "لقي", "verb", "past"),
        ("وشنّت", "شن", "verb", "past"),
        ("الغارات", "غارة", "noun", None),
        ("غاراتهم", "غارة", "noun", None),
        ("وبغارتين", "غارة", "noun", None),
        ("غارته", "غارة", "noun", None),
        ("للقاء", "لقاء", "noun", None),
        ("لقاءات", "لقاء", "noun", None),
        ("والاجتماع", "اجتماع", "noun", None),
        ("اجتماعاً", "اجتماع", "noun", None),
        ("للهجوم", "هجوم", "noun", None),
        ("قتلاهم", "قتلى", "noun", None),
        ("ومقاتلين", "مقاتل", "noun", None),
        ("مقاتلو", "مقاتل", "noun", None),
    ],
)
def test_forms_in_the_text(index: Inflections[str], word: str, key: str, category: str, tense: str | None) -> None:
    hits = [hit for hit in index.lookup(fold(word)) if hit.key == key]
    assert hits, f"{word} is not read as a form of {key}"
    assert (hits[0].category, hits[0].tense) == (category, tense)


@pytest.mark.parametrize("word", ["القال", "بقال", "غار", "غارب", "هجم", "دعاية", "شنطة", "لقب", "سقصف", "الغاراته"])
def test_words_that_only_look_alike(index: Inflections[str], word: str) -> None:
    assert not index.lookup(fold(word))


def test_future_needs_the_present() -> None:
    assert all(form.tense in ("past", "present") for form in inflect_verb("أعلن", "يعلن"))
    assert {form.number for form in inflect_noun("قرية")} == {"sg", "du", "pl"}


@pytest.fixture(scope="module")
def phrases() -> Phrases[str]:
    index: Phrases[str] = Phrases()
    for name in (
        "الحوثيون",
        "الحوثيين",
        "الدولة الإسلامية",
        "تنظيم الدولة",
        "تنظيم الدولة الإسلامية",
        "أنصار الله",
        "روسيا",
    ):
        index.add(name, name)
    return index.freeze()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("للحوثيين وروسيا", ["الحوثيين", "روسيا"]),
        ("مسلحو تنظيم «الدولة الإسلامية» انسحبوا", ["تنظيم الدولة الإسلامية"]),
        ("#أنصار_الله", ["أنصار الله"]),
        ("من تنظيم الدولة إلى غيره", ["تنظيم الدولة"]),
        ("بين أنصار، الله أعلم", []),
        ("بروسيا وبروسيا", ["روسيا", "روسيا"]),
        ("فروسية", []),
    ],
)
def test_names_in_the_text(phrases: Phrases[str], text: str, names: list[str]) -> None:
    assert [found[0].key for found in phrases.scan(tokens_of(text))] == names


@pytest.mark.parametrize("word", ["أنه", "أحد", "أثر", "أجل", "الحاكم", "نصف", "أسلحة"])
def test_frequent_words_are_no_forms_of_rare_verbs(word: str) -> None:
    index: Inflections[str] = Inflections()
    for past, present in (
        ("نوه", "ينوه"),
        ("حيد", "يحيد"),
        ("ثأر", "يثأر"),
        ("أجلى", "يجلي"),
        ("ألح", "يلح"),
        ("وصف", "يصف"),
        ("سلح", "يسلح"),
    ):
        index.add_verb(past, past, present)
    assert not index.lookup(fold(word))


def test_a_defective_verb_has_a_feminine_passive() -> None:
    index: Inflections[str] = Inflections()
    index.add_verb("ألغى", "ألغى", "يلغي")
    assert [hit.inflection for hit in index.lookup(fold("ألغيت"))] == ["3fs"]
