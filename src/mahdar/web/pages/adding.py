"""Adding articles: paste, files or addresses; the reading is shown before anything is kept; the log, and undo."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from mahdar.archive.imports import ImportItem, ImportSummary
from mahdar.errors import ArchiveError, MahdarError, UsageError
from mahdar.intake import IntakeOptions
from mahdar.model.base import Frozen
from mahdar.reading.reader import read_article
from mahdar.web.pages.article import ArticleView, lines_of, marks_of, variables
from mahdar.web.pages.asking import explained
from mahdar.web.pages.page import AskedFormat, AskedPage_, Page
from mahdar.web.pages.review import may_review
from mahdar.web.pages.tables import Table
from mahdar.web.pages.taking import Progress, Taken, Waiting, take_addresses, take_file, take_text

router = APIRouter()
_LOGGED = 30
_MOST_FILES = 500
_MOST_ADDRESSES = 20
_ADDING = [Depends(may_review)]
Line = Annotated[str, Form(max_length=500)]


class AddView(Frozen):
    """What was added before."""

    imports: tuple[ImportSummary, ...]


class Source(Frozen):
    """What is to be kept, or why it cannot be."""

    source: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    outcome: str
    problem: tuple[str, str] | None = None


class PreviewView(Frozen):
    """What was taken in, and the reading of the first article in it."""

    token: str
    sources: tuple[Source, ...]
    article: ArticleView | None


class LogView(Frozen):
    """An import and what became of each source."""

    summary: ImportSummary
    items: tuple[ImportItem, ...]
    total: int | None = Field(description="Sources of an import under way")


@router.get("/add")
def add(page: AskedPage_, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Ask for articles, and show what was added."""
    view = AddView(imports=tuple(page.archive.imports()[:_LOGGED]))
    rows = [(one.number, one.state, one.begun_at, *(one.counts.get(key, 0) for key in ("kept", "version", "present",
             "refused"))) for one in view.imports]  # fmt: skip
    columns = ("import", "state", "begun_at", "kept", "version", "present", "refused")
    return page.show("add.html", view, format_=format, table=lambda: Table(columns, rows))


@router.post("/add/text", dependencies=_ADDING)
def preview_text(
    page: AskedPage_, text: Annotated[str, Form(max_length=5_000_000)] = "", title: Line = "", outlet: Line = "",
    published: Line = "", url: Line = "",
) -> Response:  # fmt: skip
    """Show the reading of a text that was pasted."""
    options = IntakeOptions(
        title=title or None, outlet=outlet or None, published=published or None, url=url or None
    )  # fmt: skip
    return _preview(page, [take_text(text, options, page.knowledge, page._("pasted text"))])


@router.post("/add/files", dependencies=_ADDING)
def preview_files(page: AskedPage_, files: Annotated[list[UploadFile], File()]) -> Response:
    """Show the reading of files."""
    if len(files) > _MOST_FILES:
        raise UsageError(
            "bad-filter", f"These are {len(files)} files.", f"Give {_MOST_FILES} at most; mahdar add takes more."
        )
    options = IntakeOptions()
    taken = []
    for one in files:
        data = one.file.read(options.max_bytes + 1)
        if data:
            taken.append(take_file(one.filename or "?", data, options, page.knowledge))
    return _preview(page, taken)


@router.post("/add/addresses", dependencies=_ADDING)
def preview_addresses(page: AskedPage_, addresses: Annotated[str, Form(max_length=50_000)] = "") -> Response:
    """Show the reading of web pages."""
    wanted = [one.strip() for one in addresses.split() if one.strip()][:_MOST_ADDRESSES]
    return _preview(page, take_addresses(wanted, IntakeOptions(), page.knowledge))


@router.post("/add/keep", dependencies=_ADDING)
def keep(page: AskedPage_, token: Line) -> Response:
    """Keep what was shown, in the background, and go to its log."""
    waiting: Waiting = page.request.app.state.waiting
    number = waiting.keep(page.archive, page.knowledge, token)
    if number is None:
        raise UsageError("not-waiting", "This waits no longer.", "Give it again.")
    return RedirectResponse(page.to.to("add", "log", str(number)), 303)


@router.get("/add/log/{number}")
def log(page: AskedPage_, request: Request, number: int, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Show what became of each source of an import."""
    summary = next((one for one in page.archive.imports() if one.number == number), None)
    if summary is None:
        raise ArchiveError("no-such-import", f"There is no import {number}.", "See the list of imports.", str(number))
    waiting: Waiting = request.app.state.waiting
    progress: Progress | None = waiting.progress.get(number) if summary.state == "unfinished" else None
    view = LogView(
        summary=summary, items=tuple(page.archive.import_items(number)), total=progress.total if progress else None
    )
    rows = [(one.source, one.outcome, one.article_id, one.code, one.message, one.at) for one in view.items]
    columns = ("source", "outcome", "article", "code", "message", "at")
    template = "add_items.html" if page.is_partial else "add_log.html"
    return page.show(template, view, format_=format, table=lambda: Table(columns, rows))


@router.post("/add/log/{number}/undo", dependencies=_ADDING)
def undo(page: AskedPage_, number: int, with_decisions: Line = "") -> Response:
    """Take back what an import kept."""
    page.archive.undo_import(number, with_decisions=bool(with_decisions))
    return RedirectResponse(page.to.to("add", "log", str(number)), 303)


def _preview(page: Page, taken: list[Taken]) -> Response:
    if not taken:
        raise UsageError("bad-filter", "Nothing was given.", "Paste a text, choose files or give an address.")
    waiting: Waiting = page.request.app.state.waiting
    sources = tuple(_source(page, one) for one in taken)
    first = next((one.article for one in taken if one.article is not None), None)
    shown: ArticleView | None = None
    if first is not None:
        record = read_article(first, page.knowledge)
        shown = ArticleView(
            article_id=page.archive.foresee(first).article_id, record=record, lines=tuple(lines_of(first.text)),
            marks=tuple(marks_of(record)), agency=next(iter(first.agencies), None), reprints=(), versions=(),
            readings=(), reading=None, decisions=(), incidents={},
        )  # fmt: skip
    view = PreviewView(token=waiting.put(taken), sources=sources, article=shown)
    more: dict[str, Any] = variables(shown) if shown else {}
    return page.show("add_preview.html", view, shown=shown, **more)


def _source(page: Page, taken: Taken) -> Source:
    if taken.article is None:
        error = taken.problem or MahdarError("server-fault", "", "")
        return Source(source=taken.source, outcome="refused", problem=explained(page, error))
    article = taken.article
    return Source(
        source=taken.source, title=article.title, outlet=article.outlet, published=article.published,
        outcome=page.archive.foresee(article).outcome,
    )  # fmt: skip
