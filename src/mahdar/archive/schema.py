"""The schema of an archive: made when it is new, brought up to date when it is older than the program."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from mahdar.archive.engine import reading, writing
from mahdar.archive.location import shown
from mahdar.errors import ArchiveError

HEAD = "0004"
MIGRATIONS = Path(__file__).parent / "migrations"
_MARK = "alembic_version"


def prepare(engine: Engine, *, create: bool) -> None:
    """Bring the schema to the version of this program.

    Parameters
    ----------
    engine : Engine
    create : bool
        Whether a database without an archive gets one.

    Raises
    ------
    ArchiveError
        `no-archive` if there is none and none is to be made; `archive-newer` if a later program made it;
        `not-an-archive` if the file is no database, or the database holds something else.
    """
    place = shown(engine.url)
    if engine.dialect.name == "sqlite" and not create and not Path(engine.url.database or "").exists():
        raise _none(place)
    with reading(engine) as connection:
        found = _version(connection, place)
    if found == HEAD:
        return
    if found is None and not create:
        raise _none(place)
    if found is not None and found > HEAD:
        raise ArchiveError(
            "archive-newer", "A later version of Mahdar made this archive.", "Install that version.", place
        )
    with writing(engine) as connection:
        _upgrade(connection)


def _version(connection: Connection, place: str) -> str | None:
    try:
        tables = inspect(connection).get_table_names()
    except DatabaseError as error:
        raise _other(place) from error
    if _MARK not in tables:
        if tables:
            raise _other(place)
        return None
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {_MARK}"))
    return version


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to load and seldom needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def _none(place: str) -> ArchiveError:
    return ArchiveError(
        "no-archive",
        "There is no archive here yet.",
        "Add articles first: mahdar add FOLDER, or give --archive.",
        place,
    )


def _other(place: str) -> ArchiveError:
    return ArchiveError(
        "not-an-archive", "This is no archive of Mahdar.", "Give the path or address of an archive.", place
    )
