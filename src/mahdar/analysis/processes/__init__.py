"""Processes: what many articles together say of a named series of talks."""

from collections.abc import Iterable
from datetime import date

from mahdar.analysis.opened import OpenRecord
from mahdar.analysis.processes.commitments import make_commitments, make_outcomes
from mahdar.analysis.processes.parties import make_delegates, make_parties
from mahdar.analysis.processes.proposals import propose_series
from mahdar.analysis.processes.rounds import by_round, make_meetings, make_rounds
from mahdar.analysis.processes.tellings import Words, is_about, tell_rounds
from mahdar.analysis.zones import find_zone_names
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.zones import build_zones
from mahdar.model.archived import ArchivedRecord
from mahdar.model.base import Bilingual
from mahdar.model.edtf import days_of
from mahdar.model.process import AgreedZone, Process

__all__ = ["find_processes", "propose_series"]


def find_processes(
    records: Iterable[ArchivedRecord],
    knowledge: Knowledge,
    *,
    process: str | None = None,
    as_of: date | None = None,
) -> tuple[Process, ...]:
    """Known processes that the articles speak of.

    Parameters
    ----------
    records : Iterable[ArchivedRecord]
    knowledge : Knowledge
    process : str, optional
        Only the process of this id, also if no article speaks of it.
    as_of : date, optional
        The day from which rounds are planned or past; by default the last day of publication.

    Returns
    -------
    tuple[Process, ...]
        In the order of the lexicon.
    """
    opened = [OpenRecord(record) for record in records]
    if as_of is None:
        published = [d[1] for o in opened if (d := days_of(o.article.published)) and d[1]]
        as_of = max(published, default=None)
    return tuple(
        _process(entry, opened, knowledge, as_of)
        for entry in knowledge.entries(ProcessEntry)
        if entry.id == process or (process is None and any(is_about(entry, o) for o in opened))
    )


def _process(entry: ProcessEntry, records: list[OpenRecord], knowledge: Knowledge, as_of: date | None) -> Process:
    words = Words(knowledge)
    about = [o for o in records if is_about(entry, o)]
    zones = _zones(entry, records, knowledge)
    naming = {t.article_id for zone in zones for t in zone.tellings}
    concerned = [o for o in records if is_about(entry, o) or o.archived.article_id in naming]
    tellings = tell_rounds(entry, about, words)
    told = by_round(entry, tellings, as_of)
    numbered = [telling for _, group in sorted(told.items()) for telling in group]
    parties = make_parties(entry, about, numbered, knowledge, as_of)
    return Process(
        id=entry.id,
        name=Bilingual(ar=entry.ar, en=entry.en),
        theatre=entry.theatre,
        parties=parties,
        delegates=make_delegates(entry, numbered, parties),
        rounds=make_rounds(entry, told, as_of),
        meetings=make_meetings(tellings),
        outcomes=make_outcomes(entry, about, tellings, parties, knowledge),
        commitments=make_commitments(concerned, parties, knowledge),
        zones=zones,
    )


def _zones(entry: ProcessEntry, records: list[OpenRecord], knowledge: Knowledge) -> tuple[AgreedZone, ...]:
    near = [o for o in records if any(place.country == entry.theatre for place in o.places.values())]
    told = [named for opened in near for named in find_zone_names(opened, knowledge)]
    return tuple(
        AgreedZone(zone=zone.id, name=zone.name, tellings=tuple(telling for named, telling in told if named == zone.id))
        for zone in knowledge.derive(build_zones).values()
        if zone.process == entry.id
    )
