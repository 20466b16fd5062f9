"""PLOVER events, one JSON object a line, with the field names of the PLOVER manual (chapter Data Fields).

Where the manual of 2021 says `source` the 2.0 draft says `actor`; actors have the fields of both. `date` is required
there and null here where the text gives no day to begin with: the day of publication is no substitute.
"""

from functools import cache
from typing import Any

from mahdar.export.columns import knowledge
from mahdar.export.countries import country
from mahdar.export.exporter import EVENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.json_lines import JsonLines, filled
from mahdar.export.options import ExportOptions
from mahdar.export.periods import period
from mahdar.export.precision import geo_precision
from mahdar.export.rows import english_name, office
from mahdar.export.selection import Extract
from mahdar.model import Actor, Event, ResolvedPlace

_PATH = "plover.jsonl"
_GEONAMES = "geonames:"
_WIKIDATA = "wikidata:"


class PloverExporter(Exporter):
    """All events, of every status."""

    units = (EVENTS,)
    rules = ("time_precision", "geo_precision")

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._lines = JsonLines(files.begin(_PATH))

    def put(self, extract: Extract) -> None:
        """Write the events of one article."""
        for event in extract.events:
            self._lines.put(plover_event(extract, event))
            self.tally.written[EVENTS] += 1

    def close(self) -> list[Resource]:
        """Finish the file."""
        self._lines.close(after="\n" if self._lines.count else "")
        title = "PLOVER events · أحداث PLOVER"
        return [Resource("plover", _PATH, title, "jsonl", "application/jsonl", self._lines.count)]

    def abandon(self) -> None:
        """Close the file as it is."""
        self._lines.abandon()


def plover_event(extract: Extract, event: Event) -> dict[str, Any]:
    """Put an event into PLOVER's words."""
    kind = _tables()["types"][event.type]
    when, place, article = period(event.date), extract.place(event), extract.article
    required = {
        "id": extract.key(event),
        "date": when.start.isoformat() if when.start else None,
        "actor": [_actor(extract, actor) for actor in extract.actors(event.actor)],
        "event": [event.type],
    }
    return required | filled(
        {
            "enddate": when.end.isoformat() if when.end and when.end != when.start else None,
            "date_edtf": event.date,
            "time_precision": when.precision,
            "recipient": [_actor(extract, actor) for actor in extract.actors(event.recipient)],
            "mode": [event.mode] if event.mode else [],
            "context": _tables()["contexts"].get(event.status),
            "status": event.status,
            "quad_code": kind["quad"],
            "event_scale": float(kind.get("modes", {}).get(event.mode, kind["score"])),
            "event_loc": _location(place) if place else None,
            "event_text": [extract.quote(event.trigger)],
            "text": extract.quote(event.span),
            "text_info": {"start": event.span[0], "end": event.span[1]},
            "size": _size(event),
            "claimed_by": [_actor(extract, actor) for actor in extract.actors(event.claimed_by)],
            "cite_info": filled(
                {
                    "citation": extract.archived.article_id,
                    "url": article.url,
                    "title": article.title,
                    "language": article.language,
                    "publication": article.outlet,
                    "published": article.published,
                    "coder": extract.reader,
                    "codebook": _tables()["codebook"],
                }
            ),
            "coder": extract.reader,
            "confidence": event.confidence,
        }
    )


def _actor(extract: Extract, actor: Actor) -> dict[str, Any]:
    where = country(actor.country)
    known = actor.ref if actor.ref and actor.ref.startswith(_WIKIDATA) else None
    return filled(
        {
            "code": actor.country,
            "sector_code": _tables()["sectors"].get(actor.kind),
            "raw_text": extract.quote(actor.mentions[0]) if actor.mentions else None,
            "entity_name": english_name(actor),
            "wikidata_id": known.removeprefix(_WIKIDATA) if known else None,
            "identifier_id": extract.reference(actor),
            "identifier_text": actor.name.ar,
            "country_name": where.name if where else None,
            "office": office(actor),
        }
    )


def _location(place: ResolvedPlace) -> dict[str, Any]:
    where = country(place.country)
    base = place.id.removeprefix(_GEONAMES)
    exact = place.id.startswith(_GEONAMES) and base.isdigit()  # an area beside a place is not the place
    return filled(
        {
            "geonameid": int(base) if exact else None,
            "name": place.name.en or place.name.ar,
            "alternatenames": place.name.ar if place.name.en else None,
            "latitude": place.lat,
            "longitude": place.lon,
            "country code": where.alpha2.upper() if where else None,
            "cc3": place.country,
            "level": place.level,
            "relation": place.relation,
            "radius_km": place.radius_km,
            "geo_precision": geo_precision(place),
        }
    )


def _size(event: Event) -> dict[str, list[dict[str, Any]]]:
    """Counts under the names PLOVER has, else under the record's; each with its bounds."""
    size: dict[str, list[dict[str, Any]]] = {}
    for figure in event.figures:
        name = _tables()["measures"].get(figure.measure, figure.measure)
        bounds = {"min": figure.min, "max": figure.max}
        size.setdefault(name, []).append(bounds | filled({"of": figure.of.get("en") or figure.of.get("ar")}))
    return size


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = knowledge("plover")
    return tables
