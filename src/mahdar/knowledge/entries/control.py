"""Entries that tell what an event says of who holds a place."""

from mahdar.knowledge.entries.base import Entry
from mahdar.model.control import ControlKind


class ControlWord(Entry):
    """Lemmas of triggers that say the same of who holds a place."""

    kind: ControlKind
    lemmas: tuple[str, ...]
