"""Keeping records and finding them: an archive in SQLite or PostgreSQL."""

from mahdar.archive.archive import Archive, Import, open_archive
from mahdar.archive.rehearsing import Rehearsal

__all__ = ["Archive", "Import", "Rehearsal", "open_archive"]
