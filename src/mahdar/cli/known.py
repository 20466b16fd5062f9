"""What people call processes, zones and places, and what they are known by."""

from collections.abc import Iterable

from mahdar.archive.found import folded_name
from mahdar.errors import ArchiveError
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.zones import build_zones


def process_id(given: str, knowledge: Knowledge) -> str:
    """Find a process by id or by any of its names.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    entries = knowledge.entries(ProcessEntry)
    return _find(given, ((e.id, (e.id, e.en, e.ar, *e.names)) for e in entries), "mahdar process")


def zone_id(given: str, knowledge: Knowledge) -> str:
    """Find a zone by id or by any of its names; as `process_id`."""
    zones = knowledge.derive(build_zones).values()
    return _find(given, ((z.id, (z.id, z.name.ar, z.name.en, *z.forms)) for z in zones), "mahdar zones")


def place_ids(given: str, places: Iterable[tuple[str, tuple[str | None, ...]]]) -> frozenset[str]:
    """Find places by id or by a name; several may have the same.

    Parameters
    ----------
    given : str
    places : iterable of (id, names)

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    wanted = folded_name(given)
    places = list(places)
    found = frozenset(key for key, names in places if given == key or wanted in _folded(names))
    found = found or frozenset(key for key, names in places if any(wanted in name for name in _folded(names)))
    if not found or not wanted:
        raise _unknown(given, "mahdar control")
    return found


def _find(given: str, known: Iterable[tuple[str, tuple[str | None, ...]]], command: str) -> str:
    wanted = folded_name(given)
    known = list(known)
    exact = [key for key, names in known if wanted in _folded(names)]
    inside = [key for key, names in known if any(wanted in name.split() for name in _folded(names))]
    found = exact or (inside if len(set(inside)) == 1 else [])
    if not found:
        raise _unknown(given, command)
    return found[0]


def _folded(names: Iterable[str | None]) -> set[str]:
    return {folded_name(name) for name in names if name}


def _unknown(given: str, command: str) -> ArchiveError:
    return ArchiveError("unknown-name", "This name is not known.", f"See {command} without a name.", given)
