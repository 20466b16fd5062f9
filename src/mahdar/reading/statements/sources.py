"""Sources: who stands behind a name, a description, a document or a pronoun, given who has spoken so far."""

from dataclasses import dataclass, field

from mahdar.reading.statements.agreement import Agreement
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.naming import head_of, new_speaker, noun_phrase
from mahdar.reading.statements.phrases import APPOSITION, apposed, apposition_end, free_mentions, person_in, phrase_end
from mahdar.reading.statements.scene import Scene

_BACK = 160  # tokens back to where a document was first named
_ISSUER = 8  # tokens from a document to who issued it
_ORIGIN = frozenset({"عن", "الي"})
OF_HIM = frozenset({"عنه", "عنها", "عنهم"})  # نقلت عنه الوكالات
_ACTING = 8  # tokens at a sentence's start in which who acts in it stands
_SPEAKING = frozenset({"person", "government", "organization", "armed_group", "party", "media", "country"})
_MEMORY = 12  # statements that a pronoun may reach back


@dataclass
class Sources:
    """Who has spoken so far in an article, and whom words that are no name stand for.

    Attributes
    ----------
    scene : Scene
    agreement : Agreement
    history : list[tuple[str, int]]
        Actor ids with the token of their cue, latest last.
    """

    scene: Scene
    agreement: Agreement
    history: list[tuple[str, int]] = field(default_factory=list)

    def remember(self, actor: str, at: int) -> None:
        """Note that an actor has spoken."""
        self.history.append((actor, at))

    def recent(self) -> list[str]:
        """The latest speakers, each once, latest first."""
        return list(dict.fromkeys(actor for actor, _ in reversed(self.history[-_MEMORY:])))

    def pronominal(self, cue: Cue | None = None) -> str | None:
        """Whom a verb without a subject is said of: who acts in the sentence before, else the latest speaker.

        Gender has to allow it; who acts in the sentence before counts only where nobody has spoken in the paragraph.
        """
        if cue is not None and (actor := self._acting(cue)) is not None:
            return actor
        return next((a for a in self.recent() if cue is None or self.agreement.allows(cue, a)), None)

    def _acting(self, cue: Cue) -> str | None:
        """The subject of the sentence before a cue's, in a paragraph in which nobody has spoken yet."""
        scene, document = self.scene, self.scene.document
        number = document.sentence_of[cue.first]
        paragraph = document.sentences[number].paragraph
        if number == 0 or document.sentences[number - 1].paragraph != paragraph:
            return None
        if self.history and document.sentences[document.sentence_of[self.history[-1][1]]].paragraph == paragraph:
            return None
        first, past = document.sentence_tokens[number - 1]
        first = scene.after_dateline(first, past)
        for mention in free_mentions(scene, first, min(past, first + _ACTING)):
            actor = apposed(scene, mention, past).actor
            if scene.actors[actor].kind in _SPEAKING:
                return actor if self.agreement.allows(cue, actor) else None
        return None

    def topic(self, first: int, past: int) -> str | None:
        """The first actor of a clause that no preposition governs."""
        free = free_mentions(self.scene, first, past)
        return apposed(self.scene, free[0], past).actor if free else None

    def source(self, first: int, past: int) -> tuple[str | None, int]:
        """Whom the words from a token on name, and the last token of the name; (None, first - 1) if nobody."""
        scene = self.scene
        while first < past and scene.is_(first, "determiner"):
            first = scene.roles[first]["determiner"] + 1
        if first >= past:
            return None, first - 1
        mention = scene.mention_at[first]
        if mention is not None and mention.first >= first - 1:
            best = apposed(scene, mention, past)
            return best.actor, apposition_end(scene, max(best.last, mention.last), past)
        hit = head_of(scene, first)
        if hit is None:
            near = scene.mention_from(first + 1) if first + 1 < past else None
            ranked = near is not None and bool(scene.lexicon.ranks.matches(scene.tokens, first))
            return (near.actor, near.last) if near is not None and ranked else (None, first - 1)
        if hit.key.role == "document":
            return self.owner(first, past), phrase_end(scene, first, past)
        return self._unnamed(first, past)

    def origins(self, first: int, past: int) -> list[str]:
        """Whom a verb of carrying names as its sources, one behind the other (عن وكالة عن فلان، على لسان فلان، عنه)."""
        scene = self.scene
        found: list[str] = []
        at = first
        while at < past:
            form = scene.tokens[at].form
            actor, last = None, at
            if form in OF_HIM:
                actor = self.pronominal()
            elif form in _ORIGIN or (form == "لسان" and scene.tokens[at - 1].form in ("علي", "عن")):
                actor, last = self.source(at + 1, past)
            if actor is not None and actor not in found:
                found.append(actor)
            at = max(at, last) + 1
        return found

    def _unnamed(self, first: int, past: int) -> tuple[str | None, int]:
        scene = self.scene
        hit, end = head_of(scene, first), noun_phrase(scene, first, past)
        person = person_in(scene, first, past)
        if person is not None and hit is not None and hit.key.role == "office" and person.first - first <= APPOSITION:
            return person.actor, person.last
        if end is None:
            return None, first - 1
        known = self.again(first, end)
        if known is not None:
            return known, end
        actor = new_speaker(scene, first, past)
        return (actor.id, end) if actor else (None, first - 1)

    def again(self, head: int, end: int) -> str | None:
        """The earlier speaker whom a definite noun takes up (المصدر، الوزير، الوكالة), or None."""
        scene = self.scene
        hit = head_of(scene, head)
        if hit is None or not hit.split.article:
            return None
        recent = self.recent()
        nations = {
            found.key.id
            for at in range(head + 1, end + 1)
            for found in scene.lexicon.nationalities.lookup(scene.tokens[at].form)
        }
        for actor in recent:
            country = scene.actors[actor].country
            if nations and country is not None and country not in nations:
                continue
            heads = (head_of(scene, mention.first) for mention in scene.actors[actor].mentions)
            if any(earlier is not None and earlier.key is hit.key for earlier in heads):
                return actor
        if hit.key.kind != "people" or end > head + 1:
            return None
        return next((actor for actor in recent if scene.actors[actor].kind in ("person", "people")), None)

    def echo(self, head: int) -> str | None:
        """An earlier speaker in whose name a word stands (مارك بونيلا … بونيلا)."""
        tokens = self.scene.tokens
        form = tokens[head].form
        for actor in self.recent():
            for mention in self.scene.actors[actor].mentions:
                if any(token.form == form for token in tokens[mention.first : mention.last + 1]):
                    return actor
        return None

    def owner(self, head: int, past: int) -> str | None:
        """Who stands behind a document: who issued it, here or where it was first named, else who spoke last."""
        scene = self.scene
        issuer = self._issuer(head, past)
        if issuer is not None:
            return issuer
        hit = head_of(scene, head)
        for at in range(head - 1, max(-1, head - _BACK), -1):
            earlier = head_of(scene, at)
            if earlier is None or hit is None or earlier.key is not hit.key:
                continue
            first, end = scene.sentence(at)
            issuer = self._issuer(at, end)
            spoken = [actor for actor, cue in self.history[-_MEMORY:] if first <= cue < end]
            return issuer or (spoken[0] if spoken else self.topic(first, at))
        known = self.pronominal() or self.topic(scene.sentence(head)[0], head)
        if known is not None:
            return known
        actor = new_speaker(scene, head, past)  # the document speaks for whoever issued it
        return actor.id if actor else None

    def _issuer(self, head: int, past: int) -> str | None:
        """Who is named right after a document: in the genitive, or after صادر عن and the like."""
        scene = self.scene
        owned = False
        for at in range(head + 1, min(head + 1 + _ISSUER, past)):
            owned = owned or scene.is_(at, "owner")
            if scene.is_(at, "complementizer") or scene.quote_from(at) is not None or scene.after_colon(at):
                return None
            if scene.after_comma(at) and not scene.is_(at, "owner"):
                return None
            mention = scene.mention_from(at)
            if mention is not None:
                issued = owned or (at <= head + 2 and scene.tokens[at - 1].form in ("من", "عن"))
                return mention.actor if issued or at == head + 1 or not scene.governed(mention) else None
            if at == head + 1 and scene.tokens[at].form.startswith("ل") and head_of(scene, at) is not None:
                return self._unnamed(at, past)[0]  # بيان لمكتب المبعوث
        return None
