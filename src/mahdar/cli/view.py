"""A record as a person enjoys reading it: who met whom, who said what, what happened, and on whose word.

Wide terminals get tables, narrow ones a card for each event. Arabic stands on lines or in cells of its own, at the
right: terminals differ in how they order mixed lines.
"""

from collections.abc import Sequence

from rich.box import ROUNDED
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mahdar.cli.labels import Language, both, keys, section_types
from mahdar.cli.wording import Wording
from mahdar.model import Event, Record, Span, Statement

WIDE = 140  # columns from which a table reads better than cards
_COLOURS = {
    "ASSAULT": "red", "COERCE": "red", "THREATEN": "yellow", "MOBILIZE": "yellow", "SANCTION": "yellow",
    "ACCUSE": "yellow", "REJECT": "yellow", "PROTEST": "yellow", "REQUEST": "cyan",
}  # fmt: skip
_STATUS_MARKS = {"happened": "●", "ongoing": "◐", "planned": "○", "called_for": "◌", "denied": "✗"}
_LONGEST_QUOTE = 240  # characters of the article shown per event or statement


class RecordView:
    """Shows one record on a terminal.

    Parameters
    ----------
    record : Record
    language : Language
        Of everything but the article's own words.
    """

    def __init__(self, record: Record, language: Language = Language.EN) -> None:
        self._record = record
        self._wording = Wording(record, language)
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out for the width at hand."""
        wide = options.max_width >= WIDE
        yield self._header()
        for section in keys("sections"):
            events = [event for event in self._record.events if event.type in section_types(section)]
            if events:
                yield _heading("sections", section)
                yield self._event_table(events) if wide else self._event_cards(events)
        if self._record.statements:
            yield _heading("headings", "statements")
            yield self._statement_table() if wide else self._statement_cards()
        if not self._record.events and not self._record.statements:
            yield Text(f"  {both('headings', 'nothing')}\n", style="dim")
        if self._record.issues:
            yield _heading("headings", "issues")
            for issue in self._record.issues:
                yield Text(f"  ! {issue.code}: {issue.message}", style="yellow")
            yield Text()
        yield self._counts()
        yield Text()

    def _header(self) -> RenderableType:
        article = self._record.article
        title = Text(article.title or article.id, style="bold", justify="right")
        origin = Text(self._wording.origin(article), style="dim", justify="right")
        return Padding(Panel(Group(title, origin), border_style="blue"), (0, 0, 1, 0))

    def _counts(self) -> Text:
        layers = ("events", "statements", "actors", "places", "times")
        counts = (f"{len(getattr(self._record, layer))} {self._wording.word(layer)}" for layer in layers)
        return Text("  " + " · ".join(counts), style="dim")

    def _event_table(self, events: Sequence[Event]) -> RenderableType:
        table = Table(box=ROUNDED, expand=True, show_lines=True, border_style="dim", header_style="dim")
        table.add_column(self._wording.word("what"), ratio=4)
        table.add_column(f"{self._wording.word('who')} → {self._wording.word('whom')}", ratio=6)
        table.add_column(f"{self._wording.word('when')}, {self._wording.word('where')}", ratio=5)
        table.add_column(f"{self._wording.word('figures')}, {self._wording.word('on_word_of')}", ratio=6)
        table.add_column(self._wording.word("the_words"), ratio=10, justify="right")
        for event in events:
            wording = self._wording
            figures = Text(wording.figures(event), style="bold")
            chain = Text(
                f"{wording.word('on_word_of')}: {wording.chain(event)}", style="dim" if not event.claimed_by else ""
            )
            table.add_row(
                _lines(self._deed(event), Text(wording.series(event), style="bold")),
                wording.who(event),
                _lines(Text(wording.when(event)), Text(wording.where(event))),
                _lines(figures, chain),
                self._quote(event.span),
            )
        return Padding(table, (0, 0, 1, 0))

    def _event_cards(self, events: Sequence[Event]) -> RenderableType:
        return Group(*(Padding(self._card(event), (0, 0, 1, 2)) for event in events))

    def _card(self, event: Event) -> RenderableType:
        wording = self._wording
        fields = Table.grid(padding=(0, 2))
        width = max(len(wording.word(key)) for key in ("who", "when", "where", "figures", "agenda", "on_word_of"))
        fields.add_column(style="dim", width=width, no_wrap=True)
        fields.add_column()
        rows = (
            ("who", wording.who(event)),
            ("when", wording.when(event)),
            ("where", wording.where(event)),
            ("figures", wording.figures(event)),
            ("agenda", wording.agenda(event)),
            ("on_word_of", wording.chain(event)),
        )
        for key, value in rows:
            if value:
                fields.add_row(wording.word(key), Text(value, style="bold" if key in ("who", "figures") else ""))
        head = self._deed(event)
        if event.series:
            head.append(f"  {wording.series(event)}", style="bold")
        return Group(head, Padding(fields, (0, 0, 0, 2)), self._quote(event.span))

    def _deed(self, event: Event) -> Text:
        colour = _COLOURS.get(event.type, "green")
        deed = Text(f"{_STATUS_MARKS[event.status]} ", style=colour)
        deed.append(self._wording.deed(event), style=f"bold {colour}")
        deed.append(
            f"  {self._wording.status(event)}", style="default" if event.status == "happened" else "bold magenta"
        )
        deed.append(f"  {event.type}/{event.mode}" if event.mode else f"  {event.type}", style="dim")
        return deed

    def _statement_table(self) -> RenderableType:
        table = Table(box=ROUNDED, expand=True, show_lines=True, border_style="dim", header_style="dim")
        table.add_column(self._wording.word("who"), ratio=5)
        table.add_column(self._wording.word("when"), ratio=2)
        table.add_column(self._wording.word("said"), ratio=12, justify="right")
        for statement in self._record.statements:
            said_on = self._wording.date(statement.said_on) if statement.said_on else ""
            table.add_row(Text(self._wording.speaker(statement), style="bold"), said_on, self._quote(statement.span))
        return Padding(table, (0, 0, 1, 0))

    def _statement_cards(self) -> RenderableType:
        return Group(*(Padding(self._said(statement), (0, 0, 1, 2)) for statement in self._record.statements))

    def _said(self, statement: Statement) -> RenderableType:
        head = Text(self._wording.speaker(statement), style="bold")
        if statement.said_on:
            head.append(f"  {self._wording.date(statement.said_on)}", style="dim")
        return Group(head, self._quote(statement.span))

    def _quote(self, span: Span) -> Text:
        words = self._wording.quote(span)
        if len(words) > _LONGEST_QUOTE:
            words = words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        return Text(f"«{words}»", justify="right")


def _heading(section: str, key: str) -> Rule:
    return Rule(Text(both(section, key), style="bold"), align="left", style="dim")


def _lines(*lines: Text) -> Text:
    return Text("\n").join(line for line in lines if line.plain)
