import pytest

from mahdar.errors import IntakeError
from mahdar.intake.front_matter import split_front_matter

BODY = "عاد الوفد أمس.\n"


def test_all_fields_are_read() -> None:
    text = (
        '---\npublished: 2017-08-09\noutlet: الضفة\ntitle: "وفد: عودة"\nauthor: [سالم, ليلى]\n'
        f"url: https://daffa.example/1\nsection: أخبار\n---\n{BODY}"
    )
    found = split_front_matter(text)
    assert found.body == BODY
    known = found.particulars
    assert (known.published, known.published_from) == ("2017-08-09", "front matter")
    assert (known.outlet, known.title, known.author) == ("الضفة", "وفد: عودة", "سالم، ليلى")
    assert known.url == "https://daffa.example/1"


@pytest.mark.parametrize(
    "field", ["published: 2017-08-09T22:00:00+03:00", "published: '2017-08-09'", "Published: 2017/8/9"]
)
def test_days_in_other_dress(field: str) -> None:
    assert split_front_matter(f"---\n{field}\n---\n{BODY}").particulars.published == "2017-08-09"


@pytest.mark.parametrize("block", ["title:\n", "title: null\npublished:\n", "# ملاحظة\noutlet: ''\n"])
def test_missing_fields_are_no_error(block: str) -> None:
    known = split_front_matter(f"---\n{block}---\n{BODY}").particulars
    assert (known.title, known.published, known.published_from, known.outlet) == (None, None, None, None)


@pytest.mark.parametrize("text", [BODY, f"---\n{BODY}---\nبقية النص.\n", f"--- {BODY}", "---\n", f"-----\n{BODY}"])
def test_text_without_front_matter_stays_whole(text: str) -> None:
    assert split_front_matter(text).body == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"---\ntitle: لبنان: انفجار في المرفأ\n---\n{BODY}", "front-matter-invalid"),
        (f"---\ntitle: [مفتوح\n---\n{BODY}", "front-matter-invalid"),
        (f"---\ntitle: بلا نهاية\n{BODY}", "front-matter-invalid"),
        (f"---\npublished: أمس\n---\n{BODY}", "bad-date"),
        (f"---\npublished: 2017-02-30\n---\n{BODY}", "bad-date"),
    ],
)
def test_bad_front_matter(text: str, code: str) -> None:
    with pytest.raises(IntakeError) as raised:
        split_front_matter(text, "a.txt")
    assert raised.value.code == code
    assert raised.value.place == "a.txt"
    assert raised.value.hint
