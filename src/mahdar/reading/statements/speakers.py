"""Speakers: whose words a cue reports."""

from dataclasses import dataclass, field

from mahdar.arabic.folding import fold
from mahdar.reading.findings import ActorMention
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.extents import looks_verbal
from mahdar.reading.statements.naming import described_speaker, head_of, new_speaker, noun_phrase
from mahdar.reading.statements.scene import Scene

_APPOSITION = 8  # tokens between a title and the name in apposition to it
_PLURAL_HEADS = ("ون", "ين", "وا")
_BACK = 160  # tokens back to where a document was first named
_RELATIVE_REACH = 10  # tokens between a noun and الذي
_MEMORY = 12  # statements that a pronoun may reach back


@dataclass
class Speakers:
    """Who has spoken so far in an article, and the search for who speaks next.

    Attributes
    ----------
    scene : Scene
    history : list[tuple[str, int]]
        Actor ids with the token of their cue, latest last.
    gender : dict[str, str]
        "f" or "m" by actor, learnt from verbs that stand before their subject.
    """

    scene: Scene
    history: list[tuple[str, int]] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)

    def remember(self, actor: str, at: int) -> None:
        """Note that an actor has spoken."""
        self.history.append((actor, at))

    # ---- the subject of a verb

    def of_verb(self, cue: Cue, opener: int, floor: int) -> str | None:
        """Speaker of a verb or verbal noun.

        Parameters
        ----------
        cue : Cue
        opener : int
            First token that belongs to the complement; the subject may stand between cue and opener.
        floor : int
            First token of the clause, before which no subject is looked for.
        """
        if cue.form == "verb" and cue.entry.addressee == "required" and not cue.joined:
            # بيانا اتهم فيه الحركة بـ…: a single noun after the verb is its object if a subject stands before.
            mentions = [m for m in self._mentions(cue.last + 1, opener) if not self.scene.governed(m)]
            before = self.preceding(cue, floor) if len(mentions) == 1 and opener - mentions[0].last <= 1 else None
            if before is not None and before != mentions[0].actor:
                return before
        after = self.following(cue, cue.last + 1, opener)
        if after is not None:
            if cue.form == "verb":
                self.gender[after] = "f" if cue.feminine else "m"
            return after
        if cue.form == "verb" and (not cue.joined or self._topic_before(cue, floor)):
            before = self.preceding(cue, floor)
            if before is not None:
                return before
        return self._coordinated(cue) or self.pronominal(cue)

    def _coordinated(self, cue: Cue) -> str | None:
        """The subject of the verb that opens the sentence, where a later verb goes on (رد المندوب … وقال إن)."""
        scene = self.scene
        first = scene.document.sentence_tokens[scene.document.sentence_of[cue.first]][0]
        if not cue.joined or cue.first - first < 3 or (self.history and self.history[-1][1] >= first):
            return None
        for at in range(first, min(first + 6, cue.first)):
            mention = scene.mention_from(at)
            if mention is not None:
                free = not scene.governed(mention) and self.agrees(cue, mention)
                return self._apposed(mention, cue.first).actor if free else None
            hit = head_of(scene, at)
            if hit is not None and hit.key.role != "document" and not hit.split.preposition:
                return self.source(at, cue.first)[0]
            if "preposition" in scene.roles[at]:
                return None
        return None

    def of_participle(self, cue: Cue, floor: int, current: str | None) -> str | None:
        """Speaker of a participle: whoever speaks already in the sentence, else the sentence's subject."""
        if current is not None:
            return current
        fallback = None
        for mention in self._mentions(floor, cue.first):
            if self.scene.governed(mention):
                continue
            if self.agrees(cue, mention):
                return self._apposed(mention, cue.first).actor
            fallback = fallback or mention
        return self.pronominal(cue) or (fallback.actor if fallback else None)

    def following(self, cue: Cue, first: int, past: int) -> str | None:
        """The subject after a verb, up to the complement."""
        scene = self.scene
        if cue.kind == "document":
            return self.source(first, past)[0]
        head = self._head(first, past)
        if head is None:
            return None
        mention = scene.mention_at[head]
        if mention is not None and mention.first >= first - 1:
            if self._is_object(cue, mention.last, past) or (self._elided(cue) and not self.agrees(cue, mention)):
                return None
            return self._apposed(mention, past).actor
        hit = head_of(scene, head)
        end = noun_phrase(scene, head, past)
        if self._is_object(cue, head if end is None else end, past):
            return None
        if hit is not None and hit.key.role == "document":
            return self.owner(head, past)
        return self._named(head, end, past) or self._described(cue, head, end, past)

    def _named(self, head: int, end: int | None, past: int) -> str | None:
        """The person whom a noun phrase names, or whom it takes up again."""
        hit = head_of(self.scene, head)
        person = self._person(head, past)
        if hit is not None and end is not None and person is None:
            return self.again(head, end)
        if person is None or person.first - head > _APPOSITION:
            return None
        if hit is None or end is None or hit.key.role == "office":
            return person.actor
        return person.actor if hit.split.enclitic and person.first <= end + 3 else None

    def _described(self, cue: Cue, head: int, end: int | None, past: int) -> str | None:
        """A speaker without a name, or a body whose name begins a few words on (قيادة القوات الجوية)."""
        if end is not None:
            actor = new_speaker(self.scene, head, past)
            return actor.id if actor else None
        near = next((m for m in self._mentions(head, past) if m.first - head <= 4 and not self.scene.governed(m)), None)
        if near is not None:
            return near.actor if self.agrees(cue, near, head) else None
        if cue.form == "verb" and not self._elided(cue):
            echo = self._echo(head)
            actor = described_speaker(self.scene, head, past) if echo is None else None
            return actor.id if actor else echo
        return None

    def _echo(self, head: int) -> str | None:
        """An earlier speaker in whose name a word stands (جيري بيسانا … بيسانا)."""
        tokens = self.scene.tokens
        form = tokens[head].form
        for actor, _ in reversed(self.history):
            for mention in self.scene.actors[actor].mentions:
                if any(tokens[at].form == form for at in range(mention.first, mention.last + 1)):
                    return actor
        return None

    def preceding(self, cue: Cue, floor: int) -> str | None:
        """The subject before a verb: an antecedent, what follows لكن or كان, else the clause's first agreeing noun."""
        scene = self.scene
        at = cue.first - 1
        while at > floor and (scene.is_(at, "auxiliary") or scene.is_(at, "adverb")):
            at -= 1
        if at >= 0 and scene.is_(at, "relative") and (antecedent := self._antecedent(cue, at)) is not None:
            return antecedent
        mentions = [m for m in self._mentions(floor, cue.first) if self.agrees(cue, m)]
        free = [m for m in mentions if not scene.governed(m)]
        for mention in free:
            if self._starts_clause(mention, floor):
                return self._apposed(mention, cue.first).actor
        for head in range(floor, cue.first):
            if scene.mention_at[head] is None and scene.quote_at[head] is None and self._starts_noun(head, floor):
                hit = head_of(scene, head)
                if hit is not None and not hit.split.preposition and hit.key.role != "document":
                    person = self._person(head, cue.first)
                    if person is not None and person.first - head <= _APPOSITION:
                        return person.actor
                    actor = new_speaker(scene, head, cue.first)
                    return actor.id if actor else None
        near = next((at for at in range(cue.first - 1, max(floor, cue.first - 7) - 1, -1) if self._unnamed(at)), None)
        if near is not None and not any(m.first > near for m in free):
            return self.source(near, cue.first)[0]
        if free:
            return free[0].actor
        return self._unknown_before(cue, floor)

    def _antecedent(self, cue: Cue, relative: int) -> str | None:
        """Whom a relative pronoun takes up: the nearest noun that no preposition governs, else the noun right before."""
        scene = self.scene
        first = max(scene.document.sentence_tokens[scene.document.sentence_of[relative]][0], relative - _RELATIVE_REACH)
        mentions = [m for m in self._mentions(first, relative) if self.agrees(cue, m)]
        for at in range(relative - 1, first - 1, -1):
            mention = next((m for m in mentions if m.last == at), None)
            if mention is not None and not scene.governed(mention):
                return mention.actor
            hit = head_of(scene, at) if scene.mention_at[at] is None else None
            if hit is not None and hit.key.role != "document" and not (at and scene.is_(at - 1, "preposition")):
                return self.source(at, relative)[0]
        near = [m for m in mentions if relative - m.last <= 3]
        return near[-1].actor if near else None

    def _unknown_before(self, cue: Cue, floor: int) -> str | None:
        """A subject that no list knows, at the start of the clause or right before a plural verb (آخرين أعربوا)."""
        scene = self.scene
        first = floor
        while first < cue.first and ("contrast" in scene.roles[first] or "turn" in scene.roles[first]):
            first = max(scene.roles[first].get("contrast", first), scene.roles[first].get("turn", first)) + 1
        close = scene.after_comma(cue.first) or first > floor or cue.first - first == 1
        if not 1 <= cue.first - first <= 6 or not close or scene.is_(first, "auxiliary"):
            return None
        actor = described_speaker(scene, first, cue.first, oblique=first > floor)
        return actor.id if actor else None

    def _unnamed(self, at: int) -> bool:
        if self.scene.mention_at[at] is not None or (at and self.scene.is_(at - 1, "preposition")):
            return False
        hit = head_of(self.scene, at)
        return hit is not None and hit.key.role == "head" and not hit.split.preposition

    def pronominal(self, cue: Cue | None) -> str | None:
        """The latest speaker whom the verb's gender allows."""
        for actor, _ in reversed(self.history[-_MEMORY:]):
            if cue is None or self._may_be(cue, actor):
                return actor
        return None

    def topic(self, first: int, past: int) -> str | None:
        """The first noun of a clause that no preposition governs."""
        free = [m for m in self._mentions(first, past) if not self.scene.governed(m)]
        return self._apposed(free[0], past).actor if free else None

    def owner(self, head: int, past: int) -> str | None:
        """Who stands behind a document: its genitive or issuer here or where it was first named, else who spoke last."""
        scene = self.scene
        issuer = self._issuer(head, past)
        if issuer is not None:
            return issuer
        hit = head_of(scene, head)
        for at in range(head - 1, max(-1, head - _BACK), -1):
            earlier = head_of(scene, at)
            if earlier is None or hit is None or earlier.key is not hit.key:
                continue
            first, end = scene.document.sentence_tokens[scene.document.sentence_of[at]]
            issuer = self._issuer(at, end)
            if issuer is not None:
                return issuer
            spoken = [actor for actor, cue in self.history if first <= cue < end]
            return spoken[0] if spoken else self.topic(first, at)
        return self.pronominal(None) or self.topic(scene.document.sentence_tokens[scene.document.sentence_of[head]][0], head)

    def _issuer(self, head: int, past: int) -> str | None:
        """Who is named right after a document: in the genitive, or after صادر عن and the like."""
        scene = self.scene
        owned = False
        for at in range(head + 1, min(head + 9, past)):
            owned = owned or scene.is_(at, "owner")
            if scene.is_(at, "complementizer") or scene.quote_from(at) is not None or scene.after_colon(at):
                return None
            if scene.after_comma(at) and not scene.is_(at, "owner"):
                return None
            mention = scene.mention_from(at)
            if mention is not None:
                return mention.actor if owned or at == head + 1 or not scene.governed(mention) else None
        return None

    def source(self, first: int, past: int) -> tuple[str | None, int]:
        """Whom an attribution names from a token on, and the last token of the name; (None, first - 1) if nobody."""
        scene = self.scene
        while first < past and scene.is_(first, "determiner"):
            first += 1
        if first >= past:
            return None, first - 1
        mention = scene.mention_at[first]
        if mention is not None and mention.first >= first - 1:
            best = self._apposed(mention, past)
            return best.actor, self._apposition_end(max(best.last, mention.last), past)
        hit = head_of(scene, first)
        if hit is not None and hit.key.role == "document":
            owner = self.owner(first, past)
            return owner, self._phrase_end(first, past)
        if hit is not None:
            end = noun_phrase(scene, first, past)
            person = self._person(first, past)
            if person is not None and hit.key.role == "office" and person.first - first <= _APPOSITION:
                return person.actor, person.last
            if end is not None and (again := self.again(first, end)) is not None:
                return again, end
            actor = new_speaker(scene, first, past)
            return (actor.id, end) if actor and end is not None else (None, first - 1)
        near = scene.mention_from(first + 1) if first + 1 < past else None
        if near is not None and scene.lexicon.ranks.matches(scene.tokens, first):
            return near.actor, near.last
        return None, first - 1

    def again(self, head: int, end: int) -> str | None:
        """The earlier speaker whom a definite noun takes up (المصدر، الوزير، الوكالة), or None."""
        hit = head_of(self.scene, head)
        if hit is None or not hit.split.article:
            return None
        for actor, _ in reversed(self.history):
            for mention in self.scene.actors[actor].mentions:
                earlier = head_of(self.scene, mention.first)
                if earlier is not None and earlier.key is hit.key:
                    return actor
        if hit.key.kind != "people" or end > head + 1:
            return None
        for actor, _ in reversed(self.history):
            if self.scene.actors[actor].kind in ("person", "people"):
                return actor
        return None

    # ---- parts

    def _apposition_end(self, last: int, past: int) -> int:
        """Last token of a title in apposition after a name (فلان، المتحدث باسم الشرطة)."""
        scene = self.scene
        nxt = last + 1
        if nxt >= past or not scene.after_comma(nxt):
            return last
        hit = head_of(scene, nxt)
        return self._phrase_end(nxt, past) if hit is not None and hit.key.role == "office" and not scene.joined(nxt) else last

    def _phrase_end(self, first: int, past: int) -> int:
        at = first
        while at + 1 < past and not self.scene.after_mark(at + 1):
            at += 1
        return at

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
        """The token after a time, an adverb or a prepositional phrase; the token itself where a subject may begin."""
        scene = self.scene
        time = scene.time_at[at]
        roles = scene.roles[at]
        if time is not None:
            return time.last + 1
        jump = max((roles[r] for r in ("adverb", "turn", "determiner") if r in roles), default=-1)
        if jump >= 0:
            return jump + 1
        aside = "preposition" in roles or bool(scene.lexicon.particles.matches(scene.tokens, at))
        if aside or (at > first and looks_verbal(scene, at)):
            at += 1
            while at < past and not (scene.after_mark(at) if aside else scene.after_comma(at)):
                at += 1
            return at
        mention = scene.mention_at[at]
        if mention is not None and scene.governed(mention):
            return past
        if mention is None and any(hit.category == "verb" for hit in scene.lexicon.sayings.lookup(scene.tokens[at].form)):
            return past
        return at

    def _mentions(self, first: int, past: int) -> list[ActorMention]:
        found: list[ActorMention] = []
        at = first
        while at < past:
            mention = self.scene.mention_from(at)
            if mention is not None:
                found.append(mention)
                at = mention.last
            at += 1
        return found

    def _person(self, first: int, past: int) -> ActorMention | None:
        """A person named in apposition within a noun phrase."""
        for mention in self._mentions(first, min(past, first + 14)):
            if self.scene.actors[mention.actor].kind == "person" and not self.scene.governed(mention):
                return mention
        return None

    def _apposed(self, mention: ActorMention, past: int) -> ActorMention:
        """The person whose title a mention is (المتحدث باسم الجيش، فلان)."""
        scene = self.scene
        if scene.actors[mention.actor].kind == "person":
            return mention
        hit = head_of(scene, mention.first)
        if hit is None or hit.key.role != "office":
            return mention
        nxt = next((m for m in self._mentions(mention.last + 1, min(past, mention.last + 6))), None)
        if nxt is not None and scene.actors[nxt.actor].kind == "person" and not scene.governed(nxt):
            return nxt
        return mention

    def _starts_clause(self, mention: ActorMention, floor: int) -> bool:
        first = mention.first
        while first > floor and self.scene.lexicon.ranks.matches(self.scene.tokens, first - 1):
            first -= 1
        return self._starts_noun(first, floor)

    def _starts_noun(self, at: int, floor: int) -> bool:
        scene = self.scene
        if at <= floor:
            return True
        if scene.joined(at) and scene.after_comma(at):
            return True
        before = at - 1
        if scene.is_(before, "auxiliary") or scene.is_(before, "contrast") or scene.is_(before, "complementizer"):
            return True
        return any(
            last == before for start in range(max(floor, before - 3), before + 1)
            for role, last in scene.roles[start].items() if role in ("contrast", "turn", "adverb")
        )  # fmt: skip

    def _topic_before(self, cue: Cue, floor: int) -> bool:
        """Whether أما opens the clause, so that فقال has its subject before it."""
        return self.scene.tokens[cue.first].form.startswith("ف") and any(
            self.scene.tokens[at].form in ("اما", "واما") for at in range(floor, cue.first)
        )

    def _elided(self, cue: Cue) -> bool:
        """Whether a verb that may have an object may have no subject of its own (وحث القوات على …، لكنه وصف …)."""
        if cue.entry.addressee == "none":
            return False
        before = cue.first - 1
        return cue.joined or (before >= 0 and self.scene.tokens[before].form.endswith("ه") and self.scene.is_(before, "contrast"))

    def _is_object(self, cue: Cue, last: int, past: int) -> bool:
        """Whether the only noun between a verb and its complement is the one spoken to or of."""
        return cue.entry.addressee == "required" and self._elided(cue) and past - last <= 1

    # ---- agreement

    def agrees(self, cue: Cue, mention: ActorMention, head: int | None = None) -> bool:
        """Whether a noun may be the subject of a verb or participle, as far as its form tells."""
        gender = self._gender_of(mention, mention.first if head is None else head)
        return not ((cue.feminine and gender == "m") or ("f" not in cue.person and cue.person and gender == "f"))

    def _may_be(self, cue: Cue, actor: str) -> bool:
        gender = self.gender.get(actor)
        if gender is None:
            mentions = self.scene.actors[actor].mentions
            gender = self._gender_of(mentions[0], mentions[0].first) if mentions else ""
        if cue.feminine:
            return gender != "m"
        return gender != "f" or not cue.person

    def _gender_of(self, mention: ActorMention, head: int) -> str:
        known = self.gender.get(mention.actor)
        if known is not None:
            return known
        actor = self.scene.actors[mention.actor]
        if actor.kind == "country":
            return ""
        token = self.scene.tokens[head]
        written = self.scene.document.text[token.start : token.end]
        if written.endswith("ة") and actor.kind != "person":
            return "f"
        if token.form.endswith("ات"):
            return "f"
        hit = head_of(self.scene, head)
        if actor.kind == "person":
            return "m" if hit is not None and hit.key.role == "office" and not written.endswith("ة") else ""
        if hit is not None and hit.key.role != "modifier":
            singular = any(hit.split.stem == fold(form) for form in hit.key.forms)
            return "m" if singular and hit.key.kind == "people" else ""
        return ""
