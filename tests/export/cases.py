"""Two articles of our own with their records, written by hand: invented facts, every kind of thing an export tells."""

import hashlib
from collections.abc import Sequence
from typing import Any

from mahdar.model import (
    Actor,
    Article,
    Bilingual,
    Event,
    Figure,
    PlaceMention,
    Reader,
    Record,
    ResolvedPlace,
    Statement,
)
from mahdar.model.archived import ArchivedRecord
from mahdar.model.keys import keys_in
from mahdar.model.record import Office

Span = tuple[int, int]

FIRST = (
    "غارات على بلدة الزيتونة وجولة ثانية في المرفأ\n"
    "قال المرصد المحلي إن ثلاث غارات على بلدة الزيتونة يوم الأحد قتلت سبعة مدنيين بينهم ثلاثة أطفال، "
    "بينما قالت الوزارة إن عشرات المسلحين قُتلوا. "
    "وتُعقد الجولة الثانية من محادثات المرفأ منتصف الشهر المقبل في العاصمة، وعلى جدولها تبادل الأسرى. "
    "ونفى الوزير سامر الحداد عقد لقاء سري، ودعا إلى لقاء عاجل. "
    "«=لن نتراجع» هكذا قال سامر الحداد. وتظاهر مئات قرب الساحة، وجرت اشتباكات في الريف الشمالي. "
    "ومنذ 2014 تتواصل اللقاءات، وزار الوزير بلد الجبل عام 2018."
)
SECOND = "هدوء في الساحل\nأعلن ناطق هدوءاً في الساحل."


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def figure(words: str, measure: str, low: int | None, high: int | None, **of: str | None) -> Figure:
    return Figure(span=find(FIRST, words), measure=measure, min=low, max=high, of=of)


def event(identifier: str, words: str, trigger: str, kind: str, status: str = "happened", **more: Any) -> Event:
    return Event(
        id=identifier,
        span=find(FIRST, words),
        trigger=find(FIRST, trigger),
        type=kind,
        status=status,
        confidence=0.9,
        rule=f"{kind}:test",
        **more,
    )


def place(words: str, identifier: str, english: str, level: str, *where: float | None, **more: Any) -> PlaceMention:
    lat, lon, radius = where
    resolved = ResolvedPlace(
        id=identifier, name=Bilingual(ar=words, en=english), country="SYR", level=level, lat=lat, lon=lon,
        radius_km=radius, **more,
    )  # fmt: skip
    return PlaceMention(span=find(FIRST, words), place=resolved)


def actor(identifier: str, arabic: str, english: str | None, kind: str, **more: Any) -> Actor:
    return Actor(
        id=identifier,
        name=Bilingual(ar=arabic, en=english),
        kind=kind,
        mentions=(find(FIRST, arabic),),
        **more,
    )


