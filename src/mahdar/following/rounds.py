"""A round: look at every feed that is due, then fetch the pages that are waiting, and keep what they hold."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from mahdar.archive import Archive
from mahdar.archive.archive import Import
from mahdar.errors import IntakeError, MahdarError
from mahdar.following.entries import Entry, read_feed, read_sitemap
from mahdar.following.feeds import Feeds, Source
from mahdar.following.manners import Manners, Paused, host_of
from mahdar.following.notebook import Known, Notebook
from mahdar.intake import article_from_page
from mahdar.intake.fetch import Answer
from mahdar.knowledge import Knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article

_FEED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
_PAGE = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5"
_DAY = 24 * 3600.0
_TRIES = 5  # of a page whose server fails
_RETRY = 10 * 60.0  # seconds, doubled with each try
_SITEMAPS = 50  # that one index leads to, in one round
_FOR_GOOD = (404, 410, 451)


@dataclass
class RoundReport:
    """What a round came to.

    Attributes
    ----------
    feeds : Counter
        Feeds and sitemaps: fresh, unchanged, paused, failed.
    pages : Counter
        Pages: kept, version, present, unchanged, refused, waiting (to be tried again), paused.
    found : int
        Pages that are new in feeds, or have changed.
    left_out : int
        Pages of sitemaps beyond what is taken at a time.
    problems : list of MahdarError
        Of feeds; those of pages are in the archive's log of imports.
    """

    feeds: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    found: int = 0
    left_out: int = 0
    problems: list[MahdarError] = field(default_factory=list)


class Follower:
    """Follows feeds into an archive.

    Parameters
    ----------
    feeds : Feeds
    archive : Archive
    notebook : Notebook
    manners : Manners
    knowledge : Knowledge
    advance : callable
        Told of every page that is done with.
    """

    def __init__(
        self,
        feeds: Feeds,
        archive: Archive,
        notebook: Notebook,
        manners: Manners,
        knowledge: Knowledge,
        advance: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._feeds = feeds
        self._archive = archive
        self._notebook = notebook
        self._manners = manners
        self._knowledge = knowledge
        self._advance = advance

    def round(self) -> RoundReport:
        """Go round once."""
        report = RoundReport()
        for source in self._feeds.feeds:
            self._look(source, report, self._read_feed)
        for source in self._feeds.sitemaps:
            self._look(source, report, self._read_sitemap)
        self._fetch_waiting(report)
        return report

    def next_at(self) -> float:
        """Tell when there is something to do again, in seconds of the epoch."""
        feeds = min(self._notebook.source(one.url).next_at for one in self._sources())
        page = self._notebook.next_page()
        return feeds if page is None else min(feeds, page)

    # ── feeds ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _look(self, source: Source, report: RoundReport, read: "_ReadSource") -> None:
        """Look at a feed if it is due, and note what it points to."""
        now, every = self._manners.clock(), self._feeds.every * 60
        known = self._notebook.source(source.url)
        if known.next_at > now:
            return
        try:
            answer = self._manners.ask(source.url, known.condition, _FEED)
            if answer.status == 304:
                report.feeds["unchanged"] += 1
                self._notebook.note_source(replace(known, next_at=now + every, failures=0), [], None)
                return
            _require_ok(answer)
            entries = read(answer, report, source)
        except Paused as pause:
            report.feeds["paused"] += 1
            self._notebook.note_source(replace(known, next_at=pause.until), [], None)
        except IntakeError as problem:
            report.feeds["failed"] += 1
            report.problems.append(problem)
            wait = min(every * 2 ** min(known.failures, 20), _DAY)
            self._notebook.note_source(replace(known, next_at=now + wait, failures=known.failures + 1), [], None)
        else:
            report.feeds["fresh"] += 1
            fresh = replace(_validated(known, answer), next_at=now + every, failures=0)
            report.found += self._notebook.note_source(fresh, entries, source.outlet)

    def _read_feed(self, answer: Answer, _report: RoundReport, _source: Source) -> list[Entry]:
        return read_feed(answer, self._knowledge)

    def _read_sitemap(self, answer: Answer, report: RoundReport, source: Source) -> list[Entry]:
        pages, further, left = read_sitemap(answer, self._feeds.most)
        report.left_out += left
        for entry in further[:_SITEMAPS]:
            self._look(Source(url=entry.url, outlet=source.outlet), report, self._read_inner_sitemap)
        return pages

    def _read_inner_sitemap(self, answer: Answer, report: RoundReport, _source: Source) -> list[Entry]:
        pages, _, left = read_sitemap(answer, self._feeds.most)
        report.left_out += left
        return pages

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _fetch_waiting(self, report: RoundReport) -> None:
        with ExitStack() as stack:
            taker: Import | None = None
            for page in self._in_turn():
                taker = taker or stack.enter_context(self._archive.importing([one.url for one in self._sources()]))
                outcome = self._fetch(page, taker)
                report.pages[outcome] += 1
                self._advance(outcome)

    def _sources(self) -> tuple[Source, ...]:
        return (*self._feeds.feeds, *self._feeds.sitemaps)

    def _in_turn(self) -> Iterator[Known]:
        """Give the waiting pages, always one of the server that may be asked soonest."""
        queues: dict[str, deque[Known]] = {}
        for page in self._notebook.waiting(self._manners.clock()):
            queues.setdefault(host_of(page.url), deque()).append(page)
        while queues:
            host = min(queues, key=lambda one: self._manners.free_at(queues[one][0].url))
            yield queues[host].popleft()
            if not queues[host]:
                del queues[host]

    def _fetch(self, page: Known, taker: Import) -> str:
        """Fetch a page, keep its article and note what became of it."""
        try:
            answer = self._manners.ask(page.url, page.condition, _PAGE)
            if answer.status == 304:
                self._notebook.note_page(replace(page, failures=0), waiting=False)
                return "unchanged"
            _require_ok(answer)
            article = self._article(answer, page)
            kept = taker.add(page.url, article, self._read)
        except Paused as pause:
            self._notebook.note_page(replace(page, next_at=pause.until), waiting=True)
            return "paused"
        except MahdarError as problem:
            return self._fail(page, problem, taker)
        except Exception as error:
            fault = f"A fault in Mahdar itself: {type(error).__name__}: {error}."
            hint = "Report it with the article; MAHDAR_DEBUG=1 shows where it happened."
            return self._fail(page, MahdarError("reading-failed", fault, hint, page.url), taker)
        self._notebook.note_page(replace(_validated(page, answer), failures=0), waiting=False)
        return kept.outcome

    def _fail(self, page: Known, problem: MahdarError, taker: Import) -> str:
        """Try a page again later if its server failed, else refuse it, with a line in the archive's log."""
        tries = page.failures + 1
        if problem.code == "url-failed" and not isinstance(problem, _GoneError) and tries < _TRIES:
            later = self._manners.clock() + _RETRY * 2**page.failures
            self._notebook.note_page(replace(page, next_at=later, failures=tries), waiting=True)
            return "waiting"
        self._notebook.note_page(replace(page, failures=tries), waiting=False)
        taker.refuse(page.url, problem)
        return "refused"

    def _article(self, answer: Answer, page: Known) -> Article:
        options = replace(self._manners.options, outlet=page.outlet)
        article = article_from_page(answer.fetched, options=options, place=page.url, knowledge=self._knowledge)
        if article.published is None and page.published is not None:
            options = replace(options, published=page.published)
            return article_from_page(answer.fetched, options=options, place=page.url, knowledge=self._knowledge)
        return article

    def _read(self, article: Article) -> Record:
        return read_article(article, self._knowledge)


_ReadSource = Callable[[Answer, RoundReport, Source], list[Entry]]


class _GoneError(IntakeError):
    """A page that its server says is not there."""


def _validated(known: Known, answer: Answer) -> Known:
    return replace(known, etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))


def _require_ok(answer: Answer) -> None:
    if answer.status == 200:
        return
    kind = _GoneError if answer.status in _FOR_GOOD else IntakeError
    raise kind(
        "url-failed",
        f"The page could not be fetched: the server answered {answer.status} {answer.reason}".strip() + ".",
        "Check the address, or save the page to a file and read that.",
        answer.url,
    )
