"""A record as a person enjoys reading it: who met whom, who said what, what happened, and on whose word."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from mahdar.cli.labels import both, english
from mahdar.model import Actor, Event, Figure, Record, Span, Statement

_COLOURS = {
    "ASSAULT": "red", "COERCE": "red", "THREATEN": "yellow", "MOBILIZE": "yellow", "SANCTION": "yellow",
    "ACCUSE": "yellow", "REJECT": "yellow", "PROTEST": "yellow", "REQUEST": "cyan",
}  # fmt: skip
_STATUS_MARKS = {"happened": "●", "ongoing": "◐", "planned": "○", "called_for": "◌", "denied": "✗"}
_LONGEST_QUOTE = 150  # characters of the article shown per row


class RecordTable:
    """Renders one record for the terminal.

    Parameters
    ----------
    record : Record
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._actors = {actor.id: actor for actor in record.actors}
        self._places = {p.place.id: p.place for p in record.places}

    def render(self) -> RenderableType:
        """The whole record: header, events, statements, issues."""
        parts: list[RenderableType] = [self._header()]
        if self._record.events:
            parts.append(self._events())
        if self._record.statements:
            parts.append(self._statements())
        if self._record.issues:
            lines = [Text(f"  ! {issue.code}: {issue.message}", style="yellow") for issue in self._record.issues]
            parts.append(Group(Text(both("headings", "issues"), style="bold"), *lines))
        return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts))

    def _header(self) -> RenderableType:
        article = self._record.article
        date = article.published or both("headings", "undated")
        if article.published_from == "inferred":
            date += f" ({both('headings', 'inferred')})"
        origin = " — ".join(part for part in (article.outlet, date, *article.agencies) if part)
        title = Text(article.title or article.id, style="bold", justify="right")
        return Panel(Group(title, Text(origin, style="dim", justify="right")), border_style="blue")

    def _events(self) -> Table:
        table = Table(title=both("headings", "events"), title_justify="left", title_style="bold", expand=True,
                      show_lines=True, border_style="dim")  # fmt: skip
        for key, ratio in (("what", 3), ("who", 5), ("when", 3), ("where", 3), ("figures", 3), ("chain", 4), ("words", 8)):
            table.add_column(both("headings", key), ratio=ratio, justify="right" if key == "words" else "left", overflow="fold")
        for event in self._record.events:
            table.add_row(
                self._what(event),
                self._who(event),
                event.date or "—",
                self._place(event.place),
                "\n".join(map(self._figure, event.figures)) or "—",
                self._chain(event.claimed_by),
                self._words(event.span),
            )
        return table

    def _what(self, event: Event) -> Text:
        mode = f"/{event.mode}" if event.mode else ""
        text = Text(f"{event.type}{mode}", style=_COLOURS.get(event.type, "green"))
        text.append(f"\n{both('types', event.type)}", style="default")
        text.append(f"\n{_STATUS_MARKS[event.status]} {both('statuses', event.status)}", style="dim")
        if event.series:
            ordinal = f" {event.ordinal}" if event.ordinal else ""
            text.append(f"\n{event.series}{ordinal}", style="bold")
        return text

    def _who(self, event: Event) -> str:
        left = ", ".join(map(self._name, event.actor)) or "?"
        return f"{left} → {', '.join(map(self._name, event.recipient))}" if event.recipient else left

    def _place(self, identifier: str | None) -> str:
        place = self._places.get(identifier) if identifier else None
        if place is None:
            return "—"
        name = place.name.en or place.name.ar or place.id
        relation = f", {place.relation}" if place.relation else ""
        radius = f" (±{place.radius_km:g} km)" if place.radius_km and place.level not in ("country", "water") else ""
        return f"{name}{relation}{radius}"

    def _figure(self, figure: Figure) -> str:
        of = figure.of.get("en") or figure.of.get("ar") or ""
        return f"{_bounds(figure)} {english('measures', figure.measure)} {of}".strip()

    def _chain(self, claimants: tuple[str, ...]) -> str:
        if not claimants:
            return both("headings", "outlet_voice")
        return " ← ".join(map(self._name, claimants))

    def _name(self, identifier: str) -> str:
        actor: Actor | None = self._actors.get(identifier)
        if actor is None:
            return identifier
        return actor.name.en or actor.name.ar or identifier

    def _words(self, span: Span) -> str:
        words = " ".join(self._record.article.text[span[0] : span[1]].split())
        return f"«{words}»" if len(words) <= _LONGEST_QUOTE else f"«{words[:_LONGEST_QUOTE]}…»"

    def _statements(self) -> Table:
        table = Table(title=both("headings", "statements"), title_justify="left", title_style="bold", expand=True,
                      border_style="dim")  # fmt: skip
        table.add_column(both("headings", "speaker"), ratio=4, overflow="fold")
        table.add_column(both("headings", "when"), ratio=2)
        table.add_column(both("headings", "said"), ratio=12, justify="right", overflow="fold")
        for statement in self._record.statements:
            table.add_row(self._speaker(statement), statement.said_on or "—", self._words(statement.span))
        return table

    def _speaker(self, statement: Statement) -> str:
        if statement.speaker is None:
            return both("headings", "unknown")
        return " ← ".join(map(self._name, (statement.speaker, *statement.via)))


def _bounds(figure: Figure) -> str:
    if figure.min == figure.max:
        return f"{figure.min:,}"
    if figure.max is None:
        return f"≥ {figure.min:,}"
    if figure.min is None:
        return f"≤ {figure.max:,}"
    return f"{figure.min:,}–{figure.max:,}"
