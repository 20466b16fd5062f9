import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mahdar.errors import IntakeError
from mahdar.intake import IntakeOptions, read_source
from mahdar.intake.fetch import _public, fetch

pytestmark = pytest.mark.network
LOCAL = IntakeOptions(allow_private=True, timeout=5)
PAGE = (Path(__file__).parent / "pages" / "undated.html").read_text(encoding="utf-8")


class Handler(BaseHTTPRequestHandler):
    """A small outlet of the press with bad habits; the path says which."""

    seen: list[str] = []  # noqa: RUF012 (one server per run)

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Host", ""))
        kind = self.path.strip("/").split("/")[0]
        with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
            getattr(self, f"send_{kind}")()

    def answer(
        self, data: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def redirect(self, target: str) -> None:
        self.answer(b"", status=302, Location=target)

    def send_page(self) -> None:
        self.answer(PAGE.encode())

    def send_text(self) -> None:
        self.answer("عاد الوفد إلى العاصمة أمس، وقال رئيسه إن المحادثات كانت مفيدة.".encode(), "text/plain")

    def send_charset(self) -> None:
        self.answer(PAGE.encode("cp1256"), "text/html; charset=utf-8")

    def send_compressed(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def send_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")

    def send_huge(self) -> None:
        self.answer(b"x" * 6_000_000)

    def send_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"x" * 10_000)

    def send_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(60):
            self.wfile.write(b"<p>")
            self.wfile.flush()
            time.sleep(0.1)

    def send_silent(self) -> None:
        time.sleep(1.5)

    def send_missing(self) -> None:
        self.answer(b"", status=404)

    def send_pdf(self) -> None:
        self.answer(b"%PDF-1.4 ...", "application/pdf")

    def send_moved(self) -> None:
        self.redirect("/page")

    def send_loop(self) -> None:
        self.redirect("/loop")

    def send_inside(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def send_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def send_broken(self) -> None:
        self.redirect("http://[::1")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def failure(url: str, options: IntakeOptions = LOCAL) -> IntakeError:
    with pytest.raises(IntakeError) as raised:
        read_source(url, options=options)
    assert raised.value.place == url
    return raised.value


@pytest.mark.parametrize("kind", ["page", "charset", "compressed", "moved"])
def test_pages_are_fetched(server: str, kind: str) -> None:
    article = read_source(f"{server}/{kind}", options=LOCAL)
    assert article.title == "وفدا المفاوضات يعودان إلى الطاولة"
    assert article.url == f"{server}/{'page' if kind == 'moved' else kind}"
    assert article.id == article.sha256[:16]


def test_text_is_fetched(server: str) -> None:
    assert read_source(f"{server}/text", options=LOCAL).text.startswith("عاد الوفد")


def test_the_server_is_asked_under_its_own_name(server: str) -> None:
    port = server.rpartition(":")[2]
    fetch(f"http://localhost:{port}/text", LOCAL)
    assert Handler.seen[-1] == f"localhost:{port}"


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("huge", "too-large", "6,000,000"),
        ("endless", "too-large", "more"),
        ("bomb", "too-large", "more"),
        ("missing", "url-failed", "404"),
        ("loop", "url-failed", "5 redirects"),
        ("file", "url-not-allowed", "file"),
        ("broken", "url-failed", "valid"),
        ("pdf", "binary-input", "PDF"),
    ],
)
def test_bad_answers(server: str, kind: str, code: str, message: str) -> None:
    error = failure(f"{server}/{kind}")
    assert error.code == code
    assert message in error.message


@pytest.mark.parametrize("kind", ["slow", "silent"])
def test_slow_servers_are_given_up(server: str, kind: str) -> None:
    start = time.monotonic()
    error = failure(f"{server}/{kind}", IntakeOptions(allow_private=True, timeout=0.6))
    assert (error.code, "0.6 seconds" in error.message) == ("url-failed", True)
    assert time.monotonic() - start < 2


def test_private_addresses_are_refused_before_anything_is_sent(server: str) -> None:
    before = len(Handler.seen)
    port = server.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"):
        assert failure(f"http://{host}:{port}/page", IntakeOptions()).code == "url-not-allowed"
    assert len(Handler.seen) == before


def test_a_redirect_inside_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first address passes as public; the second is checked like it and is not.
    monkeypatch.setattr("mahdar.intake.fetch._public", lambda address: address == "127.0.0.1" or _public(address))
    error = failure(f"{server}/inside", IntakeOptions(timeout=5))
    assert error.code == "url-not-allowed"
    assert "169.254.169.254" in error.message


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    assert failure("http://sahl.example/1", IntakeOptions()).code == "url-not-allowed"


def test_names_that_do_not_resolve_and_servers_that_do_not_answer() -> None:
    assert failure("http://no-such-host.invalid/1").code == "url-failed"
    assert failure("http://127.0.0.1:9/1").code == "url-failed"
    assert failure("http://").code == "url-not-allowed"
    assert failure("http://sahl.example:99999999/").code == "url-failed"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("2001:0:4136:e378::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert _public(address) is public
