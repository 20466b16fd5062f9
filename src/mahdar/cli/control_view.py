"""Control as a person looks at it: claims in order of time, the latest called a claim, what contradicts it shown."""

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mahdar.cli.labels import Language, both
from mahdar.cli.telling import TellingWording
from mahdar.model import ArchivedRecord
from mahdar.model.control import ControlClaim, ControlTimeline

_FROM = ("takes", "hands over")  # of the others, whoever did it is who held the place, or the siege names them
_STYLES = {"takes": "red", "besieges": "yellow", "breaks siege": "cyan"}


def show_timelines(
    timelines: Sequence[ControlTimeline], records: Iterable[ArchivedRecord], language: Language, *, with_words: bool
) -> None:
    """Print timelines; with the articles' words if asked for."""
    by_id = {record.article_id: record for record in records}
    wording = TellingWording(language, by_id)
    console = Console()
    for timeline in timelines:
        console.print(_timeline(timeline, wording, with_words=with_words))
    if not timelines:
        console.print(both("headings", "nothing_found"), style="dim")


def _timeline(timeline: ControlTimeline, wording: TellingWording, *, with_words: bool) -> RenderableType:
    level = wording.word(timeline.level, "levels")
    head = Text(wording.name(timeline.name), style="bold").append(f"  {level} {timeline.place}", style="dim not bold")
    grid = Table.grid(expand=True)
    grid.add_row(head)
    for claim in timeline.claims:
        grid.add_row(Padding(_said(claim, wording), (0, 0, 0, 2)))
        grid.add_row(Padding(Text(wording.sources(claim.tellings), style="dim"), (0, 0, 0, 14)))
        if with_words:
            for telling in claim.tellings:
                grid.add_row(wording.quoted(telling.article_id, telling.span))
    if timeline.latest:
        latest = Text(f"  {wording.word('latest_claim', 'headings')}: ", style="dim")
        grid.add_row(latest.append_text(_said(timeline.latest, wording)))
    for claim in timeline.against:
        line = Text(f"  {wording.word('contested', 'headings')}: ", style="bold magenta")
        grid.add_row(line.append_text(_said(claim, wording)))
    return Padding(grid, (0, 0, 1, 0))


def _said(claim: ControlClaim, wording: TellingWording) -> Text:
    said = Text(f"{wording.date(claim.date)}  ")
    said.append(f"{wording.names(claim.by) or '?'} ", style="bold")
    said.append(wording.word(claim.kind, "control_kinds"), style=_STYLES.get(claim.kind, "green"))
    if claim.kind in _FROM and claim.former:
        said.append(f" {wording.word('former')} {wording.names(claim.former)}")
    if claim.denied:
        said.append(f" ({wording.word('denied')})", style="bold magenta")
    return said
