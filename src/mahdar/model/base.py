"""The base of every model: frozen, closed to unknown fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Span = Annotated[tuple[int, int], Field(description="[start, end) in Unicode code points of article.text")]


class Frozen(BaseModel):
    """An immutable value whose JSON Schema is part of the public contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Frozen):
    """A name in Arabic and in English; either may be unknown."""

    ar: str | None = None
    en: str | None = None
