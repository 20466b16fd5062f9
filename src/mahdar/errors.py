"""Every error a user of Mahdar can meet, in one tree.

MahdarError
├── IntakeError      an input that gives no article (no such file, not Arabic, …)
├── KnowledgeError   a lexicon, gazetteer or model that cannot be used
├── UsageError       a call with arguments that make no sense together
├── ArchiveError     an archive that cannot be opened, or that has not what is asked of it
└── ExportError      records that cannot be written in another format as they are

Each error has a stable `code` (kebab-case), a `message` for people, a `hint` saying what to do, and `place`: the file,
URL or lexicon entry it is about. The command line prints the three lines and exits with `exit_status`.
"""


class MahdarError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    code : str
        Stable identifier in kebab-case; documented in `docs/reference/errors.md`.
    message : str
        What went wrong, in one sentence.
    hint : str
        What the user can do about it.
    place : str, optional
        The file, URL or entry concerned.
    """

    exit_status = 1

    def __init__(self, code: str, message: str, hint: str, place: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.place = place


class IntakeError(MahdarError):
    """An input from which no article can be taken."""

    exit_status = 2


class KnowledgeError(MahdarError):
    """Knowledge shipped with, or given to, the reader is missing or broken."""

    exit_status = 3


class UsageError(MahdarError):
    """A call whose arguments do not fit together."""

    exit_status = 4


class ArchiveError(MahdarError):
    """An archive cannot be used, or does not hold what is asked for."""

    exit_status = 5


class ExportError(MahdarError):
    """Records, or a selection of them, that cannot be exported as they are."""

    exit_status = 6
