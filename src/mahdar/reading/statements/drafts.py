"""Drafts: statements as they are found, and which of them only repeat others."""

from collections import defaultdict
from dataclasses import dataclass, field

from mahdar.model import Span
from mahdar.reading.findings import FoundStatement
from mahdar.reading.statements.extents import Piece
from mahdar.reading.statements.scene import Scene

_SHARED = 0.75  # a statement that shares so much of its words with a fuller one repeats it


@dataclass
class Draft:
    """A statement before it is numbered; `lemma` is the cue's."""

    piece: Piece
    cue: Span | None
    speaker: str
    said_on: str | None
    via: tuple[str, ...]
    rule: str
    lemma: str = ""


@dataclass
class Drafts:
    """All statements of an article so far.

    Attributes
    ----------
    scene : Scene
    found : list[Draft]
    begun : int
        Number of drafts before the present sentence.
    """

    scene: Scene
    found: list[Draft] = field(default_factory=list)
    begun: int = 0
    _said_on: dict[str, str] = field(default_factory=dict)

    def begin_sentence(self) -> None:
        """Start a new sentence."""
        self.begun = len(self.found)

    def of_sentence(self) -> list[Draft]:
        """Drafts of the present sentence."""
        return self.found[self.begun :]

    def add(self, draft: Draft, pieces: list[Piece]) -> None:
        """Add one draft for each piece; a speaker's day of saying holds until another one is named."""
        if draft.said_on is not None:
            self._said_on[draft.speaker] = draft.said_on
        said_on = draft.said_on or self._said_on.get(draft.speaker)
        for piece in pieces:
            self.found.append(Draft(piece, draft.cue, draft.speaker, said_on, draft.via, draft.rule, draft.lemma))

    def statements(self) -> tuple[FoundStatement, ...]:
        """Number the drafts in order of the text, each said once."""
        return tuple(
            FoundStatement(
                f"s{number}", draft.piece.span, draft.piece.first, draft.piece.last, draft.piece.kind, draft.cue,
                draft.speaker, draft.said_on, draft.via, draft.rule,
            )
            for number, draft in enumerate(self._distinct(), 1)
        )  # fmt: skip

    def _distinct(self) -> list[Draft]:
        """Leave out repetitions: of quotations word by word, and of clauses that a summary and the body share."""
        drafts = sorted(self.found, key=lambda draft: (draft.piece.span[0], -draft.piece.span[1]))
        quoted: set[frozenset[str]] = set()
        reported: dict[tuple[str, str], list[tuple[Draft, frozenset[str]]]] = defaultdict(list)
        for draft in drafts:
            if draft.piece.kind == "indirect":
                reported[draft.speaker, draft.lemma].append((draft, self._words(draft)))
        kept: list[Draft] = []
        for draft in drafts:
            words = self._words(draft)
            if draft.piece.kind == "direct":
                if words not in quoted:
                    kept.append(draft)
                quoted.add(words)
            elif not any(self._repeats(draft, words, *other) for other in reported[draft.speaker, draft.lemma]):
                kept.append(draft)
        return kept

    def _words(self, draft: Draft) -> frozenset[str]:
        return frozenset(token.form for token in self.scene.tokens[draft.piece.first : draft.piece.last + 1])

    def _repeats(self, draft: Draft, words: frozenset[str], other: Draft, others: frozenset[str]) -> bool:
        """Whether a clause says no more than another one of the same speaker and verb in another paragraph."""
        if other is draft or len(words & others) < _SHARED * len(words):
            return False
        paragraph = self.scene.document.paragraph_of
        if paragraph(other.piece.first) == paragraph(draft.piece.first):
            return False
        return len(others) > len(words) or (len(others) == len(words) and other.piece.first < draft.piece.first)
