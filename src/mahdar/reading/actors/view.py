"""A document as the scanners see it: tokens, what the lexicon finds at each, and what the article is about."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mahdar.arabic.lookup import Match
from mahdar.reading.actors.adjectives import Inflected
from mahdar.reading.actors.lexicon import ActorLexicon, Item, name_rests, pronoun_rests
from mahdar.reading.actors.theatre import theatre_of
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundPlace, FoundTime

if TYPE_CHECKING:
    from collections import Counter

    from mahdar.reading.actors.candidates import Candidate

_CLOSE = frozenset(" \u00a0#_")
_WITHIN = frozenset(" \u00a0#_\"«»“”()'-–ـ")


class View:
    """What scanning looks at; all lookups are made once for each token.

    Parameters
    ----------
    document : Document
    lexicon : ActorLexicon
    times : Sequence[FoundTime]
        Words of time expressions never are names.
    places : Sequence[FoundPlace]
    """

    def __init__(
        self, document: Document, lexicon: ActorLexicon, times: Sequence[FoundTime], places: Sequence[FoundPlace]
    ) -> None:
        self.document = document
        self.tokens = document.tokens
        self.forms = [token.form for token in document.tokens]
        self.sentence_of = document.sentence_of
        self.lexicon = lexicon
        self._matches: list[list[Match[Item]]] = [[] for _ in self.tokens]
        for at in lexicon.phrases.beginnings(self.tokens):
            self._matches[at] = self._match(at)
        adjectives = lexicon.adjectives
        self._adjectives = [adjectives.form(form, self.tokens, at) for at, form in enumerate(self.forms)]
        self.weights: Counter[str] = theatre_of(self, places)
        top = self.weights.most_common(1)
        self.main: str | None = top[0][0] if top else None
        self.most = top[0][1] if top else 0
        self.in_time = {at for time in times for at in range(time.first, time.last + 1)}
        self.place_country = {at: place.place.country for place in places for at in range(place.first, place.last + 1)}
        self.read_owner: Callable[[int, str], Candidate | None] = lambda at, prefix: None  # noqa: ARG005

    def __len__(self) -> int:
        return len(self.tokens)

    def matches(self, at: int) -> list[Match[Item]]:
        """Lexicon entries that start at a token, longest first."""
        return self._matches[at]

    def _match(self, at: int) -> list[Match[Item]]:
        found = self.lexicon.phrases.matches(self.tokens, at)
        if found and self.sentence_of[found[0].last] != self.sentence_of[at]:
            return [match for match in found if self.sentence_of[match.last] == self.sentence_of[at]]
        return found

    def adjective(self, at: int) -> tuple[Inflected, int] | None:
        """Return the adjective of nationality at a token, with its last token."""
        return self._adjectives[at] if at < len(self._adjectives) else None

    def follows(self, at: int, gap: frozenset[str] = _CLOSE) -> bool:
        """Whether a token exists and stands in one phrase with the one before."""
        if not 0 < at < len(self.tokens):
            return False
        between = self.tokens[at].gap
        return (between == " " or all(char in gap for char in between)) and (
            self.sentence_of[at] == self.sentence_of[at - 1]
        )

    def follows_within(self, at: int) -> bool:
        """Return the same, with quotation marks, brackets and hyphens allowed between."""
        return self.follows(at, _WITHIN)

    def before(self, at: int) -> str:
        """Return the folded word before a token in the same phrase, or ""."""
        return self.forms[at - 1] if at > 0 and self.follows_within(at) else ""

    def proclitics(self, at: int, cut: int) -> str:
        """Return the letters cut off in front of a name; the ل of لل counts as one."""
        form = self.forms[at]
        front = form[:cut]
        return front + "ل" if form[cut:].startswith("لل") and not front.endswith("ل") else front

    def fits(self, countries: frozenset[str]) -> int:
        """How much the article is about one of some countries; 0 if not enough for a name that is theirs only."""
        best = max((self.weights[code] for code in countries), default=0)
        return best if best >= 2 and best * 2 >= self.most else 0

    def is_stop(self, at: int) -> bool:
        """Whether a word is never part of a person's name."""
        form = self.forms[at]
        token = self.tokens[at]
        if token.kind != "word" or len(form) < 2 or form in self.lexicon.stops or at in self.in_time:
            return True
        if form in self.lexicon.given or form in self.lexicon.family_names:
            return self.is_preposition(at)
        if (form[0] == "س" and form[1] in "يتن" and form[1:] in self.lexicon.stops) or form.startswith(("يت", "سيت")):
            return True
        return any(
            rest in self.lexicon.stops or rest in self.lexicon.given or rest in self.lexicon.family_names
            for rest in name_rests(form)
        ) or any(rest in self.lexicon.stops for rest in pronoun_rests(form))

    def is_preposition(self, at: int) -> bool:
        """Whether على is written, not the name علي."""
        return self.forms[at] == "علي" and self.document.text[self.tokens[at].end - 1] == "ى"
