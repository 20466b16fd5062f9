"""What is plainly not Arabic is turned away before the work; the rest becomes the article that intake makes of it."""

from datetime import date

import pytest

from mahdar.batch import taking
from mahdar.batch.inputs import Content, Input, Page, Row
from mahdar.batch.taking import take_in
from mahdar.errors import IntakeError
from mahdar.intake import IntakeOptions, article_from_text
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from tests.batch.made import ENGLISH, PERSIAN, page, rows

ROW = rows(1)[0]


def take(content: Content) -> Article:
    return take_in(Input("source", 1, None, content), load_knowledge())


def code(content: Content) -> str:
    with pytest.raises(IntakeError) as caught:
        take(content)
    return caught.value.code


def test_a_row_is_the_article_of_its_fields() -> None:
    options = IntakeOptions(published=ROW["published"], outlet=ROW["outlet"], title=ROW["title"], url=ROW["url"])
    assert take(Row(ROW)) == article_from_text(ROW["text"], options=options, name=ROW["id"], url=ROW["url"])


def test_days_may_be_days_and_moments() -> None:
    for day in (date(2017, 8, 9), "2017-08-09T23:00:00Z", "2017/08/09"):
        assert take(Row({"text": ROW["text"], "published": day})).published == "2017-08-09"


def test_numbers_as_names_and_halves_of_letters() -> None:
    taken = take(Row({"text": ROW["text"] + "\ud83d", "id": 17}))
    assert taken.id == "17"
    taken.text.encode("utf-8")


@pytest.mark.parametrize("fields", [{}, {"text": None}, {"text": 7}, {"text": "نص", "title": ["عنوان"]}])
def test_rows_that_are_no_articles(fields: dict[str, object]) -> None:
    assert code(Row(fields)) == "bad-row"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_pages_in_any_encoding(encoding: str) -> None:
    taken = take(Page(page(ROW).encode(encoding, "ignore"), url=ROW["url"], html=True))
    assert taken.title == ROW["title"]
    assert taken.published == ROW["published"]
    assert taken.url == ROW["url"]


@pytest.mark.parametrize("html", [ENGLISH, PERSIAN, "<p>" + "Das Treffen der Länder. " * 50])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp1256"])
def test_other_languages_are_turned_away_before_the_article_is_looked_for(
    html: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "article_from_html", lambda *_, **__: pytest.fail("that takes long"))
    try:
        data = html.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("not of this encoding")
    assert code(Page(data, html=True)) == "not-arabic"


def test_an_arabic_frame_around_something_else_is_found_out_too() -> None:
    frame = "<nav>" + "الرئيسية الأخبار الرياضة الاقتصاد الثقافة المحليات العالم " * 3 + "</nav>"
    assert code(Page((frame + ENGLISH).encode(), html=True)) in {"not-arabic", "no-article"}


def test_empty_and_huge_and_binary() -> None:
    assert code(Page(b" ")) == "empty-input"
    assert code(Page(b"x" * (taking.MOST_BYTES + 1))) == "too-large"
    assert code(Page(b"\x00\x01\x02" * 400)) == "binary-input"
