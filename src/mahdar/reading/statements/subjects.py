"""Subjects: the noun that a verb of saying has as its subject, after the verb or before it."""

from dataclasses import dataclass

from mahdar.reading.findings import ActorMention
from mahdar.reading.statements.agreement import Agreement
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.extents import looks_verbal
from mahdar.reading.statements.naming import described_speaker, head_of, new_speaker, noun_phrase
from mahdar.reading.statements.phrases import APPOSITION, apposed, free_mentions, mentions_between, person_in
from mahdar.reading.statements.scene import Scene
from mahdar.reading.statements.sources import Sources

_NEAR = 4  # tokens between an unknown head and the name in it (قيادة القوات الجوية)
_OPENING = 6  # tokens at a sentence's start in which a coordinated verb's subject stands
_RELATIVE_REACH = 10  # tokens between a noun and الذي
_GOING_ON = frozenset({"ثم", "كما"})  # after them a verb may have the subject of the verb before
_UNKNOWN = 6  # tokens of a subject that no list knows


@dataclass(frozen=True)
class Subjects:
    """The search for subjects.

    Attributes
    ----------
    scene : Scene
    sources : Sources
    agreement : Agreement
    """

    scene: Scene
    sources: Sources
    agreement: Agreement

    # ---- after the verb

    def following(self, cue: Cue, first: int, past: int) -> str | None:
        """Find the subject after a verb, before the complement at `past`."""
        scene = self.scene
        if cue.kind == "document":
            return self.sources.source(first, past)[0]
        if self._behind_qad(cue):
            return None
        head = self._head(first, past)
        if head is None:
            return None
        mention = scene.mention_at[head]
        if mention is not None and mention.first >= first - 1:
            elided = self._elided(cue) and not self.agreement.agrees(cue, mention)
            return None if elided or self._is_object(cue, mention.last, past) else apposed(scene, mention, past).actor
        hit = head_of(scene, head)
        end = noun_phrase(scene, head, past)
        if self._is_object(cue, head if end is None else end, past):
            return None
        if hit is not None and hit.key.role == "document":
            return self.sources.owner(head, past)
        return self._named(head, end, past) or self._described(cue, head, end, past)

    def _behind_qad(self, cue: Cue) -> bool:
        """Whether a past verb has its subject before قد (كان الوزير قد دعا الأطراف إلى …)."""
        before = cue.first - 1
        first = self.scene.sentence(cue.first)[0]
        return cue.tense == "past" and before > first and self.scene.tokens[before].form == "قد"

    def named(self, cue: Cue, past: int) -> str | None:
        """Find the subject that is named right after a verb, if one is (not who is accused or asked)."""
        head = self._head(cue.last + 1, past)
        mention = None if head is None else self.scene.mention_at[head]
        if mention is None or cue.enclitic or self._elided(cue) or not self.agreement.agrees(cue, mention):
            return None
        return apposed(self.scene, mention, past).actor

    def lone_object(self, cue: Cue, opener: int) -> ActorMention | None:
        """The only noun between a verb that may have an object and its complement (بيانا اتهم فيه الحركة بـ…)."""
        if cue.form != "verb" or cue.entry.addressee == "none" or cue.joined or cue.enclitic:
            return None
        free = free_mentions(self.scene, cue.last + 1, opener)
        return free[0] if len(free) == 1 and opener - free[0].last <= 1 else None

    def _named(self, head: int, end: int | None, past: int) -> str | None:
        """The person whom a noun phrase names, or whom it takes up again."""
        hit, person = head_of(self.scene, head), person_in(self.scene, head, past)
        if hit is not None and end is not None and person is None:
            return self.sources.again(head, end)
        if person is None or person.first - head > APPOSITION:
            return None
        if hit is None or end is None or hit.key.role == "office":
            return person.actor
        # قائده العماد فلان: the pronoun leads to the name.
        return person.actor if hit.split.enclitic and person.first <= end + 3 else None

    def _described(self, cue: Cue, head: int, end: int | None, past: int) -> str | None:
        """A speaker without a name, or a body whose name begins a few words on (قيادة القوات الجوية)."""
        scene = self.scene
        if end is not None:
            actor = new_speaker(scene, head, past)
            return actor.id if actor else None
        near = free_mentions(scene, head, min(past, head + _NEAR + 1))
        if near:
            return near[0].actor if self.agreement.agrees(cue, near[0], head) else None
        if cue.form != "verb" or self._elided(cue):
            return None
        known = self.sources.echo(head)
        if known is not None:
            return known
        actor = described_speaker(scene, head, past)
        return actor.id if actor else None

    def _head(self, first: int, past: int) -> int | None:
        """First token after a verb that can be its subject."""
        at = first
        while at < past:
            nxt = self._past_aside(at, first, past)
            if nxt == at:
                return at
            at = nxt
        return None

    def _past_aside(self, at: int, first: int, past: int) -> int:
        """Token after a time, an adverb or a prepositional phrase; the token itself where a subject may begin."""
        scene = self.scene
        time, roles = scene.time_at[at], scene.roles[at]
        if time is not None:
            return time.last + 1
        jump = max((roles[role] for role in ("adverb", "turn", "determiner") if role in roles), default=-1)
        if jump >= 0:
            return jump + 1
        aside = "preposition" in roles or bool(scene.lexicon.particles.matches(scene.tokens, at))
        if aside or (at > first and looks_verbal(scene, at)):
            at += 1
            while at < past and not (scene.after_mark(at) if aside else scene.after_comma(at)):
                at += 1
            return at
        mention = scene.mention_at[at]
        if mention is not None:
            return past if scene.governed(mention) else at
        return past if scene.is_saying_verb(at) else at

    def _elided(self, cue: Cue) -> bool:
        """Whether a verb that may have an object may have no subject of its own (وحث القوات على …، لكنه وصف …)."""
        if cue.entry.addressee == "none" or cue.enclitic:
            return False
        before = cue.first - 1
        if before < 0:
            return False
        form = self.scene.tokens[before].form
        pronoun = self.scene.is_(before, "contrast") and form.endswith(("ه", "ها", "هم"))
        return cue.joined or pronoun or form in _GOING_ON

    def _is_object(self, cue: Cue, last: int, past: int) -> bool:
        """Whether the only noun between a verb and its complement is the one spoken to or of."""
        if not self._elided(cue) or past - last > 1:
            return False
        oblique = cue.entry.addressee == "optional" and self.scene.tokens[last].form.endswith("ين")
        first = self.scene.sentence(cue.first)[0]
        goes_on = bool(self.sources.history) and self.sources.history[-1][1] >= first
        return oblique or goes_on or cue.entry.addressee == "required"

    # ---- before the verb

    def preceding(self, cue: Cue, floor: int) -> str | None:
        """Find the subject before a verb: an antecedent, what follows لكن or كان, else the clause's first noun."""
        scene = self.scene
        at = cue.first - 1
        while at > floor and (scene.is_(at, "auxiliary") or scene.is_(at, "adverb")):
            at -= 1
        if at >= 0 and scene.is_(at, "relative") and (antecedent := self._antecedent(cue, at)) is not None:
            return antecedent
        if self._takes_up(cue, at):
            first = scene.after_dateline(*scene.sentence(cue.first))
            named = [m for m in free_mentions(scene, first, at) if self.agreement.agrees(cue, m)]
            if named:
                return apposed(scene, named[0], at).actor
        free = [m for m in free_mentions(scene, floor, cue.first) if self.agreement.agrees(cue, m)]
        for mention in free:
            if self._starts_clause(mention, floor):
                return apposed(scene, mention, cue.first).actor
        for head in range(floor, cue.first):
            if self._is_bare_noun(head) and scene.quote_at[head] is None and self._starts_noun(head, floor):
                return self._title_or_description(head, cue.first)
        near = range(cue.first - 1, max(floor, cue.first - _UNKNOWN - 1) - 1, -1)
        head = next((at for at in near if self._is_unnamed(at)), -1)
        if head >= 0 and not any(mention.first > head for mention in free):
            return self.sources.source(head, cue.first)[0]
        return free[0].actor if free else self._unknown(cue, floor)

    def _takes_up(self, cue: Cue, at: int) -> bool:
        """Whether a pronoun on لكن or its like before a verb stands for its subject."""
        scene = self.scene
        form = scene.tokens[at].form if at >= 0 else ""
        return scene.is_(at, "contrast") and form.endswith(("ه", "ها", "هم")) and not cue.joined

    def fronted(self, cue: Cue, floor: int) -> str | None:
        """Find the subject with which a clause begins, before a verb (وكان الوزير دعا الحكومة إلى …)."""
        scene = self.scene
        for mention in free_mentions(scene, floor, cue.first):
            if self._starts_clause(mention, floor) and self.agreement.agrees(cue, mention):
                return apposed(scene, mention, cue.first).actor
        return None

    def coordinated(self, cue: Cue) -> str | None:
        """Find the subject of the verb that opens the sentence, where a later one goes on (رد المندوب … وقال إن)."""
        scene = self.scene
        first = scene.after_dateline(*scene.sentence(cue.first))
        spoken = self.sources.history and self.sources.history[-1][1] >= first
        if not cue.joined or cue.first - first < 3 or spoken:
            return None
        for at in range(first, min(first + _OPENING, cue.first)):
            mention = scene.mention_from(at)
            if mention is not None:
                free = not scene.governed(mention) and self.agreement.agrees(cue, mention)
                return apposed(scene, mention, cue.first).actor if free else None
            if self._is_bare_noun(at):
                return self.sources.source(at, cue.first)[0]
            if scene.is_(at, "preposition"):
                return None
        return None

    def fronted_by_topic(self, cue: Cue, floor: int) -> bool:
        """Whether أما opens the clause, so that فقال has its subject before it."""
        tokens = self.scene.tokens
        return tokens[cue.first].form.startswith("ف") and any(
            tokens[at].form in ("اما", "واما") for at in range(floor, cue.first)
        )

    def _antecedent(self, cue: Cue, relative: int) -> str | None:
        """The noun that a relative pronoun takes up: the nearest that no preposition governs, else the one before."""
        scene = self.scene
        first = max(scene.sentence(relative)[0], relative - _RELATIVE_REACH)
        mentions = [m for m in mentions_between(scene, first, relative) if self.agreement.agrees(cue, m)]
        ends = {mention.last: mention for mention in mentions}
        for at in range(relative - 1, first - 1, -1):
            mention = ends.get(at)
            if mention is not None and not scene.governed(mention):
                return mention.actor
            if self._is_bare_noun(at) and not (at and scene.is_(at - 1, "preposition")):
                return self.sources.source(at, relative)[0]
        near = [m for m in mentions if relative - m.last <= 3]
        return near[-1].actor if near else None

    def _unknown(self, cue: Cue, floor: int) -> str | None:
        """A subject that no list knows, at the start of the clause or right before a plural verb (آخرين أعربوا)."""
        scene = self.scene
        first = floor
        while first < cue.first and (
            ends := [scene.roles[first][r] for r in ("contrast", "turn") if r in scene.roles[first]]
        ):
            first = max(ends) + 1
        close = scene.after_comma(cue.first) or first > floor or cue.first - first == 1
        if not 1 <= cue.first - first <= _UNKNOWN or not close or scene.is_(first, "auxiliary"):
            return None
        actor = described_speaker(scene, first, cue.first, oblique=first > floor)
        return actor.id if actor else None

    def _title_or_description(self, head: int, past: int) -> str | None:
        person = person_in(self.scene, head, past)
        if person is not None and person.first - head <= APPOSITION:
            return person.actor
        actor = new_speaker(self.scene, head, past)
        return actor.id if actor else None

    def _is_bare_noun(self, at: int) -> bool:
        """Whether a noun for a speaker stands at a token, outside mentions and without a preposition written on it."""
        if self.scene.mention_at[at] is not None:
            return False
        hit = head_of(self.scene, at)
        return hit is not None and hit.key.role != "document" and not hit.split.preposition

    def _is_unnamed(self, at: int) -> bool:
        hit = head_of(self.scene, at) if self._is_bare_noun(at) else None
        return hit is not None and hit.key.role == "head" and not (at and self.scene.is_(at - 1, "preposition"))

    def _starts_clause(self, mention: ActorMention, floor: int) -> bool:
        first = mention.first
        while first > floor and self.scene.lexicon.ranks.matches(self.scene.tokens, first - 1):
            first -= 1
        return self._starts_noun(first, floor)

    def _starts_noun(self, at: int, floor: int) -> bool:
        """Whether a clause begins at a token: first, after a comma with و, or after لكن، كان، إن and the like."""
        scene = self.scene
        if at <= floor or (scene.joined(at) and scene.after_comma(at)):
            return True
        before = at - 1
        if not scene.roles[before].keys().isdisjoint(("auxiliary", "contrast", "complementizer")):
            return True
        return any(
            scene.roles[start].get(role) == before
            for start in range(max(floor, before - 3), before + 1)
            for role in ("contrast", "turn", "adverb")
        )
