"""How large an archive is."""

from sqlalchemy import Connection, text

from mahdar.archive.words import UNITS


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
