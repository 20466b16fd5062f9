"""Manners: who we say we are, what robots.txt allows, how often a server is asked, and for how long it is left alone.

RFC 9309 (robots.txt), RFC 9110 (conditional requests, Retry-After).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from mahdar import __version__
from mahdar.errors import IntakeError
from mahdar.following.notebook import Notebook
from mahdar.intake import IntakeOptions
from mahdar.intake.fetch import Answer, exchange

NAME = "mahdar"
_ROBOTS_SECONDS = 24 * 3600.0  # for which a robots.txt is believed
_UNREACHABLE = "User-agent: *\nDisallow: /"  # RFC 9309: what cannot be reached forbids everything
_UNREACHABLE_SECONDS = 3600.0
_LONGEST_DELAY = 60.0  # seconds between requests, whatever a robots.txt asks for
_LONGEST_PAUSE = 24 * 3600.0
_FIRST_PAUSE = 60.0
_FAILURES = 3  # in a row, before a server is left alone that does not ask for it
_SLOW_DOWN = (429, 503)
_ROBOTS_BYTES = 512 * 1024


class Paused(Exception):  # noqa: N818 (no error: the server is to be left alone for now)
    """The server of an address must not be asked before some time.

    Parameters
    ----------
    until : float
        Seconds of the epoch.
    """

    def __init__(self, until: float) -> None:
        super().__init__(until)
        self.until = until


@dataclass
class Manners:
    """Asks servers as they want to be asked.

    Parameters
    ----------
    notebook : Notebook
    options : IntakeOptions
    contact : str
        Told to servers.
    delay : float
        Least seconds between two requests to one server.
    clock, sleep : callable
        Seconds of the epoch, and waiting.
    """

    notebook: Notebook
    options: IntakeOptions
    contact: str
    delay: float
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """What servers are told of who asks."""
        return f"{NAME}/{__version__} (reader of the Arabic press; {self.contact})"

    def ask(self, url: str, condition: Mapping[str, str], accept: str) -> Answer:
        """Ask for a page or feed.

        Raises
        ------
        IntakeError
            `robots-disallow`, and those of `fetch`.
        Paused
            If the server, or one it leads to, wants to be left alone for now, or has said so in its answer.
        """
        headers = {**condition, "User-Agent": self.agent, "Accept": accept}
        try:
            answer = exchange(url, self.options, headers=headers, before=self._approach)
        except IntakeError as problem:
            if problem.code == "url-failed":
                self._note_failure(host_of(url))
            raise
        host = host_of(answer.url)
        if answer.status in _SLOW_DOWN:
            raise Paused(self._back_off(host, retry_after(answer.headers, self.clock())))
        if answer.status < 500 and self.notebook.host(host).failures:
            self.notebook.note_host(host, replace(self.notebook.host(host), failures=0))
        return answer

    def free_at(self, url: str) -> float:
        """Tell when the server of an address may be asked next."""
        host = host_of(url)
        return max(self.notebook.host(host).not_before, self._asked.get(host, 0.0) + self.delay)

    def _approach(self, url: str) -> None:
        """Wait until the server may be asked, and ask only if its robots.txt allows it."""
        host = host_of(url)
        self._wait(host, self.delay)
        robots = self._robots(url, host)
        if not robots.can_fetch(url, NAME):
            raise IntakeError(
                "robots-disallow", "The server's robots.txt does not allow it.", "Ask the outlet for permission.", url
            )
        self._wait(host, min(max(self.delay, robots.crawl_delay(NAME) or 0.0), _LONGEST_DELAY))
        self._asked[host] = self.clock()

    def _wait(self, host: str, delay: float) -> None:
        until = self.notebook.host(host).not_before
        if until > self.clock():
            raise Paused(until)
        left = self._asked.get(host, 0.0) + delay - self.clock()
        if left > 0:
            self.sleep(left)

    def _robots(self, url: str, host: str) -> "Robots":
        from protego import Protego  # noqa: PLC0415 (slow to import)

        known = self.notebook.host(host)
        if known.robots is None or known.robots_until <= self.clock():
            text, seconds = self._fetch_robots(url)
            self._asked[host] = self.clock()
            known = replace(self.notebook.host(host), robots=text, robots_until=self.clock() + seconds)
            self.notebook.note_host(host, known)
        robots: Robots = Protego.parse(known.robots or "")
        return robots

    def _fetch_robots(self, url: str) -> tuple[str, float]:
        parts = urlsplit(url)
        address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        options = replace(self.options, max_bytes=_ROBOTS_BYTES)
        try:
            answer = exchange(address, options, headers={"User-Agent": self.agent, "Accept": "text/plain"})
        except IntakeError as problem:
            if problem.code == "url-not-allowed":
                raise
            if problem.code == "too-large":
                return "", _ROBOTS_SECONDS
            return _UNREACHABLE, _UNREACHABLE_SECONDS
        if answer.status == 200:
            return answer.data.decode("utf-8", "replace"), _ROBOTS_SECONDS
        if 400 <= answer.status < 500 and answer.status not in _SLOW_DOWN:
            return "", _ROBOTS_SECONDS
        return _UNREACHABLE, _UNREACHABLE_SECONDS

    def _note_failure(self, host: str) -> None:
        """Note that a server did not answer as it should; if that goes on, it is left alone."""
        known = self.notebook.host(host)
        if known.failures + 1 >= _FAILURES:
            self._back_off(host)
        else:
            self.notebook.note_host(host, replace(known, failures=known.failures + 1))

    def _back_off(self, host: str, asked: float | None = None) -> float:
        """Leave a server alone: as long as it asks for, else twice as long as the time before."""
        known = self.notebook.host(host)
        pause = asked if asked is not None else _FIRST_PAUSE * 2**known.failures
        until = self.clock() + min(pause, _LONGEST_PAUSE)
        self.notebook.note_host(host, replace(known, not_before=until, failures=min(known.failures + 1, 20)))
        return until


class Robots(Protocol):
    """What is asked of a parsed robots.txt."""

    def can_fetch(self, url: str, agent: str) -> bool:
        """Whether an agent may fetch an address."""

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds that an agent is to wait between requests."""


def host_of(url: str) -> str:
    """Name the server of an address, with its port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Read for how many seconds a server wants to be left alone: a number, or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0)
    except (TypeError, ValueError):
        return None
