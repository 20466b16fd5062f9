"""Complements: where, after a cue, the reported words begin."""

from dataclasses import dataclass
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.naming import is_modifier, noun_phrase
from mahdar.reading.statements.scene import Quote, Scene

Manner = Literal["clause", "nominal", "quote", "colon"]
MIN_QUOTED_WORDS = 3  # shorter quotations are scare quotes
_NAME_WORDS = 5  # up to this many words after تنظيم، عملية … are a name
_REACH = 60  # tokens within which a complement is looked for
_WEAK_REACH = 12
_QUOTATIVE_REACH = 3
_CLOSE = 4  # tokens from a weak verb to its quotation
_CLITICS = {"ب": "ب", "ل": "ل"}


@dataclass(frozen=True, slots=True)
class Complement:
    """Where reported words begin.

    Attributes
    ----------
    manner : str
        "clause" after a complementiser, "nominal", "quote" at once in quotation marks, "colon" after one without marks.
    first : int
        First token of the words.
    cut : int
        Folded characters of a proclitic to leave out of the first token.
    quote : Quote or None
    opener : int
        The complementiser, preposition or first token: the region between cue and opener belongs to the reporter.
    inner : int
        Token of a quotative (قائلا، بالقول، قوله) passed on the way, or -1.
    """

    manner: Manner
    first: int
    cut: int
    quote: Quote | None
    opener: int
    inner: int = -1


def is_speech(scene: Scene, quote: Quote, *, introduced: bool = False) -> bool:
    """Whether a quotation is somebody's words rather than a name or a scare quote."""
    if introduced:
        return quote.words >= 2
    return quote.words >= MIN_QUOTED_WORDS and not is_name(scene, quote)


