"""Incidents page by page: those of the latest events first."""

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, exists, or_, select

from mahdar.archive.hits import read_cursor, write_cursor
from mahdar.archive.incidents import describe_incidents
from mahdar.archive.joined_tables import incidents, tellings
from mahdar.archive.searching import Question, at_least, selections
from mahdar.archive.tables import event_entries
from mahdar.archive.words import WordIndex
from mahdar.model.base import Frozen
from mahdar.model.incident import Incident

_MANY = 20_000  # events: from fewer one goes to their incidents, with more through the incidents


class Told(Frozen):
    """By how many an incident is told, and how."""

    least_articles: int = 1
    least_sources: int = Field(default=1, description="Independent of each other, reprints counted once")
    contradictory: bool = Field(default=False, description="Only if accounts contradict each other")


class IncidentPage(Frozen):
    """Some incidents, and how to get the rest."""

    incidents: tuple[Incident, ...]
    next: str | None = Field(description="Cursor of the next page; null: this is the last")


def load_page(
    connection: Connection, index: WordIndex, question: Question, told: Told, *,
    digest: str, most: int, cursor: str | None,
) -> IncidentPage:  # fmt: skip
    """Load a page of the incidents that have an event which answers a question.

    Parameters
    ----------
    connection : Connection
    index : WordIndex
    question : Question
        About events.
    told : Told
    digest : str
        Of all that is asked.
    most : int
        Incidents on a page.
    cursor : str, optional
        `next` of the page before.

    Raises
    ------
    UsageError
        `bad-cursor`.
    """
    digest = f"{digest}-{told.least_articles}-{told.least_sources}-{int(told.contradictory)}"
    after = read_cursor(cursor, digest, oldest_first=False) if cursor else None
    found = keys(connection, index, question, told, after=after, most=most + 1)
    more = write_cursor(digest, found[most - 1][1], oldest_first=False) if len(found) > most else None
    described = describe_incidents(connection, (key for key, _ in found[:most]))
    return IncidentPage(incidents=tuple(described), next=more)


def keys(
    connection: Connection, index: WordIndex, question: Question, told: Told, *, after: int | None, most: int
) -> list[tuple[str, int]]:
    """Give keys of incidents with the numbers by which they are ordered, the highest first, below a number."""
    columns = incidents.c
    page = select(columns.key, columns.number).order_by(columns.number.desc()).limit(most)
    if told.least_articles > 1:
        page = page.where(columns.articles >= told.least_articles)
    if told.least_sources > 1:
        page = page.where(columns.sources >= told.least_sources)
    if told.contradictory:
        page = page.where(columns.contradictory)
    if after is not None:
        page = page.where(columns.number < after)
    if not question.asks_nothing:
        page = page.where(_answering(connection, index, question))
    return [(row.key, row.number) for row in connection.execute(page)]


def _answering(connection: Connection, index: WordIndex, question: Question) -> ColumnElement[bool]:
    """Write that an event of an incident answers a question."""
    selected = selections(index, question)
    if not at_least(connection, selected, _MANY):
        few = (select(tellings.c.incident).where(tellings.c.number.in_(one)) for one in selected)
        return or_(*(incidents.c.key.in_(one) for one in few))
    number = event_entries.c.number
    conditions = [*question.conditions, or_(*(period.holds(number) for period in question.periods))]
    if question.query:
        conditions.append(number.in_(index.numbers("event", question.query)))
    told = tellings.join(event_entries, number == tellings.c.number)
    return exists().select_from(told).where(tellings.c.incident == incidents.c.key, *conditions)
