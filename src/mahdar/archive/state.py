"""The state of an archive: a value that changes when something is added, taken back or decided."""

from sqlalchemy import Connection, func, select

from mahdar.archive.tables import article_entries, decisions, imports


def state_of(connection: Connection) -> str:
    """Give the state.

    It does not tell that articles were read again, so what is remembered of a state must be forgotten after a while.
    """
    added = select(func.max(imports.c.number), func.max(imports.c.ended_at), func.max(imports.c.undone_at))
    decided = select(func.max(decisions.c.number), func.max(decisions.c.withdrawn_at))
    kept = select(func.count(article_entries.c.number))
    return " ".join(str(value) for query in (added, decided, kept) for value in connection.execute(query).one())
