"""Records in files, as `mahdar read` writes them: JSON objects, arrays of them, or one a line."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from mahdar.archive.identity import article_id_of
from mahdar.errors import IntakeError, MahdarError
from mahdar.model import Record
from mahdar.model.archived import ArchivedRecord

_SUFFIXES = frozenset({".json", ".jsonl"})
_STANDARD_INPUT = "-"


class RecordFiles:
    """Reads records one by one.

    Parameters
    ----------
    given : sequence of str
        Files, folders (their .json and .jsonl files, and those below), or "-" for standard input.
    on_problem : callable
        Told of every file or line that holds no record; the others are read.
    on_bytes : callable
        Told how many bytes of files have been read since it was told last.
    """

    def __init__(
        self, given: Sequence[str], on_problem: Callable[[MahdarError], None], on_bytes: Callable[[int], None]
    ) -> None:
        self._on_problem, self._on_bytes = on_problem, on_bytes
        self._paths: list[Path | None] = []
        for one in dict.fromkeys(given):
            try:
                self._paths += [None] if one == _STANDARD_INPUT else _expanded(Path(one))
            except IntakeError as problem:
                on_problem(problem)

    @property
    def size(self) -> int | None:
        """Bytes of all files together; None if standard input is among them."""
        files = [path for path in self._paths if path is not None]
        return sum(path.stat().st_size for path in files) if len(files) == len(self._paths) else None

    def __iter__(self) -> Iterator[ArchivedRecord]:
        """Read the next record, as an archive that holds nothing else would give it."""
        for path in dict.fromkeys(self._paths):
            try:
                if path is None:
                    yield from self._records(sys.stdin.buffer, _STANDARD_INPUT)
                    continue
                with path.open("rb") as stream:
                    yield from self._records(stream, str(path))
            except OSError as error:
                reason = error.strerror or str(error)
                self._on_problem(
                    IntakeError(
                        "unreadable", f"The file cannot be read: {reason}.", "Check its permissions.", str(path)
                    )
                )
            except IntakeError as problem:
                self._on_problem(problem)

    def _records(self, stream: IO[bytes], place: str) -> Iterator[ArchivedRecord]:
        """Read a file of lines line by line, any other whole."""
        line = self._line(stream)
        if _is_whole(line):
            number = 1
            while line:
                if line.strip():
                    yield from self._try(line, f"{place}:{number}" if number > 1 else place)
                number += 1
                line = self._line(stream)
        else:
            rest = stream.read()
            self._on_bytes(len(rest))
            yield from self._try(line + rest, place)

    def _line(self, stream: IO[bytes]) -> bytes:
        line = stream.readline()
        self._on_bytes(len(line))
        return line

    def _try(self, text: bytes, place: str) -> Iterator[ArchivedRecord]:
        """Read one record or an array of them; what is none is told and passed over."""
        try:
            value = json.loads(text)
            records = [Record.model_validate(one) for one in (value if isinstance(value, list) else [value])]
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(map(str, first["loc"])) or "the whole"
            self._on_problem(_no_record(f"{field}: {first['msg']}", place))
        except ValueError as error:  # no JSON, or no UTF-8
            self._on_problem(_no_record(str(error), place))
        else:
            yield from (ArchivedRecord(article_id=article_id_of(one.article), record=one) for one in records)


def _expanded(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
        if found:
            return found
        raise IntakeError(
            "no-such-file",
            "There are no records in this folder.",
            "Files of records end with .json or .jsonl.",
            str(path),
        )
    if not path.exists():
        raise IntakeError("no-such-file", "There is no such file.", "Check the path.", str(path))
    return [path]


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _no_record(fault: str, place: str) -> IntakeError:
    return IntakeError(
        "not-a-record",
        f"This is no record of Mahdar: {fault}.",
        "Give files that `mahdar read --out` has written.",
        place,
    )
