"""Fetching: a page from the web, with limits, and never from inside the network unless that is asked for.

A name is resolved once, every address it has is checked, and the connection goes to an address that was checked: a
server cannot pass the check under one address and be reached under another. The same holds for every redirect.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mahdar.errors import IntakeError
from mahdar.intake.options import IntakeOptions

if TYPE_CHECKING:
    import httpx

_SCHEMES = ("http", "https")
AGENT = "mahdar (reader of the Arabic press)"
_ACCEPT = "text/html, text/plain;q=0.8"
_STEP_SECONDS = 5.0  # longest silence of a server, within the time for the whole
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent.

    Attributes
    ----------
    url : str
        The address after redirects.
    data : bytes
        The body, decompressed.
    charset : str or None
        As declared in the headers.
    html : bool
        Whether the headers call it HTML.
    """

    url: str
    data: bytes
    charset: str | None
    html: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever the status.

    Attributes
    ----------
    url : str
        The address after redirects.
    status : int
    reason : str
        The server's words for the status.
    headers : Mapping[str, str]
        Their names in lower case.
    data : bytes
        The body, decompressed; empty unless the status is 200.
    charset : str or None
    """

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    data: bytes
    charset: str | None

    @property
    def fetched(self) -> Fetched:
        """The page."""
        return Fetched(self.url, self.data, self.charset, "html" in self.headers.get("content-type", "").lower())


def fetch(url: str, options: IntakeOptions) -> Fetched:
    """Fetch a page.

    Parameters
    ----------
    url : str
    options : IntakeOptions
        `timeout`, `max_bytes`, `max_redirects`, `allow_private`.

    Raises
    ------
    IntakeError
        `url-not-allowed` for schemes other than http(s) and for private addresses; `too-large`; `url-failed` for
        everything that goes wrong on the way.
    """
    answer = exchange(url, options)
    if answer.status != 200:
        raise _failed(f"the server answered {answer.status} {answer.reason}".strip(), url)
    return answer.fetched


def exchange(
    url: str,
    options: IntakeOptions,
    *,
    headers: Mapping[str, str] | None = None,
    before: Callable[[str], None] = lambda _: None,
) -> Answer:
    """Ask a server for a page.

    Parameters
    ----------
    url : str
    options : IntakeOptions
        As for `fetch`.
    headers : mapping, optional
        Of the request, in place of and beside the usual ones.
    before : callable
        Called with each address before it is asked for, redirects included; it may wait, which does not count as the
        server's time, or raise.

    Raises
    ------
    IntakeError
        As `fetch`, but for statuses, which are answers.
    """
    import httpx  # noqa: PLC0415 (slow to import)

    deadline = time.monotonic() + options.timeout
    # Proxies of the environment would resolve names by themselves, past our check.
    with httpx.Client(trust_env=False, headers={"User-Agent": AGENT, "Accept": _ACCEPT, **(headers or {})}) as client:
        address = url
        for _ in range(options.max_redirects + 1):
            began = time.monotonic()
            before(address)
            deadline += time.monotonic() - began
            request = _checked_request(client, address, options, deadline, url)
            try:
                response = client.send(request, stream=True)
                try:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        address = urljoin(address, response.headers["location"])
                        continue
                    data = _body(response, options, deadline, url) if response.status_code == 200 else b""
                    found = {name.lower(): value for name, value in response.headers.items()}
                    reason = response.reason_phrase
                    return Answer(address, response.status_code, reason, found, data, response.charset_encoding)
                finally:
                    response.close()
            except httpx.TimeoutException as error:
                raise _too_slow(options, url) from error
            except httpx.HTTPError as error:
                raise _failed(str(error) or type(error).__name__, url) from error
    raise _failed(f"more than {options.max_redirects} redirects", url)


def _checked_request(
    client: "httpx.Client", address: str, options: IntakeOptions, deadline: float, place: str
) -> "httpx.Request":
    """Make a request that goes to a checked address, under the name of its server."""
    import httpx  # noqa: PLC0415

    try:
        parts = urlsplit(address)
        target = httpx.URL(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (httpx.InvalidURL, ValueError) as error:
        raise _failed(f"it is no valid address ({error})", place) from error
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise _not_allowed(
            f"{address.partition(':')[0]} is not http or https", "Give an address that begins with https://.", place
        )
    host = target.raw_host.decode("ascii")
    ip = _resolve(host, port, options, place)
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(options, place)
    return client.build_request(
        "GET",
        target.copy_with(host=ip, userinfo=b""),
        headers={"Host": target.netloc.decode("ascii").rpartition("@")[2]},
        timeout=httpx.Timeout(min(left, _STEP_SECONDS)),
        extensions={"sni_hostname": host},
    )


def _resolve(host: str, port: int, options: IntakeOptions, place: str) -> str:
    """Resolve a host to its first address, after all of them were checked."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _failed(f"the name {host} cannot be resolved", place) from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not options.allow_private and not all(map(_public, addresses)):
        raise _not_allowed(
            f"{host} is an address inside a network",
            "Save the page to a file, or allow private addresses if you trust the source.",
            place,
        )
    return addresses[0]


def _public(address: str) -> bool:
    """Whether an address is one of the open internet, looking through IPv6 forms that carry an IPv4 address."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return _public(str(inner))
        if ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _body(response: "httpx.Response", options: IntakeOptions, deadline: float, place: str) -> bytes:
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise too_large(int(length), options, place)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > options.max_bytes:
            raise too_large(None, options, place)
        if time.monotonic() > deadline:
            raise _too_slow(options, place)
    return bytes(data)


def too_large(size: int | None, options: IntakeOptions, place: str | None) -> IntakeError:
    """Make the error for a source over the limit."""
    found = f"{size:,} bytes" if size is not None else "more"
    return IntakeError("too-large", f"The source is too large: {found}, {options.max_bytes:,} allowed.",
                       "Give one article at a time, or raise the limit.", place)  # fmt: skip


def _too_slow(options: IntakeOptions, place: str) -> IntakeError:
    return _failed(f"no answer within {options.timeout:g} seconds", place)


def _failed(problem: str, place: str) -> IntakeError:
    return IntakeError("url-failed", f"The page could not be fetched: {problem}.",
                       "Check the address, or save the page to a file and read that.", place)  # fmt: skip


def _not_allowed(problem: str, hint: str, place: str) -> IntakeError:
    return IntakeError("url-not-allowed", f"This address is not fetched: {problem}.", hint, place)
