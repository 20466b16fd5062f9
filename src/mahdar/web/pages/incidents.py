"""Incidents: what several articles tell of one happening, the accounts side by side."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from mahdar.archive.incident_pages import IncidentPage, Told
from mahdar.model import ArchivedRecord
from mahdar.model.base import Frozen
from mahdar.model.incident import Account, Incident, Link
from mahdar.web.api.asked import JoinedArchive
from mahdar.web.pages.asking import AskedSearch, Question, question
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.scales import Numbers, Stroke, Tick
from mahdar.web.pages.tables import Table
from mahdar.web.pages.words import Words

router = APIRouter()
AXIS = 400.0  # width of an axis in units of the drawing


class AskedIncidentList(AskedSearch):
    """Which incidents are to be listed."""

    limit: int = Field(default=20, ge=1, le=50)
    least_articles: int = Field(default=2, ge=1, le=1_000)


class IncidentsView(Frozen):
    """Some incidents."""

    page: IncidentPage
    problem: tuple[str, str] | None = None


class Source(Frozen):
    """An article that tells an incident."""

    article_id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class IncidentView(Frozen):
    """An incident with the words of its accounts, and why they are taken for one."""

    incident: Incident
    sources: dict[str, Source]
    quotes: dict[str, str] = Field(description="The fullest telling of each account, by its id")
    why: tuple[Link, ...]


class FigureRow(Frozen):
    """One claim of a count, placed on the axis."""

    account: Account
    least: int | None
    most: int | None
    of: str
    stroke: Stroke


class FigureAxis(Frozen):
    """All claims of one measure on one axis."""

    measure: str
    rows: tuple[FigureRow, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool


@router.get("/incidents")
def incidents(page: AskedPage_, archive: JoinedArchive, asked: Annotated[AskedIncidentList, Query()]) -> Response:
    """List incidents that several articles tell, those of the latest events first."""
    meant: Question = question(page, asked)
    found = IncidentPage(incidents=(), next=None)
    if meant.filter is not None:
        found = archive.incident_page(
            meant.filter, Told(least_articles=asked.least_articles), most=asked.limit, cursor=asked.cursor
        )
    view = IncidentsView(page=found, problem=meant.problem)
    return page.show(
        "incident_list.html" if page.is_partial else "incidents.html", view, format_=asked.format,
        table=lambda: _table_of_incidents(found, page.words), asked=asked, question=meant,
    )  # fmt: skip


@router.get("/incidents/{key}")
def incident(page: AskedPage_, archive: JoinedArchive, key: str, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show one incident with all its accounts."""
    told = archive.incident(key)
    records = {one.article_id: archive.record(one.article_id) for one in told.mentions}
    view = IncidentView(
        incident=told, sources={key: _source(record) for key, record in records.items()},
        quotes={account.id: _quote(account, records) for account in told.accounts},
        why=archive.why(key, page.knowledge),
    )  # fmt: skip
    return page.show(
        "incident.html", view, format_=format, table=lambda: _table(view, page.words),
        axes=_axes(told, page.words), accounts={account.id: account for account in told.accounts}, width=AXIS,
    )  # fmt: skip


def _source(record: ArchivedRecord) -> Source:
    article = record.record.article
    return Source(article_id=record.article_id, title=article.title, outlet=article.outlet,
                  published=article.published, url=article.url)  # fmt: skip


def _quote(account: Account, records: Mapping[str, ArchivedRecord]) -> str:
    return records[account.quote.article_id].record.article.text[slice(*account.quote.span)]


def _axes(told: Incident, words: Words) -> list[FigureAxis]:
    """Put the claims of each measure on an axis; a measure that nobody contradicts or repeats is drawn too."""
    axes = []
    measures = dict.fromkeys(figure.measure for account in told.accounts for figure in account.figures)
    for measure in measures:
        claims = [(account, one) for account in told.accounts for one in account.figures if one.measure == measure]
        bounds = [value for _, one in claims for value in (one.min, one.max) if value is not None]
        axis = Numbers(bounds, AXIS)
        rows = tuple(
            FigureRow(account=account, least=one.min, most=one.max, of=words.name(one.of),
                      stroke=axis.stroke(one.min, one.max))
            for account, one in claims
        )  # fmt: skip
        axes.append(FigureAxis(measure=measure, rows=rows, ticks=tuple(axis.ticks()), logarithmic=axis.logarithmic))
    return axes


def _table_of_incidents(found: IncidentPage, words: Words) -> Table:
    columns = (
        "incident",
        "type",
        "mode",
        "status",
        "date",
        "place",
        "articles",
        "independent_sources",
        "contradictions",
    )
    rows = [
        (
            one.id, one.type, one.mode, one.status, one.date, words.name(one.place.name) if one.place else None,
            one.articles, one.independent_sources, sum(c.verdict == "contradict" for c in one.comparisons),
        )
        for one in found.incidents
    ]  # fmt: skip
    return Table(columns, rows)


def _table(view: IncidentView, words: Words) -> Table:
    """Make one row of each account."""
    columns = ("incident", "account", "claimants", "outlets", "agency", "published", "status", "date", "place",
               "figures", "words")  # fmt: skip
    rows = [
        (
            view.incident.id, account.id, " > ".join(words.name(one.name) for one in account.chain),
            "; ".join(account.outlets), account.agency, account.published, account.status, account.date,
            words.name(account.place.name) if account.place else None,
            "; ".join(f"{one.measure} {words.bounds(one.min, one.max)}" for one in account.figures),
            view.quotes[account.id],
        )
        for account in view.incident.accounts
    ]  # fmt: skip
    return Table(columns, rows)
