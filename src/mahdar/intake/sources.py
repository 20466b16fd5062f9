"""Sources: what the arguments of a call stand for, folders unfolded."""

from collections.abc import Iterable
from pathlib import Path

from mahdar.errors import IntakeError
from mahdar.intake.articles import STANDARD_INPUT, is_url

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})


def expand_sources(paths: Iterable[str | Path]) -> list[str | Path]:
    """List the sources that arguments stand for.

    Addresses and "-" stay strings, files become paths (whether they exist shows when they are read), and a folder
    stands for the text and HTML files in it and below it, in the order of their paths; hidden ones are passed over.
    A source given twice is listed once.

    Raises
    ------
    IntakeError
        `no-such-file` for a folder without any such file.
    """
    found: dict[str | Path, None] = {}
    for given in paths:
        if is_url(given) or str(given) == STANDARD_INPUT:
            found[str(given)] = None
            continue
        path = Path(given)
        if not path.is_dir():
            found[path] = None
            continue
        files = [file for file in sorted(path.rglob("*")) if _readable(file, path)]
        if not files:
            raise IntakeError(
                "no-such-file",
                "There are no text or HTML files in this folder.",
                "Files to be read end with .txt, .text, .md, .html, .htm or .xhtml.",
                str(path),
            )
        found.update(dict.fromkeys(files))
    return list(found)


def _readable(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in TEXT_SUFFIXES and file.is_file()
