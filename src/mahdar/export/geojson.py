"""GeoJSON (RFC 7946): a point where the place is exact, a circle where it is an area, nothing where it is a country."""

from typing import Any

from mahdar.export.circles import circle
from mahdar.export.exporter import EVENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.json_lines import JsonLines
from mahdar.export.options import ExportOptions
from mahdar.export.precision import geo_precision
from mahdar.export.rows import Value, event_row
from mahdar.export.selection import Extract
from mahdar.model import Event, ResolvedPlace

_PATH = "events.geojson"
_IN_GEOMETRY = frozenset({"latitude", "longitude"})


class GeoJsonExporter(Exporter):
    """One feature an event, also where it has no geometry, so that nothing is lost."""

    units = (EVENTS,)
    rules = ("geometry", "geo_precision", "time_precision")

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._features = JsonLines(
            files.begin(_PATH), before='{"type":"FeatureCollection","features":[\n', between=",\n"
        )

    def put(self, extract: Extract) -> None:
        """Write the events of one article."""
        for event in extract.events:
            self._features.put(feature(extract, event))
            self.tally.written[EVENTS] += 1

    def close(self) -> list[Resource]:
        """Finish the file."""
        self._features.close(after="\n]}\n")
        title = "Events on the map · الأحداث على الخريطة"
        return [Resource("events-geojson", _PATH, title, "geojson", "application/geo+json", self._features.count)]

    def abandon(self) -> None:
        """Close the file as it is."""
        self._features.abandon()


def feature(extract: Extract, event: Event) -> dict[str, Any]:
    """Make the feature of an event; its properties are the columns of the table of events."""
    place = extract.place(event)
    row = event_row(extract, event)
    return {
        "type": "Feature",
        "id": extract.key(event),
        "geometry": geometry(place) if place else None,
        "properties": {name: _plain(value) for name, value in row.items() if name not in _IN_GEOMETRY},
    }


def geometry(place: ResolvedPlace) -> dict[str, Any] | None:
    """Draw a place no more exactly than it is known."""
    if place.lat is None or place.lon is None or place.level == "country":
        return None
    if geo_precision(place) == 1:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    return circle(place.lat, place.lon, place.radius_km) if place.radius_km else None


def _plain(value: Value) -> str | int | float | list[str] | None:
    return value if value is None or isinstance(value, str | int | float | list) else value.isoformat()
