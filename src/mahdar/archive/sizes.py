"""How large an archive is, and its parts."""

from sqlalchemy import Connection, text

from mahdar.archive.tables import found_tables
from mahdar.archive.words import UNITS

_ROWS = 1000  # of an index that are looked at


def learn_sizes(connection: Connection) -> None:
    """Let SQLite look at the sizes of tables, by which it chooses between indexes; PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {_ROWS}")
        for table in found_tables():
            connection.exec_driver_sql(f"ANALYZE {table.name}")


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
