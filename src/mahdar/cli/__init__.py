"""`mahdar`: the command line. Commands import the reader when they run, so that `--help` does not wait for it."""

import sys
from typing import Annotated

import typer

from mahdar import __version__
from mahdar.cli.adding import add, imports
from mahdar.cli.batch import batch, import_
from mahdar.cli.control import control
from mahdar.cli.deciding import decide, reread
from mahdar.cli.demo import demo
from mahdar.cli.doctor import doctor
from mahdar.cli.exporting import export
from mahdar.cli.incidents import incidents
from mahdar.cli.labels import say
from mahdar.cli.people import people
from mahdar.cli.process import process
from mahdar.cli.reading import read
from mahdar.cli.schema import schema
from mahdar.cli.searching import search, show
from mahdar.cli.serving import serve
from mahdar.cli.watching import watch
from mahdar.cli.zones import zones
from mahdar.errors import MahdarError, UsageError

app = typer.Typer(
    name="mahdar",
    help=say("commands", "mahdar"),
    add_completion=False,
    pretty_exceptions_enable=False,
)
_COMMANDS = (
    read, add, batch, watch, imports, search, show, incidents, process, zones, control, decide, reread, export, serve,
    people, schema, doctor, demo,
)  # fmt: skip
for command in _COMMANDS:
    app.command(help=say("commands", command.__name__))(command)

_archive = typer.Typer(help=say("commands", "archive"), no_args_is_help=True)
_archive.command("import", help=say("commands", "archive_import"))(import_)
app.add_typer(_archive, name="archive")

# The base of typer's own errors, wherever this version of typer keeps it.
_CallError: type[Exception] = typer.BadParameter.__mro__[2]


def _print_version(wanted: bool) -> None:  # noqa: FBT001 (typer's protocol)
    if wanted:
        typer.echo(f"mahdar {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001, FBT002 (the callback acts on it)
        bool, typer.Option("--version", help=say("options", "version"), callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line; errors raised on purpose end in three lines and a non-zero status."""
    try:
        status = app(standalone_mode=False)
    except MahdarError as problem:
        sys.exit(_fail(problem))
    except typer.Abort:
        sys.exit(130)
    except _CallError as error:
        sys.exit(_fail(_wrong_call(error)))
    sys.exit(status if isinstance(status, int) else 0)


def _wrong_call(error: Exception) -> UsageError:
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "mahdar")
    message = getattr(error, "format_message", error.__str__)().replace("Value error, ", "")
    return UsageError("wrong-call", message, f"See {path} --help.", path)


def _fail(problem: MahdarError) -> int:
    from mahdar.cli.problems import show_problem  # noqa: PLC0415 (rich is slow to load)

    show_problem(problem)
    return problem.exit_status
