"""Words: inflection, phrases, prefixes, exclusion, and where they are marked."""

import pytest

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.hits import Page
from mahdar.archive.query import Phrase, Prefix, Word, parse_query
from mahdar.archive.terms import stems_of
from mahdar.errors import UsageError
from tests.archive.conftest import article, read

GOVERNMENT = "أعلنت الحكومة السورية أن غارات الطيران استهدفت مواقع في ريف دير الزور الشرقي."
MINISTERS = "قال وزير الخارجية إن وزراء الحكومات العربية سيجتمعون في القاهرة لبحث المفاوضات."
FACTORY = "افتتح المدير الزور مصنعاً قرب البصرة وقال للصحافيين إن الإنتاج بلغ 3,5 ملايين طن."
AGENCY = "نقلت وكالة أ.ف.ب عن شهود أن أهالي بلدة ودير الزور تظاهروا، وأن الغارة الجوية قتلت مدنياً."


WEATHER = "كلام عن الطقس. " * 60 + "وصل الوفد إلى العاصمة وبدأ الوفد محادثاته. " + "كلام عن الاقتصاد. " * 60
TEXTS = {"government": GOVERNMENT, "ministers": MINISTERS, "factory": FACTORY, "agency": AGENCY, "weather": WEATHER}


@pytest.fixture(scope="module")
def kept(shared_archive: Archive) -> dict[str, str]:
    """Names of the articles' texts, by the articles' keys."""
    with shared_archive.importing(["test"]) as import_:
        articles = {name: article(text, title=f"تقرير {n}") for n, (name, text) in enumerate(TEXTS.items())}
        return {import_.add("", one, read).article_id: name for name, one in articles.items()}


@pytest.fixture
def archive(shared_archive: Archive, kept: dict[str, str]) -> Archive:
    return shared_archive


def names(page: Page, kept: dict[str, str]) -> set[str]:
    return {kept[hit.article_id] for hit in page.hits}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("حكومة", {"government", "ministers"}),
        ("الحكومه", {"government", "ministers"}),
        ("وزير", {"ministers"}),
        ("غارة", {"government", "agency"}),
        ("غارات", {"government", "agency"}),
        ("غَارَات", {"government", "agency"}),
        ("مفاوضات", {"ministers"}),
        ("دير الزور", {"government", "agency"}),
        ('"دير الزور"', {"government", "agency"}),
        ("«دير الزور»", {"government", "agency"}),
        ('"المدير الزور"', {"factory"}),
        ('"الزور دير"', set()),
        ('"وزير الخارجية إن وزراء"', {"ministers"}),
        ("غارة -شهود", {"government"}),
        ('غارة -"دير الزور"', set()),
        ("-غارة", {"ministers", "factory", "weather"}),
        ("-غارة -وزير", {"factory", "weather"}),
        ("مصنع OR وزير", {"factory", "ministers"}),
        ("مصنع | وزير", {"factory", "ministers"}),
        ("مصنع OR غارة سوري", {"government"}),
        ("مفاوض*", {"ministers"}),
        ("استهد*", {"government"}),
        ("زبرجد*", set()),
        ("أ.ف.ب", {"agency"}),
        ("ا.ف.ب", {"agency"}),
        ("3.5", {"factory"}),
        ("٣٫٥", {"factory"}),
        ("تقرير", set(TEXTS)),
        ('"2 افتتح"', set()),
        ("غارة قمر", set()),
    ],
)
def test_words_find_articles(archive: Archive, kept: dict[str, str], words: str, expected: set[str]) -> None:
    assert names(archive.search("article", Filter(words=words)), kept) == expected


def test_words_find_statements_and_events(archive: Archive, kept: dict[str, str]) -> None:
    statements = archive.search("statement", Filter(words="وزراء")).hits
    assert [kept[hit.article_id] for hit in statements] == ["ministers"]
    assert statements[0].statement is not None
    assert "سيجتمعون" in statements[0].snippet.text
    events = archive.search("event", Filter(words="غارة")).hits
    assert {kept[hit.article_id] for hit in events} == {"government", "agency"}
    assert all(hit.event is not None and hit.event.id == hit.id for hit in events)
    assert not archive.search("event", Filter(words="مصنع غارة")).hits


def test_marks_are_offsets_of_the_article(archive: Archive, kept: dict[str, str]) -> None:
    (hit,) = archive.search("article", Filter(words='غارة "ريف دير الزور" استهد*')).hits
    text = archive.record(hit.article_id).record.article.text
    assert [text[slice(*mark)] for mark in hit.snippet.marks] == ["غارات", "استهدفت", "ريف دير الزور"]
    assert text[slice(*hit.snippet.span)] == hit.snippet.text
    assert "**ريف دير الزور**" in hit.snippet.marked
    assert hit.snippet.marked.replace("**", "") == hit.snippet.text


def test_a_snippet_shows_where_most_marks_are(archive: Archive) -> None:
    (hit,) = archive.search("article", Filter(words="وفد")).hits
    assert hit.snippet.marked.count("**الوفد**") == 2
    assert len(hit.snippet.text) < 300
    assert not hit.snippet.text.startswith(("لام", "ام"))


@pytest.mark.parametrize("words", ["", "  ", "؟!", '""', "ا*", "-"])
def test_what_cannot_be_searched_for(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        archive.search("article", Filter(words=words))
    assert caught.value.code == "bad-query"


MARKS = (
    "غارة AND",
    "NEAR(غارة",
    "غارة)",
    "غارة:قصف",
    "^غارة",
    "غارة\\",
    "a'b \" c",
    "غارة & | ! <-> قصف",
    "غارة'",
    "-OR",
)


@pytest.mark.parametrize("words", MARKS)
def test_marks_of_other_languages_do_no_harm(archive: Archive, kept: dict[str, str], words: str) -> None:
    assert archive.search("article", Filter(words=words), with_facets=True).facets is not None


def test_the_parts_of_a_query() -> None:
    query = parse_query('غارة OR قصف "دير الزور" مفاوض* -داعش -"جبهة النصرة"')
    assert [[type(term) for term in group] for group in query.groups] == [[Word, Word], [Phrase], [Prefix]]
    assert [type(term) for term in query.without] == [Word, Phrase]
    assert "ودير" in query.groups[1][0].heads  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير", "الوزراء"),
        ("مدينة", "مدن"),
        ("قصف", "وقصفت"),
        ("أمريكا", "امريكا"),
        ("هجوم", "بالهجوم"),
        ("غارة", "الغارات"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stems_of(one) & stems_of(other)


@pytest.mark.parametrize(("one", "other"), [("وزير", "وزن"), ("مدينة", "مدير"), ("حرب", "حزب"), ("قصف", "وصف")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not stems_of(one) & stems_of(other)
