"""Files of an export: written beside their names first and named only when all are complete."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mahdar.errors import UsageError

_PARTIAL = ".partial"


class Files:
    """The folder of one export.

    Parameters
    ----------
    folder : Path
        Made if missing. Files of an earlier export under the same names are replaced when this one is complete.

    Raises
    ------
    UsageError
        `cannot-write` if the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._begun: list[str] = []
        with self.writing():
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise PermissionError(None, "not writable")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Tell a refusal of the disk as an error of the user's.

        Raises
        ------
        UsageError
            `cannot-write`.
        """
        try:
            yield
        except OSError as error:
            raise UsageError(
                "cannot-write",
                f"The folder cannot be written: {error.strerror or error}.",
                "Choose a folder that you may write to, with room enough.",
                str(self.folder),
            ) from error

    def begin(self, name: str) -> Path:
        """Give the path to write a file to for now."""
        self._begun.append(name)
        return self.folder / f"{name}{_PARTIAL}"

    def measure(self, name: str) -> tuple[int, str]:
        """Count the bytes of a finished file and give its SHA-256."""
        path = self.folder / f"{name}{_PARTIAL}"
        with path.open("rb") as stream:
            return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()

    def commit(self) -> None:
        """Give every file its name.

        The one begun last describes the others: an older one goes first and the new one comes last, so that it never
        stands beside files it does not describe.
        """
        (self.folder / self._begun[-1]).unlink(missing_ok=True)
        for name in self._begun:
            (self.folder / f"{name}{_PARTIAL}").replace(self.folder / name)
        self._begun.clear()

    def discard(self) -> None:
        """Remove what was begun and not finished."""
        for name in self._begun:
            (self.folder / f"{name}{_PARTIAL}").unlink(missing_ok=True)
        self._begun.clear()
