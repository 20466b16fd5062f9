"""The sample archive: the Astana process of 2017 in 37 articles, and what they say together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mahdar.analysis.processes import find_processes
from mahdar.archive import Archive, open_archive
from mahdar.archive.filters import Filter
from mahdar.archive.incident_pages import Told
from mahdar.cli.archives import put_into
from mahdar.cli.incident_view import incident_parts
from mahdar.cli.joined import join_articles
from mahdar.cli.labels import Language, both, label
from mahdar.cli.process_view import ProcessView
from mahdar.cli.samples import archive_paths
from mahdar.cli.zone_view import breaches_of, zone_parts
from mahdar.intake import IntakeOptions
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.zones import build_zones
from mahdar.model import ArchivedRecord
from mahdar.model.incident import Incident
from mahdar.model.zone import Breach

_NEXT = ("process", "incidents", "zones", "control", "search")


def show_sample_archive(path: Path, language: Language) -> None:
    """Add the sample articles to an archive and print what they say together.

    Parameters
    ----------
    path : Path
        Where the archive is, or is to be made; articles that it has are not added again.
    language : Language
    """
    console = Console()
    given = [str(one) for one in archive_paths()]
    with open_archive(path, create=True) as archive:
        with archive.importing(given) as import_:
            put_into(import_, given, IntakeOptions())
        join_articles(archive)
        records = list(archive.records())
        console.print(_title("demo_process"))
        (process,) = find_processes(records, load_knowledge(), process="astana")
        for part in ProcessView(process, records, language).schedule():
            console.print(part)
        _show_incident(archive, records, console, language)
        _show_zone(archive, console, language)
    console.print(_title("next_steps"))
    console.print(_next_steps(path, language))


def furthest_apart(incidents: Iterable[Incident]) -> Incident | None:
    """The incident whose counts of dead, by different accounts, lie furthest apart."""
    return max(incidents, key=_spread, default=None)


def _show_incident(archive: Archive, records: list[ArchivedRecord], console: Console, language: Language) -> None:
    incident = furthest_apart(archive.incidents(Filter(figure="killed"), Told(least_articles=2)))
    if incident is not None:
        console.print(_title("demo_incident"))
        by_id = {record.article_id: record for record in records}
        for part in incident_parts(incident, [], by_id, language):
            console.print(part)


def _show_zone(archive: Archive, console: Console, language: Language) -> None:
    records, breaches = breaches_of(archive, Filter(), None)
    counts = Counter(breach.zone for breach in breaches if _is_sure(breach))
    if counts:
        zone = load_knowledge().derive(build_zones)[min(counts, key=lambda key: (-counts[key], key))]
        console.print(_title("demo_zone"))
        for part in zone_parts(zone, [breach for breach in breaches if breach.zone == zone.id], records, language):
            console.print(part)


def _spread(incident: Incident) -> float:
    """How many times the highest count of dead is the lowest one of another account."""
    tolls = [
        (account.id, max(counts))
        for account in incident.accounts
        if (counts := [f.min for f in account.figures if f.measure == "killed" and f.min])
    ]
    return max((high / low for one, high in tolls for other, low in tolls if one != other), default=0.0)


def _is_sure(breach: Breach) -> bool:
    return breach.where == "inside" and breach.when == "in force"


def _title(key: str) -> Rule:
    return Rule(Text(both("headings", key), style="bold"), style="blue", characters="═")


def _next_steps(path: Path, language: Language) -> Padding:
    grid = Table.grid(padding=(0, 2))
    for command, explained in _commands(path, language):
        grid.add_row(Text(command, style="bold cyan", no_wrap=True))
        grid.add_row(Padding(Text(explained, style="dim"), (0, 0, 0, 4)))
    return Padding(grid, (0, 0, 1, 2))


def _commands(path: Path, language: Language) -> Iterator[tuple[str, str]]:
    arguments = {"process": "astana", "control": "البوكمال", "incidents": "--contradictory", "search": '"خفض التصعيد"'}
    for command in _NEXT:
        given = " ".join(filter(None, ("mahdar", command, arguments.get(command), f"--archive {path}")))
        yield given, label("commands", command, language)
