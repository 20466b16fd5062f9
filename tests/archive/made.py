"""Records made by hand, so that a test knows what is in them; the words are as few as the fields allow."""

from hashlib import sha256
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

LAVROV = Actor(
    id="a1",
    ref="wikidata:Q58217",
    name=Bilingual(ar="سيرغي لافروف", en="Sergey Lavrov"),
    kind="person",
    country="RUS",
    mentions=((0, 5),),
)
RUSSIA = Actor(
    id="a2",
    ref="iso3166:RUS",
    name=Bilingual(ar="روسيا", en="Russia"),
    kind="country",
    country="RUS",
    mentions=((0, 5),),
)
BELARUS = Actor(
    id="a3",
    ref="iso3166:BLR",
    name=Bilingual(ar="روسيا البيضاء", en="Belarus"),
    kind="country",
    country="BLR",
    mentions=((0, 5),),
)
SANA = Actor(
    id="a4", ref=None, name=Bilingual(ar="وكالة سانا", en=None), kind="media", country="SYR", mentions=((0, 5),)
)
ISLAMIC_STATE = Actor(
    id="a5",
    ref="wikidata:Q2429253",
    name=Bilingual(ar="تنظيم الدولة الإسلامية", en="Islamic State"),
    kind="armed_group",
    mentions=((0, 5),),
)

SYRIA = ResolvedPlace(
    id="SYR", name=Bilingual(ar="سوريا", en="Syria"), country="SYR", level="country", lat=35.0, lon=38.0, radius_km=300
)
ALEPPO = ResolvedPlace(
    id="geonames:170063",
    name=Bilingual(ar="حلب", en="Aleppo"),
    country="SYR",
    level="town",
    lat=36.2,
    lon=37.16,
    radius_km=10,
)
COUNTRYSIDE = ALEPPO.model_copy(
    update={"id": "geonames:170063#countryside", "relation": "countryside", "radius_km": 40}
)
GOVERNORATE = ResolvedPlace(
    id="mahdar:SYR/aleppo-governorate",
    name=Bilingual(ar="محافظة حلب", en="Aleppo Governorate"),
    country="SYR",
    level="admin1",
    lat=36.2,
    lon=37.5,
    radius_km=70,
)
HAMA = ResolvedPlace(
    id="geonames:170017",
    name=Bilingual(ar="حماة", en="Hama"),
    country="SYR",
    level="town",
    lat=35.13,
    lon=36.75,
    radius_km=8,
)
GAZIANTEP = ResolvedPlace(
    id="geonames:314830",
    name=Bilingual(ar="غازي عنتاب", en="Gaziantep"),
    country="TUR",
    level="town",
    lat=37.06,
    lon=37.38,
    radius_km=10,
)

TEXT = "كلام"


def event(number: int, **fields: Any) -> Event:
    """An event that happened, of no certain place and time."""
    given = {"type": "ASSAULT", "status": "happened", "confidence": 0.9, "rule": "made", **fields}
    return Event(id=f"e{number}", span=(0, 4), trigger=(0, 4), **given)


def statement(number: int, span: tuple[int, int] = (0, 4), **fields: Any) -> Statement:
    """A statement."""
    return Statement(id=f"s{number}", span=span, kind="indirect", **fields)


def figure(measure: str, least: int, most: int | None) -> Figure:
    """A figure."""
    return Figure.model_validate({"span": (0, 4), "measure": measure, "min": least, "max": most})


def record(
    title: str,
    *,
    published: str | None = "2017-08-09",
    outlet: str | None = None,
    actors: tuple[Actor, ...] = (),
    places: tuple[ResolvedPlace, ...] = (),
    events: tuple[Event, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> Record:
    """A record of an article that has a title and one word."""
    text = f"{TEXT} {title}"
    article = Article(
        id=title,
        title=title,
        outlet=outlet,
        published=published,
        published_from="argument" if published else None,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
    )
    return Record(
        article=article,
        reader=Reader(version="0", knowledge="none"),
        actors=actors,
        events=events,
        statements=statements,
        places=tuple(PlaceMention(span=(0, 4), place=place) for place in places),
    )
