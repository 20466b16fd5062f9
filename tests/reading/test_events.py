"""Events: who did what to whom, when, where, and on whose word, read by the whole pipeline with the installed models.

Each case is a text of our own, published on 2018-05-30, with its events marked in it. A first line with # is the title.

`{ASSAULT actor=Russia place=Idlib killed=5/5|قصفت}` says that the marked word tells an event of that type with these facts;
`{ASSAULT#1|…}` that all words with this number tell the same event, and none with another number. `{!ASSAULT|…}` says that
no event of that type has its trigger here, `{!|…}` that none of any type has. Facts are mode, status, date, series, ordinal,
actor, recipient, place and by (one or more names, joined by +, each contained in a name of the actor or place; `-`: nobody),
and figures (`killed=5/5`, `wounded=20/`, `killed=-`: none of that measure). Spaces are written _.
"""

import re
from dataclasses import dataclass, field

import pytest

from mahdar.arabic.folding import fold
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Event, Record
from mahdar.reading.reader import read_article

_MARK = re.compile(r"\{(!?)([A-Z]*)(?:#(\d+))?((?: [^|}]*)?)\|([^}]*)\}")
_PLAIN = ("mode", "status", "date", "series", "ordinal")
_PARTIES = {"actor": "actor", "recipient": "recipient", "by": "claimed_by"}


@dataclass
class Mark:
    never: bool
    type: str
    number: str | None
    facts: dict[str, str]
    start: int
    end: int


@dataclass
class Marked:
    text: str = ""
    title: str | None = None
    marks: list[Mark] = field(default_factory=list)


def parse(marked: str) -> Marked:
    """Take the mark-up out of a case."""
    result = Marked()
    marked = marked.strip()
    titled = marked.startswith("#")
    at = 0
    for match in _MARK.finditer(marked := marked.removeprefix("#").lstrip()):
        result.text += marked[at : match.start()]
        never, type_, number, facts, words = match.groups()
        start = len(result.text)
        result.text += words
        pairs = dict(fact.split("=", 1) for fact in facts.split())
        result.marks.append(Mark(bool(never), type_, number, pairs, start, len(result.text)))
        at = match.end()
    result.text += marked[at:]
    result.title = result.text.split("\n", 1)[0] if titled else None
    return result


def read(marked: Marked) -> Record:
    return read_article(
        Article(id="case", title=marked.title, text=marked.text, published="2018-05-30", published_from="argument",
                sha256="0" * 64),
        load_knowledge(),
    )  # fmt: skip


def told_at(record: Record, mark: Mark) -> Event | None:
    """The event of a mark's type whose trigger, else one of whose tellings, stands at the marked word."""
    rivals = [e for e in record.events if e.type == mark.type]
    for event in rivals:
        if event.trigger[0] < mark.end and mark.start < event.trigger[1]:
            return event
    return next(
        (e for e in rivals if any(a <= mark.start and mark.end <= b for a, b in (*e.also, e.span))),
        None,
    )


def names_of(record: Record, actor: str) -> list[str]:
    found = next(a for a in record.actors if a.id == actor)
    text = record.article.text
    return [n for n in (found.name.ar, found.name.en) if n] + [text[a:b] for a, b in found.mentions]


def has_name(wanted: str, names: list[str]) -> bool:
    return any(fold(wanted.replace("_", " ")).lower() in fold(name).lower() for name in names)


def check(record: Record, event: Event, facts: dict[str, str]) -> None:
    """Compare one event with the facts of its mark."""
    for key, wanted in facts.items():
        if key in _PLAIN:
            found = getattr(event, key)
            assert ("-" if found is None else str(found)) == wanted.replace("_", " "), (key, found, wanted)
        elif key in _PARTIES:
            found = [names_of(record, a) for a in getattr(event, _PARTIES[key])]
            if wanted == "-":
                assert not found, (key, found)
            else:
                assert all(any(has_name(name, names) for names in found) for name in wanted.split("+")), (key, found)
        elif key == "place":
            places = [p.place for p in record.places if p.place.id == event.place][:1]
            found = [n for p in places for n in (p.name.ar, p.name.en) if n]
            assert (not found) if wanted == "-" else has_name(wanted, found), (key, found)
        elif key == "agenda":
            items = [record.article.text[a:b] for a, b in event.agenda]
            assert items == [item.replace("_", " ") for item in wanted.split("+")], items
        else:
            found = [f"{f.min}/{'' if f.max is None else f.max}" for f in event.figures if f.measure == key]
            assert found == ([] if wanted == "-" else wanted.split("+")), (key, found)


def run(case: str) -> None:
    marked = parse(case)
    record = read(marked)
    numbered: dict[str, str] = {}
    for mark in marked.marks:
        if mark.never:
            hits = [e for e in record.events if (not mark.type or e.type == mark.type)
                    and e.trigger[0] < mark.end and mark.start < e.trigger[1]]  # fmt: skip
            assert not hits, hits
            continue
        event = told_at(record, mark)
        assert event is not None, (mark.type, marked.text[mark.start : mark.end], [(e.type, e.trigger) for e in record.events])
        check(record, event, mark.facts)
        if mark.number:
            assert numbered.setdefault(mark.number, event.id) == event.id, (mark.number, "two events", event.id)
    assert len(set(numbered.values())) == len(numbered), "events that ought to differ are one"


TYPES = [
    # ASSAULT
    "{ASSAULT mode=aerial status=happened actor=Russia place=Idlib killed=5/5|قصفت} الطائرات الروسية بلدة خان شيخون في محافظة إدلب أمس الثلاثاء، ما أدى إلى مقتل خمسة مدنيين.",
    "قالت الشرطة الأفغانية إن {ASSAULT mode=suicide-attack killed=8/8|انتحاريا} فجر نفسه قرب مسجد في كابل الجمعة، ما أسفر عن مقتل ثمانية أشخاص.",
]
FIGURES: list[str] = []


@pytest.mark.parametrize("case", TYPES)
def test_types(case: str) -> None:
    run(case)
