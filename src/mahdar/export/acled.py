"""The ACLED-like table: ACLED's published columns, filled from records and no further, then what they cannot say.

ACLED's codes are made by people who compare sources; these rows are mentions in single articles. Sources: ACLED
Codebook (2023 columns, text labels of 2024) and its FAQ on fatalities and precision.
"""

from collections import defaultdict
from functools import cache
from typing import Any

from mahdar.export.columns import knowledge
from mahdar.export.countries import country
from mahdar.export.delimited import SEPARATOR, DelimitedTable
from mahdar.export.exporter import EVENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.options import ExportOptions
from mahdar.export.periods import Period, period
from mahdar.export.precision import geo_precision
from mahdar.export.rows import Row, english_name
from mahdar.export.selection import Extract
from mahdar.model import Actor, Event, Figure, ResolvedPlace

_HAPPENED = frozenset({"happened", "ongoing"})
_STATE, _CIVILIANS, _FOREIGN = "State forces", "Civilians", "External/Other forces"
_AGAINST_CIVILIANS = "Violence against civilians"


class AcledExporter(Exporter):
    """One CSV table of events with an ACLED sub-event."""

    units = (EVENTS,)
    rules = ("acled_selection", "fatalities", "time_precision", "geo_precision", "formula_safe")

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        self._table = DelimitedTable("acled", "acled.csv", files, options, "en")  # the headings are ACLED's

    def put(self, extract: Extract) -> None:
        """Write the rows of one article."""
        for event in extract.events:
            if event.acled is None:
                self.tally.leave_out(EVENTS, "no-sub-event")
            elif event.status not in _HAPPENED and not self.options.all_statuses:
                self.tally.leave_out(EVENTS, f"status-{event.status}")
            else:
                self._table.put(acled_row(extract, event))
                self.tally.written[EVENTS] += 1

    def close(self) -> list[Resource]:
        """Finish the table."""
        return [self._table.close()]

    def abandon(self) -> None:
        """Close the table as it is."""
        self._table.abandon()


def acled_row(extract: Extract, event: Event) -> Row:
    """Make the row of an event that has an ACLED sub-event."""
    kind = _tables()["sub_events"][event.acled]
    place, when = extract.place(event), period(event.date)
    first, others, second, their_others = _sides(extract, event)
    inter1, inter2 = (_inter(actor, kind["type"], place, is_first=actor is first) for actor in (first, second))
    targeted = kind["type"] == _AGAINST_CIVILIANS or inter2 == _CIVILIANS
    dead = [figure for figure in event.figures if figure.measure == "killed"]
    key = extract.key(event)
    return {
        "event_id_cnty": f"{place.country}-{key}" if place and place.country else key,
        **_when(when),
        "disorder_type": kind["disorder"],
        "event_type": kind["type"],
        "sub_event_type": event.acled,
        "actor1": english_name(first) if first else None,
        "assoc_actor_1": SEPARATOR.join(map(english_name, others)) or None,
        "inter1": inter1,
        "actor2": english_name(second) if second else None,
        "assoc_actor_2": SEPARATOR.join(map(english_name, their_others)) or None,
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2, alone=first is None or second is None),
        "civilian_targeting": "Civilian targeting" if targeted else None,
        **_where(place),
        "source": SEPARATOR.join(dict.fromkeys(filter(None, (extract.article.outlet, *extract.article.agencies)))),
        "source_scale": None,
        "notes": _notes(extract, event),
        "fatalities": fatalities(event),
        "tags": None,
        "timestamp": None,
        "mahdar_status": event.status,
        "mahdar_date": event.date,
        "mahdar_date_start": when.start,
        "mahdar_date_end": when.end,
        "mahdar_radius_km": place.radius_km if place else None,
        "mahdar_relation": place.relation if place else None,
        "mahdar_fatalities_counted": len(dead),
        "mahdar_fatalities_high": _highest(dead),
        "mahdar_claimed_by": SEPARATOR.join(map(english_name, extract.actors(event.claimed_by))),
        "mahdar_confidence": event.confidence,
        "mahdar_event": key,
        "mahdar_source_group": extract.archived.source_group,
    }


def fatalities(event: Event) -> int:
    """Count the dead by the rule `fatalities` in rules.yaml: never more than the article supports."""
    lowest: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for figure in event.figures:
        if figure.measure == "killed":
            people = (figure.of.get("actor"), figure.of.get("ar"), figure.of.get("en"))
            lowest[people].append(figure.min or 0)
    return max((min(bounds) for bounds in lowest.values()), default=0)


def _highest(dead: list[Figure]) -> int | None:
    bounds = [figure.max for figure in dead if figure.max is not None]
    return sum(bounds) if dead and len(bounds) == len(dead) else None


def _sides(extract: Extract, event: Event) -> tuple[Actor | None, list[Actor], Actor | None, list[Actor]]:
    """Tell ACLED's two actors and their associates; without recipients the second actor is the other side."""
    actors, recipients = extract.actors(event.actor), extract.actors(event.recipient)
    if not recipients and len(actors) > 1:
        return actors[0], actors[2:], actors[1], []
    first = actors[0] if actors else None
    return first, actors[1:], recipients[0] if recipients else None, recipients[1:]


def _inter(actor: Actor | None, event_type: str, place: ResolvedPlace | None, *, is_first: bool) -> str | None:
    if actor is None:
        return None
    crowd: str | None = _tables()["demonstrators"].get(event_type)
    if crowd and is_first and actor.kind in _tables()["crowds"]:
        return crowd
    kind: str | None = _tables()["kinds"].get(actor.kind)
    if kind != "state":
        return kind
    if actor.country is None or place is None or place.country is None:
        return None  # a state's forces, but at home or abroad?
    return _STATE if actor.country == place.country else _FOREIGN


def _interaction(inter1: str | None, inter2: str | None, *, alone: bool) -> str | None:
    if alone:
        return f"{inter1 or inter2} only" if inter1 or inter2 else None
    if inter1 is None or inter2 is None:
        return None
    return "-".join(sorted((inter1, inter2), key=_tables()["inter"].index))


def _when(when: Period) -> Row:
    precision = when.precision
    year = when.start.year if when.start and when.end and when.start.year == when.end.year else None
    return {"event_date": when.middle if precision else None, "year": year, "time_precision": precision}


def _where(place: ResolvedPlace | None) -> Row:
    precision = geo_precision(place)
    where = country(place.country) if place else None
    name = (place.name.en or place.name.ar) if place else None
    return {
        "iso": where.numeric if where else None,
        "region": where.region if where else None,
        "country": where.name if where else None,
        "admin1": name if place and place.level == "admin1" else None,
        "admin2": name if place and place.level == "admin2" else None,
        "admin3": None,
        "location": name,
        "latitude": place.lat if place and precision else None,
        "longitude": place.lon if place and precision else None,
        "geo_precision": precision,
    }


def _notes(extract: Extract, event: Event) -> str:
    claims = SEPARATOR.join(map(english_name, extract.actors(event.claimed_by)))
    figures = SEPARATOR.join(f"{f.measure} {_bounds(f)} «{extract.quote(f.span)}»" for f in event.figures)
    parts = (
        f"«{extract.quote(event.span)}»",
        f"On the word of: {claims}." if claims else "In the outlet's own voice.",
        f"Figures: {figures}." if figures else "",
    )
    return " ".join(filter(None, parts))


def _bounds(figure: Figure) -> str:
    low, high = ("?" if bound is None else str(bound) for bound in (figure.min, figure.max))
    return low if low == high else f"{low}-{high}"


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = knowledge("acled")
    return tables
