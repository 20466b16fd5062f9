"""`mahdar`: the command line."""

import sys

import typer

from mahdar.cli.demo import demo
from mahdar.cli.doctor import doctor
from mahdar.cli.problems import show_problem
from mahdar.cli.reading import read
from mahdar.cli.schema import schema
from mahdar.errors import MahdarError

app = typer.Typer(
    name="mahdar",
    help="Mahdar · محضر: reads the Arabic press and writes the record of a peace process and of its conflict.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (read, schema, doctor, demo):
    app.command()(command)


def main() -> None:
    """Run the command line; errors raised on purpose end in three lines and a non-zero status."""
    try:
        app()
    except MahdarError as problem:
        show_problem(problem)
        sys.exit(problem.exit_status)
