"""A process as a person follows it: who takes part, the rounds, what slipped, what was promised."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mahdar.cli.labels import Language, both
from mahdar.cli.telling import TellingWording, quotation
from mahdar.model import ArchivedRecord
from mahdar.model.process import Announcement, Commitment, Meeting, Process, ProposedSeries, Round

_ROUND_STYLES = {"held": "green", "ongoing": "cyan", "planned": "cyan", "postponed": "yellow", "cancelled": "red"}
_MOST_AGENDA = 3


def show_processes(processes: Sequence[Process], proposed: Sequence[ProposedSeries], language: Language) -> None:
    """List processes, and series of talks that no list knows."""
    wording = TellingWording(language)
    console = Console()
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("process", "name", "rounds", "commitments", "slips"):
        table.add_column(wording.word(key), justify="left" if key in ("process", "name") else "right")
    for one in processes:
        slips = sum(len(part.slips) for part in _scheduled(one))
        counts = (len(one.rounds), len(one.commitments), slips)
        table.add_row(one.id, wording.name(one.name), *map(str, counts))
    console.print(table if processes else Text(both("headings", "nothing_found"), style="dim"))
    for series in proposed:
        console.print(f"{both('headings', 'proposed')}: {series.name} ({len(series.tellings)})", soft_wrap=True)


def show_process(process: Process, records: Iterable[ArchivedRecord], language: Language) -> None:
    """Print a process."""
    console = Console()
    for part in ProcessView(process, records, language).parts():
        console.print(part)


class ProcessView:
    """Lays out a process.

    Parameters
    ----------
    process : Process
    records : iterable of ArchivedRecord
        Those it was found in.
    language : Language
        Of everything but the articles' own words.
    """

    def __init__(self, process: Process, records: Iterable[ArchivedRecord], language: Language) -> None:
        by_id = {record.article_id: record for record in records}
        self._process = process
        self._wording = TellingWording(language, by_id)

    def schedule(self) -> Iterator[RenderableType]:
        """Give the rounds, and the history of every date that moved."""
        if self._process.rounds:
            yield heading("rounds")
            yield self._rounds()
        moved = [part for part in _scheduled(self._process) if part.slips]
        if moved:
            yield heading("slipped")
        yield from map(self._schedule, moved)

    def parts(self) -> Iterator[RenderableType]:
        """Give all parts in order."""
        name = self._process.name
        yield Rule(Text(f"{name.en} · {name.ar}", style="bold"), style="blue")
        if self._process.parties:
            yield heading("parties")
            yield self._parties()
        yield from self.schedule()
        if self._process.commitments:
            yield heading("commitments")
            yield from map(self._commitment, self._process.commitments)
        if self._process.outcomes:
            yield heading("outcomes")
            for outcome in self._process.outcomes:
                head = Text(self._wording.date(outcome.date), style="bold")
                head.append(f"  {self._wording.names(outcome.parties)}")
                head.append(f"  {self._wording.sources(outcome.tellings)}", style="dim")
                yield Padding(head, (0, 0, 0, 2))
                yield quotation(outcome.text)
        if self._process.zones:
            yield heading("agreed_zones")
            for zone in self._process.zones:
                sources = f"  {self._wording.word('articles')}: {len({t.article_id for t in zone.tellings})}"
                line = Text(f"{zone.zone}  ", style="dim").append(self._wording.name(zone.name), style="default")
                yield Padding(line.append(sources, style="dim"), (0, 0, 0, 2))

    def _parties(self) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(style="bold")
        table.add_column(style="dim")
        roles = list(dict.fromkeys(party.role for party in self._process.parties))
        for role in roles:
            for party in (one for one in self._process.parties if one.role == role):
                since = f"{self._wording.word('since')} {party.since}" if party.since else ""
                told = self._wording.word("known") if party.known_from else self._wording.sources(party.tellings)
                label = self._wording.word(role, "party_roles")
                table.add_row(label, self._wording.name(party.actor.name), " · ".join(filter(None, (since, told))))
        for person in self._process.delegates:
            office = " ".join(filter(None, (person.office, person.of)))
            table.add_row(self._wording.word("delegate"), self._wording.name(person.actor.name), office)
        return Padding(table, (0, 0, 1, 2))

    def _rounds(self) -> RenderableType:
        table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim", expand=True)
        for key, ratio in (("round", 2), ("status", 3), ("when", 8), ("where", 3), ("agenda", 12)):
            right = key == "agenda"
            table.add_column(
                self._wording.word(key), ratio=ratio, justify="right" if right else "left", no_wrap=not right
            )
        for one in self._process.rounds:
            status = Text(self._wording.word(one.status, "round_statuses"), style=_ROUND_STYLES[one.status])
            items = list(dict.fromkeys(" ".join(item.text.split()) for item in one.agenda))
            more = f" (+{len(items) - _MOST_AGENDA})" if len(items) > _MOST_AGENDA else ""
            agenda = Text("\n".join(items[:_MOST_AGENDA]) + more, justify="right")
            where = self._wording.name(one.place) if one.place else ""
            table.add_row(str(one.ordinal), status, self._wording.date(one.date), where, agenda)
        return table

    def _schedule(self, part: Round | Meeting) -> RenderableType:
        title = Text(self._title(part), style="bold")
        for slip in part.slips:
            days = f"{slip.days_min:+d}" if slip.days_min == slip.days_max else f"{slip.days_min:+d}…{slip.days_max:+d}"
            title.append(f"   {self._wording.date(slip.before)} → {self._wording.date(slip.after)}", style="yellow")
            title.append(f" ({self._wording.word('days')}: {days})", style="bold yellow")
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(style="dim")
        for announced in part.schedule:
            table.add_row(*self._announcement(announced))
        grid = Table.grid()
        grid.add_row(title)
        grid.add_row(Padding(table, (0, 0, 0, 2)))
        return Padding(grid, (0, 0, 1, 2))

    def _title(self, part: Round | Meeting) -> str:
        if isinstance(part, Round):
            return f"{self._wording.word('round')} {part.ordinal}"
        where = self._wording.name(part.place) if part.place else ""
        for_round = f"({self._wording.word('for_round')} {part.for_round})" if part.for_round else ""
        return " ".join(filter(None, (self._wording.word("meeting"), where, for_round)))

    def _announcement(self, announced: Announcement) -> tuple[str | Text, ...]:
        status = Text(self._wording.word(announced.status, "round_statuses"), style=_ROUND_STYLES[announced.status])
        said_on = self._wording.date(announced.announced_on)
        return said_on, status, self._wording.date(announced.date), self._wording.sources(announced.tellings)

    def _commitment(self, commitment: Commitment) -> RenderableType:
        head = Text(self._wording.names(commitment.by) or "?", style="bold")
        head.append(f"  {self._wording.date(commitment.made_on)}", style="dim")
        if commitment.due:
            head.append(f"  {self._wording.word('due')} {self._wording.date(commitment.due)}", style="yellow")
        head.append(f"  {self._wording.sources(commitment.tellings)}", style="dim")
        grid = Table.grid(expand=True)
        grid.add_row(head)
        grid.add_row(quotation(commitment.text))
        for later in commitment.later:
            line = Text(f"  → {self._wording.date(later.said_on)} ", style="dim")
            line.append(self._wording.word(later.kind.replace(" ", "_"), "follow_ups"), style="magenta")
            grid.add_row(line.append(f"  {self._wording.source(later.telling)}", style="dim"))
            grid.add_row(quotation(later.text))
        return Padding(grid, (0, 0, 1, 2))


def _scheduled(process: Process) -> list[Round | Meeting]:
    return [*process.rounds, *process.meetings]


def heading(key: str) -> Rule:
    """Head a part in both languages."""
    return Rule(Text(both("headings", key), style="bold"), align="left", style="dim")
