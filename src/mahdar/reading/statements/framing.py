"""Framing: words whose source stands beside them — attributions behind or in front, labels, bare quotations."""

from dataclasses import dataclass

from mahdar.reading.statements.attributions import Attribution
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.dating import date_of
from mahdar.reading.statements.drafts import Draft, Drafts
from mahdar.reading.statements.extents import Piece, content_end, looks_verbal, quoted, split_pieces
from mahdar.reading.statements.quotations import is_speech
from mahdar.reading.statements.scene import Quote, Scene
from mahdar.reading.statements.sources import Sources
from mahdar.reading.statements.speakers import Speakers

_MIN_WORDS = 3  # shorter content says nothing
_DATE_REACH = 3  # tokens after an attribution in which its day may stand
_FRONT_REACH = 16  # tokens in which فإن is looked for after a fronted source
_SHORT_START = 5  # that few tokens before بحسب are no whole clause
_VERB_AFTER = 2  # tokens from a quotation to the verb of saying behind it
_LONE_QUOTE = 8  # quotations of that many words are speech even without a verb of saying
_DASHES = frozenset("-–—()")


@dataclass(frozen=True)
class Framing:
    """Statements that no verb of saying introduces.

    Attributes
    ----------
    scene : Scene
    speakers : Speakers
    drafts : Drafts
    """

    scene: Scene
    speakers: Speakers
    drafts: Drafts

    @property
    def sources(self) -> Sources:
        """Who has spoken so far."""
        return self.speakers.sources

    # ---- attributions

    def opens(self, attribution: Attribution, first: int) -> bool:
        """Whether an attribution opens the sentence, so that it speaks for what follows."""
        scene = self.scene
        at = first
        while at < attribution.cue.first and (ends := _role_ends(scene, at, ("adverb", "turn"))):
            at = max(ends) + 1
        return at >= attribution.cue.first and attribution.source is not None

    def fronted(self, attribution: Attribution, past: int) -> None:
        """Add what a source named in front is said to have said."""
        at = self._front_content(attribution, past)
        if at < past and attribution.source is not None:
            end = content_end(self.scene, at, past, nominal=False)
            self._attribute(attribution, split_pieces(self.scene, at, end), at, past)

    def trailing(self, attribution: Attribution, first: int, past: int) -> None:
        """Add the clause before an attribution that no verb of saying has introduced."""
        scene = self.scene
        last = attribution.cue.first - 1
        if last >= first and scene.is_(last, "contrast"):
            self.fronted(attribution, past)  # … لكن وفق المصدر، …
            return
        begin = max([first, *(d.piece.last + 1 for d in self.drafts.of_sentence() if d.piece.first <= last)])
        while begin <= last and (ends := _role_ends(scene, begin, ("adverb", "turn", "contrast", "auxiliary"))):
            begin = max(ends) + 1
        if begin > last:
            return
        if self.parenthetical(attribution, begin, past):
            last = content_end(scene, attribution.last + 1, past, nominal=False)
        cut = 1 if scene.joined(begin) else 0
        self._attribute(attribution, split_pieces(scene, begin, last, cut), first, past)

    def chained(self, attribution: Attribution, others: list[Attribution]) -> bool:
        """Add a source named right after another one (وفق القائد بحسب رويترز) as carrier; tell whether it was one."""
        inner = next((a for a in others if a.last + 1 == attribution.cue.first and a is not attribution), None)
        if inner is None or attribution.source is None or inner.source is None:
            return False
        span = self.scene.document.span(inner.cue.first, inner.cue.last)
        for draft in self.drafts.of_sentence():
            if draft.cue == span and attribution.source not in (draft.speaker, *draft.via):
                draft.via = (*draft.via, attribution.source)
        return True

    def parenthetical(self, attribution: Attribution, begin: int, past: int) -> bool:
        """Whether the words go on after an attribution: between dashes, without marks, or after a few first words."""
        scene = self.scene
        at, nxt = attribution.cue.first, attribution.last + 1
        if nxt >= past or scene.time_at[nxt] is not None or scene.joined(nxt) or "." in scene.tokens[nxt].gap:
            return False
        if not _DASHES.isdisjoint(scene.tokens[at].gap):
            return not _DASHES.isdisjoint(scene.tokens[nxt].gap)
        if not scene.roles[nxt].keys().isdisjoint(("contrast", "aside", "turn", "relative", "complementizer")):
            return False
        form = scene.tokens[nxt].form
        if scene.lexicon.participles.lookup(form) or scene.lexicon.particles.matches(scene.tokens, nxt):
            return False
        return at - begin <= _SHORT_START or not scene.after_mark(at)

    def _front_content(self, attribution: Attribution, past: int) -> int:
        """First token of what a fronted source said: after فإن or فقد, else after the next mark."""
        scene = self.scene
        first = attribution.last + 1
        for at in range(first, min(past - 1, first + _FRONT_REACH)):
            opens = scene.is_(at, "complementizer") or scene.is_(at, "auxiliary")
            if opens and (at <= first + 1 or scene.tokens[at].form.startswith("ف")):
                return at + 1
        at = first
        while at < past and not scene.after_mark(at):
            at += 1
        return at if at < past else first

    def _attribute(self, attribution: Attribution, pieces: list[Piece], first: int, past: int) -> None:
        scene, cue, source = self.scene, attribution.cue, attribution.source
        if source is None:
            # حسبما أفاد without a name: the clause's own subject; على حد قوله: whoever spoke last.
            source = self.sources.topic(first, cue.first) if cue.form == "verb" and cue.tense else None
            source = source or self.sources.pronominal()
        pieces = [piece for piece in pieces if piece.kind == "direct" or piece.words >= _MIN_WORDS]
        if source is None or not pieces:
            return
        end = attribution.last
        said_on = date_of(scene, cue.first, cue.first, end + 1, end, min(past, end + 1 + _DATE_REACH))
        span = scene.document.span(cue.first, cue.last)
        via = (attribution.carrier,) if attribution.carrier is not None else ()
        self._add(Draft(pieces[0], span, source, said_on, via, "attribution"), pieces, cue.first)

    # ---- labels and bare quotations

    def labelled(self, first: int, past: int) -> bool:
        """Add «الاسم: كلام» at the start of a sentence; tell whether it was there."""
        scene = self.scene
        mention = scene.mention_from(first)
        if mention is None or mention.last + 1 >= past or not scene.after_colon(mention.last + 1):
            return False
        opening = mention.last + 1
        place = scene.actors[mention.actor].kind == "country" and scene.quote_from(opening) is None
        voice = scene.is_(opening, "negation") or scene.tokens[opening].form.startswith(("سن", "ن"))
        if place and not voice:
            return False  # «سوريا: …» mostly says where, not who; a first person or a negation shows a voice
        pieces = split_pieces(scene, opening, past - 1, introduced=True)
        if pieces:
            self._add(Draft(pieces[0], mention.span, mention.actor, None, (), "label"), pieces, first)
        return bool(pieces)

    def bare_quotations(self, first: int, past: int, cues: list[Cue]) -> None:
        """Add quotations of a sentence that nothing has introduced, if they must be speech."""
        scene = self.scene
        taken = {draft.piece.span[0] for draft in self.drafts.of_sentence()}
        for at in range(first, past):
            quote = scene.quote_from(at)
            if quote is None or quote.span[0] in taken or not is_speech(scene, quote):
                continue
            verb = next((cue for cue in cues if 0 < cue.first - quote.last <= _VERB_AFTER and cue.form == "verb"), None)
            clause = at > first and scene.is_(at - 1, "complementizer")
            if verb is not None:
                speaker = self.speakers.of_verb(verb, past, verb.first)
            elif clause or self._tells(quote):
                speaker = self.sources.pronominal() if at == first else self.sources.topic(first, at)
            else:
                continue
            if speaker is not None:
                pieces = quoted(scene, quote)
                cue = None if verb is None else scene.document.span(verb.first, verb.last)
                self._add(Draft(pieces[0], cue, speaker, None, (), "bare-quotation"), pieces, at)

    def _tells(self, quote: Quote) -> bool:
        """Whether a quotation is long enough to be speech and no mere name."""
        scene = self.scene
        words = range(quote.first, quote.last + 1)
        return quote.words >= _LONE_QUOTE and any(
            scene.is_(at, "preposition") or looks_verbal(scene, at) for at in words
        )

    def _add(self, draft: Draft, pieces: list[Piece], at: int) -> None:
        self.drafts.add(draft, pieces)
        self.sources.remember(draft.speaker, at)


def _role_ends(scene: Scene, at: int, roles: tuple[str, ...]) -> list[int]:
    return [scene.roles[at][role] for role in roles if role in scene.roles[at]]
