"""What things are: the article and the record, frozen and serialisable; the public contract."""

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
