"""Marked articles: answers by number become offsets of the corpus text, and find their words again in what is read."""

import json
from types import SimpleNamespace

import pytest

from mahdar.knowledge import load_knowledge
from training.lessons import MarkedLesson, align_words, load_marked
from training.mark_events import pack, show

ROW = {
    "id": "own-1",
    "outlet": "صحيفة",
    "title": "الجيش يقصف مواقع المسلحين",
    "published": "2021-03-04",
    "text": "قصف الجيش السوري أمس مواقع المسلحين في إدلب، وقتل خمسة منهم.\nاقرأ أيضا: أخبار أخرى\n"
    "وأدانت تركيا القصف، ودعت روسيا إلى وقف القتال.",
}


def near(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Places of one country are the same here."""
    return one[0] == other[0]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> MarkedLesson:
    """The article shown, answered, packed and loaded again."""
    folder = tmp_path_factory.mktemp("marking")
    articles, wanted, target = folder / "articles.jsonl", folder / "wanted.txt", folder / "marked.jsonl"
    articles.write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    wanted.write_text("own-1\n", encoding="utf-8")
    show(articles, wanted, folder)
    shown = (folder / "in" / "f01.txt").read_text(encoding="utf-8")
    lists: dict[str, dict[str, str]] = {}
    for line in shown.splitlines():
        if line.startswith("-- "):
            title, entries = line[3:].split(": ", 1)
            lists[title] = {what: number for number, what in (entry.split(" ", 1) for entry in entries.split("; "))}
    word = {entry.split(" ")[0]: number for entry, number in lists["words"].items()}
    army = next(number for entry, number in lists["actors"].items() if "الجيش" in entry)
    turkey = next(number for entry, number in lists["actors"].items() if "تركيا" in entry)
    day = next(number for entry, number in lists["times"].items() if "أمس" in entry)
    idlib = lists["places"]["إدلب"]
    (folder / "out").mkdir()
    (folder / "out" / "f01.ans").write_text(
        "=== m001\n"
        f"1 ASSAULT happened w={word['يقصف']},{word['قصف']} act={army} rec=? t={day} pl={idlib} by=-\n"
        f"2 ACCUSE happened w={word['وأدانت']} act={turkey} rec=- t=- pl=- by=-\n",
        encoding="utf-8",
    )
    pack(articles, folder, target)
    assert "القصف" not in target.read_text(encoding="utf-8")
    return next(iter(load_marked(target, articles, load_knowledge(), SimpleNamespace(place_ok=near))))  # type: ignore[arg-type]


def stated(lesson: MarkedLesson) -> dict[str, int]:
    """The words that state an event, and its number."""
    tokens = lesson.context.document.tokens
    numbers = [(tokens[c.token].form, lesson.event_of(c)) for rivals in lesson.sentences for c in rivals]
    return {form: number for form, number in numbers if number is not None}


def test_words_state_the_events_they_were_given_to(lesson: MarkedLesson) -> None:
    assert stated(lesson) == {"يقصف": 0, "قصف": 0, "وادانت": 1}
    assert [(e.status, e.date) for e in lesson.events] == [("happened", "2021-03-03"), ("happened", None)]


def test_parties_and_places_are_those_chosen(lesson: MarkedLesson) -> None:
    by_name = {a.name.en: a.id for a in lesson.context.actors}
    parts = {name for name, actor in by_name.items() if lesson.has_part(actor, 0, "actor")}
    assert parts == {next(name for name in by_name if name and "Syria" in name and "force" in name)}
    assert not any(lesson.has_part(actor, 0, "recipient") for actor in by_name.values())
    assert lesson.has_part(by_name["Turkey"], 1, "actor")
    assert [lesson.is_at(p, 0) for p in lesson.context.places if p.place.country == "SYR"] == [True]
    assert not any(lesson.is_at(p, 1) for p in lesson.context.places)


def test_words_not_shown_are_not_judged(lesson: MarkedLesson) -> None:
    other = MarkedLesson({"words": [], "events": []}, lesson.context, lesson.context.document.text, lesson.scorer)
    candidates = [c for rivals in lesson.sentences for c in rivals]
    assert all(lesson.is_judged(c) for c in candidates)
    assert not any(other.is_judged(c) for c in candidates)


def test_words_keep_their_place_where_furniture_went() -> None:
    moves = align_words("واحد اثنان شارك ثلاثة", "واحد اثنان ثلاثة")
    assert moves == {0: 0, 5: 5, 16: 11}
