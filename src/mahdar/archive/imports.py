"""The import log: what was added when, what became of each source, and why."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from pydantic import Field
from sqlalchemy import Connection, distinct, func, select, update

from mahdar import __version__
from mahdar.archive.clock import now
from mahdar.archive.keeping import Outcome, let_go
from mahdar.archive.tables import articles, decided_articles, import_items, imports
from mahdar.archive.words import WordIndex
from mahdar.errors import ArchiveError
from mahdar.model.base import Frozen

_BATCH = 500
State = Literal["finished", "unfinished", "undone"]


class ImportItem(Frozen):
    """What became of one source; `code` and `message` are those of the error if it was refused."""

    source: str = Field(description="Path or address")
    outcome: Outcome = Field(description="kept; present before; a new version; refused")
    article_id: str | None = Field(default=None, description="What it is kept as")
    code: str | None = Field(default=None, description="[Error](errors.md)")
    message: str | None = Field(default=None, description="What was wrong")
    at: str = Field(description="When")


class ImportSummary(Frozen):
    """One import: times in UTC, counts by outcome, and by error code of what was refused.

    An unfinished import is running, or was stopped; what it had kept by then is kept.
    """

    number: int = Field(description="Never given twice")
    state: State = Field(description="Whether it came to its end")
    begun_at: str
    ended_at: str | None
    undone_at: str | None
    given: tuple[str, ...] = Field(description="What was to be added")
    program: str = Field(description="Version of Mahdar")
    counts: dict[Outcome, int] = Field(description="Of sources, by what became of them")
    refused: dict[str, int] = Field(description="Of those refused, by the code of the error")


def begin_import(connection: Connection, given: Sequence[str]) -> int:
    """Open an import and give its number."""
    row = imports.insert().values(
        begun_at=now(), given=json.dumps(list(given), ensure_ascii=False), program=__version__
    )
    number: int = connection.execute(row.returning(imports.c.number)).scalar_one()
    return number


def log_item(
    connection: Connection, number: int, source: str, outcome: Outcome, *,
    article_id: str | None = None, error: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """Write what became of a source."""
    last = connection.scalar(select(func.max(import_items.c.position)).where(import_items.c.import_number == number))
    code, message = error or (None, None)
    connection.execute(
        import_items.insert().values(
            import_number=number, position=(last or 0) + 1, source=source, outcome=outcome, code=code,
            message=message, article_id=article_id, at=now(),
        )
    )  # fmt: skip


def end_import(connection: Connection, number: int) -> None:
    """Close an import."""
    connection.execute(update(imports).where(imports.c.number == number).values(ended_at=now()))


def list_imports(connection: Connection) -> list[ImportSummary]:
    """List all imports, the last one first."""
    counts: dict[int, Counter[Outcome]] = {}
    refused: dict[int, Counter[str]] = {}
    grouped = select(
        import_items.c.import_number, import_items.c.outcome, import_items.c.code, func.count().label("items")
    ).group_by(import_items.c.import_number, import_items.c.outcome, import_items.c.code)
    for row in connection.execute(grouped):
        counts.setdefault(row.import_number, Counter())[row.outcome] += row.items
        if row.code:
            refused.setdefault(row.import_number, Counter())[row.code] += row.items
    return [
        ImportSummary(
            number=row.number, state="undone" if row.undone_at else "finished" if row.ended_at else "unfinished",
            begun_at=row.begun_at, ended_at=row.ended_at, undone_at=row.undone_at, given=json.loads(row.given),
            program=row.program, counts=dict(sorted(counts.get(row.number, {}).items())),
            refused=dict(sorted(refused.get(row.number, {}).items())),
        )
        for row in connection.execute(select(imports).order_by(imports.c.number.desc()))
    ]  # fmt: skip


def list_items(connection: Connection, number: int) -> list[ImportItem]:
    """List what became of each source of an import.

    Raises
    ------
    ArchiveError
        `no-such-import`.
    """
    _require(connection, number)
    rows = connection.execute(
        select(import_items).where(import_items.c.import_number == number).order_by(import_items.c.position)
    )
    return [
        ImportItem(source=row.source, outcome=row.outcome, article_id=row.article_id, code=row.code,
                   message=row.message, at=row.at)
        for row in rows
    ]  # fmt: skip


def undo_import(connection: Connection, index: WordIndex, number: int, *, with_decisions: bool) -> int:
    """Take back what an import kept, and give the number of versions taken back; the log remembers both.

    Raises
    ------
    ArchiveError
        `no-such-import`; `import-undone` if that was done before; `import-decided` if people have decided on
        articles of it and `with_decisions` does not say that this may be lost.
    """
    if _require(connection, number):
        raise ArchiveError(
            "import-undone", f"Import {number} has been undone already.", "See mahdar imports.", str(number)
        )
    kept = connection.scalars(select(articles.c.article_id).where(articles.c.import_number == number)).all()
    if not with_decisions:
        _refuse_if_decided(connection, number)
    for start in range(0, len(kept), _BATCH):
        let_go(connection, index, list(kept[start : start + _BATCH]))
    connection.execute(update(imports).where(imports.c.number == number).values(undone_at=now()))
    return len(kept)


def _refuse_if_decided(connection: Connection, number: int) -> None:
    decided = connection.scalar(
        select(func.count(distinct(decided_articles.c.decision)))
        .join_from(decided_articles, articles)
        .where(articles.c.import_number == number)
    )
    if decided:
        raise ArchiveError(
            "import-decided",
            f"People have made {decided} decisions on articles of import {number}.",
            "Undo it with --with-decisions if these may be lost.",
            str(number),
        )


def _require(connection: Connection, number: int) -> str | None:
    row = connection.execute(select(imports.c.undone_at).where(imports.c.number == number)).one_or_none()
    if row is None:
        raise ArchiveError("no-such-import", f"There is no import {number}.", "See mahdar imports.", str(number))
    undone_at: str | None = row.undone_at
    return undone_at
