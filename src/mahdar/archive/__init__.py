"""Keeping records and finding them: an archive in SQLite or PostgreSQL."""

from mahdar.archive.archive import Archive, Import, open_archive

__all__ = ["Archive", "Import", "open_archive"]
