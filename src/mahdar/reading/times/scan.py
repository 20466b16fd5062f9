"""What every rule of this package reads from and answers with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from mahdar.arabic.numerals import Numeral, find_numerals
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.times import TimeRole
from mahdar.reading.document import Document
from mahdar.reading.times.extents import Extent, Moment, parse_moment
from mahdar.reading.times.words import Tense, TimeWords, Word, numeral_tables, time_words

_SPACE = frozenset(' \u00a0\u0640_#"«»“”')
_BRACKETS = _SPACE | frozenset("()/-–")
_CLAUSE_END = frozenset(".؛;!؟?\n")
_GOVERNING: tuple[TimeRole, ...] = ("in", "to", "from", "after", "ago", "event-after", "since")
_WAS_REACH = 5  # tokens back from "was to" to كان
_REACH_BACK = 14  # tokens; a cue farther off seldom governs
_REACH_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression read by one rule.

    Attributes
    ----------
    first, last : int
        Tokens [first, last].
    cut : int
        Folded characters of token `first` before the expression.
    extent : Extent or None
        The time; None for a duration or where nothing anchors the expression.
    duration : str or None
        ISO 8601.
    rule : str
        Name of the rule.
    confidence : float
        Lower where a direction was guessed.
    closed : bool
        True where منذ must not open the interval (a duration, a range already closed).
    """

    first: int
    last: int
    cut: int
    extent: Extent | None
    rule: str
    duration: str | None = None
    confidence: float = 1.0
    closed: bool = False

    def starting(self, first: int, cut: int) -> "Expression":
        """Return the same expression, begun at an earlier word."""
        return replace(self, first=first, cut=cut)


