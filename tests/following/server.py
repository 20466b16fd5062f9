"""A small outlet of the press on this machine, which misbehaves as told."""

import gzip
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Headers = dict[str, str]


@dataclass
class Reply:
    """What is answered to a request."""

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    slow: float = 0.0  # seconds between the pieces of the body


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: Headers
    at: float


class Outlet:
    """The server; `replies` are looked up by path, and may be made on the spot."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {"/robots.txt": Reply(status=404)}
        self.asked: list[Asked] = []
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
                outlet.asked.append(asked)
                found = outlet.replies.get(self.path, Reply(status=404))
                reply = found(asked) if callable(found) else found
                with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    if "Content-Length" not in reply.headers:
                        self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    if not reply.slow:
                        self.wfile.write(reply.body)
                        return
                    for at in range(0, len(reply.body), 50):
                        self.wfile.write(reply.body[at : at + 50])
                        time.sleep(reply.slow)

            def log_message(self, *arguments: object) -> None:
                """Be quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # ── what an outlet has ───────────────────────────────────────────────────────────────────────────────────────────

    def page(self, path: str, title: str, paragraphs: list[str], encoding: str = "utf-8", **headers: str) -> None:
        """Publish an article."""
        text = "".join(f"<p>{part}</p>" for part in paragraphs)
        html = f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
        self.replies[path] = Reply(html.encode(encoding), headers={"Content-Type": "text/html", **headers})

    def feed(self, path: str, items: list[tuple[str, str | None]], encoding: str = "utf-8", **headers: str) -> None:
        """Publish a feed of (path, time of change)."""
        parts = "".join(
            f"<item><title>خبر</title><link>{self.address}{link}</link>"
            + (f"<pubDate>{changed}</pubDate>" if changed else "")
            + "<description>خلاصة قصيرة للخبر لا تغني عنه.</description></item>"
            for link, changed in items
        )
        xml = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>{parts}</channel></rss>'
        self.replies[path] = Reply(xml.encode(encoding), headers={"Content-Type": "application/rss+xml", **headers})

    def sitemap(
        self, path: str, items: list[tuple[str, str | None]], *, index: bool = False, packed: bool = False
    ) -> None:
        """Publish a sitemap of (path, day of change), or an index of sitemaps."""
        outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        parts = "".join(
            f"<{inner}><loc>{self.address}{link}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + f"</{inner}>"
            for link, day in items
        )
        xml = f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</{outer}>'.encode()
        self.replies[path] = Reply(gzip.compress(xml) if packed else xml)
