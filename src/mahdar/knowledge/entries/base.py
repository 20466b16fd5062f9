"""What all lexicon entries share."""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """One thing of a lexicon: where we know it from, and a sentence in which one of its forms stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    example: str


class Name(BaseModel):
    """A display name in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ar: str
    en: str
