"""Errors on the command line: three lines, in English and Arabic, on standard error."""

from rich.console import Console
from rich.text import Text

from mahdar.cli.labels import arabic, both
from mahdar.errors import MahdarError


def show_problem(problem: MahdarError) -> None:
    """Print code and place, message, hint."""
    console = Console(stderr=True, soft_wrap=True)
    console.print(Text.assemble((problem.code, "bold red"), f"  {problem.place}" if problem.place else ""))
    in_arabic = arabic("errors", problem.code)
    console.print(Text(f"  {problem.message}" + (f" · {in_arabic}" if in_arabic else "")))
    console.print(Text(f"  {both('errors', 'hint')}: {problem.hint}", style="dim"))
