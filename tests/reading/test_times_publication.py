"""The publication date that an article without one gives away."""

import pytest

from mahdar.knowledge import load_knowledge
from mahdar.reading.times import infer_publication
from tests.reading.test_times import document_of

ROUNDS = {("أستانة", 5): "2017-07", ("أستانة", 6): "2017-09", ("جنيف", 8): "2017-11-28"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("تنعقد الجولة أواخر آب الحالي، كما قال الوزير في 3 تموز 2017.", "2017-08"),
        ("تبدأ الحملة في كانون الثاني الجاري، بعد اتفاق 20 كانون الأول 2015.", "2016-01"),
        ("أقر البرلمان موازنة العام الجاري 2021.", "2021"),
        ("في أيار الحالي من العام 2019 الجاري تجرى الانتخابات.", "2019-05"),
        ("وقع الهجوم في 3 مايو 2019، بعد حرب بدأت عام 2011.", "2019"),
        ("انسحب من الاتفاق عام 2015، وتحدث عن رؤية 2030.", "2015"),
        ("تنعقد محادثات أستانة 6 أواخر آب الحالي.", "2017-08"),
        ("بدأت الجولة السادسة من محادثات أستانة.", "2017"),
        ("ينعقد جنيف-8 في كانون الثاني الجاري.", "2018-01"),
        ("التقى الوزيران أمس في العاصمة.", None),
        ("قتل شخصان في آب الحالي.", None),
        ("", None),
    ],
)
def test_inferred(text: str, value: str | None) -> None:
    assert infer_publication(document_of(text, None), load_knowledge(), ROUNDS) == value


def test_without_rounds() -> None:
    assert infer_publication(document_of("تنعقد محادثات أستانة 6 أواخر آب الحالي.", None), load_knowledge()) is None
