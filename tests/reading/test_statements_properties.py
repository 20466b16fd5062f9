"""Whatever stands in a text, the stage keeps to its promises: spans within the text, known speakers, no surprises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Bilingual
from mahdar.reading.document import make_document
from mahdar.reading.findings import ActorMention, FoundActor
from mahdar.reading.statements import find_statements

WORDS = [
    *("قال", "وقالت", "أكد", "مشيرا", "أعلن", "دعا", "اتهم", "نقلت", "عن", "قوله", "إن", "أن", "بأن", "إلى", "على"),
    *("بقصف", "الوزير", "وزير", "مصدر", "أمني", "البيان", "المصدر", "الذي", "بينما", "لكن", "وذلك", "بحسب", "وفقا"),
    *("حسبما", "كما", "من", "جهته", "مقتل", "ثلاثة", "جنود", "في", "بيان", "أمس", "لم", "كان", "قد", "لافروف"),
    *("روسيا", "للشهود", "14", "NATO"),
]
MARKS = [" ", " ", " ", " ", "، ", ". ", ": ", " «", "» ", ' "', '" ', " (", ") ", " - ", "\n", "، «", ": «", "#", "؛ "]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words and marks in any order, quotations open and closed as they fall."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=0, max_size=60))
    marks = draw(st.lists(st.sampled_from(MARKS), min_size=len(words), max_size=len(words)))
    return "".join(word + mark for word, mark in zip(words, marks, strict=True)).strip()


@settings(max_examples=150, deadline=None)
@given(texts(), st.booleans())
def test_any_text_gives_sound_statements(text: str, titled: bool) -> None:
    title = text.split("\n", 1)[0] if titled else None
    document = make_document(
        Article(id="x", title=title, text=text, published="2018-05-31", published_from="argument", sha256="0" * 64)
    )
    mentions = tuple(
        ActorMention((t.start, t.end), t.index, t.index, "a", "name", "test")
        for t in document.tokens
        if t.form == "روسيا"
    )
    actors = (FoundActor("a", None, Bilingual(ar="روسيا", en="Russia"), "country", "RUS", None, mentions),)
    found = find_statements(document, load_knowledge(), (), actors)
    known = {"a"} | {actor.id for actor in found.speakers}
    for statement in found.statements:
        start, end = statement.span
        assert 0 <= start < end <= len(text)
        assert statement.first <= statement.last < len(document.tokens)
        assert statement.speaker in known
        assert set(statement.via) <= known
        assert statement.speaker not in statement.via
    assert [s.id for s in found.statements] == [f"s{n}" for n in range(1, len(found.statements) + 1)]
    for actor in found.speakers:
        assert actor.mentions
        assert all(text[slice(*mention.span)] for mention in actor.mentions)


def test_an_empty_article_says_nothing() -> None:
    article = Article(id="x", title=None, text="", published=None, published_from=None, sha256="0" * 64)
    assert find_statements(make_document(article), load_knowledge(), (), ()).statements == ()
