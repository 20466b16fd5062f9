"""An article: its text with every reading marked, and the records beside it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive import Archive
from mahdar.archive.accounts import Reading, Version
from mahdar.archive.decisions import KeptDecision
from mahdar.model import Bilingual, Record, ResolvedPlace, Span
from mahdar.model.base import Frozen
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.tables import Table

router = APIRouter()
Layer = Literal["event", "statement", "actor", "place", "time", "issue"]
LAYERS: tuple[Layer, ...] = ("event", "statement", "actor", "place", "time", "issue")
_LARGEST = 2**31 - 1
_MOST_REPRINTS = 50


class Mark(Frozen):
    """Words of the article that something rests on."""

    layer: Layer
    id: str
    span: Span
    main: bool = Field(default=True, description="The fullest mention, not a further one")


class Line(Frozen):
    """A line of the article, and where it begins in its text."""

    start: int
    text: str


class Reprint(Frozen):
    """Another article that prints the same dispatch."""

    article_id: str
    outlet: str | None
    published: str | None
    title: str | None


class ArticleView(Frozen):
    """An article with its record, marks and history."""

    article_id: str
    record: Record
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    agency: str | None = Field(description="Agency credited with the dispatch")
    reprints: tuple[Reprint, ...]
    versions: tuple[Version, ...]
    readings: tuple[Reading, ...]
    reading: int | None = Field(description="The earlier reading that is shown; null: the current one, as decided on")
    decisions: tuple[KeptDecision, ...]
    incidents: dict[str, str] = Field(description="Incidents by the ids of events that several articles tell")


@router.get("/articles/{article_id}")
def article(
    page: AskedPage_, article_id: str, format: AskedFormat = "html",  # noqa: A002
    reading: Annotated[int | None, Query(ge=1, le=_LARGEST)] = None,
) -> Response:  # fmt: skip
    """Show an article with its records."""
    view = article_view(page.archive, article_id, reading)
    return page.show("article.html", view, format_=format, table=lambda: _table(view), **variables(view))


def variables(view: ArticleView) -> dict[str, object]:
    """Give what templates look up in a record."""
    names = {actor.id: actor.name for actor in view.record.actors}
    places = {mention.place.id: mention.place for mention in view.record.places}
    return {"names": names, "places": places, "layers": LAYERS, "decided": decided_events(view)}


def article_view(archive: Archive, article_id: str, reading: int | None = None) -> ArticleView:
    """Gather all there is about an article.

    Raises
    ------
    ArchiveError
        `no-such-article`.
    """
    account = archive.account(article_id, reading)
    record = account.record if reading else archive.record(article_id).record
    addresses = [(article_id, event.id) for event in record.events]
    return ArticleView(
        article_id=article_id, record=record, lines=tuple(lines_of(record.article.text)),
        marks=tuple(marks_of(record)), agency=account.source_agency,
        reprints=tuple(_reprints(archive, article_id, account.source_group)), versions=account.versions,
        readings=account.readings, reading=reading, decisions=tuple(archive.decisions(article_id)),
        incidents={event: key for (_, event), key in archive.incidents_of(addresses).items()},
    )  # fmt: skip


def decided_events(view: ArticleView) -> dict[str, list[KeptDecision]]:
    """Give the standing decisions on each event."""
    found: dict[str, list[KeptDecision]] = {}
    for kept in view.decisions:
        about = kept.decision.about
        if about.kind == "event" and kept.withdrawn_at is None:
            found.setdefault(about.mention.event_id, []).append(kept)
    return found


def lines_of(text: str) -> Iterator[Line]:
    """Cut a text into its lines, leaving empty ones out."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Line(start=start, text=line)
        start += len(line) + 1


def marks_of(record: Record) -> Iterator[Mark]:
    """Give the words on which everything in a record rests."""
    for event in record.events:
        yield Mark(layer="event", id=event.id, span=event.span)
        yield from (
            Mark(layer="event", id=event.id, span=span, main=False) for span in event.also if span != event.span
        )
    for statement in record.statements:
        yield Mark(layer="statement", id=statement.id, span=statement.span)
    for actor in record.actors:
        yield from (Mark(layer="actor", id=actor.id, span=span, main=not at) for at, span in enumerate(actor.mentions))
    for number, place in enumerate(record.places):
        yield Mark(layer="place", id=f"p{number}", span=place.span)
    for number, time in enumerate(record.times):
        yield Mark(layer="time", id=f"t{number}", span=time.span)
    for number, issue in enumerate(record.issues):
        if issue.span:
            yield Mark(layer="issue", id=f"i{number}", span=issue.span)


def _reprints(archive: Archive, article_id: str, group: str | None) -> Iterator[Reprint]:
    if group is None:
        return
    for other in archive.reprints(group)[:_MOST_REPRINTS]:
        if other != article_id:
            printed = archive.record(other).record.article
            yield Reprint(article_id=other, outlet=printed.outlet, published=printed.published, title=printed.title)


def _table(view: ArticleView) -> Table:
    names = {actor.id: actor.name for actor in view.record.actors}
    places: dict[str | None, ResolvedPlace] = {mention.place.id: mention.place for mention in view.record.places}

    def named(ids: tuple[str, ...]) -> str:
        return "; ".join((names.get(one) or Bilingual()).ar or one for one in ids)

    text = view.record.article.text
    rows = [
        (
            view.article_id, event.id, event.type, event.mode, event.status, event.date, named(event.actor),
            named(event.recipient), places[event.place].name.ar if event.place in places else None,
            named(event.claimed_by), event.confidence, event.span[0], event.span[1], text[slice(*event.span)],
        )
        for event in view.record.events
    ]  # fmt: skip
    columns = ("article", "event", "type", "mode", "status", "date", "who", "whom", "place", "claimed_by",
               "confidence", "start", "end", "words")  # fmt: skip
    return Table(columns, rows)
