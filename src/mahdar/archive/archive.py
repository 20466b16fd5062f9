"""An archive, opened."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select

from mahdar.archive import concerned, decisions
from mahdar.archive import imports as log
from mahdar.archive.accounts import Account, load_account
from mahdar.archive.aliases import known_aliases
from mahdar.archive.archived import load_archived
from mahdar.archive.areas import centre_of
from mahdar.archive.catalogue import (
    ActorParts,
    KnownActor,
    KnownPlace,
    PlaceParts,
    list_actors,
    list_places,
    load_actor,
    load_place,
)
from mahdar.archive.comparing import compare
from mahdar.archive.counting import Counts, Facets, count_all, count_facets
from mahdar.archive.decisions import KeptDecision, Signed, same_actors
from mahdar.archive.doubting import Doubt, list_doubts
from mahdar.archive.engine import make_engine, reading, writing
from mahdar.archive.filters import Filter
from mahdar.archive.hits import Page, load_addresses, load_hits, read_cursor, write_cursor
from mahdar.archive.keeping import Kept, Outcome, foresee, keep
from mahdar.archive.location import locate, shown
from mahdar.archive.naming import Names
from mahdar.archive.plotting import Plot, plot
from mahdar.archive.readings import load_article, load_record
from mahdar.archive.rebuilding import Track, rebuild_if_outdated
from mahdar.archive.rereading import Reread, read_otherwise, reread
from mahdar.archive.schema import prepare
from mahdar.archive.searching import ask, count, days, numbers
from mahdar.archive.sizes import learn_sizes, sizes
from mahdar.archive.state import state_of
from mahdar.archive.tables import articles
from mahdar.archive.words import Unit, word_index
from mahdar.errors import MahdarError
from mahdar.model import ArchivedRecord, Article, Event, Reader, Record
from mahdar.model.decision import EventField, Verdict
from mahdar.model.record import EventType, ResolvedPlace

if TYPE_CHECKING:
    from mahdar.analysis.incidents import Address
    from mahdar.archive.incident_pages import IncidentPage, Told
    from mahdar.knowledge import Knowledge
    from mahdar.model.incident import Incident, Link

_AT_ONCE = 200  # records in memory at a time
Read = Callable[[Article], Record]
_ALL = sys.maxsize


class Archive:
    """Keeps articles with their records and finds them again.

    Parameters
    ----------
    engine : Engine
        Of a database whose schema is up to date; `open_archive` gives one.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._index = word_index(engine.dialect.name)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @property
    def place(self) -> str:
        """Where it is; passwords are left out."""
        return shown(self._engine.url)

    def sizes(self) -> dict[str, int]:
        """Give the size in bytes of the whole, and of the index of words."""
        with reading(self._engine) as connection:
            return sizes(connection)

    def state(self) -> str:
        """Give a value that changes when something is added, taken back or decided."""
        with reading(self._engine) as connection:
            return state_of(connection)

    # ── people and places ────────────────────────────────────────────────────────────────────────────────────────────

    def actors(self, *, name: str | None = None, after: str | None = None, most: int = 20) -> list[KnownActor]:
        """List actors in the order of their keys: all, or those of a name; see `catalogue.list_actors`."""
        with reading(self._engine) as connection:
            return list_actors(connection, same_actors(connection), name=name, after=after, most=most)

    def actor(self, key: str) -> ActorParts:
        """Give an actor, and in how much it takes part.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        with reading(self._engine) as connection:
            return load_actor(connection, same_actors(connection), key)

    def places(self, *, name: str | None = None, after: str | None = None, most: int = 20) -> list[KnownPlace]:
        """List places in the order of their ids: all, or those of a name."""
        with reading(self._engine) as connection:
            return list_places(connection, name=name, after=after, most=most)

    def place_parts(self, identifier: str) -> PlaceParts:
        """Give a place, and how much is told of it.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        with reading(self._engine) as connection:
            return load_place(connection, identifier)

    # ── views over many articles, for which an archive must be joined ────────────────────────────────────────────────

    def incident_page(
        self, asked: Filter, told: "Told | None" = None, *, most: int = 20, cursor: str | None = None
    ) -> "IncidentPage":
        """Give incidents that have an event which answers a search, those of the latest events first.

        Parameters
        ----------
        asked : Filter
            Of an event.
        told : Told, optional
            By how many it must be told, and how.
        most : int
            Incidents on a page.
        cursor : str, optional
            `next` of the page before.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        UsageError
            `bad-query`, `bad-area`, `bad-cursor`.
        """
        from mahdar.archive.incident_pages import Told, load_page  # noqa: PLC0415 (slow to load; searches do without)

        with reading(self._engine) as connection:
            question = ask(connection, self._names(connection), "event", asked, for_all=True)
            digest = asked.digest("event")
            return load_page(connection, self._index, question, told or Told(), digest=digest, most=most, cursor=cursor)

    def series(self) -> dict[str, int]:
        """Count the articles that tell of each named series of talks."""
        with reading(self._engine) as connection:
            return concerned.articles_of_series(connection)

    def last_day(self) -> date | None:
        """Give the last day on which an article was published."""
        with reading(self._engine) as connection:
            return concerned.last_day(connection)

    def articles_with_events_at(
        self, is_asked_for: Callable[[ResolvedPlace], bool], types: Collection[EventType]
    ) -> set[str]:
        """Give the articles that tell of events of some types at places that are asked for."""
        with reading(self._engine) as connection:
            numbers_ = {n for n, place in concerned.known_places(connection) if is_asked_for(place)}
            return concerned.articles_with_events_at(connection, numbers_, types)

    def articles_naming(self, place_id: str, types: Collection[EventType]) -> set[str]:
        """Give the articles that name a place and tell of events of some types, wherever these were."""
        with reading(self._engine) as connection:
            return concerned.articles_naming(connection, place_id, types)

    def reprints(self, group: str) -> list[str]:
        """List the articles that print the same dispatch, by the key of their group; the latest versions only."""
        with reading(self._engine) as connection:
            return concerned.articles_of_group(connection, group)

    def in_order(self, article_ids: Collection[str]) -> list[str]:
        """Put articles in the order of their days, the oldest first."""
        with reading(self._engine) as connection:
            return concerned.in_order(connection, article_ids)

    # ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def importing(self, given: Sequence[str]) -> Iterator["Import"]:
        """Open an import; it stays unfinished in the log if it is left by an exception, or killed.

        Parameters
        ----------
        given : sequence of str
            What is to be added, in the words of whoever asked.
        """
        with writing(self._engine) as connection:
            number = log.begin_import(connection, given)
        yield Import(self, number)
        with writing(self._engine) as connection:
            log.end_import(connection, number)
            learn_sizes(connection)

    def foresee(self, article: Article) -> Kept:
        """Tell what keeping an article would come to."""
        with reading(self._engine) as connection:
            return foresee(connection, article)

    def keep(self, number: int, source: str, pairs: Iterable[tuple[Article, Record]]) -> list[Kept]:
        """Keep articles with their readings for an import, all or none; `Import.add` is the way to keep one."""
        with writing(self._engine) as connection:
            kept = []
            for article, record in pairs:
                kept.append(keep(connection, self._index, article, record, number))
                log.log_item(connection, number, source, kept[-1].outcome, article_id=kept[-1].article_id)
            return kept

    def note(
        self, number: int, source: str, outcome: Outcome, *,
        article_id: str | None = None, error: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Log a source of which nothing was kept."""
        with writing(self._engine) as connection:
            log.log_item(connection, number, source, outcome, article_id=article_id, error=error)

    def imports(self) -> list[log.ImportSummary]:
        """List all imports, the last one first."""
        with reading(self._engine) as connection:
            return log.list_imports(connection)

    def import_items(self, number: int) -> list[log.ImportItem]:
        """List what became of each source of an import.

        Raises
        ------
        ArchiveError
            `no-such-import`.
        """
        with reading(self._engine) as connection:
            return log.list_items(connection, number)

    def undo_import(self, number: int, *, with_decisions: bool = False) -> int:
        """Take back what an import kept, all or nothing; gives the number of versions taken back.

        Raises
        ------
        ArchiveError
            `no-such-import`, `import-undone`, `import-decided`.
        """
        with writing(self._engine) as connection:
            return log.undo_import(connection, self._index, number, with_decisions=with_decisions)

    # ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def record(self, article_id: str) -> ArchivedRecord:
        """Give a version of an article with its current reading, as people have decided on it.

        Raises
        ------
        ArchiveError
            `no-such-article`.
        """
        with reading(self._engine) as connection:
            return load_archived(connection, [article_id])[0]

    def account(self, article_id: str, number: int | None = None) -> Account:
        """Give a version of an article with the history of its keeping; by default with its current reading.

        Raises
        ------
        ArchiveError
            `no-such-article`.
        """
        with reading(self._engine) as connection:
            return load_account(connection, article_id, number)

    def article_ids(self) -> list[str]:
        """List the latest versions of all articles, in the order of their keys."""
        with reading(self._engine) as connection:
            latest = select(articles.c.article_id).where(articles.c.latest).order_by(articles.c.article_id)
            return list(connection.scalars(latest))

    def records(self, article_ids: Iterable[str] | None = None) -> Iterator[ArchivedRecord]:
        """Give versions of articles as `record` does, by default the latest of all.

        Raises
        ------
        ArchiveError
            `no-such-article`.
        """
        wanted = iter(self.article_ids() if article_ids is None else article_ids)
        while some := list(islice(wanted, _AT_ONCE)):
            with reading(self._engine) as connection:
                found = load_archived(connection, some)
            yield from found

    def found(self, unit: Unit, asked: Filter, *, oldest_first: bool = False) -> list[tuple[str, str | None]]:
        """List all that a search finds: article and, if these are asked for, statement or event.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        UsageError
            `bad-query`, `bad-area`.
        """
        with reading(self._engine) as connection:
            question = ask(connection, self._names(connection), unit, asked, for_all=True)
            every = numbers(connection, self._index, question, after=None, most=_ALL, oldest_first=oldest_first)
            return load_addresses(connection, unit, every)

    # ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def waiting(self) -> int:
        """Count the articles whose reprints and incidents are yet to be found."""
        from mahdar.archive.joining import waiting  # noqa: PLC0415 (slow to load, and searches do without)

        return waiting(self._engine)

    def join(self, knowledge: "Knowledge", advance: Callable[[int], None] | None = None) -> None:
        """Find reprints and incidents among what came, or changed, since this was done last; see `joining`."""
        from mahdar.archive.joining import join  # noqa: PLC0415

        join(self._engine, knowledge, advance)

    def incidents(self, asked: Filter, told: "Told | None" = None) -> "Iterator[Incident]":
        """Give all incidents that have an event which answers a search, as `incident_page` does."""
        cursor = None
        while True:
            page = self.incident_page(asked, told, most=_AT_ONCE, cursor=cursor)
            yield from page.incidents
            cursor = page.next
            if cursor is None:
                return

    def incident(self, key: str) -> "Incident":
        """Give an incident by its key, or the beginning of it.

        Raises
        ------
        ArchiveError
            `no-such-incident`.
        """
        from mahdar.archive.incidents import describe_incidents, find_key  # noqa: PLC0415

        with reading(self._engine) as connection:
            (incident,) = describe_incidents(connection, [find_key(connection, key)])
            return incident

    def why(self, key: str, knowledge: "Knowledge") -> "tuple[Link, ...]":
        """Say why the mentions of an incident are one: for each article its likeliest link to another, each once.

        Parameters
        ----------
        key : str
            Of the incident, or the beginning of it.
        knowledge : Knowledge

        Raises
        ------
        ArchiveError
            `no-such-incident`.
        """
        from mahdar.archive.incidents import explain_incident, find_key  # noqa: PLC0415

        with reading(self._engine) as connection:
            return explain_incident(connection, find_key(connection, key), knowledge)

    def incidents_of(self, addresses: "Iterable[Address]") -> "dict[Address, str]":
        """Give the keys of the incidents of events, by article and event."""
        from mahdar.archive.incidents import incidents_of  # noqa: PLC0415

        with reading(self._engine) as connection:
            return {address: key for part in incidents_of(connection, addresses) for address, key in part.items()}

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────────────────

    def search(
        self, unit: Unit, asked: Filter, *,
        most: int = 20, cursor: str | None = None, oldest_first: bool = False, with_facets: bool = False,
    ) -> Page:  # fmt: skip
        """Search for articles, statements or events: the latest first, those without any date last.

        Parameters
        ----------
        unit : str
            "article", "statement" or "event".
        asked : Filter
        most : int
            Hits on a page.
        cursor : str, optional
            `next` of the page before.
        oldest_first : bool
        with_facets : bool
            Whether to count all there are, by month and year.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        UsageError
            `bad-query`, `bad-area`, `bad-cursor`.
        """
        digest = asked.digest(unit)
        after = read_cursor(cursor, digest, oldest_first=oldest_first) if cursor else None
        with reading(self._engine) as connection:
            names = self._names(connection)
            question = ask(connection, names, unit, asked)
            found = numbers(connection, self._index, question, after=after, most=most + 1, oldest_first=oldest_first)
            hits = load_hits(connection, unit, found[:most], question.query)
            facets = None
            if with_facets:
                facets = count(days(connection, self._index, ask(connection, names, unit, asked, for_all=True)))
        more = write_cursor(digest, found[most - 1], oldest_first=oldest_first) if len(found) > most else None
        return Page(hits=tuple(hits), next=more, facets=facets)

    def facets(self, unit: Unit, asked: Filter, *, most: int = 5_000, shown: int = 12) -> Facets:
        """Count the values of the latest entries that a search finds; see `counting.count_facets`.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        UsageError
            `bad-query`, `bad-area`.
        """
        with reading(self._engine) as connection:
            question = ask(connection, self._names(connection), unit, asked)
            return count_facets(connection, self._index, question, most=most, shown=shown)

    def plot(self, unit: Unit, asked: Filter, *, most: int) -> Plot:
        """Give the latest events or statements that a search finds, where and when; see `plotting`.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        UsageError
            `bad-query`, `bad-area`.
        """
        with reading(self._engine) as connection:
            return plot(connection, self._index, ask(connection, self._names(connection), unit, asked), most)

    def counts(self, *, places: int = 10) -> Counts:
        """Count everything, and events at so many places."""
        with reading(self._engine) as connection:
            return count_all(connection, places)

    def centre(self, name: str) -> tuple[float, float]:
        """Give latitude and longitude of a place.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        with reading(self._engine) as connection:
            return centre_of(connection, self._names(connection), name)

    def _names(self, connection: Connection) -> Names:
        return Names(connection, known_aliases, same_actors(connection))

    # ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────

    def decisions(self, article_id: str | None = None) -> list[KeptDecision]:
        """List decisions, by default all, in the order in which they were made."""
        with reading(self._engine) as connection:
            return decisions.list_decisions(connection, article_id)

    def doubts(self, *, most: int) -> list[Doubt]:
        """List the events that should be looked at first; see `doubting`."""
        with reading(self._engine) as connection:
            return list_doubts(connection, most)

    def decide_event(
        self, verdict: Verdict, article_id: str, event_id: str, *,
        signed: Signed, field: EventField | None = None, value: object = None,
    ) -> KeptDecision:  # fmt: skip
        """Accept, correct or reject an event of the current reading, or a field of it.

        Raises
        ------
        ArchiveError
            `no-such-article`, `no-such-event`.
        UsageError
            `bad-decision` for a value that the field cannot have.
        """
        with writing(self._engine) as connection:
            mention = decisions.mention_of(connection, article_id, event_id)
            stated = decisions.state_event(connection, verdict, mention, field, value)
            return decisions.keep_decision(connection, self._index, verdict, stated, signed)

    def add_missed(self, article_id: str, event: Event, *, signed: Signed) -> KeptDecision:
        """Add an event that the reading of an article missed; it gets an id of its own.

        Raises
        ------
        ArchiveError
            `no-such-article`.
        UsageError
            `bad-decision`.
        """
        with writing(self._engine) as connection:
            stated = decisions.state_missed(connection, article_id, event)
            return decisions.keep_decision(connection, self._index, "add", stated, signed)

    def decide_incident(self, verdict: Verdict, mentions: Iterable[tuple[str, str]], *, signed: Signed) -> KeptDecision:
        """Say that event mentions, by article and event id, are one incident (merge), or are not (split).

        Raises
        ------
        ArchiveError
            `no-such-article`, `no-such-event`.
        """
        with writing(self._engine) as connection:
            stated = decisions.state_incident(connection, verdict, mentions)
            return decisions.keep_decision(connection, self._index, verdict, stated, signed)

    def decide_actor(
        self, verdict: Verdict, keys: Iterable[str], *, signed: Signed, article_ids: Iterable[str] = ()
    ) -> KeptDecision:
        """Say that actors are one (merge), or that one is someone else in some articles (split).

        Raises
        ------
        ArchiveError
            `unknown-name`, `no-such-article`.
        UsageError
            `bad-decision`.
        """
        with writing(self._engine) as connection:
            stated = decisions.state_actor(connection, verdict, keys, article_ids)
            return decisions.keep_decision(connection, self._index, verdict, stated, signed)

    def withdraw_decision(self, number: int) -> KeptDecision:
        """Withdraw a decision; it stays in the list.

        Raises
        ------
        ArchiveError
            `no-such-decision`.
        """
        with writing(self._engine) as connection:
            return decisions.withdraw_decision(connection, self._index, number)

    # ── reading again ────────────────────────────────────────────────────────────────────────────────────────────────

    def read_otherwise(self, reader: Reader) -> list[str]:
        """List the latest versions of articles that another reader has read, in the order of their keys."""
        with reading(self._engine) as connection:
            return read_otherwise(connection, reader)

    def reread(self, article_id: str, read: Read, *, dry_run: bool = False) -> Reread:
        """Read an article again, and keep the reading beside the old one if it is another.

        Parameters
        ----------
        article_id : str
        read : callable
            Reads the article as it was taken in.
        dry_run : bool
            Only compare; decisions are then not looked at.

        Raises
        ------
        ArchiveError
            `no-such-article`.
        """
        with reading(self._engine) as connection:
            old = load_record(connection, article_id)
            article = load_article(connection, article_id)
        record = read(article)
        if dry_run:
            return Reread(article_id=article_id, title=article.title, changes=compare(old, record), lost=())
        with writing(self._engine) as connection:
            return reread(connection, self._index, article_id, record)


class Import:
    """An import under way.

    Parameters
    ----------
    archive : Archive
    number : int
        As in the log.
    """

    def __init__(self, archive: Archive, number: int) -> None:
        self._archive = archive
        self.number = number

    def add(self, source: str, article: Article, read: Read) -> Kept:
        """Keep an article, reading it only if it is new; with its reading and log entry, or not at all."""
        foreseen = self._archive.foresee(article)
        if foreseen.outcome == "present":
            self._archive.note(self.number, source, "present", article_id=foreseen.article_id)
            return foreseen
        return self._archive.keep(self.number, source, [(article, read(article))])[0]

    def refuse(self, source: str, problem: MahdarError) -> None:
        """Log a source that cannot be kept, and why."""
        self._archive.note(self.number, source, "refused", error=(problem.code, problem.message))


def open_archive(
    given: str | Path | None = None,
    *,
    create: bool = False,
    track: Track = iter,
) -> Archive:
    """Open an archive, bringing its schema and index up to date with this program.

    Parameters
    ----------
    given : str or Path, optional
        As for `mahdar.archive.location.locate`.
    create : bool
        Whether to make one where there is none.
    track : callable
        Goes through all articles if the index must be made again, and may show how far it is.

    Raises
    ------
    ArchiveError
        `archive-address`, `driver-missing`, `archive-unreachable`, `no-archive`, `not-an-archive`, `archive-newer`.
    """
    engine = make_engine(locate(given))
    try:
        prepare(engine, create=create)
        rebuild_if_outdated(engine, track)
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine)
