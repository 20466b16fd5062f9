"""How large an archive is, and its parts."""

from sqlalchemy import Connection, delete, func, select, text

from mahdar.archive.joined_tables import JOINED_TABLES
from mahdar.archive.tables import article_entries, facts, found_tables
from mahdar.archive.words import UNITS

_GROWTH = 1.5  # of an archive, after which its statistics are no longer true
_FACT = "articles when sizes were learned"


def learn_sizes(connection: Connection) -> None:
    """Let SQLite learn the sizes of tables, by which it chooses between indexes, if the archive has grown much.

    PostgreSQL learns them by itself.
    """
    if connection.dialect.name != "sqlite":
        return
    entries = connection.execute(select(func.count()).select_from(article_entries)).scalar_one()
    known = connection.scalar(select(facts.c.value).where(facts.c.name == _FACT))
    if entries and (known is None or entries > int(known) * _GROWTH):
        for table in dict.fromkeys((*found_tables(), *JOINED_TABLES)):
            connection.exec_driver_sql(f"ANALYZE {table.name}")
        connection.execute(delete(facts).where(facts.c.name == _FACT))
        connection.execute(facts.insert().values(name=_FACT, value=str(entries)))


def sizes(connection: Connection) -> dict[str, int]:
    """Give the size in bytes of the whole ("archive") and of the index of words ("words")."""
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        blocks = (
            connection.exec_driver_sql(f"SELECT coalesce(sum(length(block)), 0) FROM {unit}_words_data").scalar_one()
            for unit in UNITS
        )
        return {"archive": pages * size, "words": sum(blocks)}
    whole = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    words = (
        connection.execute(text("SELECT pg_total_relation_size(:name)"), {"name": f"{unit}_words"}).scalar_one()
        for unit in UNITS
    )
    return {"archive": int(whole), "words": int(sum(words))}
