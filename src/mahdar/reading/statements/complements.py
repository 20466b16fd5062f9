"""Complements: where, after a cue, the reported words begin."""

import re
from dataclasses import dataclass
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.naming import is_modifier, noun_phrase
from mahdar.reading.statements.quotations import is_speech
from mahdar.reading.statements.scene import Quote, Scene

Manner = Literal["clause", "nominal", "quote", "colon"]
_REACH = 60  # tokens within which a complement is looked for
_WEAK_REACH = 12
_QUOTATIVE_REACH = 3
_CLOSE = 4  # tokens from a weak verb to its quotation
# Shapes of verbal nouns: تفعيل، إفعال وافتعال وانفعال، استفعال، فعول، مفاعلة, each with a pronoun or without.
_MASDAR = re.compile(r"(?:ت\w\wي\w|ا\w{2,3}ا\w|است\w\wا\w|\w\wو\w|م\wا\w\w[هت])(?:ه|ها|هم|هما)?")
_SETTING_WORDS = 3
_NO_SETTING = frozenset({"إلى", "من"})  # دعا إلى مؤتمر: what is asked for, not where
_PLAIN = frozenset({"accuse", "request", "threaten", "promise"})  # what they take with ب is no setting
_CLITICS = frozenset({"ب", "ل"})


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
        self.relative = False  # within a relative clause, until the next comma
        self.adverb_end = -1
        self.subject_known = cue.form in ("participle", "particle") or self._follows_subject()

    def _follows_subject(self) -> bool:
        """Whether the verb's subject stands before it: after قد, or where a plural verb agrees with it (خبراء يرون)."""
        cue, scene = self.cue, self.scene
        before = cue.first - 1
        if cue.person in ("3mp", "3md", "3fd"):
            return True
        if before < 0 or cue.joined or scene.after_mark(cue.first):
            return False
        return scene.tokens[before].form in ("قد", "وقد")

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

    def _step(self, at: int) -> "Complement | int":
        """Look at one token: a complement, the next token to look at, or -1 to give up."""
        scene = self.scene
        if scene.after_mark(at):
            self.aside = self.relative = False
        quote = scene.quote_from(at)
        if scene.after_colon(at):
            return self._at_colon(at, quote)
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
        if at + 1 < self.past and scene.is_(at + 1, "complementizer") and scene.is_saying_verb(at):
            return scene.roles[at + 1]["complementizer"] + 1  # لما قال إنه: a verb that is no cue keeps its clause
        mention = scene.mention_at[at]
        time = scene.time_at[at]
        if (end := self._preposition(at)) is not None:
            return end
        if mention is not None and mention.first >= self.cue.last:
            self.subject_end = mention.last
            return mention.last + 1
        if time is not None:
            self.aside = False
            return time.last + 1
        return self._plain(at)

    def _at_colon(self, at: int, quote: Quote | None) -> "Complement | int":
        if quote is not None:
            return self._quotation(quote, introduced=True)
        if self.takes.isdisjoint(("أن", "quote")):
            return -1
        return Complement("colon", at, 0, None, at, self.inner)

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
            and self.scene.is_content(at)
        )  # fmt: skip

    def _may_quote(self, quote: Quote) -> bool:
        """Whether a quotation without a colon is what the verb reports; weak verbs must stand right before it."""
        entry = self.cue.entry
        if entry.strength == "strong" or entry.kind not in ("say", "write", "ask", "carry"):
            return True
        close = quote.first - self.cue.last <= _CLOSE and not self.aside
        return close or self.subject_end == quote.first - 1

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
        weak = other.entry.strength == "weak" and not (other.form == "participle" and "أن" in other.entry.takes)
        passing = other.kind == "describe" or weak or self._is_aside(other)
        return other.last + 1 if passing and self.nominal is None else -1

    def _is_aside(self, other: Cue) -> bool:
        """Whether a participle reports nothing of its own (وقال مخاطبا الحضور إن …)."""
        if other.form != "participle" or "quote" not in other.entry.takes or "أن" in other.entry.takes:
            return False
        return find_complement(self.scene, other, self.others, self.past) is None

    def _past_relative(self, at: int) -> int:
        while at < self.past and not self.scene.after_comma(at):
            at += 1
        return at if at < self.past else -1

    def _at_complementizer(self, at: int) -> "Complement | int":
        """At أن or its like: the reported clause, unless the word belongs to something else."""
        scene = self.scene
        if "أن" not in self.takes:
            return -1 if self.nominal is not None else at + 1
        if self.nominal is not None and (at == self.nominal.first + 1 or scene.is_content(self.nominal.first)):
            return -1  # ضرورة أن …
        if self._belongs_elsewhere(at):
            return at + 1
        first = scene.roles[at]["complementizer"] + 1
        if first >= self.past:
            return -1
        quote = scene.quote_from(first)
        if quote is not None and not is_speech(scene, quote):
            quote = None
        return Complement("clause", first, 0, quote, at, self.inner)

    def _belongs_elsewhere(self, at: int) -> bool:
        """Whether أن hangs on a word before it (بعد أن), on another preposition, or means whether (إن كان)."""
        scene = self.scene
        form, before = scene.tokens[at].form, scene.tokens[at - 1].form
        if at - 1 > self.cue.last and scene.is_(at - 1, "subordinating"):
            return before != "الي" or "إلى" not in self.takes
        if not self.needed and before not in self.needs:
            return True
        if self.cue.kind == "believe" and "ب" not in self.takes and form.startswith("بان"):
            return True
        follows = scene.tokens[at + 1].form if at + 1 < len(scene.tokens) else ""
        return form == "ان" and follows in ("كان", "كانت") and self.cue.entry.lemma != "قال"

    def _preposition(self, at: int) -> "Complement | int | None":
        """At a preposition that the verb takes: a nominal clause, or the next token to look at; None at other words."""
        if self.nominal is not None or at + 1 >= self.past or (self.relative and not self._accused(at)):
            return None
        form = self.scene.tokens[at].form
        for word in sorted(self.takes - {"أن", "quote", "noun"}):
            found = self._after_word(at, word) if form == fold(word) else self._after_clitic(at, word)
            if found is not None:
                return found
        if form in self.needs:
            self.needed = True
        return None

    def _after_word(self, at: int, word: str) -> "Complement | int | None":
        scene = self.scene
        first = at + 1
        if scene.is_(first, "complementizer"):
            self.needed = True
            return first
        setting = scene.time_at[first] is not None if word in _NO_SETTING else self._setting(first)
        if setting or scene.mention_at[first] is not None:
            return None
        quote = scene.quote_from(first)
        if quote is not None and is_speech(scene, quote):
            return Complement("nominal", first, 0, quote, at, self.inner)
        if word == "على" and not scene.is_content(first) and self._clause_follows(first):
            self.aside = True
            return first
        return Complement("nominal", first, 0, None, at, self.inner)

    def _after_clitic(self, at: int, word: str) -> Complement | None:
        scene = self.scene
        if word not in _CLITICS or scene.mention_at[at] is not None or scene.time_at[at] is not None:
            return None
        cut = scene.preposition_cut(at, word) or self._fused(at, word)
        if not cut or (self.cue.entry.kind not in _PLAIN and self._setting(at)):
            return None
        definite = scene.tokens[at].form.startswith("لل", cut - 1)
        if word == "ل" and not definite:
            return None
        # The alef of the article is not written after ل: للمشاركة stays whole.
        return Complement("nominal", at, 0 if definite else cut, None, at, self.inner)

    def _fused(self, at: int, word: str) -> int:
        """The letter ب of a preposition that is a verbal noun after verbs with an object (طالبه بدعم، بمشاركة)."""
        form = self.scene.tokens[at].form
        taken = word == "ب" and self.cue.entry.addressee != "none" and self.scene.is_(at, "preposition")
        return int(taken and form[0] == "ب" and form[1:] in self.scene.lexicon.content)

    def _accused(self, at: int) -> bool:
        """Whether ب with a verbal noun follows the relative clause of the one accused (الذين يسيطرون على … بالوقوف)."""
        form = self.scene.tokens[at].form
        bare = form[1:].removeprefix("ال")
        shape = _MASDAR.fullmatch(bare) is not None or bare in self.scene.lexicon.content
        return self.cue.entry.addressee == "required" and form[0] == "ب" and shape

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
        """At a token that is nothing special: part of the subject, of an aside, or the head of a nominal clause."""
        scene = self.scene
        role = scene.roles[at]
        if "adverb" in role or "turn" in role:
            self.adverb_end = max(role.get("adverb", at), role.get("turn", at))
            return self.adverb_end + 1
        if "preposition" in role or "relative" in role:
            self.aside = True
            self.relative = self.relative or "relative" in role
        elif "noun" in self.takes and self.nominal is None and not self.object:
            return self._noun(at)
        return at + 1

    def _noun(self, at: int) -> int:
        """At a noun after a verb that takes a nominal clause as object."""
        scene = self.scene
        if self.subject_known and self.subject_end < 0:
            if not self.aside or scene.is_content(at):
                self.nominal = Complement("nominal", at, 0, None, at, self.inner)
            return at + 1
        if at == self.cue.last + 1 and not scene.is_content(at):
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
        """Whether a noun begins what is reported: a known head (مقتل) or an indefinite noun after the subject."""
        scene = self.scene
        if scene.tokens[at].kind != "word":
            return False
        before = at - 1
        if scene.is_(before, "preposition") or scene.is_(at, "determiner"):
            return False
        if self.aside and not scene.after_mark(at):
            # أعلن الجيش في بيان بدء …: a setting of a few words is over where a known head follows.
            setting = range(max(self.cue.last + 1, at - _SETTING_WORDS), at)
            over = self._definite(before) or any(scene.is_(word, "reporting") for word in setting)
            return scene.is_content(at) and over
        after_subject = self.subject_end == before or scene.time_at[before] is not None
        settled = after_subject or scene.after_mark(at) or self.adverb_end == before
        if scene.is_content(at):
            return settled or scene.tokens[before].form.startswith("ال")
        form = scene.tokens[at].form
        if self.subject_end == before and self._governs(at):
            return True
        # A word with و, ب or ل in front goes on with what stands before it; so does a definite noun.
        if scene.joined(at) or form.startswith(("ال", "ب", "ل")):
            return False
        return self.subject_end == before or (settled and _MASDAR.fullmatch(form) is not None)

    def _definite(self, at: int) -> bool:
        """Whether a token ends a noun phrase that takes no genitive: a name, or a noun with article."""
        return self.scene.mention_at[at] is not None or self.scene.tokens[at].form.startswith("ال")

    def _governs(self, at: int) -> bool:
        """Whether a definite verbal noun with a preposition of its own follows (أعلن الجيش السيطرة على …)."""
        scene, nxt = self.scene, at + 1
        bare = scene.bare(at)
        if not scene.tokens[at].form.startswith("ال") or nxt >= self.past or scene.after_mark(nxt):
            return False
        governs = scene.is_(nxt, "preposition") or scene.preposition_cut(nxt, "ب") > 0
        return governs and (_MASDAR.fullmatch(bare) is not None or bare in scene.lexicon.content)
