"""Processes: named series of talks, the round that is meant, and what was discussed."""

import pytest

from mahdar.arabic.numerals import Numeral, find_numerals
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.events.context import Context
from mahdar.reading.processes import find_series, series_tokens
from mahdar.reading.reader import make_context, read_article
from mahdar.reading.times.words import numeral_tables

Series = list[tuple[str, int | None]]


def article(text: str) -> Article:
    return Article(id="case", title=None, text=text, published="2018-05-30", published_from="argument", sha256="0" * 64)


def prepare(text: str) -> tuple[Context, tuple[Numeral, ...]]:
    context = make_context(article(text), load_knowledge())
    tables = context.knowledge.derive(numeral_tables)
    return context, tuple(find_numerals(context.document.tokens, tables, text))


SERIES: list[tuple[str, Series]] = [
    ("اختتمت الجولة السادسة من محادثات أستانة حول سوريا.", [("astana", 6)]),
    ("انطلقت جولة سادسة من محادثات أستانة السورية.", [("astana", 6)]),
    ("انطلقت الجولة الـ19 من محادثات أستانة بشأن سوريا.", [("astana", 19)]),
    ("تستعد المعارضة السورية للمشاركة في أستانة 6 قريبا.", [("astana", 6)]),
    ("قال المبعوث الأممي إلى سوريا إن جنيف-8 سيركز على الدستور.", [("geneva-syria", 8)]),
    ("بحث وفد النظام السوري اجتماع أستانة المقبل.", [("astana", None)]),
    ("عقد مؤتمر أستانة السابع حول سوريا.", [("astana", 7)]),
    ("استضافت كازاخستان محادثات أستانة السورية في جولتها الرابعة.", [("astana", 4)]),
    ("تنطلق الجولة الجديدة من أستانة بحضور المعارضة السورية.", [("astana", None)]),
    ("أكدت موسكو دعم مسار جنيف وعملية أستانة في سوريا.", [("geneva-syria", None), ("astana", None)]),
    ("عقد خبراء اجتماعا تمهيديا قبل أستانا 11 حول سوريا.", [("astana", 11)]),
    ("عقدت اللجنة الدستورية السورية جولتها الثالثة.", [("constitutional-committee", 3)]),
    # The theatre chooses among series of one name.
    ("انطلقت محادثات جنيف بين الحكومة اليمنية والحوثيين.", [("geneva-iv-yemen", None)]),
    ("انتهت جولة سابعة من مفاوضات فيينا حول البرنامج النووي الإيراني.", [("vienna-nuclear", 7)]),
    ("استأنف طرفا النزاع في السودان محادثات جدة.", [("jeddah-sudan", None)]),
    # A city is where something is, not a series.
    ("عقد الوفد السوري اجتماعا في جنيف مع دبلوماسيين.", []),
    ("وصل الوفد السوري إلى أستانة.", []),
    ("عاد الوفد السوري من جنيف بعد الاجتماع.", []),
]


@pytest.mark.parametrize(("text", "series"), SERIES)
def test_series(text: str, series: Series) -> None:
    context, numerals = prepare(text)
    assert [(m.process.id, m.ordinal) for m in find_series(context, numerals)] == series


def test_tokens_of_a_series_hold_its_meeting_noun() -> None:
    context, numerals = prepare("شن الجيش السوري عملية في حلب بعد فشل عملية أستانة.")
    forms = [context.document.tokens[t].form for t in sorted(series_tokens(context, numerals))]
    assert forms == ["عمليه", "استانه"]
    assert max(series_tokens(context, numerals)) == len(context.document.tokens) - 1


def test_a_text_without_series_has_no_tokens_of_one() -> None:
    assert series_tokens(*prepare("قصفت الطائرات مواقع المسلحين.")) == frozenset()


def test_agenda_ends_where_the_outcome_begins() -> None:
    text = "انتهت أمس محادثات أستانة حول سوريا بالاتفاق على مناطق خفض التصعيد."
    event = next(e for e in read_article(article(text), load_knowledge()).events if e.type == "CONSULT")
    assert event.series == "Astana"
    assert [text[a:b] for a, b in event.agenda] == ["سوريا"]


def test_a_round_alone_is_one_of_the_only_series_of_the_article() -> None:
    text = (
        "اختتمت أمس محادثات أستانة حول سوريا بمشاركة روسيا وتركيا وإيران. "
        "وكانت الجولة الخامسة من المحادثات عقدت في يوليو الماضي."
    )
    events = [e for e in read_article(article(text), load_knowledge()).events if e.type == "CONSULT"]
    assert {e.series for e in events} == {"Astana"}
