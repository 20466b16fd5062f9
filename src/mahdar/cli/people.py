"""`mahdar people`: the accounts of a shared server."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mahdar.cli.labels import say
from mahdar.errors import UsageError

if TYPE_CHECKING:
    from mahdar.web.accounts.people import People


class Act(StrEnum):
    """What to do with accounts."""

    LIST = "list"
    ADD = "add"
    ROLE = "role"
    REMOVE = "remove"


class RoleName(StrEnum):
    """A role of an account."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


def people(
    act: Annotated[Act, typer.Argument(metavar="ACT", help=say("options", "people_act"))] = Act.LIST,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=say("options", "people_name"))] = None,
    role: Annotated[RoleName, typer.Option(metavar="ROLE", help=say("options", "people_role"))] = RoleName.READER,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    accounts: Annotated[Path | None, typer.Option(metavar="FILE", help=say("options", "accounts"))] = None,
) -> None:
    """Keep the accounts of a shared server."""
    from mahdar.archive.location import locate, shown  # noqa: PLC0415 (help must not wait)

    kept = open_people(accounts, shown(locate(archive)))
    if act is not Act.LIST and not name:
        raise UsageError("bad-account", "Whose account is meant?", "Name it: mahdar people add NAME.")
    if act is Act.ADD:
        password = typer.prompt("Password · كلمة السر", hide_input=True, confirmation_prompt=True)
        kept.add(name or "", password, role.value)
    elif act is Act.ROLE:
        kept.change(name or "", role=role.value)
    elif act is Act.REMOVE:
        kept.remove(name or "")
    for one in kept.accounts():
        typer.echo(f"{one.name}\t{one.role}\t{one.since}")


def open_people(given: Path | None, archive: str) -> "People":
    """Open the accounts: of a file, by default beside the archive if that is one.

    Raises
    ------
    UsageError
        `bad-account` for an archive on a server, beside which no file can stand.
    """
    from mahdar.web.accounts.people import People  # noqa: PLC0415

    if given is None:
        if "://" in archive:
            raise UsageError("bad-account", "Where are the accounts?", "Give their file with --accounts.", archive)
        given = Path(f"{archive}.people")
    return People(given)
