"""Who is who across an article: headlines, later mentions, the country an article is about."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.reading.findings import FoundActor
from tests.reading.test_actors import CASES, actors_of, parse


def by_name(actors: tuple[FoundActor, ...], name: str) -> FoundActor:
    return next(actor for actor in actors if actor.name.en == name)


def test_headline_finds_the_full_name_of_the_text() -> None:
    title = "بوريطي: الحدود ستفتح"
    text = "قال وزير النقل سليم بوريطي إن الحدود ستفتح قريبا."
    person = next(a for a in actors_of(text, title=title) if a.kind == "person")
    assert person.mentions[0].span[0] == 0
    assert len(person.mentions) == 3


def test_headline_office_is_the_person_of_the_text() -> None:
    title = "ممثل عن حركة النهوض: نقبل الاتفاق"
    text = "رحب كمال بن زايد، ممثل عن حركة النهوض، بالاتفاق."
    people = [a for a in actors_of(text, title=title) if a.kind == "person"]
    assert len(people) == 1
    assert len(people[0].mentions) == 3


def test_bare_bodies_belong_to_the_country_of_the_article() -> None:
    text = "قالت الحكومة في نيروبي إن الشرطة الكينية قتلت أربعة مسلحين في كينيا، وأضافت أن الجيش سيساعد كينيا."
    actors = actors_of(text)
    assert {a.country for a in actors if a.kind == "government"} == {"KEN"}


def test_forms_of_one_country_only() -> None:
    yemen = "استعادت القوات اليمنية مواقع في اليمن، وفر الانقلابيون من صنعاء."
    assert "Houthi movement" in {a.name.en for a in actors_of(yemen)}
    turkey = "حاكمت تركيا الانقلابيين في أنقرة، وقالت الحكومة التركية إن الملف أغلق."
    assert "Houthi movement" not in {a.name.en for a in actors_of(turkey)}


def test_government_of_another_country_is_not_taken_for_that_of_the_article() -> None:
    text = "قصفت الطائرات حلب في سوريا وإدلب في سوريا، ودعت الحكومة التركية إلى التهدئة."
    assert by_name(actors_of(text), "Government of Turkey").country == "TUR"


def test_office_holders_change_with_the_date() -> None:
    text = "التقى الرئيس الفرنسي ضيفه."
    assert actors_of(text, "2011-06-01")[0].name.en != actors_of(text, "2019-06-01")[0].name.en


def test_namesake_of_another_country_is_someone_else() -> None:
    text = "قال وزير الزراعة الكيني محمد مرسي إن الموسم جيد."
    person = next(a for a in actors_of(text) if a.kind == "person")
    assert person.ref is None
    assert person.country == "KEN"


def test_office_of_a_named_person() -> None:
    text = "قال وزير الدفاع الغاني كواسي أمانكوا إن القوة جاهزة."
    person = next(a for a in actors_of(text) if a.kind == "person")
    assert person.office is not None
    assert (person.office.title, person.office.of) == ("defence minister", "GHA")


def test_two_countries_need_two() -> None:
    assert not [a for a in actors_of("وقع البلدان اتفاقا.") if a.mentions]


def test_empty_text() -> None:
    assert actors_of(".") == ()


@pytest.mark.parametrize("case", CASES)
def test_mentions_do_not_overlap(case: str) -> None:
    published, text, _, _ = parse(case)
    actors = actors_of(text, published)
    spans = sorted({m.span for a in actors for m in a.mentions})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert [a.id for a in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
    for actor in actors:
        for mention in actor.mentions:
            assert mention.actor == actor.id
            assert 0 <= mention.span[0] < mention.span[1] <= len(text)


WORDS = sorted({word for case in CASES for word in parse(case)[1].split()})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for actor in actors_of(text):
        assert actor.name.en
        assert all(text[m.span[0] : m.span[1]].strip() for m in actor.mentions)
