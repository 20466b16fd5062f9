"""Opening archives for people: what takes long shows how far it is."""

from functools import partial

from mahdar.archive import Archive, open_archive
from mahdar.cli.progress import track


def opened(address: str | None, *, create: bool = False) -> Archive:
    """Open the archive that a command is about.

    Raises
    ------
    ArchiveError
        As `mahdar.archive.open_archive`.
    """
    return open_archive(address, create=create, track=partial(track, heading="rebuilding"))
