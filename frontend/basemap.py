"""Derive the map's base from Natural Earth: countries, first-level areas, disputed borders, names in both languages.

    python frontend/basemap.py world_map.gpkg

Needs shapely. The GeoPackage is Natural Earth 1:10m, simplified, as Debian's qgis-common has it (public domain). Where
a first-level area holds just one that the gazetteer knows, it takes that one's names; disputed borders stay as they
are drawn there. Written to frontend/public/map.
"""

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from shapely import make_valid, wkb
from shapely.geometry import Point, box, mapping
from shapely.geometry.base import BaseGeometry

from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.names import Country, PlaceEntry

OUT = Path(__file__).resolve().parent / "public" / "map"
_NEAR = box(-18, -6, 78, 48)  # where the gazetteer is dense, the lines are finer
_FINE, _COARSE = 0.03, 0.15  # degrees by which a simplified line may be off
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes, by the flag of the header


def main(path: str) -> None:
    """Write the three files."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    known = {one.id: one for one in load_knowledge().entries(Country)}
    areas_known = [one for one in load_knowledge().entries(PlaceEntry) if one.level == "admin1"]
    shapes: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for blob, code, name in database.execute("SELECT geom, ISO_A3, NAME FROM countries ORDER BY NAME"):
        shape = _geometry(blob)
        country = known.get(code or "")
        labels = {"ar": country.name.ar, "en": country.name.en} if country else {"ar": name, "en": name}
        shapes.append(_feature(_simplified(shape), {"id": code, "kind": "country"}))
        biggest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
        names.append(
            _feature(biggest.representative_point(), {"kind": "country", **labels, "size": round(biggest.area, 1)})
        )
    covered = {one.country for one in areas_known if _NEAR.contains(Point(one.lon, one.lat))}
    for blob, code in database.execute("SELECT geom, adm0_a3 FROM states_provinces ORDER BY adm0_a3, name"):
        if code not in covered:
            continue
        shape = make_valid(_geometry(blob))
        shapes.append(_feature(shape.simplify(_FINE), {"id": code, "kind": "area"}))
        inside = [one for one in areas_known if one.country == code and shape.contains(Point(one.lon, one.lat))]
        if len(inside) == 1:
            labels = {"ar": inside[0].name.ar, "en": inside[0].name.en}
            size = {"kind": "area", **labels, "size": round(shape.area, 2)}
            names.append(_feature(shape.representative_point(), size))
    disputed = [
        _feature(_geometry(blob), {"kind": "disputed", "name": name})
        for blob, name in database.execute("SELECT geom, name FROM disputed_borders ORDER BY name")
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    for file, features in (("shapes", shapes), ("names", names), ("disputed", disputed)):
        collection = {"type": "FeatureCollection", "features": features}
        text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
        (OUT / f"{file}.json").write_text(text + "\n", encoding="utf-8")
        print(file, len(features), len(text))


def _geometry(blob: bytes) -> BaseGeometry:
    """Read a geometry of a GeoPackage: a header, an envelope, and WKB."""
    return wkb.loads(blob[8 + _ENVELOPES[(blob[3] >> 1) & 7] :])


def _simplified(shape: BaseGeometry) -> BaseGeometry:
    return shape.simplify(_FINE if shape.intersects(_NEAR) and shape.area < 400 else _COARSE)


def _feature(shape: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    drawn = mapping(shape)
    geometry = {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates[0], float | int):
        return [round(one, 2) for one in coordinates]
    return [_rounded(one) for one in coordinates]


if __name__ == "__main__":
    main(sys.argv[1])
