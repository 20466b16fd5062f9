"""Records written by hand for tests: a text of our own, with what stands where given by its words."""

from typing import Any

from mahdar.model import (
    Actor,
    Article,
    Bilingual,
    Event,
    PlaceMention,
    Reader,
    Record,
    ResolvedPlace,
    Span,
    TimeMention,
)
from mahdar.model.archived import ArchivedRecord

PLACES = {
    "دوما": ("geonames:170592", "Douma", "SYR", "town", 33.572, 36.403, 5.0),
    "عربين": ("geonames:169372", "Arbin", "SYR", "town", 33.537, 36.366, 5.0),
    "تدمر": ("own:palmyra", "Palmyra", "SYR", "town", 34.56, 38.28, 5.0),
    "البوكمال": ("geonames:174448", "Al-Bukamal", "SYR", "town", 34.452, 40.919, 5.0),
    "ريف دمشق": ("mahdar:SYR/rif-dimashq-governorate", "Rif Dimashq", "SYR", "admin1", 33.6, 36.8, 60.0),
    "سوريا": ("SYR", "Syria", "SYR", "country", 35.0, 38.5, 393.0),
    "طهران": ("geonames:112931", "Tehran", "IRN", "town", 35.694, 51.422, 5.0),
    "أستانة": ("geonames:1526273", "Astana", "KAZ", "town", 51.18, 71.446, 5.0),
}
ACTORS: dict[str, tuple[str, str, str, str | None]] = {
    "روسيا": ("iso3166:RUS", "Russia", "country", "RUS"),
    "تركيا": ("iso3166:TUR", "Turkey", "country", "TUR"),
    "الأردن": ("iso3166:JOR", "Jordan", "country", "JOR"),
    "الجيش": ("mahdar:syrian-government-forces", "Syrian government forces", "government", "SYR"),
    "داعش": ("wikidata:Q2429253", "Islamic State", "armed_group", None),
    "المرصد": ("mahdar:sohr", "Syrian Observatory for Human Rights", "organization", None),
    "الوزارة": ("mahdar:russian-mod", "Ministry of Defence of Russia", "government", "RUS"),
}


class Written:
    """An article that is being annotated; words stand for their first occurrence, or the one after `after`."""

    def __init__(self, text: str, published: str, name: str = "a1", group: str | None = None) -> None:
        self.text, self.published, self.name, self.group = text, published, name, group
        self.events: list[Event] = []
        self.times: list[TimeMention] = []

    def where(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def time(self, words: str, value: str) -> "Written":
        kind = "interval" if "/" in value else "date"
        self.times.append(TimeMention(span=self.where(words), value=value, kind=kind))  # type: ignore[arg-type]
        return self

    def event(self, words: str, kind: str, **fields: Any) -> "Written":
        trigger = self.where(fields.pop("trigger", words))
        for role in ("actor", "recipient", "claimed_by"):
            fields[role] = tuple(fields.get(role, ()))
        if "place" in fields:
            fields["place"] = PLACES[fields["place"]][0]
        event = Event(
            id=f"e{len(self.events) + 1}",
            span=self.where(words),
            trigger=trigger,
            type=kind,  # type: ignore[arg-type]
            confidence=1.0,
            **{"status": "happened", "rule": f"{kind}:own:verb", **fields},
        )
        self.events.append(event)
        return self

    def archived(self) -> ArchivedRecord:
        article = Article(id=self.name, text=self.text, published=self.published, outlet="own", sha256="0" * 64)
        return ArchivedRecord(
            article_id=self.name,
            source_group=self.group,
            record=Record(
                article=article,
                reader=Reader(version="0", knowledge="0"),
                times=tuple(self.times),
                places=tuple(
                    PlaceMention(
                        span=self.where(ar),
                        place=ResolvedPlace(
                            id=identifier,
                            name=Bilingual(ar=ar, en=en),
                            country=country,
                            level=level,  # type: ignore[arg-type]
                            lat=lat,
                            lon=lon,
                            radius_km=radius,
                        ),
                    )
                    for ar, (identifier, en, country, level, lat, lon, radius) in PLACES.items()
                    if ar in self.text
                ),
                actors=tuple(
                    Actor(
                        id=ar,
                        ref=ref,
                        name=Bilingual(ar=ar, en=en),
                        kind=kind,  # type: ignore[arg-type]
                        country=country,
                        mentions=(self.where(ar),),
                    )
                    for ar, (ref, en, kind, country) in ACTORS.items()
                    if ar in self.text
                ),
                events=tuple(self.events),
            ),
        )