@dataclass
class Scan:
    """One document on its way through the rules.

    Attributes
    ----------
    document : Document
    words : TimeWords
    numerals : dict[int, Numeral]
        By the first token of the number proper.
    anchor : Moment or None
        The publication, as precisely as it is known.
    told : list[Expression]
        Dated expressions found so far: what "the next day" refers to.
    """

    document: Document
    words: TimeWords
    numerals: dict[int, Numeral]
    anchor: Moment | None
    told: list[Expression] = field(default_factory=list)

    @classmethod
    def of(
        cls, document: Document, knowledge: Knowledge, published: str | None, numerals: Sequence[Numeral] | None = None
    ) -> "Scan":
        """Prepare a document; its numerals are found unless they are given."""
        if numerals is None:
            numerals = find_numerals(document.tokens, knowledge.derive(numeral_tables), document.text)
        return cls(
            document, knowledge.derive(time_words), {n.value_first: n for n in numerals}, parse_moment(published)
        )

    @cached_property
    def today(self) -> date | None:
        """The day of publication, if it is known to the day."""
        return self.anchor.date() if self.anchor is not None and self.anchor.is_day else None

    @cached_property
    def readings(self) -> list[tuple[Word, ...]]:
        """For each token its readings as a word of time."""
        tokens = self.document.tokens
        return [self.words.readings(tokens, at) for at in range(len(tokens))]

    def word(self, at: int, *roles: TimeRole) -> Word | None:
        """Return the longest reading of a token in one of the roles."""
        if 0 <= at < len(self.readings):
            for word in self.readings[at]:
                if word.entry.role in roles:
                    return word
        return None

    def following(self, last: int, *roles: TimeRole) -> Word | None:
        """Return the reading in one of the roles of the token after `last`, if nothing but space lies between."""
        return self.word(last + 1, *roles) if self.near(last + 1) else None

    def counts(self, last: int) -> bool:
        """Whether the number that ends at a token counts the bare noun after it (2000 مقاتل)."""
        word = self.following(last, "counted")
        return word is not None and word.cut == 0 and not word.article

    def before(self, first: int, *roles: TimeRole) -> Word | None:
        """Return the reading in one of the roles of the one token before `first`, if nothing but space lies between."""
        if first == 0 or not self.near(first):
            return None
        word = self.word(first - 1, *roles)
        return word if word is not None and word.length == 1 else None

    def near(self, at: int) -> bool:
        """Whether only space (or quotation and hashtag marks) lies before a token."""
        return at < len(self.document.tokens) and _SPACE.issuperset(self.document.tokens[at].gap)

    def near_in_brackets(self, at: int) -> bool:
        """As `near`, but brackets, slashes and dashes may stand between."""
        return at < len(self.document.tokens) and _BRACKETS.issuperset(self.document.tokens[at].gap)

    def gap(self, at: int) -> str:
        """Return the text before a token, without space."""
        return self.document.tokens[at].gap.strip() if at < len(self.document.tokens) else "\n"

    def form(self, at: int) -> str:
        """Return the folded form of a token, "" beyond the ends."""
        return self.document.tokens[at].form if 0 <= at < len(self.document.tokens) else ""

    def written(self, at: int, cut: int = 0) -> str:
        """Return the original letters of a token, after its proclitics."""
        start, end = self.document.span(at, at, cut)
        return self.document.text[start:end]

    def numeral(self, at: int) -> Numeral | None:
        """Return the numeral whose number proper begins at a token."""
        return self.numerals.get(at)

    def plain_number(self, at: int) -> int | None:
        """Return the value of a token that is a whole number in digits."""
        form = self.form(at)
        return int(form) if form.isdigit() and len(form) <= 4 else None

    def paragraph(self, at: int) -> int:
        """Return the paragraph of a token."""
        return self.document.paragraph_of(at)

    def tense(self, first: int, last: int | None = None) -> Tense | None:
        """Which way the clause around an expression looks.

        The nearest word before it that shows tense decides; at the head of a sentence, the first word after it.

        Parameters
        ----------
        first, last : int
            The expression's tokens, its preposition excluded; `last` is `first` if not given.
        """
        last = first if last is None else last
        if self.before(first, "since") is not None:
            return "past"
        if (
            last + 1 < len(self.readings)
            and self.word(last + 1, "that-clause") is not None
            and self.gap(last + 1) in ("", "،", ",")
        ):
            return "said"
        tokens = self.document.tokens
        sentence = self.document.sentence_of[first]
        for at in range(first - 1, max(-1, first - 1 - _REACH_BACK), -1):
            if self.document.sentence_of[at] != sentence or _CLAUSE_END.intersection(tokens[at + 1].gap):
                break
            tense = self._by(at, last, sentence) if self.word(at, "by") is not None else self._tense_at(at)
            if tense is not None:
                return tense
        begins = first < 2 or self.document.sentence_of[first - 2] != sentence
        return self._tense_ahead(last, sentence) if begins else None

    def _by(self, at: int, last: int, sentence: int) -> Tense:
        """بحلول الخميس looks ahead, but not in "by Thursday two million had arrived"."""
        begins = at == 0 or self.document.sentence_of[at - 1] != sentence
        return (self._tense_ahead(last, sentence) if begins else None) or "future"

    def _tense_at(self, at: int) -> Tense | None:
        """Return the tense a token shows; after a preposition a past verb is a noun (قبل فرض، إلى عقد)."""
        if self.word(at, "may") is not None:
            return "future" if self.form(at + 1).startswith("ي") else "past"
        if self.word(at, "relative") is not None and self.near(at + 1) and self.document.tokens[at + 1].kind == "word":
            # A verb follows الذي; what does not begin like a present is a past (التي أجريت).
            return None if self.form(at + 1)[0] in "يتسل" else "past"
        form = self.form(at)
        tense = self.words.tense(self.document.tokens, at)
        if tense == "future" and form.lstrip("وف")[:1] != "س" and self._was_to(at):
            return "past"
        if tense == "past" and len(form) <= 3 and self.before(at, *_GOVERNING) is not None:
            return None
        return tense

    def _was_to(self, at: int) -> bool:
        """كان من المقرر أن يجتمع: what had been planned."""
        return any(self.word(before, "was") is not None for before in range(max(0, at - _WAS_REACH), at))

    def _tense_ahead(self, last: int, sentence: int) -> Tense | None:
        for at in range(last + 1, min(last + 1 + _REACH_AHEAD, len(self.document.tokens))):
            if self.document.sentence_of[at] != sentence:
                return None
            tense = self._tense_at(at)
            if tense is not None:
                return tense
        return None

    def last_told(self, at: int, precision: str, reach: int = 1) -> Moment | None:
        """Return the moment told last before a token.

        Parameters
        ----------
        at : int
            The token.
        precision : str
            "day", "month" or "year": at least so precise.
        reach : int
            How many paragraphs back it may stand.
        """
        paragraph = self.paragraph(at)
        for told in reversed(self.told):
            if self.paragraph(told.first) < paragraph - reach:
                return None
            moment = (told.extent.last or told.extent.first) if told.extent is not None else None
            if moment is None:
                continue
            if precision == "day" and moment.is_day:
                return moment
            if precision == "month" and (moment.is_day or moment.is_month):
                return moment
            if precision == "year":
                return moment
        return None
