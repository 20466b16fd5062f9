"""Records made by hand: a text of our own, and the events in it named by their words."""

from dataclasses import dataclass
from hashlib import sha256

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

PLACES = {
    "مطار الشعيرات": ResolvedPlace(id="p:shayrat", name=Bilingual(ar="مطار الشعيرات", en="Shayrat air base"),
                                   country="SYR", level="site", lat=34.49, lon=36.91, radius_km=2),
    "حمص": ResolvedPlace(id="p:homs", name=Bilingual(ar="حمص", en="Homs"), country="SYR", level="town", lat=34.73,
                         lon=36.71, radius_km=6),
    "دوما": ResolvedPlace(id="p:douma", name=Bilingual(ar="دوما", en="Douma"), country="SYR", level="town", lat=33.57,
                          lon=36.4, radius_km=3),
    "الحديدة": ResolvedPlace(id="p:hodeida", name=Bilingual(ar="الحديدة", en="Hodeida"), country="YEM", level="town",
                             lat=14.8, lon=42.95, radius_km=8),
    "أستانة": ResolvedPlace(id="p:astana", name=Bilingual(ar="أستانة", en="Astana"), country="KAZ", level="town",
                            lat=51.17, lon=71.43, radius_km=15),
    "سوريا": ResolvedPlace(id="SYR", name=Bilingual(ar="سوريا", en="Syria"), country="SYR", level="country", lat=35.0,
                           lon=38.0, radius_km=390),
}  # fmt: skip
ACTORS = {
    "المرصد السوري": ("mahdar:sohr", "Syrian Observatory", "organization", None),
    "وزارة الدفاع الروسية": ("mahdar:russian-mod", "Russian Ministry of Defence", "government", "RUS"),
    "الجيش السوري": ("mahdar:syrian-army", "Syrian army", "government", "SYR"),
    "القوات الروسية": ("mahdar:russian-forces", "Russian forces", "government", "RUS"),
    "سلاح الجو الإسرائيلي": ("mahdar:israeli-air-force", "Israeli Air Force", "government", "ISR"),
    "التحالف العربي": ("mahdar:coalition", "Arab coalition", "armed_group", "SAU"),
    "الحوثيون": ("mahdar:houthis", "Houthis", "armed_group", "YEM"),
    "مصدر عسكري": (None, "military source", "people", "SYR"),
    "رويترز": ("mahdar:reuters", "Reuters", "media", None),
}


@dataclass(frozen=True)
class Told:
    """One event: its type, the words that tell it, and what is said of it by name."""

    type: str
    trigger: str
    span: str | None = None
    date: str | None = None
    place: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    figures: tuple[tuple[str, str, int | None, int | None], ...] = ()
    status: str = "happened"
    mode: str | None = None
    series: str | None = None
    ordinal: int | None = None
    confidence: float = 0.9


def archived(
    article_id: str,
    text: str,
    told: tuple[Told, ...] = (),
    *,
    outlet: str = "الصدى",
    published: str | None = "2017-04-08",
    agencies: tuple[str, ...] = (),
    spoken: tuple[str, ...] = (),
    group: str | None = None,
    agency: str | None = None,
) -> ArchivedRecord:
    """A record of a text whose first line is its title; places and actors are found wherever they are named."""

    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    def ids(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"a{list(ACTORS).index(name)}" for name in names)

    events = tuple(
        Event(
            id=f"e{number}", span=at(t.span or t.trigger), trigger=at(t.trigger), type=t.type, mode=t.mode,
            status=t.status, date=t.date, place=PLACES[t.place].id if t.place else None, actor=ids(t.actor),
            recipient=ids(t.recipient), claimed_by=ids(t.claimed_by), series=t.series, ordinal=t.ordinal,
            figures=tuple(Figure(span=at(words), measure=measure, min=low, max=high, of={"ar": "شخصا"})
                          for words, measure, low, high in t.figures),
            confidence=t.confidence, rule=f"{t.type}:{t.trigger}:noun",
        )
        for number, t in enumerate(told, 1)
    )  # fmt: skip
    actors = tuple(
        Actor(id=f"a{number}", ref=ref, name=Bilingual(ar=name, en=english), kind=kind, country=country,
              mentions=(at(name),) if name in text else ())
        for number, (name, (ref, english, kind, country)) in enumerate(ACTORS.items())
    )  # fmt: skip
    record = Record(
        article=Article(id=article_id, outlet=outlet, title=text.partition("\n")[0], published=published, text=text,
                        agencies=agencies, sha256=sha256(text.encode()).hexdigest()),
        reader=Reader(version="0", knowledge="0"),
        places=tuple(PlaceMention(span=at(name), place=place) for name, place in PLACES.items() if name in text),
        actors=actors,
        statements=tuple(Statement(id=f"s{n}", span=at(words), kind="direct") for n, words in enumerate(spoken, 1)),
        events=events,
    )  # fmt: skip
    return ArchivedRecord(article_id=article_id, record=record, source_group=group, source_agency=agency)
