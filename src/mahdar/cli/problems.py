"""Errors on the command line: three lines, in English and Arabic, on standard error."""

from rich.console import Console
from rich.text import Text

from mahdar.cli.labels import both, error_in_arabic
from mahdar.errors import MahdarError


def show_problem(problem: MahdarError, console: Console | None = None) -> None:
    """Print code and place, message, hint."""
    console = console or Console(stderr=True)
    message, hint = error_in_arabic(problem.code)
    lines = (
        Text.assemble((problem.code, "bold red"), f"  {problem.place}" if problem.place else ""),
        Text(f"  {_one_line(problem.message)}" + (f" · {message}" if message else "")),
        Text(f"  {both('errors', 'hint')}: {_one_line(problem.hint)}" + (f" · {hint}" if hint else ""), style="dim"),
    )
    for line in lines:
        console.print(line, soft_wrap=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