def is_name(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is the name of something: تنظيم «…», عملية «…»."""
    before = quote.first - 1
    if before < 0 or quote.words > _NAME_WORDS or scene.after_colon(quote.first):
        return False
    if quote.words < _NAME_WORDS and scene.is_(quote.first, "naming") and not scene.after_colon(quote.first):
        return True  # «حركة أحرار الشام»
    if scene.tokens[before].form == "ب" and before > 0:
        before -= 1  # ما يعرف بـ«…»
    form = scene.tokens[before].form
    bare = form[2:] if form.startswith("ال") else form
    mention = scene.mention_at[quote.first]
    if mention is not None and mention.first <= quote.first and mention.last >= quote.last:
        return True
    return scene.is_(before, "naming") or any(
        match.key == "naming" and match.first == match.last and len(form) - match.cut >= 3
        for match in scene.lexicon.words.matches(scene.tokens, before)
    ) or (bare != form and bare in _naming_forms(scene))  # fmt: skip


def _naming_forms(scene: Scene) -> frozenset[str]:
    return scene.lexicon.naming


def find_complement(scene: Scene, cue: Cue, others: dict[int, Cue], past: int) -> Complement | None:
    """Find where the words that a cue introduces begin.

    Parameters
    ----------
    scene : Scene
    cue : Cue
        A verb, participle or noun.
    others : dict[int, Cue]
        All cues of the sentence by first token.
    past : int
        End of the sentence (token after the last).
    """
    walk = _Walk(scene, cue, others, past)
    return walk.run()


class _Walk:
    """One pass from a cue to its complement."""

    def __init__(self, scene: Scene, cue: Cue, others: dict[int, Cue], past: int) -> None:
        self.scene = scene
        self.cue = cue
        self.others = others
        reach = _WEAK_REACH if cue.entry.strength == "weak" else _QUOTATIVE_REACH if cue.form == "particle" else _REACH
        self.past = min(past, cue.last + 1 + reach)
        self.takes = frozenset(cue.entry.takes)
        self.needs = frozenset(fold(word) for word in cue.entry.needs)
        self.needed = not self.needs
        self.inner = -1
        self.nominal: Complement | None = None
        self.subject_end = -1
        self.object = False  # a bare object stands where a nominal clause would
        self.aside = False  # within a prepositional phrase of the reporter's, until the next comma
        # A participle has no subject of its own; قد and الذي show that the verb's subject stands before it.
        before = cue.first - 1
        self.subject_known = cue.form in ("participle", "particle") or (
            before >= 0 and not scene.after_mark(cue.first) and not cue.joined
            and (scene.tokens[before].form in ("قد", "وقد") or self._ends_subject(before))
        )  # fmt: skip

    def _ends_subject(self, before: int) -> bool:
        """Whether a plural verb agrees with a noun right before it (دبلوماسيون يرون)."""
        return self.cue.person in ("3mp", "3md", "3fd")

    def run(self) -> Complement | None:
        at = self.cue.last + 1
        while at < self.past:
            step = self._step(at)
            if isinstance(step, Complement):
                return step
            if step < 0:
                break
            at = step
        return self.nominal

    def _make(self, manner: Manner, first: int, opener: int, cut: int = 0, quote: Quote | None = None) -> Complement | None:
        return Complement(manner, first, cut, quote, opener, self.inner)

    def _step(self, at: int) -> "Complement | int":
        """Look at one token: a complement, the next token to look at, or -1 to give up."""
        scene = self.scene
        if scene.after_mark(at):
            self.aside = False
        quote = scene.quote_from(at)
        if scene.after_colon(at) and at > self.cue.last:
            if quote is not None:
                return self._quotation(quote, introduced=True)
            return Complement("colon", at, 0, None, at, self.inner) if "أن" in self.takes or "quote" in self.takes else -1
        if quote is not None:
            return self._at_quote(quote)
        other = self.others.get(at)
        if other is not None and self._is_masdar(at):
            self.nominal = Complement("nominal", at, 0, None, at, self.inner)
            return at + 1
        if other is not None:
            return self._at_other(other)
        if scene.is_(at, "complementizer"):
            return self._at_complementizer(at)
        mention = scene.mention_at[at]
        time = scene.time_at[at]
        if (end := self._preposition(at)) is not None:
            return end
        if mention is not None and mention.first >= self.cue.last:
            self.subject_end = mention.last
            return mention.last + 1
        if time is not None:
            return time.last + 1
        return self._plain(at)

    def _quotation(self, quote: Quote, *, introduced: bool = False) -> "Complement | int":
        if is_speech(self.scene, quote, introduced=introduced) and self.needed:
            return Complement("quote", quote.first, 0, quote, quote.first, self.inner)
        return quote.last + 1

    def _at_quote(self, quote: Quote) -> "Complement | int":
        scene = self.scene
        mention = scene.mention_at[quote.first]
        if mention is not None and mention.last >= quote.last:
            self.subject_end = mention.last
            return mention.last + 1
        before = scene.tokens[quote.first - 1].form
        if self.nominal is not None and quote.first > self.nominal.first:
            return -1
        if before == "ل" and "ل" not in self.takes:
            return quote.last + 1
        if self.subject_known and self.subject_end < 0 and "noun" in self.takes and not is_speech(scene, quote):
            return -1
        if "quote" in self.takes and is_speech(scene, quote) and self._may_quote(quote):
            return self._quotation(quote)
        if before in ("ب", "بال") and "ب" in self.takes and quote.words >= 2:
            return Complement("nominal", quote.first, 0, None, quote.first - 1, self.inner)
        self.subject_end = quote.last
        return quote.last + 1

    def _is_masdar(self, at: int) -> bool:
        """Whether what looks like a verb is the verbal noun a participle takes (مؤكدا رفض بلاده)."""
        return (
            self.cue.form == "participle" and at == self.cue.last + 1 and "noun" in self.takes
            and self.scene.is_(at, "content")
        )  # fmt: skip

    def _may_quote(self, quote: Quote) -> bool:
        """Whether a quotation without a colon is what the verb reports; weak verbs must stand right before it."""
        entry = self.cue.entry
        if entry.strength == "strong" or entry.kind not in ("say", "write", "ask", "carry"):
            return True
        return quote.first - self.cue.last <= _CLOSE and not self.aside or self.subject_end == quote.first - 1

    def _at_other(self, other: Cue) -> "Complement | int":
        if other.kind == "quotative" or (other.form == "participle" and other.entry.lemma == "قال"):
            if self.nominal is not None:
                return -1
            self.inner = other.first
            return other.last + 1
        if other.form == "noun" and self.cue.kind == "carry" and other.entry.lemma == "قال":
            self.inner = other.first
            return other.last + 1
        if other.kind == "according-verb" and other.last + 1 in self.others and self.nominal is None:
            return self.others[other.last + 1].last + 1  # كما نقلت عنه الوكالات
        if other.kind in ("according", "relay", "according-verb", "own-words"):
            return other.last + 1 if self.nominal is None else -1
        if other.form == "verb" and other.first > 0 and self.scene.is_(other.first - 1, "relative"):
            return self._past_relative(other.last + 1)
        if other.kind == "describe" or other.entry.strength == "weak":
            return other.last + 1 if self.nominal is None else -1
        return -1

    def _past_relative(self, at: int) -> int:
        while at < self.past and not self.scene.after_comma(at):
            at += 1
        return at if at < self.past else -1

    def _at_complementizer(self, at: int) -> "Complement | int":
        scene = self.scene
        before = scene.tokens[at - 1].form
        if "أن" not in self.takes:
            return -1 if self.nominal is not None else at + 1
        if self.nominal is not None and (at == self.nominal.first + 1 or scene.is_(self.nominal.first, "content")):
            return -1
        if at - 1 > self.cue.last and scene.is_(at - 1, "subordinating") and not (before == "الي" and "إلى" in self.takes):
            return at + 1
        if not self.needed and before not in self.needs:
            return at + 1
        if self.cue.kind == "believe" and "ب" not in self.takes and scene.tokens[at].form.startswith("بان"):
            return at + 1
        last = scene.roles[at]["complementizer"]
        if last + 1 >= self.past:
            return -1
        if scene.tokens[at].form == "ان" and scene.tokens[at + 1].form in ("كان", "كانت") and self.cue.entry.lemma != "قال":
            return at + 1  # إن كان: whether
        quote = scene.quote_from(last + 1)
        if quote is not None and is_speech(scene, quote):
            return Complement("clause", last + 1, 0, quote, at, self.inner)
        return Complement("clause", last + 1, 0, None, at, self.inner)

    def _preposition(self, at: int) -> "Complement | int | None":
        """A preposition that the verb takes opens a nominal clause; any other one leads into an aside."""
        scene = self.scene
        form = scene.tokens[at].form
        if self.nominal is not None or at + 1 >= self.past:
            return None
        for word in self.takes - {"أن", "quote", "noun"}:
            if form == fold(word):
                if scene.is_(at + 1, "complementizer"):
                    self.needed = True
                    return at + 1
                if self._setting(at + 1) or scene.mention_at[at + 1] is not None:
                    return None
                quote = scene.quote_from(at + 1)
                if quote is not None and is_speech(scene, quote):
                    return Complement("nominal", at + 1, 0, quote, at, self.inner)
                if word == "على" and not scene.is_(at + 1, "content") and self._clause_follows(at + 1):
                    self.aside = True
                    return at + 1
                return Complement("nominal", at + 1, 0, None, at, self.inner)
            clitic = _CLITICS.get(word)
            if clitic and scene.mention_at[at] is None and scene.time_at[at] is None:
                cut = scene.preposition_cut(at, clitic)
                if cut and not self._setting(at) and not (clitic == "ل" and not form.startswith("لل", cut - 1)):
                    return Complement("nominal", at, 0 if form.startswith("لل", cut - 1) else cut, None, at, self.inner)
        if form in self.needs:
            self.needed = True
        return None

    def _clause_follows(self, at: int) -> bool:
        """Whether أن opens a clause before the next mark: then the preposition belongs to the subject."""
        while at < self.past and not self.scene.after_mark(at) and at not in self.others:
            if self.scene.is_(at, "complementizer") and not self.scene.is_(at - 1, "subordinating"):
                return True
            at += 1
        return False

    def _setting(self, at: int) -> bool:
        """Whether a noun names the setting of the saying (بيان، مؤتمر) rather than what is said."""
        scene = self.scene
        form = scene.tokens[at].form
        return scene.is_(at, "reporting") or scene.time_at[at] is not None or any(
            match.key == "reporting" and form[: match.cut] in ("", "ب", "ل")
            for match in scene.lexicon.words.matches(scene.tokens, at)
        )  # fmt: skip

    def _plain(self, at: int) -> int:
        """A token that is nothing special: part of the subject, of an aside, or the head of a nominal clause."""
        scene = self.scene
        role = scene.roles[at]
        if "adverb" in role or "turn" in role:
            return max(role.get("adverb", at), role.get("turn", at)) + 1
        if "preposition" in role or "relative" in role:
            self.aside = True
            return at + 1
        if "noun" not in self.takes or self.nominal is not None or self.object:
            return at + 1
        if self.subject_known and self.subject_end < 0:
            if not self.aside or scene.is_(at, "content"):
                self.nominal = Complement("nominal", at, 0, None, at, self.inner)
            return at + 1
        if at == self.cue.last + 1 and "content" not in role:
            end = noun_phrase(scene, at, self.past)
            if end is not None:
                self.subject_end = end
                return end + 1
            return at + 1
        if self._opens_nominal(at):
            self.nominal = Complement("nominal", at, 0, None, at, self.inner)
        elif self.subject_end == at - 1 and not scene.after_mark(at) and not is_modifier(scene, at):
            self.object = True
        return at + 1

    def _opens_nominal(self, at: int) -> bool:
        scene = self.scene
        if scene.tokens[at].kind != "word":
            return False
        settled = (
            scene.after_mark(at)
            or self.subject_end == at - 1
            or scene.time_at[at - 1] is not None
            or scene.is_(at - 1, "adverb")
        )
        if scene.is_(at - 1, "preposition") or (self.aside and not scene.after_mark(at)) or scene.is_(at, "determiner"):
            return False
        if scene.is_(at, "content"):
            return settled or scene.tokens[at - 1].form.startswith("ال")
        form = scene.tokens[at].form
        governed = scene.preposition_cut(at, "ب") or scene.preposition_cut(at, "ل")
        return self.subject_end == at - 1 and not form.startswith("ال") and not governed
