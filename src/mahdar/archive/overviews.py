"""Views over many articles: processes, breaches of zones, control of places, each from the articles that concern it.

An archive must be joined, so that reprints count once and the accounts of one breach stand together.
"""

from collections.abc import Collection, Iterable

from pydantic import Field

from mahdar.analysis.areas import position
from mahdar.analysis.control import trace_control
from mahdar.analysis.processes import find_processes, propose_series
from mahdar.analysis.zones import find_breaches
from mahdar.archive.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.errors import ArchiveError
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry, ProcessWord
from mahdar.knowledge.zones import build_zones
from mahdar.model import ArchivedRecord, Bilingual
from mahdar.model.base import Frozen
from mahdar.model.control import ControlTimeline
from mahdar.model.process import Process, ProposedSeries
from mahdar.model.record import EventType
from mahdar.model.zone import Breach, Zone

_OF_FORCE: tuple[EventType, ...] = ("ASSAULT", "COERCE", "MOBILIZE")
_ANYTIME = Filter()
_PLACES = 200  # of one name
_OF_CONTROL: tuple[EventType, ...] = ("COERCE", "RETREAT", "REJECT")


class KnownProcess(Frozen):
    """A process that the lexicons know, and how much the archive has of it."""

    id: str
    name: Bilingual
    theatre: str = Field(description="ISO 3166-1 alpha-3 of the conflict")
    articles: int = Field(description="Articles that tell of it")


def list_processes(archive: Archive, knowledge: Knowledge) -> tuple[KnownProcess, ...]:
    """List the known processes that articles tell of, in the order of the lexicon."""
    told = archive.series()
    return tuple(
        KnownProcess(
            id=entry.id, name=Bilingual(ar=entry.ar, en=entry.en), theatre=entry.theatre, articles=told[entry.en]
        )
        for entry in knowledge.entries(ProcessEntry)
        if entry.en in told
    )


def load_process(archive: Archive, knowledge: Knowledge, identifier: str) -> Process:
    """Give a process as all articles tell it; of one that no article tells of, what is known of it anyway.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    records = archive.records(articles_of_process(archive, knowledge, identifier))
    (process,) = find_processes(records, knowledge, process=identifier, as_of=archive.last_day())
    return process


def articles_of_process(
    archive: Archive, knowledge: Knowledge, identifier: str, published: Filter = _ANYTIME
) -> list[str]:
    """List the articles that a process is told by, or a zone agreed in it, the oldest first.

    Parameters
    ----------
    archive : Archive
    knowledge : Knowledge
    identifier : str
    published : Filter
        By its days of publication.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    entry = next((one for one in knowledge.entries(ProcessEntry) if one.id == identifier), None)
    if entry is None:
        raise _unknown(identifier)
    article_ids: set[str] = set()
    if entry.en in archive.series():
        article_ids |= _found(archive, published.model_copy(update={"series": entry.en}))
    forms = [form for zone in _zones(knowledge).values() if zone.process == entry.id for form in zone.forms]
    if forms:
        article_ids |= _found(archive, published.model_copy(update={"words": _any_of(forms)}))
    return archive.in_order(article_ids)


def list_proposed(archive: Archive, knowledge: Knowledge, published: Filter = _ANYTIME) -> tuple[ProposedSeries, ...]:
    """List series of talks that articles count rounds of and that the lexicons lack."""
    tours = [form for word in knowledge.entries(ProcessWord) if word.role == "tour" for form in word.forms]
    article_ids = _found(archive, published.model_copy(update={"words": _any_of(tours)}))
    return propose_series(_records(archive, article_ids), knowledge)


def list_zones(knowledge: Knowledge) -> tuple[Zone, ...]:
    """List the known zones."""
    return tuple(_zones(knowledge).values())


def load_zone(knowledge: Knowledge, identifier: str) -> Zone:
    """Give a zone.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    zone = _zones(knowledge).get(identifier)
    if zone is None:
        raise _unknown(identifier)
    return zone


def load_breaches(archive: Archive, knowledge: Knowledge, identifier: str) -> tuple[Breach, ...]:
    """Give the alleged breaches of a zone in the order of their days; accounts of one incident stand together.

    Raises
    ------
    ArchiveError
        `unknown-name`.
    """
    records = list(archive.records(articles_near_zones(archive, [load_zone(knowledge, identifier)])))
    return breaches_told(archive, knowledge, records, identifier)


def articles_near_zones(archive: Archive, zones: Collection[Zone], published: Filter = _ANYTIME) -> list[str]:
    """List the articles that tell of acts of force which may have been in one of some zones, the oldest first."""
    found = archive.articles_with_events_at(
        lambda place: any(position(zone, place) != "outside" for zone in zones), _OF_FORCE
    )
    return archive.in_order(found if published == _ANYTIME else found & _found(archive, published))


def breaches_told(
    archive: Archive, knowledge: Knowledge, records: Collection[ArchivedRecord], zone: str | None = None
) -> tuple[Breach, ...]:
    """Give the breaches that articles allege of a zone, or of any; accounts of one incident stand together."""
    addresses = [(one.article_id, event.id) for one in records for event in one.record.events]
    return find_breaches(records, knowledge, zone=zone, incidents=archive.incidents_of(addresses))


def load_control(archive: Archive, knowledge: Knowledge, place_id: str) -> ControlTimeline:
    """Give what is claimed of who holds a place, in the order of time.

    Raises
    ------
    ArchiveError
        `unknown-name` for a place that the archive does not have, `no-control-claim` for one of which nobody claims
        to hold it.
    """
    archive.place_parts(place_id)
    records = _records(archive, archive.articles_naming(place_id, _OF_CONTROL))
    timelines = trace_control(records, knowledge, place=place_id)
    if not timelines:
        raise ArchiveError(
            "no-control-claim", "Nobody in the archive claims to hold, take or besiege this place.",
            "Try a larger or smaller place of the same name.", place_id,
        )  # fmt: skip
    return timelines[0]


def articles_of_control(archive: Archive, place: str | None, published: Filter = _ANYTIME) -> list[str]:
    """List the articles that may claim who holds a place, the oldest first.

    Parameters
    ----------
    archive : Archive
    place : str, optional
        Its id, or a name that others may have too; by default any place.
    published : Filter
        By its days of publication.
    """
    known = [one.id for one in archive.places(name=place, most=_PLACES)] or [place] if place else []
    if not known:
        return archive.in_order(_found(archive, published.model_copy(update={"types": _OF_CONTROL})))
    found = set[str]().union(*(archive.articles_naming(one, _OF_CONTROL) for one in known))
    return archive.in_order(found if published == _ANYTIME else found & _found(archive, published))


def _zones(knowledge: Knowledge) -> dict[str, Zone]:
    return knowledge.derive(build_zones)


def _found(archive: Archive, asked: Filter) -> set[str]:
    return {article_id for article_id, _ in archive.found("article", asked)}


def _any_of(forms: Iterable[str]) -> str:
    return " OR ".join(f'"{form}"' for form in forms)


def _records(archive: Archive, article_ids: set[str]) -> Iterable[ArchivedRecord]:
    return archive.records(archive.in_order(article_ids))


def _unknown(identifier: str) -> ArchiveError:
    return ArchiveError("unknown-name", "Nothing of this id is known.", "See the list without an id.", identifier)
