"""How what was found in an archive is shown."""

from collections.abc import Iterator

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mahdar.archive.accounts import Account
from mahdar.archive.hits import Facets, Hit, Page
from mahdar.archive.snippets import Snippet
from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, both, label
from mahdar.cli.view import RecordView
from mahdar.model import Bilingual


def show_page(page: Page, format_: Format, language: Language) -> None:
    """Print a page of hits."""
    if format_ is Format.JSON:
        typer.echo(page.model_dump_json(by_alias=True, indent=1))
    elif format_ is Format.JSONL:
        for hit in page.hits:
            typer.echo(hit.model_dump_json(by_alias=True))
    else:
        console = Console()
        for hit in page.hits:
            console.print(Padding(_card(hit, language), (0, 0, 1, 0)))
        if not page.hits:
            console.print(both("headings", "nothing_found"), style="dim")
        if page.facets:
            console.print(_facets(page.facets, language))
        if page.next:
            console.print(f"{both('headings', 'more')}: --cursor {page.next}", style="dim", soft_wrap=True)


def show_article(account: Account, format_: Format, language: Language) -> None:
    """Print an article with what is known of its keeping."""
    if format_ is not Format.TABLE:
        typer.echo(account.model_dump_json(by_alias=True, indent=1 if format_ is Format.JSON else None))
        return
    console = Console()
    console.print(RecordView(account.record, language))
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("version", "article", "kept_at"):
        table.add_column(label("words", key, language))
    for version in account.versions:
        mark = "●" if version.article_id == account.article_id else " "
        table.add_row(f"{mark} {version.version}", version.article_id, version.kept_at)
    console.print(table)
    readings = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("read_number", "read_at", "program"):
        readings.add_column(label("words", key, language))
    for one in account.readings:
        readings.add_row(f"{'●' if one.current else ' '} {one.number}", one.read_at, f"{one.program} {one.knowledge}")
    console.print(readings)


def _card(hit: Hit, language: Language) -> RenderableType:
    address = hit.article_id if hit.id is None else f"{hit.article_id} {hit.id}"
    head = Text(" — ".join(part for part in (hit.published, hit.outlet, address) if part), style="dim")
    title = Text(hit.title or "", style="bold", justify="right")
    facts = Text("  ".join(_facts(hit, language)), style="cyan")
    return Group(*(part for part in (head, title, facts, _quote(hit.snippet)) if part.plain))


def _facts(hit: Hit, language: Language) -> Iterator[str]:
    """Write what happened, or who said it, when and where."""
    comma = "، " if language is Language.AR else ", "

    def names(ids: tuple[str, ...]) -> str:
        return comma.join(_name(hit.actors[one], language) for one in ids if one in hit.actors)

    if hit.statement:
        yield names((hit.statement.speaker,)) if hit.statement.speaker else label("words", "unknown", language)
        yield hit.statement.said_on or ""
    event = hit.event
    if event:
        yield f"{event.type}/{event.mode}" if event.mode else event.type
        yield label("statuses", event.status, language)
        yield event.date or ""
        yield _name(hit.place.name, language) if hit.place else ""
        if event.actor or event.recipient:
            yield f"{names(event.actor) or '?'} → {names(event.recipient) or '?'}"
        if event.claimed_by:
            yield f"({label('words', 'on_word_of', language)} {names(event.claimed_by)})"


def _name(name: Bilingual, language: Language) -> str:
    chosen = (name.ar or name.en) if language is Language.AR else (name.en or name.ar)
    return chosen or "?"


def _quote(snippet: Snippet) -> Text:
    quote = Text(justify="right")
    at = snippet.span[0]
    for start, end in snippet.marks:
        quote.append(snippet.text[at - snippet.span[0] : start - snippet.span[0]])
        quote.append(snippet.text[start - snippet.span[0] : end - snippet.span[0]], style="bold yellow")
        at = end
    quote.append(snippet.text[at - snippet.span[0] :])
    return Text(" ").join(quote.split()) if "\n" in quote.plain else quote


def _facets(facets: Facets, language: Language) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    table.add_column(label("words", "year", language))
    for month in range(1, 13):
        table.add_column(str(month), justify="right")
    table.add_column(label("words", "total", language), justify="right")
    for year, total in facets.years.items():
        table.add_row(year, *(str(facets.months.get(f"{year}-{m:02}", "")) for m in range(1, 13)), str(total))
    if facets.undated:
        table.add_row(label("words", "undated", language), *[""] * 12, str(facets.undated))
    table.add_row("", *[""] * 12, str(facets.total), style="bold")
    return table
