"""Where records go: to the terminal, to a pipe, to a folder."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import typer
from rich.console import Console

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, both
from mahdar.cli.view import RecordView
from mahdar.errors import UsageError
from mahdar.model import Record


class Printer:
    """Prints records one by one.

    Parameters
    ----------
    format_ : Format
        JSON of one source is an object; of several, or of a folder, an array, however many could be read.
    language : Language
        Of tables.
    many : bool
        Whether several sources were asked for.
    """

    def __init__(self, format_: Format, language: Language, *, many: bool) -> None:
        self._format = format_
        self._language = language
        self._many = many
        self._printed = 0

    def put(self, record: Record) -> None:
        """Print one record."""
        if self._format is Format.TABLE:
            Console().print(RecordView(record, self._language))
        elif self._format is Format.JSONL:
            typer.echo(record.to_json())
        else:
            if self._many:
                typer.echo("[" if not self._printed else ",")
            typer.echo(record.to_json(indent=1), nl=not self._many)
        self._printed += 1

    def close(self) -> None:
        """Finish what was begun."""
        if self._format is Format.JSON and self._many:
            typer.echo("\n]" if self._printed else "[]")


class Folder:
    """A folder into which each record is written under its article's id.

    Raises
    ------
    UsageError
        `cannot-write` if it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: set[str] = set()
        self._attempt(lambda: path.mkdir(parents=True, exist_ok=True))

    def put(self, record: Record) -> None:
        """Write one record.

        Raises
        ------
        UsageError
            `same-name` if a source of this call has written the file already, `cannot-write` if the disk refuses.
        """
        name = f"{record.article.id}.json"
        if name in self.written:
            raise UsageError("same-name", f"Two sources would write {name}.", "Read them into two folders.", name)
        text = record.to_json(indent=1) + "\n"
        self._attempt(lambda: (self.path / name).write_text(text, encoding="utf-8"))
        self.written.add(name)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            raise UsageError(
                "cannot-write",
                f"The folder cannot be written: {error.strerror or error}.",
                "Choose a folder that you may write to.",
                str(self.path),
            ) from error


class Output:
    """Both ways at once: a folder, a printer, or the two."""

    def __init__(self, printer: Printer | None, folder: Path | None) -> None:
        self._printer = printer
        self._folder = Folder(folder) if folder else None

    def __enter__(self) -> "Output":
        return self

    def put(self, record: Record) -> None:
        """Write and print one record."""
        if self._folder:
            self._folder.put(record)
        if self._printer:
            self._printer.put(record)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            return
        if self._printer:
            self._printer.close()
        if self._folder:
            console = Console(stderr=True)
            console.print(
                f"{both('headings', 'wrote')}: {len(self._folder.written)} → {self._folder.path}", soft_wrap=True
            )
