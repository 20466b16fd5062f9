"""Zones we know: agreed areas with outlines and the days they were in force, from `data/zones.geojson`."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mahdar.errors import KnowledgeError
from mahdar.knowledge.known_actors import build_known_actors
from mahdar.knowledge.loading import Knowledge
from mahdar.model.zone import Zone

_FILE = Path(__file__).parent / "data" / "zones.geojson"


def build_zones(knowledge: Knowledge) -> dict[str, Zone]:
    """Load the zones by id.

    Raises
    ------
    KnowledgeError
        `zones-invalid` if a feature has not the shape of a zone or names an actor that no lexicon has.
    """
    known = knowledge.derive(build_known_actors)
    zones = {}
    for feature in json.loads(_FILE.read_text(encoding="utf-8"))["features"]:
        fields: dict[str, Any] = {**feature["properties"], "id": feature["id"]}
        try:
            for role in ("guarantors", "exempt"):
                fields[role] = [known[identifier] for identifier in fields[role]]
            zones[feature["id"]] = Zone(**fields, polygons=feature["geometry"]["coordinates"])
        except (ValidationError, KeyError) as error:
            raise KnowledgeError(
                "zones-invalid", f"zone {feature['id']}: {error}", "Correct the feature.", str(_FILE)
            ) from error
    return zones
