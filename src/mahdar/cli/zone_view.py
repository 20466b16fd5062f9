"""Zones as a person looks at them: where, since when, and which breaches are alleged, by whom, on whose word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.overviews import articles_near_zones, breaches_told, list_zones, load_zone
from mahdar.cli.joined import load_records
from mahdar.cli.labels import Language, both
from mahdar.cli.telling import TellingWording, quotation
from mahdar.cli.wording import bounds
from mahdar.knowledge import load_knowledge
from mahdar.model import ArchivedRecord
from mahdar.model.zone import Breach, Zone


def breaches_of(archive: Archive, asked: Filter, zone: str | None) -> tuple[list[ArchivedRecord], tuple[Breach, ...]]:
    """Find alleged breaches in an archive that has been joined, and the records that may tell of them."""
    knowledge = load_knowledge()
    zones = [load_zone(knowledge, zone)] if zone else list_zones(knowledge)
    records = load_records(archive, articles_near_zones(archive, zones, asked))
    return records, breaches_told(archive, knowledge, records, zone)


def show_zones(zones: Sequence[Zone], breaches: Iterable[Breach], language: Language) -> None:
    """List zones with the number of breaches alleged, certainly and possibly inside."""
    counts = Counter((breach.zone, breach.where, breach.when) for breach in breaches)
    wording = TellingWording(language)
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("zone", "name", "kind", "in_force"):
        table.add_column(wording.word(key), no_wrap=key == "zone")
    table.add_column(wording.word("breaches"), justify="right", no_wrap=True)
    totals = Counter(key for key, _, _ in counts.elements())
    for zone in sorted(zones, key=lambda z: (z.id not in totals, z.theatre, z.periods[0].since)):
        every = totals[zone.id]
        sure = counts[zone.id, "inside", "in force"]
        shown = f"{sure} (+{every - sure} ?)" if every else ""
        table.add_row(zone.id, wording.name(zone.name), wording.word(zone.kind, "zone_kinds"), _since(zone), shown)
    Console().print(table)


def show_zone(zone: Zone, breaches: Sequence[Breach], records: Iterable[ArchivedRecord], language: Language) -> None:
    """Print a zone and the breaches alleged of it."""
    console = Console()
    for part in zone_parts(zone, breaches, records, language):
        console.print(part)


def zone_parts(
    zone: Zone, breaches: Sequence[Breach], records: Iterable[ArchivedRecord], language: Language
) -> Iterator[RenderableType]:
    """Lay out a zone and the breaches alleged of it."""
    by_id = {record.article_id: record for record in records}
    wording = TellingWording(language, by_id)
    yield Rule(Text(f"{zone.name.en} · {zone.name.ar}", style="bold"), style="blue")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    grid.add_row(wording.word("kind"), wording.word(zone.kind, "zone_kinds"))
    grid.add_row(wording.word("in_force"), _since(zone))
    grid.add_row(wording.word("guarantors"), wording.names(zone.guarantors))
    yield Padding(grid, (0, 0, 1, 2))
    yield Rule(Text(both("headings", "breaches"), style="bold"), align="left", style="dim")
    if not breaches:
        yield Text(f"  {both('headings', 'nothing_found')}", style="dim")
    yield from (_breach(breach, wording) for breach in breaches)


def _breach(breach: Breach, wording: TellingWording) -> RenderableType:
    sure = breach.where == "inside" and breach.when == "in force"
    head = Text(f"{wording.date(breach.date)}  ", style="bold")
    deed = wording.word(breach.type, "types")
    head.append(f"{deed}{wording.comma}{wording.word(breach.mode, 'modes')}" if breach.mode else deed, style="bold red")
    head.append(f"  {wording.name(breach.place)}")
    certainty = wording.comma.join(wording.word(one, "certainty") for one in (breach.where, breach.when))
    head.append(f"  {certainty}", style="green" if sure else "yellow")
    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column()
    fields.add_row(wording.word("alleged_author"), Text(wording.names(breach.alleged_authors) or "?", style="bold"))
    if breach.targets:
        fields.add_row(wording.word("target"), wording.names(breach.targets))
    label = wording.word("figures")
    for telling, figure in breach.figures:
        counted = f"{bounds(figure)} {wording.word(figure.measure, 'measures')}"
        fields.add_row(label, Text(counted, style="bold").append(f"  {wording.source(telling)}", style="dim not bold"))
        label = ""
    if breach.against_exempt:
        fields.add_row("", Text(wording.word("exempt"), style="yellow"))
    label = wording.word("on_word_of")
    for source in dict.fromkeys(map(wording.source, breach.tellings)):
        fields.add_row(label, source)
        label = ""
    for telling in breach.denials:
        fields.add_row(Text(wording.word("denied"), style="magenta"), wording.source(telling))
    first = breach.tellings[0]
    grid = Table.grid(expand=True)
    grid.add_row(head)
    grid.add_row(Padding(fields, (0, 0, 0, 2)))
    grid.add_row(quotation(wording.quote(first.article_id, first.span)))
    return Padding(grid, (0, 0, 1, 2))


def _since(zone: Zone) -> str:
    return "; ".join(f"{period.since} → {period.until or '…'}" for period in zone.periods)
