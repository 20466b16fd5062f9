"""The notebook: what has been seen and done, on disk, so that following goes on after any stop."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from mahdar.errors import UsageError
from mahdar.following.entries import Entry

_TABLES = """
CREATE TABLE IF NOT EXISTS sources (
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, next_at REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS pages (
  url TEXT PRIMARY KEY, outlet TEXT, changed TEXT, published TEXT, etag TEXT, modified TEXT,
  waiting INTEGER NOT NULL, next_at REAL NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS waiting_pages ON pages (next_at) WHERE waiting;
CREATE TABLE IF NOT EXISTS hosts (
  host TEXT PRIMARY KEY, not_before REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  robots TEXT, robots_until REAL NOT NULL DEFAULT 0
);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a feed or page: when to look next (seconds of the epoch), failures in a row, validators."""

    url: str
    next_at: float = 0.0
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    outlet: str | None = None
    published: str | None = None

    @property
    def condition(self) -> dict[str, str]:
        """Headers that ask for the content only if it has changed."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a server: when it may be asked again, failures in a row, its robots.txt and until when."""

    not_before: float = 0.0
    failures: int = 0
    robots: str | None = None
    robots_until: float = 0.0


class Notebook:
    """Keeps what is known.

    Parameters
    ----------
    path : Path or str
        Of an SQLite file, made if missing.

    Raises
    ------
    UsageError
        `cannot-write`.
    """

    def __init__(self, path: Path | str) -> None:
        try:
            self._database = sqlite3.connect(path, isolation_level=None, timeout=60)
            self._database.executescript(f"PRAGMA journal_mode = WAL; {_TABLES}")
        except sqlite3.Error as error:
            raise UsageError(
                "cannot-write",
                f"What was seen cannot be noted: {error}.",
                "Choose a file that you may write.",
                str(path),
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def source(self, url: str) -> Known:
        """Give what is known of a feed or sitemap."""
        row = self._database.execute(
            "SELECT url, next_at, failures, etag, modified FROM sources WHERE url = ?", (url,)
        ).fetchone()
        return Known(*row) if row else Known(url)

    def note_source(self, known: Known, entries: list[Entry], outlet: str | None) -> int:
        """Note a look at a feed and the pages it points to; gives how many of them are new or have changed.

        Both together or neither: a feed whose entries were not noted must not answer "not modified" next time.
        """
        with self._database:
            self._database.execute("BEGIN")
            new = sum(self._note_entry(entry, outlet) for entry in entries)
            self._database.execute(
                "INSERT OR REPLACE INTO sources (url, next_at, failures, etag, modified) VALUES (?, ?, ?, ?, ?)",
                (known.url, known.next_at, known.failures, known.etag, known.modified),
            )
        return new

    def _note_entry(self, entry: Entry, outlet: str | None) -> bool:
        done = self._database.execute(
            """
            INSERT INTO pages (url, outlet, changed, published, waiting) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (url) DO UPDATE SET changed = excluded.changed, waiting = 1, next_at = 0, tries = 0
            WHERE excluded.changed IS NOT NULL AND pages.changed IS NOT excluded.changed
            """,
            (entry.url, outlet, entry.changed, entry.published),
        )
        return done.rowcount > 0

    def waiting(self, now: float) -> list[Known]:
        """Give the pages that are to be fetched by now, those noted first first."""
        rows = self._database.execute(
            "SELECT url, next_at, tries, etag, modified, outlet, published FROM pages"
            " WHERE waiting AND next_at <= ? ORDER BY rowid",
            (now,),
        )
        return [Known(*row) for row in rows]

    def next_page(self) -> float | None:
        """Tell when the next page is to be fetched, in seconds of the epoch; None if none is waiting."""
        (found,) = self._database.execute("SELECT min(next_at) FROM pages WHERE waiting").fetchone()
        return None if found is None else float(found)

    def note_page(self, known: Known, *, waiting: bool) -> None:
        """Note what became of a page."""
        self._database.execute(
            "UPDATE pages SET waiting = ?, next_at = ?, tries = ?, etag = ?, modified = ? WHERE url = ?",
            (waiting, known.next_at, known.failures, known.etag, known.modified, known.url),
        )

    def host(self, host: str) -> Host:
        """Give what is known of a server."""
        row = self._database.execute(
            "SELECT not_before, failures, robots, robots_until FROM hosts WHERE host = ?", (host,)
        ).fetchone()
        return Host(*row) if row else Host()

    def note_host(self, host: str, known: Host) -> None:
        """Note what is known of a server."""
        self._database.execute(
            "INSERT OR REPLACE INTO hosts (host, not_before, failures, robots, robots_until) VALUES (?, ?, ?, ?, ?)",
            (host, known.not_before, known.failures, known.robots, known.robots_until),
        )
