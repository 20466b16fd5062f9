"""The scene of speech: a document with per-token views of quotations, times, actors and word roles."""

import re
from dataclasses import dataclass, field

from mahdar.arabic.sentences import Quotation
from mahdar.arabic.tokens import Token
from mahdar.reading.document import Document
from mahdar.reading.findings import ActorMention, FoundActor, FoundTime
from mahdar.reading.statements.lexicon import SpeechLexicon

_NO_ROLES: dict[str, int] = {}
_DATELINE = 12
_SHADDA = "\u0651"
_DASHED = re.compile(r"\)\s*[-–—ـ]")
_SET_OFF = re.compile(r"--|[–—]|\s-\s|/\s*$")
_COMMA = frozenset("،,")
_WHOLE = frozenset({"radical", "adverb", "preposition", "turn", "aside", "contrast"})  # words without a proclitic
_CLAUSE_MARKS = frozenset("،,؛;:-–—()[]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as tokens [first, last]; `span` are the characters between the marks, without surrounding space."""

    span: tuple[int, int]
    first: int
    last: int
    closed: bool

    @property
    def words(self) -> int:
        """Number of tokens."""
        return self.last - self.first + 1


@dataclass
class Scene:
    """What all modules of this stage look at.

    Attributes
    ----------
    document, lexicon, times
        Inputs.
    actors : dict[str, FoundActor]
        By id; speakers that the stage itself finds are added.
    mention_at : list[ActorMention | None]
        For each token the longest mention that covers it.
    time_at : list[FoundTime | None]
        For each token the time expression that covers it.
    quote_at : list[Quote | None]
        For each token the outer quotation that covers it.
    described : dict[tuple[str, ...], str]
        Ids of the stage's own speakers by their words.
    roles : list[dict[str, int]]
        For each token the roles of words that start there, with their last token.
    """

    document: Document
    lexicon: SpeechLexicon
    times: tuple[FoundTime, ...]
    actors: dict[str, FoundActor]
    tokens: tuple[Token, ...] = field(init=False)
    mention_at: list[ActorMention | None] = field(init=False)
    time_at: list[FoundTime | None] = field(init=False)
    quote_at: list[Quote | None] = field(init=False)
    roles: list[dict[str, int]] = field(init=False)
    quotes: list[Quote] = field(init=False)
    described: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tokens = self.document.tokens
        count = len(self.tokens)
        self.mention_at = [None] * count
        self.time_at = [None] * count
        self.quote_at = [None] * count
        for actor in self.actors.values():
            for mention in actor.mentions:
                self.cover(mention)
        for time in self.times:
            for at in range(time.first, time.last + 1):
                self.time_at[at] = time
        self.quotes = [quote for q in self.document.quotations if q.depth == 0 and (quote := self._quote(q))]
        for quote in self.quotes:
            for at in range(quote.first, quote.last + 1):
                self.quote_at[at] = quote
        self.roles = [self._roles(at) for at in range(count)]

    def cover(self, mention: ActorMention) -> None:
        """Make a mention visible; the longer of two overlapping ones wins."""
        length = mention.last - mention.first
        for at in range(mention.first, mention.last + 1):
            present = self.mention_at[at]
            if present is None or present.last - present.first < length:
                self.mention_at[at] = mention

    def is_(self, at: int, role: str) -> bool:
        """Whether a word of that role starts at a token."""
        return role in self.roles[at]

    def is_doubled(self, at: int) -> bool:
        """Whether a doubled letter is written out in a word (بيّن، عبّر)."""
        token = self.tokens[at]
        return _SHADDA in self.document.text[token.start : token.end]

    def is_content(self, at: int) -> bool:
        """Whether a nominal clause may begin with a token: a known head (مقتل، شن), also with a pronoun (شنه)."""
        if self.is_(at, "content"):
            return True
        form = self.tokens[at].form
        return any(
            form.endswith(pronoun) and form.removesuffix(pronoun) in self.lexicon.content
            for pronoun in ("ه", "ها", "هم")
        )

    def after_comma(self, at: int) -> bool:
        """Whether a comma stands before a token."""
        return any(char in _COMMA for char in self.tokens[at].gap)

    def after_mark(self, at: int) -> bool:
        """Whether any mark that ends a clause or a parenthesis stands before a token."""
        return any(char in _CLAUSE_MARKS for char in self.tokens[at].gap)

    def after_colon(self, at: int) -> bool:
        """Whether a colon stands before a token."""
        return ":" in self.tokens[at].gap

    def sentence(self, at: int) -> tuple[int, int]:
        """Tokens [first, past) of the sentence in which a token stands."""
        return self.document.sentence_tokens[self.document.sentence_of[at]]

    def is_saying_verb(self, at: int) -> bool:
        """Whether a token may be a verb of saying in the third person."""
        hits = self.lexicon.sayings.lookup(self.tokens[at].form)
        return any(hit.category == "verb" and hit.inflection[0] == "3" for hit in hits)

    def after_dateline(self, first: int, past: int) -> int:
        """First token after a dateline at the start of a sentence: دبي (CNN) --، باريس، فرنسا —، أبوظبي / وام /."""
        start = first
        for at in range(first + 1, min(past, first + _DATELINE)):
            if _DASHED.search(self.tokens[at].gap):
                return at
            if not self._in_dateline(at - 1, first):
                break
            if _SET_OFF.search(self.tokens[at].gap) and self._opens_paragraph(first):
                start = at
        return start

    def _in_dateline(self, at: int, first: int) -> bool:
        """Whether a token may belong to a dateline: a place, a day, an agency; no person and no verb of saying."""
        mention = self.mention_at[at]
        if mention is not None and self.actors[mention.actor].kind not in ("country", "media"):
            return False
        roles = self.roles[at].keys() - {"preposition", "radical", "naming"}
        return self.time_at[at] is not None or (not roles and not (at > first and self.is_saying_verb(at)))

    def _opens_paragraph(self, first: int) -> bool:
        paragraph = self.document.paragraph_of
        return first == 0 or paragraph(first - 1) != paragraph(first)

    def quote_from(self, at: int) -> Quote | None:
        """The outer quotation whose first token this is."""
        quote = self.quote_at[at]
        return quote if quote is not None and quote.first == at else None

    def mention_from(self, at: int) -> ActorMention | None:
        """The mention whose first token this is."""
        mention = self.mention_at[at]
        return mention if mention is not None and mention.first == at else None

    def bare(self, at: int) -> str:
        """A token's form without a conjunction and the article, as far as they can be told without a lexicon."""
        form = self.tokens[at].form
        return (form[1:] if self.joined(at) else form).removeprefix("ال")

    def written(self, at: int, character: int) -> str:
        """Letter as it is written for a folded character of a token (-1: the last)."""
        if character < 0:
            character += len(self.tokens[at].form)
        return self.document.text[self.document.offset(at, character)]

    def ends_in_ta(self, at: int) -> bool:
        """Whether a token ends in ة, which folding makes ه."""
        return self.tokens[at].form.endswith("ه") and self.written(at, -1) == "ة"

    def joined(self, at: int) -> bool:
        """Whether a token begins with the conjunction و."""
        form = self.tokens[at].form
        return form[0] == "و" and len(form) > 2 and not self.is_(at, "radical")

    def preposition_cut(self, at: int, clitic: str) -> int:
        """Folded characters of a proclitic preposition in front of a word, 0 if the word has none."""
        form = self.tokens[at].form
        if len(form) < 3 or self.tokens[at].kind != "word" or not self.roles[at].keys().isdisjoint(_WHOLE):
            return 0
        at_clitic = 1 if form[0] in "وف" and form[1] == clitic else 0
        return at_clitic + 1 if form[at_clitic] == clitic else 0

    def governed(self, mention: ActorMention) -> bool:
        """Whether a preposition stands before a mention, as a word or as a proclitic."""
        first = mention.first
        token = self.tokens[first]
        if mention.span[0] > token.start:
            prefix = self.document.text[token.start : mention.span[0]].removesuffix("ال")
            if any(char in "بلك" for char in prefix):
                return True
        elif token.form.startswith("لل"):
            return True
        if first == 0 or self.after_comma(first):
            return False
        if self.roles[max(0, first - 2)].get("determiner") == first - 1:
            return False  # كل من
        if self.is_(first - 1, "preposition") or self._behind_title(first):
            return True
        before = self.tokens[first - 1].form  # لهيئة «…»
        return before.startswith("ل") and len(before) > 3 and not self.is_(first - 1, "radical")

    def _behind_title(self, first: int) -> bool:
        """Whether a name stands after a preposition and a word with article that is its title (مع الزميلة فلانة)."""
        at = first - 1
        titled = at > 0 and self.mention_at[at] is None and self.tokens[at].form.startswith("ال")
        return titled and not self.after_mark(first) and not self.after_mark(at) and self.is_(at - 1, "preposition")

    def _quote(self, quotation: Quotation) -> Quote | None:
        text = self.document.text
        start, end = quotation.start, quotation.end
        first, past = self.document.token_range((start, end))
        if not quotation.closed and first < past:
            # A mark that is never closed shelters its own sentence only.
            end = min(end, self.document.sentences[self.document.sentence_of[first]].end)
            past = self.document.token_range((start, end))[1]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Quote((start, end), first, past - 1, quotation.closed) if first < past else None

    def _roles(self, at: int) -> dict[str, int]:
        form = self.tokens[at].form
        if not self.lexicon.may_start(form):
            return _NO_ROLES
        roles: dict[str, int] = {}
        for match in self.lexicon.words.matches(self.tokens, at):
            if match.key in roles or form[: match.cut] not in ("", "و", "ف"):
                continue
            if match.key == "preposition" and self.is_doubled(at) and self.is_saying_verb(at):
                continue  # بيّن، عبّر
            if match.key == "complementizer" and not self._complements(at, form[match.cut :], match.cut):
                continue
            roles[match.key] = match.last
        return roles

    def _complements(self, at: int, form: str, cut: int) -> bool:
        """Whether أن or its like is a word of its own (not the end of مون-إن) and ألا is not إلا."""
        if self.tokens[at].gap.endswith(("-", "_")):
            return False
        return form != "الا" or self.written(at, cut) == "أ"
