"""An incident as a person weighs it: accounts side by side, what they agree on, what cannot be true together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mahdar.archive.incident_pages import IncidentPage
from mahdar.cli.labels import Language, both
from mahdar.cli.telling import TellingWording
from mahdar.cli.wording import bounds
from mahdar.model import ArchivedRecord
from mahdar.model.incident import Account, ClaimedFigure, Comparison, Incident, Link, PartyOfIncident

Records = Mapping[str, ArchivedRecord]
_MOST_LINKS = 3
_MOST_REASONS = 5
_VERDICTS = {"agree": "green", "contradict": "bold red"}


def show_incidents(page: IncidentPage, language: Language) -> None:
    """List the incidents of a page."""
    wording = TellingWording(language)
    console = Console()
    for incident in page.incidents:
        console.print(Padding(_summary(incident, wording), (0, 0, 1, 0)))
    if not page.incidents:
        console.print(both("headings", "nothing_found"), style="dim")
    if page.next:
        console.print(f"{both('headings', 'more')}: --cursor {page.next}", style="dim", soft_wrap=True)


def show_incident(incident: Incident, links: Sequence[Link], records: Records, language: Language) -> None:
    """Print an incident with all its accounts."""
    console = Console()
    for part in incident_parts(incident, links, records, language):
        console.print(part)


def incident_parts(
    incident: Incident, links: Sequence[Link], records: Records, language: Language
) -> Iterator[RenderableType]:
    """Lay out an incident; without links nothing is said of why it is one."""
    wording = TellingWording(language, records)
    yield _summary(incident, wording)
    yield Text()
    yield Rule(Text(both("headings", "accounts"), style="bold"), align="left", style="dim")
    for account in incident.accounts:
        yield _account(account, wording)
    if incident.comparisons:
        yield Rule(Text(both("headings", "comparisons"), style="bold"), align="left", style="dim")
        yield _comparisons(incident.comparisons, wording)
    if links:
        yield Rule(Text(both("headings", "why_one"), style="bold"), align="left", style="dim")
        for link in links[:_MOST_LINKS]:
            yield _reasons(link, records, wording)


def _summary(incident: Incident, wording: TellingWording) -> RenderableType:
    deed = wording.word(incident.type, "types")
    head = Text(f"{wording.date(incident.date)}  ", style="bold")
    head.append(f"{deed}{wording.comma}{wording.word(incident.mode, 'modes')}" if incident.mode else deed, "bold cyan")
    if incident.place:
        head.append(f"  {wording.name(incident.place.name)}")
    if incident.series:
        head.append(f"  {incident.series} {incident.ordinal or ''}".rstrip(), style="bold")
    if incident.status != "happened":
        head.append(f"  {wording.word(incident.status, 'statuses')}", style="magenta")
    head.append(f"  {incident.id}", style="dim not bold")
    parties = Text(_names(incident.actors, wording) or "?")
    if incident.recipients:
        parties.append(f" → {_names(incident.recipients, wording)}")
    counted = {"articles": incident.articles, "accounts": len(incident.accounts)}
    counted["independent"] = incident.independent_sources
    counts = Text(" · ".join(f"{wording.word(key)}: {count}" for key, count in counted.items()), style="dim")
    against = [c for c in incident.comparisons if c.verdict == "contradict"]
    grid = Table.grid()
    grid.add_row(head)
    grid.add_row(Padding(parties, (0, 0, 0, 2)))
    grid.add_row(Padding(counts, (0, 0, 0, 2)))
    for comparison in against:
        line = Text(f"✗ {_topic(comparison, wording)}: ", style="bold red")
        grid.add_row(Padding(line.append(_positions(comparison, wording), style="not bold"), (0, 0, 0, 2)))
    return grid


def _account(account: Account, wording: TellingWording) -> RenderableType:
    chain = f"{wording.comma}{wording.word('via')} ".join(wording.name(party.name) for party in account.chain)
    head = Text(f"{account.id}  ", style="dim").append(chain or wording.word("outlet_voice"), style="bold")
    printed = wording.comma.join(account.outlets)
    head.append(f"  {printed} {account.published or ''}".rstrip(), style="dim")
    if account.agency:
        head.append(f"  {wording.word('agency')}: {account.agency}", style="dim")
    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column()
    if account.figures:
        figures = wording.comma.join(_figure(figure, wording) for figure in account.figures)
        fields.add_row(wording.word("figures"), Text(figures, style="bold"))
    who = _names(account.actors, wording)
    if who or account.recipients:
        whom = f" → {_names(account.recipients, wording)}" if account.recipients else ""
        fields.add_row(wording.word("who"), f"{who or '?'}{whom}")
    if account.date:
        fields.add_row(wording.word("when"), wording.date(account.date))
    if account.place:
        fields.add_row(wording.word("where"), wording.name(account.place.name))
    if account.status != "happened":
        fields.add_row(wording.word("status"), Text(wording.word(account.status, "statuses"), style="magenta"))
    grid = Table.grid(expand=True)
    grid.add_row(head)
    grid.add_row(Padding(fields, (0, 0, 0, 4)))
    grid.add_row(wording.quoted(account.quote.article_id, account.quote.span))
    return Padding(grid, (0, 0, 1, 2))


def _comparisons(comparisons: Iterable[Comparison], wording: TellingWording) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, show_header=False)
    for _ in range(3):
        table.add_column()
    for one in comparisons:
        verdict = Text(wording.word(one.verdict, "agreement"), style=_VERDICTS[one.verdict])
        table.add_row(_topic(one, wording), verdict, _positions(one, wording))
    return table


def _reasons(link: Link, records: Records, wording: TellingWording) -> RenderableType:
    outlets = (records[one.article_id].record.article for one in (link.one, link.other))
    names = " ↔ ".join(f"{article.outlet or '?'} {article.published or ''}".strip() for article in outlets)
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"{link.probability:.0%}", style="bold"), Text(names, style="dim"))
    for reason in [one for one in link.reasons if one.respect != "prior"][:_MOST_REASONS]:
        style = "green" if reason.weight > 0 else "red"
        grid.add_row(Text(f"{reason.weight:+.1f}", style=style), wording.name(reason.text))
    return Padding(grid, (0, 0, 1, 2))


def _positions(comparison: Comparison, wording: TellingWording) -> str:
    return (" ≠ " if comparison.verdict == "contradict" else " · ").join(_position(comparison, wording))


def _position(comparison: Comparison, wording: TellingWording) -> Iterator[str]:
    for position in comparison.positions:
        yield f"{wording.name(position.value)} ({', '.join(position.accounts)})"


def _topic(comparison: Comparison, wording: TellingWording) -> str:
    if comparison.measure:
        return wording.word(comparison.measure, "measures")
    return wording.word(comparison.topic, "topics")


def _figure(figure: ClaimedFigure, wording: TellingWording) -> str:
    of = wording.name(figure.of) if figure.of.ar or figure.of.en else ""
    return f"{bounds(figure)} {wording.word(figure.measure, 'measures')}" + (f" ({of})" if of else "")


def _names(parties: Iterable[PartyOfIncident], wording: TellingWording) -> str:
    return wording.comma.join(wording.name(party.name) for party in parties)
