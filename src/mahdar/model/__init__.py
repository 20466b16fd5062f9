"""What things are: the article and the record, frozen and serialisable; the public contract."""

from mahdar.model.archived import ArchivedRecord
from mahdar.model.article import Article
from mahdar.model.base import Bilingual, Span
from mahdar.model.record import (
    Actor,
    Event,
    Figure,
    Issue,
    Office,
    PlaceMention,
    Reader,
    Record,
    ResolvedPlace,
    Statement,
    TimeMention,
)

__all__ = [
    "Actor",
    "ArchivedRecord",
    "Article",
    "Bilingual",
    "Event",
    "Figure",
    "Issue",
    "Office",
    "PlaceMention",
    "Reader",
    "Record",
    "ResolvedPlace",
    "Span",
    "Statement",
    "TimeMention",
]
