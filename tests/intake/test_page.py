from pathlib import Path

import pytest

from mahdar.errors import IntakeError
from mahdar.intake import IntakeOptions, article_from_html, read_source

FIRST = "المرج - أعلن الوسيط الأممي أمس تمديد الهدنة في وادي المرج أسبوعين بعد محادثات"


def test_a_page_with_metadata(pages: Path) -> None:
    article = read_source(pages / "news.html")
    assert article.title == "تمديد الهدنة في وادي المرج أسبوعين"
    assert (article.outlet, article.author) == ("جريدة السهل", "سلمى الحداد")
    # The page's own day, not the day it then was in Greenwich; and not the day of its last change.
    assert (article.published, article.published_from) == ("2021-03-14", "page")
    assert article.url == "https://sahl.example/news/1204"
    assert article.agencies == ("Reuters",)
    title, *paragraphs = article.text.split("\n")
    assert title == article.title
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith(FIRST)
    assert not any(word in article.text for word in ("اقرأ أيضا", "تابعنا", "شارك", "الرئيسية", "أرشيف", "كمين"))


def test_a_page_without_dates(pages: Path) -> None:
    article = read_source(pages / "undated.html")
    assert (article.published, article.published_from) == (None, None)
    assert article.title == "وفدا المفاوضات يعودان إلى الطاولة"
    assert article.outlet == "موقع الضفة"
    assert article.text.count("\n") == 4
    assert "حقوق النشر" not in article.text


def test_a_page_that_lists_articles_holds_none(pages: Path) -> None:
    with pytest.raises(IntakeError) as raised:
        read_source(pages / "section.html")
    assert raised.value.code == "no-article"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256", "iso8859_6"])
def test_a_page_in_every_encoding_whatever_it_declares(pages: Path, tmp_path: Path, encoding: str) -> None:
    html = (pages / "undated.html").read_text(encoding="utf-8")
    html = html.replace("<head>", '<head><meta charset="windows-1252">')
    path = tmp_path / "page.html"
    path.write_bytes(html.encode(encoding))
    assert read_source(path).text == read_source(pages / "undated.html").text


def test_a_page_under_another_name(pages: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes((pages / "news.html").read_bytes())
    assert read_source(path).title == "تمديد الهدنة في وادي المرج أسبوعين"


def test_a_day_that_the_page_only_shows(pages: Path) -> None:
    html = (pages / "undated.html").read_text(encoding="utf-8")
    html = html.replace("</h2>", "</h2><div class=info><span>الأحد 14 آذار/مارس 2021 - 10:20</span></div>")
    article = article_from_html(html)
    assert (article.published, article.published_from) == ("2021-03-14", "page")


def test_arguments_win_over_the_page(pages: Path) -> None:
    html = (pages / "news.html").read_text(encoding="utf-8")
    options = IntakeOptions(published="2021-03-15", title="هدنة", outlet="السهل")
    article = article_from_html(html, options=options, name="x", url="https://sahl.example/other")
    assert (article.published, article.published_from) == ("2021-03-15", "argument")
    assert (article.title, article.outlet, article.id) == ("هدنة", "السهل", "x")
    assert article.url == "https://sahl.example/other"


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "empty-input"),
        ("<html><body></body></html>", "no-article"),
        ("<html><body><h1>الصفحة غير موجودة</h1><p>عذرا، لم نجد ما تبحث عنه.</p></body></html>", "no-article"),
        ("<!-- -->", "no-article"),
    ],
)
def test_pages_without_text(html: str, code: str) -> None:
    with pytest.raises(IntakeError) as raised:
        article_from_html(html, place="a.html")
    assert (raised.value.code, raised.value.place) == (code, "a.html")


def test_a_page_in_another_language() -> None:
    paragraphs = (
        "<p>The mediator announced yesterday that the truce in the valley would be extended by two weeks.</p>"
        "<p>Both sides had kept the roads open to the convoys of the aid agencies, he told reporters there.</p>"
        "<p>The ministry of defence denied that its units had shelled the town of Al-Ain twice that week.</p>"
    )
    with pytest.raises(IntakeError) as raised:
        article_from_html(f"<html><body><h1>Truce extended</h1><article>{paragraphs}</article></body></html>")
    assert raised.value.code == "not-arabic"


def test_old_pages_with_line_breaks_for_paragraphs(pages: Path) -> None:
    article = read_source(pages / "news.html")
    title, *paragraphs = article.text.split("\n")
    html = (
        f"<html><head><title>{title}</title></head><body><table><tr><td><b>{title}</b><br><br>"
        f"{'<br><br>'.join(paragraphs)}</td></tr></table></body></html>"
    )
    old = article_from_html(html)
    assert all(paragraph in old.text for paragraph in paragraphs)
