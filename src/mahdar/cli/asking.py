"""From the options of `mahdar search` to a filter."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.words import Unit
from mahdar.cli.formats import Sought
from mahdar.errors import IntakeError, UsageError
from mahdar.intake.dates import required_day

_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)\s*$")
_UNITS: dict[Sought, Unit] = {Sought.ARTICLES: "article", Sought.STATEMENTS: "statement", Sought.EVENTS: "event"}
Several = Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were given; what a command does not offer is not asked for."""

    words: Several = None
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    parts: Mapping[str, Several] = field(default_factory=dict)
    place: str | None = None
    within: str | None = None
    near: str | None = None
    km: float = 25.0
    area: Path | None = None
    possibly: bool = False
    types: Several = None
    modes: Several = None
    statuses: Several = None
    figure: str | None = None
    series: str | None = None
    outlets: Several = None
    min_confidence: float = 0.0


def unit_of(sought: Sought) -> Unit:
    """Name what is searched for as the archive does."""
    return _UNITS[sought]


def make_filter(asked: Asked, archive: Archive) -> Filter:
    """Make a filter.

    Parameters
    ----------
    asked : Asked
    archive : Archive
        Knows where the place is that something is to be near.

    Raises
    ------
    MahdarError
        `bad-date`, `bad-filter`, `bad-area`, `no-such-file`, `unreadable`, `unknown-name`.
    """
    days = {
        name: required_day(day, f"--{name.replace('_', '-')}") if (day := getattr(asked, name)) else None
        for name in ("since", "until", "published_since", "published_until")
    }
    content = {
        **days,
        "words": " ".join(asked.words) if asked.words else None,
        "parts": [{"name": name, "role": role} for role, names in asked.parts.items() for name in names or ()],
        "place": asked.place, "within": asked.within, "near": _near(asked, archive),
        "area": _area(asked.area) if asked.area else None, "possibly": asked.possibly,
        "types": [kind.upper() for kind in asked.types or ()], "modes": asked.modes or (),
        "statuses": [status.replace("-", "_") for status in asked.statuses or ()], "figure": asked.figure,
        "series": asked.series, "outlets": asked.outlets or (), "min_confidence": asked.min_confidence,
    }  # fmt: skip
    try:
        return Filter.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(
            "bad-filter", f"{first['msg']}.", "See mahdar search --help, and the record's closed lists.",
            f"{'.'.join(map(str, first['loc']))}: {first['input']}",
        ) from error  # fmt: skip


def _near(asked: Asked, archive: Archive) -> dict[str, float] | None:
    if asked.near is None:
        return None
    point = _POINT.match(asked.near)
    lat, lon = map(float, point.groups()) if point else archive.centre(asked.near)
    return {"lat": lat, "lon": lon, "km": asked.km}


def _area(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IntakeError("no-such-file", "There is no such file.", "Check the path.", str(path)) from error
    except (OSError, ValueError) as error:
        raise UsageError(
            "bad-area", "This is no GeoJSON polygon.", "Give a file with one Polygon or MultiPolygon.", str(path)
        ) from error
