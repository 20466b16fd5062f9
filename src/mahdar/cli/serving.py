"""`mahdar serve`: an archive over HTTP."""

import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any

import typer

from mahdar.cli.labels import Language, both, error_in_arabic, label, say
from mahdar.errors import UsageError

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_BACKLOG = 128  # connections that wait to be taken


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help=say("options", "host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, metavar="NUMBER", help=say("options", "port"))] = 8642,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    allow_remote: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--allow-remote", help=say("options", "allow_remote"))
    ] = False,
    auth: Annotated[bool, typer.Option("--auth", help=say("options", "auth"))] = False,  # noqa: FBT002
    accounts: Annotated[Path | None, typer.Option(metavar="FILE", help=say("options", "accounts"))] = None,
) -> None:
    """Open an archive as a reading room and as an API."""
    import uvicorn  # noqa: PLC0415 (help and reading must not wait for the server)

    from mahdar.cli.joined import open_joined  # noqa: PLC0415
    from mahdar.cli.people import open_people  # noqa: PLC0415
    from mahdar.web.room import create_room  # noqa: PLC0415

    addresses = _addresses(host, port)
    local = all(ip_address(str(address[0]).partition("%")[0]).is_loopback for _, address in addresses)
    if not local and not allow_remote and not auth:
        raise UsageError(
            "remote-not-allowed",
            f"Other machines can reach {host}: all of them could read the archive, without any password.",
            "Give --allow-remote if that is meant; else leave --host out.",
            host,
        )
    with _listening(host, addresses) as listener, open_joined(archive) as opened:
        people = open_people(accounts, opened.place) if auth else None
        names = () if allow_remote or auth else (*_LOOPBACK_NAMES, host)
        app = create_room(
            opened, labels=lambda section, key, language: label(section, key, Language(language)),
            arabic=error_in_arabic, hosts=names, writable=auth or not allow_remote,
            people=people,
        )  # fmt: skip
        shown = f"[{host}]" if ":" in host else host
        where = f"http://{shown}:{listener.getsockname()[1]}/"
        typer.echo(f"{both('headings', 'listening')}: {where} ← {opened.place}", err=True)
        configuration = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(configuration).run(sockets=[listener])


def _addresses(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
    """List the addresses of a name, each with its family."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise _cannot_listen(host, error) from error
    return [(family, address) for family, _, _, _, address in found]


def _listening(host: str, addresses: list[tuple[int, tuple[Any, ...]]]) -> socket.socket:
    """Listen on the first of the addresses."""
    family, address = addresses[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise _cannot_listen(f"{host}:{address[1]}", error) from error
    return listener


def _cannot_listen(place: str, error: OSError) -> UsageError:
    message = f"It is not possible to listen here: {error.strerror or error}."
    return UsageError("cannot-listen", message, "Choose another port, or 0 for any free one.", place)