ACTORS = (
    actor("a1", "المرصد المحلي", "Local Observatory", "organization", ref="wikidata:Q123456"),
    actor("a2", "الوزارة", "Ministry", "government", ref="mahdar:ministry", country="SYR"),
    actor("a3", "المسلحين", None, "armed_group"),
    actor("a4", "مدنيين", "Civilians", "people"),
    actor(
        "a5",
        "سامر الحداد",
        "Samer al-Haddad",
        "person",
        ref="mahdar:samer",
        country="SYR",
        office=Office(title="foreign minister", of="SYR"),
    ),
    actor("a6", "بلد الجبل", "Jabal", "country", ref="iso3166:TUR", country="TUR"),
)
PLACES = (
    place("بلدة الزيتونة", "geonames:111", "Zaytuna", "town", 35.5, 36.5, 5.0),
    place(
        "الريف الشمالي",
        "geonames:222#countryside-north",
        "Marfa",
        "town",
        35.8,
        36.1,
        20.0,
        relation="countryside, north",
    ),
    place("العاصمة", "geonames:333", "Capital", "admin1", 33.5, 36.3, 60.0),
    place("بلد الجبل", "TUR", "Jabal", "country", 39.0, 35.0, 600.0),
    place("الساحة", "mahdar:SYR/square", "Square", "site", None, None, None),
)
EVENTS = (
    event(
        "e1", "ثلاث غارات على بلدة الزيتونة يوم الأحد قتلت سبعة مدنيين", "غارات", "ASSAULT",
        mode="aerial", acled="Air/drone strike", date="2018-05-06", place="geonames:111", recipient=("a4",),
        claimed_by=("a1", "a2"), also=(find(FIRST, "غارات على بلدة الزيتونة"),),
        figures=(
            figure("ثلاث غارات", "strikes", 3, 3, ar="غارات", en="strikes", actor=None),
            figure("سبعة مدنيين", "killed", 7, 7, ar="مدنيين", en="civilians", actor="a4"),
            figure("ثلاثة أطفال", "killed", 3, 3, ar="أطفال", en="children", actor=None),
            figure("عشرات المسلحين", "killed", 20, 99, ar="المسلحين", en="fighters", actor="a3"),
        ),
    ),
    event(
        "e2", "الجولة الثانية من محادثات المرفأ منتصف الشهر المقبل", "الجولة الثانية", "CONSULT", "planned",
        date="2018-06-11/2018-06-20", place="geonames:333", actor=("a2", "a5"), claimed_by=("a5",),
        series="Marfa talks", ordinal=2, agenda=(find(FIRST, "تبادل الأسرى"),),
    ),
    event("e3", "عقد لقاء سري", "لقاء سري", "CONSULT", "denied", date="2018-05", actor=("a5",), claimed_by=("a5",)),
    event("e4", "لقاء عاجل", "لقاء عاجل", "CONSULT", "called_for", date="2018-05-07"),
    event(
        "e5", "تظاهر مئات قرب الساحة", "تظاهر", "PROTEST", mode="demo", acled="Peaceful protest", actor=("a4",),
        place="mahdar:SYR/square", date="2018-04-30/2018-05-06",
        figures=(figure("مئات", "participants", 200, 999),),
    ),
    event(
        "e6", "جرت اشتباكات في الريف الشمالي", "اشتباكات", "ASSAULT", acled="Armed clash", actor=("a2", "a3", "a6"),
        place="geonames:222#countryside-north",
    ),
    event("e7", "منذ 2014 تتواصل اللقاءات", "اللقاءات", "CONSULT", "ongoing", date="2014/.."),
    event(
        "e8", "زار الوزير بلد الجبل عام 2018", "زار", "CONSULT", mode="visit", date="2018~", place="TUR", actor=("a5",),
    ),
    event(
        "e9", "دعا إلى لقاء عاجل", "دعا", "ASSAULT", "planned", acled="Attack", actor=("a6",), recipient=("a2",),
        place="geonames:333", date="not a date",
    ),
    event("e10", "هكذا قال", "قال", "CONSULT"),
)  # fmt: skip
STATEMENTS = (
    Statement(
        id="s1", span=find(FIRST, "=لن نتراجع"), cue=find(FIRST, "قال سامر"), kind="direct", speaker="a5",
        said_on="2018-05-06", via=("a1", "a2"),
    ),
    Statement(id="s2", span=find(FIRST, "عشرات المسلحين قُتلوا"), kind="indirect"),
)  # fmt: skip


def record(text: str = FIRST, identifier: str = "one", **more: Any) -> Record:
    title = text.partition("\n")[0]
    article = Article(
        id=identifier, title=title, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        **{"outlet": "صحيفة البيت (متخيلة)", "published": "2018-05-07", "agencies": ("وكالة النبأ",)} | more,
    )  # fmt: skip
    reader = Reader(version="9.9", knowledge="abc", models={"event-detect": "m1"})
    full = {"actors": ACTORS, "places": PLACES, "events": EVENTS, "statements": STATEMENTS} if text == FIRST else {}
    return Record(article=article, reader=reader, **full)


def archived(key: str = "aaaa0000aaaa0000", one: Record | None = None, **more: Any) -> ArchivedRecord:
    return ArchivedRecord(article_id=key, record=one or record(url="https://example.org/1?a=b&c=d"), **more)


def corpus() -> list[ArchivedRecord]:
    return [
        archived(source_group="g1", source_agency="وكالة النبأ"),
        archived("bbbb0000bbbb0000", record(SECOND, "two", published=None, outlet=None, agencies=())),
        archived(
            "cccc0000cccc0000",
            record(identifier="three", outlet="=HYPERLINK(1)", author='سلمى "قلم"', published="2018"),
        ),
    ]


def with_events(one: ArchivedRecord, events: Sequence[Event]) -> ArchivedRecord:
    return one.model_copy(update={"record": one.record.model_copy(update={"events": tuple(events)})})


def key_of(item: str, article: str = "aaaa0000aaaa0000") -> str:
    """Under which an event or statement of the first article, or an actor of it, goes out."""
    return f"{article}.{keys_in(archived().record)[item]}"
