"""Rounds: what the words around a round of talks say it does, and when."""

import pytest

from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Event
from mahdar.reading.reader import read_article

PUBLISHED = "2017-06-10"


def rounds(text: str) -> list[Event]:
    article = Article(id="c", text=text, published=PUBLISHED, published_from="argument", sha256="0" * 64)
    events = read_article(article, load_knowledge()).events
    return [e for e in events if e.type == "CONSULT" and e.series == "Astana" and e.ordinal is not None]


CASES = [
    # The verb before the round, the day between them or behind.
    ("اختتمت في أستانة، أمس الجمعة، الجولة الثالثة من محادثات أستانة حول سوريا.", 3, "happened", "2017-06-09"),
    ("انتهت الجولة الثالثة من محادثات أستانة حول سوريا أمس.", 3, "happened", "2017-06-09"),
    ("انطلقت أمس الجولة الثالثة من محادثات أستانة حول سوريا.", 3, "happened", "2017-06-09"),
    ("تنطلق غدا الجولة الثالثة من محادثات أستانة حول سوريا.", 3, "planned", "2017-06-11"),
    ("تختتم غدا الجولة الثالثة من محادثات أستانة حول سوريا.", 3, "planned", "2017-06-11"),
    # Behind the round.
    ("قال الوزير إن الجولة الخامسة من محادثات أستانة حول سوريا ستعقد في 4 تموز المقبل.", 5, "planned", "2017-07-04"),
    ("أكد الوزير أن الجولة الخامسة من محادثات أستانة حول سوريا أرجئت إلى 4 تموز المقبل.", 5, "planned", "2017-07-04"),
    # Moved, with no new day: the day it had is not its day.
    ("أعلنت الوزارة تأجيل الجولة الخامسة من محادثات أستانة حول سوريا التي كان مقررا عقدها في 12 حزيران الحالي.",
     5, "planned", None),
    ("أعلنت الوزارة إلغاء الجولة الخامسة من محادثات أستانة حول سوريا.", 5, "denied", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ordinal", "status", "day"), CASES)
def test_stage(text: str, ordinal: int, status: str, day: str | None) -> None:
    (event,) = rounds(text)
    assert (event.ordinal, event.status, event.date) == (ordinal, status, day)


def test_two_rounds_of_one_article_keep_their_own_words() -> None:
    text = (
        "اختتمت أمس الجولة الرابعة من محادثات أستانة حول سوريا. "
        "وقال الوزير إن الجولة الخامسة من محادثات أستانة ستعقد في 4 تموز المقبل."
    )
    assert [(e.ordinal, e.status, e.date) for e in sorted(rounds(text), key=lambda e: e.ordinal or 0)] == [
        (4, "happened", "2017-06-09"),
        (5, "planned", "2017-07-04"),
    ]


def test_the_round_of_another_series_is_left_alone() -> None:
    text = (
        "قال الوزير إن الجولة الخامسة من محادثات أستانة حول سوريا ستعقد في 4 تموز المقبل. "
        "وكانت مفاوضات جنيف عقدت جولتها السادسة منتصف أيار الماضي."
    )
    (event,) = rounds(text)
    assert (event.status, event.date) == ("planned", "2017-07-04")


@pytest.mark.parametrize(
    "text",
    [
        "طالب الوفد السوري بوقف الغارات قبل الجولة الثامنة من محادثات أستانة.",
        "عقد الخبراء لقاء في طهران تمهيدا للجولة الثامنة من محادثات أستانة حول سوريا.",
    ],
)
def test_a_round_in_passing_adds_no_event(text: str) -> None:
    assert not [e for e in rounds(text) if e.rule.startswith("CONSULT:round")]


def test_the_agenda_behind_a_verb_of_discussing() -> None:
    text = (
        "قال الوزير إن الجولة الخامسة من محادثات أستانة حول سوريا ستعقد في 4 تموز المقبل. "
        "وستناقش الجولة خرائط مناطق خفض التصعيد وإيصال المساعدات."
    )
    (event,) = rounds(text)
    items = [text[start:end] for start, end in event.agenda]
    assert "خرائط مناطق خفض التصعيد" in items
    assert "إيصال المساعدات" in items
