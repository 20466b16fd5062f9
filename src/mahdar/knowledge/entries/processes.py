"""Entries of named series of talks."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mahdar.knowledge.entries.base import Entry
from mahdar.model.base import Bilingual


class ProcessParty(BaseModel):
    """Those who take part in a process in one role: country codes or ids of named actors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["guarantor", "mediator", "host", "observer", "party"]
    ids: tuple[str, ...]
    since: str | None = None


class ProcessEntry(Entry):
    """A named series: its names beside a meeting noun, who takes part in which role, and the days of known rounds."""

    id: str
    en: str
    ar: str
    theatre: str
    names: tuple[str, ...]
    place: Bilingual | None = None
    hosts: dict[int, Bilingual] = Field(default_factory=dict)
    parties: tuple[ProcessParty, ...] = ()
    rounds: dict[int, str] = Field(default_factory=dict)


class ProcessWord(Entry):
    """Words around series of talks, by what they do."""

    role: str
    forms: tuple[str, ...]
