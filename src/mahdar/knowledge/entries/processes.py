"""Entries of named series of talks."""

from pydantic import Field

from mahdar.knowledge.entries.base import Entry


class ProcessEntry(Entry):
    """A named series: its names beside a meeting noun, guarantors or mediators, and the first day of known rounds."""

    id: str
    en: str
    ar: str
    theatre: str
    names: tuple[str, ...]
    place: str | None = None
    guarantors: tuple[str, ...] = ()
    rounds: dict[int, str] = Field(default_factory=dict)


class ProcessWord(Entry):
    """Words around series of talks, by what they do."""

    role: str
    forms: tuple[str, ...]
