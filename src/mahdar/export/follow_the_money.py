"""FollowTheMoney entities, one JSON object a line: articles as proof, actors, places, events and links between them.

Roles are `UnknownLink`s, because the model's Event only knows who is involved; on whose word we have it is a role too.
What happened, is planned or denied stands in the link's `status` and before the event's name.
"""

import re
from collections.abc import Iterable

from mahdar.export.countries import country
from mahdar.export.exporter import ARTICLES, EVENTS, STATEMENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.json_lines import JsonLines
from mahdar.export.options import ExportOptions
from mahdar.export.precision import geo_precision
from mahdar.export.rows import english_name, office
from mahdar.export.selection import Extract
from mahdar.model import Actor, Event, ResolvedPlace, Statement

_PATH = "entities.ftm.json"
_SCHEMAS = {
    "person": "Person",
    "country": "PublicBody",
    "government": "PublicBody",
    "armed_group": "Organization",
    "party": "Organization",
    "organization": "Organization",
    "media": "Organization",
    "people": "LegalEntity",
}
_WIKIDATA = "wikidata:"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_HAPPENED = frozenset({"happened", "ongoing"})
Properties = dict[str, list[str]]


class FollowTheMoneyExporter(Exporter):
    """Entities of all that is selected.

    Actors and places known beyond the article stand once, after all others; only these are kept in memory.
    """

    units = (EVENTS, STATEMENTS, ARTICLES)

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._lines = JsonLines(files.begin(_PATH))
        self._shared: dict[str, tuple[str, Properties]] = {}

    def put(self, extract: Extract) -> None:
        """Write the entities of one article."""
        self._write(_article_id(extract), "Article", _article(extract))
        self.tally.written[ARTICLES] += 1
        for actor in _mentioned(extract):
            self._put_actor(extract, actor)
        for event in extract.events:
            self._put_event(extract, event)
            self.tally.written[EVENTS] += 1
        for statement in extract.statements:
            self._write(_item_id(extract, statement), "Note", _statement(extract, statement))
            self.tally.written[STATEMENTS] += 1

    def close(self) -> list[Resource]:
        """Write what is shared by articles, and finish the file."""
        for identifier, (schema, properties) in sorted(self._shared.items()):
            self._write(identifier, schema, properties)
        self._lines.close(after="\n" if self._lines.count else "")
        title = "FollowTheMoney entities · كيانات FollowTheMoney"
        return [Resource("entities", _PATH, title, "jsonl", "application/json+ftm", self._lines.count)]

    def abandon(self) -> None:
        """Close the file as it is."""
        self._lines.abandon()

    def _put_actor(self, extract: Extract, actor: Actor) -> None:
        if actor.ref:
            self._share(_actor_id(extract, actor), _SCHEMAS[actor.kind], _actor(actor))
        else:
            local = _actor(actor) | {"proof": [_article_id(extract)]}
            self._write(_actor_id(extract, actor), _SCHEMAS[actor.kind], local)

    def _put_event(self, extract: Extract, event: Event) -> None:
        place = extract.place(event)
        if place:
            self._share(_place_id(place), "Address", _place(place))
        self._write(_item_id(extract, event), "Event", _event(extract, event, place))
        for role, identifiers in (
            ("actor", event.actor),
            ("recipient", event.recipient),
            ("claimed by", event.claimed_by),
        ):
            for number, actor in enumerate(extract.actors(identifiers), start=1):
                properties: Properties = {
                    "subject": [_actor_id(extract, actor)],
                    "object": [_item_id(extract, event)],
                    "role": [f"{role} {number}" if role == "claimed by" else role],
                    "status": [event.status],
                    "proof": [_article_id(extract)],
                    "recordId": [extract.key(event)],
                }
                link = f"{_item_id(extract, event)}-{role.replace(' ', '-')}-{number}"
                self._write(link, "UnknownLink", properties | _dates(event.date))

    def _share(self, identifier: str, schema: str, properties: Properties) -> None:
        schema, known = self._shared.setdefault(identifier, (schema, {}))
        for name, values in properties.items():
            known[name] = sorted({*known.get(name, ()), *values})

    def _write(self, identifier: str, schema: str, properties: Properties) -> None:
        kept = {name: list(dict.fromkeys(values)) for name, values in sorted(properties.items()) if values}
        self._lines.put({"id": identifier, "schema": schema, "properties": kept})


def _mentioned(extract: Extract) -> Iterable[Actor]:
    """The actors of what is selected, each once, in the order of the record."""
    wanted: set[str | None] = {
        *(a for event in extract.events for a in (*event.actor, *event.recipient, *event.claimed_by)),
        *(a for statement in extract.statements for a in (statement.speaker, *statement.via)),
    }
    return (actor for actor in extract.archived.record.actors if actor.id in wanted)


