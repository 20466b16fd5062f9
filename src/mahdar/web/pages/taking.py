"""Articles that wait for a person's word before they are kept, and imports under way."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from mahdar.archive import Archive
from mahdar.errors import MahdarError
from mahdar.intake import IntakeOptions, article_from_html, article_from_text, read_source
from mahdar.intake.decoding import declared_charset, decode
from mahdar.knowledge import Knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article

_LONGEST = 3_600.0  # seconds that something waits
_MOST = 50  # batches that wait
_HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Taken:
    """A source, and the article in it or what is wrong with it."""

    source: str
    article: Article | None = None
    problem: MahdarError | None = None


@dataclass(slots=True)
class Progress:
    """How far an import is."""

    total: int
    done: int = 0
    failed: str | None = None


@dataclass(slots=True)
class Waiting:
    """Keeps what was taken in until it is kept, forgotten, or too old.

    Attributes
    ----------
    progress : dict
        Imports under way, by number.
    """

    progress: dict[int, Progress] = field(default_factory=dict)
    _batches: dict[str, tuple[float, list[Taken]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def put(self, taken: list[Taken]) -> str:
        """Let articles wait; gives the word by which they are asked for again."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            now = time.monotonic()
            fresh = {key: one for key, one in self._batches.items() if now - one[0] < _LONGEST}
            self._batches = dict(list(fresh.items())[-_MOST + 1 :])
            self._batches[token] = (now, taken)
        return token

    def get(self, token: str) -> list[Taken] | None:
        """Give what waits."""
        with self._lock:
            found = self._batches.get(token)
        return found[1] if found else None

    def keep(self, archive: Archive, knowledge: Knowledge, token: str) -> int | None:
        """Begin to keep what waits, in the background; gives the number of the import."""
        with self._lock:
            found = self._batches.pop(token, None)
        if found is None:
            return None
        taken = found[1]
        begun: list[int] = []
        started = Lock()
        started.acquire()
        thread = Thread(target=self._run, args=(archive, knowledge, taken, begun, started), daemon=True)
        thread.start()
        with started:  # until the import has a number
            return begun[0] if begun else None

    def _run(self, archive: Archive, knowledge: Knowledge, taken: list[Taken], begun: list[int], started: Lock) -> None:
        progress = Progress(total=len(taken))

        def read(article: Article) -> Record:
            return read_article(article, knowledge)

        released = False
        try:
            with archive.importing([one.source for one in taken]) as import_:
                begun.append(import_.number)
                self.progress[import_.number] = progress
                started.release()
                released = True
                for one in taken:
                    if one.article is not None:
                        import_.add(one.source, one.article, read)
                    elif one.problem is not None:
                        import_.refuse(one.source, one.problem)
                    progress.done += 1
        except MahdarError as error:
            progress.failed = error.message
        finally:
            if not released:
                started.release()


def take_text(text: str, options: IntakeOptions, knowledge: Knowledge, source: str) -> Taken:
    """Take in a text that was pasted."""
    try:
        return Taken(source, article_from_text(text, options=options, place=source, knowledge=knowledge))
    except MahdarError as error:
        return Taken(source, problem=error)


def take_file(name: str, data: bytes, options: IntakeOptions, knowledge: Knowledge) -> Taken:
    """Take in a file."""
    try:
        text = decode(data, knowledge, declared=declared_charset(data), place=name)
        make = article_from_html if name.lower().endswith(_HTML) else article_from_text
        return Taken(name, make(text, options=options, name=_stem(name), place=name, knowledge=knowledge))
    except MahdarError as error:
        return Taken(name, problem=error)


def take_addresses(addresses: Sequence[str], options: IntakeOptions, knowledge: Knowledge) -> list[Taken]:
    """Fetch addresses and take them in."""
    taken = []
    for address in addresses:
        try:
            taken.append(Taken(address, read_source(address, options=options, knowledge=knowledge)))
        except MahdarError as error:
            taken.append(Taken(address, problem=error))
    return taken


def _stem(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or name
