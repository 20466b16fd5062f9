"""Where an archive is: a file, or a database server."""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from mahdar.errors import ArchiveError

VARIABLE = "MAHDAR_ARCHIVE"
DEFAULT = "mahdar.db"  # in the working folder: one project, one folder, one archive, in plain sight
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def locate(given: str | Path | None = None) -> URL:
    """Tell where the archive is.

    Parameters
    ----------
    given : str or Path, optional
        A path, or an address such as `postgresql+psycopg://user@host/name`. By default the environment's
        MAHDAR_ARCHIVE, and without it `mahdar.db` in the working folder.

    Raises
    ------
    ArchiveError
        `archive-address` if it is an address of no known database.
    """
    place = str(given or os.environ.get(VARIABLE) or DEFAULT)
    if "://" not in place:
        return URL.create("sqlite+pysqlite", database=str(Path(place).expanduser()))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise _unknown(place) from error
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url.set(drivername="sqlite+pysqlite")
    raise _unknown(shown(url))


def shown(url: URL) -> str:
    """Write where an archive is as people would, and without the password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _unknown(place: str) -> ArchiveError:
    return ArchiveError(
        "archive-address",
        "This is the address of no archive.",
        "Give a path, or postgresql+psycopg://user@host/name.",
        place,
    )