def _article(extract: Extract) -> Properties:
    article = extract.article
    return {
        "title": _values(article.title),
        "name": _values(article.title),
        "author": _values(article.author),
        "publisher": _values(article.outlet),
        "publishedAt": _whole_date(article.published),
        "language": ["ara"] if article.language == "ar" else [],
        "sourceUrl": _values(article.url),
        "generator": [extract.reader],
        "keywords": list(article.agencies),
    }


def _actor(actor: Actor) -> Properties:
    where = country(actor.country)
    properties = {
        "name": _values(actor.name.en, actor.name.ar) or [actor.id],
        "country": [where.alpha2] if where else [],
    }
    if actor.ref and actor.ref.startswith(_WIKIDATA):
        properties["wikidataId"] = [actor.ref.removeprefix(_WIKIDATA)]
    if actor.kind == "person":
        properties["position"] = _values(office(actor))
    else:
        properties["classification"] = [actor.kind]
    return properties


def _place(place: ResolvedPlace) -> Properties:
    where = country(place.country)
    exact = geo_precision(place) == 1
    area = f"{place.level}; {place.relation or ''}; radius {place.radius_km} km" if not exact else place.level
    return {
        "full": _values(_place_name(place)),
        "name": _values(place.name.en, place.name.ar),
        "country": [where.alpha2] if where else [],
        "latitude": [str(place.lat)] if exact else [],
        "longitude": [str(place.lon)] if exact else [],
        "remarks": [area],
    }


def _event(extract: Extract, event: Event, place: ResolvedPlace | None) -> Properties:
    where = country(place.country) if place else None
    quote = extract.quote(event.span)
    parties = extract.actors((*event.actor, *event.recipient))
    tags = _values(event.type, event.mode, event.acled, event.series)
    figures = [f"{f.measure}: {extract.quote(f.span)} ({f.min} to {f.max})" for f in event.figures]
    return _dates(event.date) | {
        "name": [quote if event.status in _HAPPENED else f"({event.status.replace('_', ' ')}) {quote}"],
        "summary": [quote],
        "description": figures,
        "notes": [f"status: {event.status}; date: {event.date}; confidence: {event.confidence}"],
        "keywords": [*tags, f"status:{event.status}"],
        "involved": [_actor_id(extract, actor) for actor in parties],
        "location": _values(_place_name(place)) if place else [],
        "addressEntity": [_place_id(place)] if place else [],
        "country": [where.alpha2] if where else [],
        "proof": [_article_id(extract)],
        "publisher": _values(extract.article.outlet),
        "sourceUrl": _values(extract.article.url),
        "recordId": [extract.key(event)],
    }


def _statement(extract: Extract, statement: Statement) -> Properties:
    speaker = extract.actor(statement.speaker) if statement.speaker else None
    carriers = "; ".join(map(english_name, extract.actors(statement.via)))
    said = f"said on {statement.said_on}" if statement.said_on else None
    return {
        "name": [f"Statement by {english_name(speaker)}" if speaker else "Statement"],
        "description": [extract.quote(statement.span)],
        "notes": _values(statement.kind, said, f"via {carriers}" if carriers else None),
        "entity": [_actor_id(extract, speaker)] if speaker else [],
        "proof": [_article_id(extract)],
        "publisher": _values(extract.article.outlet),
        "sourceUrl": _values(extract.article.url),
    }


def _dates(value: str | None) -> Properties:
    """FollowTheMoney's dates may end with the month or year, so they stay as precise as EDTF's."""
    if value is None:
        return {}
    start, slash, end = value.partition("/")
    if slash:
        return {"startDate": _whole_date(start), "endDate": _whole_date(end)}
    return {"date": _whole_date(value)}


def _whole_date(value: str | None) -> list[str]:
    bare = (value or "").rstrip("~?%")
    return [bare] if _DATE.fullmatch(bare) else []


def _values(*values: str | None) -> list[str]:
    return [value for value in values if value]


def _place_name(place: ResolvedPlace) -> str:
    return ", ".join(_values(place.name.en or place.name.ar, place.relation, place.country))


def _article_id(extract: Extract) -> str:
    return f"mahdar-{extract.archived.article_id}"


def _item_id(extract: Extract, item: Event | Statement) -> str:
    return f"mahdar-{extract.key(item).replace('.', '-')}"


def _actor_id(extract: Extract, actor: Actor) -> str:
    """Wikidata's own identifier where there is one, as OpenSanctions does, so that data sets meet."""
    if actor.ref and actor.ref.startswith(_WIKIDATA):
        return actor.ref.removeprefix(_WIKIDATA)
    return f"mahdar-{_plain(actor.ref)}" if actor.ref else f"{_article_id(extract)}-actor-{extract.actor_key(actor)}"


def _place_id(place: ResolvedPlace) -> str:
    return f"mahdar-place-{_plain(place.id)}"


def _plain(identifier: str) -> str:
    return re.sub(r"[^\w-]+", "-", identifier)
