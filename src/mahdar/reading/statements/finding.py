"""Finding statements: sentence by sentence, from cue to words to speaker."""

from dataclasses import dataclass, field
from itertools import zip_longest

from mahdar.knowledge import Knowledge
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundActor, FoundStatement, FoundTime
from mahdar.reading.statements.attributions import Attribution, find_attribution
from mahdar.reading.statements.chains import carriers
from mahdar.reading.statements.clauses import Report, find_reports, sentence_cues
from mahdar.reading.statements.complements import is_speech
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.dating import date_of
from mahdar.reading.statements.extents import Piece, content_end, looks_verbal, quoted, split_pieces
from mahdar.reading.statements.lexicon import build_speech_lexicon
from mahdar.reading.statements.scene import Quote, Scene
from mahdar.reading.statements.speakers import Speakers

_MIN_WORDS = 2  # shorter indirect content says nothing
_FRONT_CONTENT = 6  # more tokens than that between an attribution and a verb of saying are what the source said
_FRONT_REACH = 16  # tokens in which فإن is looked for after a fronted source
_SHORT_START = 5  # that few tokens before بحسب are no whole clause
_SHARED = 0.75  # a statement that shares so much of its words with a fuller one repeats it
_LONE_QUOTE = 8  # quotations of that many words are speech even without a verb of saying


@dataclass(frozen=True)
class Statements:
    """Statements, and the speakers that the actors stage had not found."""

    statements: tuple[FoundStatement, ...]
    speakers: tuple[FoundActor, ...]


def find_statements(
    document: Document, knowledge: Knowledge, times: tuple[FoundTime, ...], actors: tuple[FoundActor, ...]
) -> Statements:
    """Find who said what.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    times, actors
        What the earlier stages found.

    Returns
    -------
    Statements
        Statements in order of the text; new actors have ids `speaker-N`.
    """
    lexicon = knowledge.derive(build_speech_lexicon)
    scene = Scene(document, lexicon, times, {actor.id: actor for actor in actors})
    reader = _Reader(scene, Speakers(scene), titled=document.article.title is not None)
    known = set(scene.actors)
    found = reader.read()
    fresh = tuple(actor for key, actor in scene.actors.items() if key not in known)
    return Statements(found, fresh)


def _comma_after(scene: Scene, first: int, limit: int) -> int:
    """End of a relative clause between commas."""
    at = first + 1
    while at < limit and not scene.after_comma(at):
        at += 1
    return at


@dataclass
class _Draft:
    piece: Piece
    cue: tuple[int, int] | None
    speaker: str | None
    said_on: str | None
    via: tuple[str, ...]
    rule: str
    lemma: str


@dataclass
class _Reader:
    scene: Scene
    speakers: Speakers
    titled: bool
    drafts: list[_Draft] = field(default_factory=list)
    said_on: dict[str, str] = field(default_factory=dict)

    def read(self) -> tuple[FoundStatement, ...]:
        document = self.scene.document
        for number, (first, past) in enumerate(document.sentence_tokens):
            if first < past and not (self.titled and document.sentences[number].paragraph == 0):
                self._sentence(first, past)
        if self.titled and document.sentence_tokens:
            self._headline()
        return tuple(
            FoundStatement(
                f"s{number}", draft.piece.span, draft.piece.first, draft.piece.last, draft.piece.kind, draft.cue,
                draft.speaker, draft.said_on, draft.via, draft.rule,
            )
            for number, draft in enumerate(self._distinct(), 1)
        )  # fmt: skip

    # ---- a sentence

    def _sentence(self, first: int, past: int) -> None:
        scene = self.scene
        first = scene.after_dateline(first, past)
        cues = sentence_cues(scene, first, past)
        begun = len(self.drafts)
        if self._labelled(first, past):
            return
        reports = find_reports(scene, cues, first, past)
        attributions = self._attributions(cues, reports, past)
        fronted = next((a for a in attributions if self._fronts(a, first)), None)
        behind = [a for a in attributions if a is not fronted]
        if fronted is not None and (not reports or reports[0].start - fronted.last > _FRONT_CONTENT):
            self._fronted(fronted, reports[0].start if reports else past)
            fronted = None
        current: str | None = None
        for report in reports:
            within = [a for a in behind if report.cue.first < a.cue.first < report.complement.first]
            after = next((a for a in behind if report.complement.first < a.cue.first < report.limit), None)
            inside = after is not None and self._parenthetical(after, report.complement.first, report.limit)
            limit = after.cue.first if after is not None and not inside else report.limit
            current = self._report(report, limit, current, within, [after] if after else [], fronted, past)
        for attribution in behind:
            if self._chained(attribution, behind):
                continue
            if attribution.cue.kind == "relay" and attribution.cue.entry.lemma != "نقلا عن":
                continue
            if not any(r.cue.first < attribution.cue.first <= r.limit for r in reports):
                self._trailing(attribution, first, past, reports)
        self._lone_quotes(first, past, begun)

    def _report(
        self, report: Report, limit: int, current: str | None, within: list[Attribution], after: list[Attribution],
        fronted: Attribution | None, past: int,
    ) -> str | None:  # fmt: skip
        scene, cue, complement = self.scene, report.cue, report.complement
        if cue.first > 0 and scene.is_(cue.first - 1, "relative"):
            limit = _comma_after(scene, complement.first, limit)
        end = content_end(scene, complement.first, limit, nominal=complement.manner == "nominal")
        pieces = self._pieces(report, end, limit)
        if not pieces:
            return current
        if cue.form in ("participle", "particle"):
            speaker = self.speakers.of_participle(cue, report.floor, current)
        else:
            speaker = self.speakers.of_verb(cue, complement.opener, report.floor)
        speaker, via = carriers(scene, self.speakers, cue, complement, speaker)
        for attribution in [*within, *after, *([fronted] if fronted else [])]:
            if attribution.source is not None and attribution.source != speaker:
                if attribution.cue.kind == "relay" and speaker is not None and not self._is_media(attribution.source):
                    via, speaker = (speaker, *via), attribution.source
                elif attribution.source not in via:
                    via = (*via, attribution.source)
        if speaker is None:
            return current
        said_on = date_of(scene, report.floor, cue.first, complement.opener, pieces[-1].last, report.limit)
        span = scene.document.span(cue.first, cue.last)
        self._add(pieces, span, speaker, said_on, via, f"{cue.form}-{complement.manner}", cue.first, cue.entry.lemma)
        return speaker

    def _is_media(self, actor: str) -> bool:
        return self.scene.actors[actor].kind == "media"

    def _pieces(self, report: Report, end: int, limit: int) -> list[Piece]:
        scene, complement = self.scene, report.complement
        if complement.manner == "quote" and complement.quote is not None:
            pieces = quoted(scene, complement.quote)
            at = complement.quote.last + 1
            while at < limit:
                quote = scene.quote_from(at)
                if quote is not None and is_speech(scene, quote):
                    pieces.extend(quoted(scene, quote))
                    at = quote.last
                at += 1
            return pieces
        pieces = split_pieces(scene, complement.first, end, complement.cut, introduced=complement.manner == "colon")
        return [
            piece for piece in pieces
            if piece.kind == "direct" or piece.last - piece.first + 1 >= _MIN_WORDS + (complement.cut > 0)
        ]  # fmt: skip

    # ---- words without a verb of saying before them

    def _attributions(self, cues: list[Cue], reports: list[Report], past: int) -> list[Attribution]:
        reporting = {report.cue.first for report in reports}
        found: list[Attribution] = []
        for cue, nxt in zip_longest(cues, cues[1:]):
            if cue.form != "particle" or cue.kind == "quotative":
                continue
            if nxt is not None and nxt.first == cue.last + 1 and nxt.first in reporting and cue.kind != "relay":
                continue
            attribution = find_attribution(self.scene, cue, nxt, self.speakers, past)
            if attribution is not None:
                found.append(attribution)
        return found

    def _fronts(self, attribution: Attribution, first: int) -> bool:
        scene = self.scene
        at = first
        while at < attribution.cue.first and ("adverb" in scene.roles[at] or "turn" in scene.roles[at]):
            at = max(scene.roles[at].get("adverb", at), scene.roles[at].get("turn", at)) + 1
        return at >= attribution.cue.first and attribution.source is not None

    def _fronted(self, attribution: Attribution, past: int) -> None:
        scene = self.scene
        at = self._front_content(attribution, past)
        if at >= past or attribution.source is None:
            return
        pieces = split_pieces(scene, at, content_end(scene, at, past, nominal=False))
        self._attribute(attribution, pieces, (at, past))

    def _chained(self, attribution: Attribution, others: list[Attribution]) -> bool:
        """Add a source named right after another one (وفق القائد بحسب رويترز) as carrier; whether it was one."""
        inner = next((a for a in others if a.last + 1 == attribution.cue.first and a is not attribution), None)
        if inner is None or attribution.source is None or inner.source is None:
            return False
        span = self.scene.document.span(inner.cue.first, inner.cue.last)
        for draft in self.drafts:
            if draft.cue == span and attribution.source not in (draft.speaker, *draft.via):
                draft.via = (*draft.via, attribution.source)
        return True

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

    def _trailing(self, attribution: Attribution, first: int, past: int, reports: list[Report]) -> None:
        scene = self.scene
        last = attribution.cue.first - 1
        if last >= first and "contrast" in scene.roles[last]:
            self._fronted(attribution, past)  # … لكن وفق المصدر، …
            return
        begin = max([first, *(d.piece.last + 1 for d in self.drafts if first <= d.piece.first <= last)])
        begin = self._skip_connectors(begin, last)
        if begin > last:
            return
        if self._parenthetical(attribution, begin, past):
            last = content_end(scene, attribution.last + 1, past, nominal=False)
        cut = 1 if scene.joined(begin) else 0
        self._attribute(attribution, split_pieces(scene, begin, last, cut), (first, past))

    def _parenthetical(self, attribution: Attribution, begin: int, past: int) -> bool:
        """Whether the words go on after an attribution: between dashes, without marks, or soon after their beginning."""
        scene = self.scene
        at, nxt = attribution.cue.first, attribution.last + 1
        if nxt >= past or scene.time_at[nxt] is not None or scene.joined(nxt) or "." in scene.tokens[nxt].gap:
            return False
        if any(char in "-–—(" for char in scene.tokens[at].gap):
            return any(char in "-–—)" for char in scene.tokens[nxt].gap)
        roles = scene.roles[nxt]
        if not roles.keys().isdisjoint(("contrast", "aside", "turn", "relative", "complementizer")):
            return False
        if scene.lexicon.participles.lookup(scene.tokens[nxt].form) or scene.lexicon.particles.matches(scene.tokens, nxt):
            return False
        return at - begin <= _SHORT_START or not scene.after_mark(at)

    def _skip_connectors(self, at: int, last: int) -> int:
        scene = self.scene
        while at <= last:
            roles = scene.roles[at]
            ends = [roles[r] for r in ("adverb", "turn", "contrast", "auxiliary") if r in roles]
            if not ends:
                break
            at = max(ends) + 1
        return at

    def _attribute(self, attribution: Attribution, pieces: list[Piece], clause: tuple[int, int]) -> None:
        scene = self.scene
        source = attribution.source
        if source is None:
            cue = attribution.cue
            source = self.speakers.topic(clause[0], cue.first) if cue.form == "verb" and cue.tense else None
            source = source or self.speakers.pronominal(None)
        pieces = [piece for piece in pieces if piece.kind == "direct" or piece.last - piece.first + 1 > _MIN_WORDS]
        if source is None or not pieces:
            return
        end = attribution.last
        said_on = date_of(scene, attribution.cue.first, attribution.cue.first, end + 1, end, min(clause[1], end + 4))
        span = scene.document.span(attribution.cue.first, attribution.cue.last)
        self._add(pieces, span, source, said_on, (), "attribution", attribution.cue.first)

    def _labelled(self, first: int, past: int) -> bool:
        """«الاسم: كلام» at the start of a sentence."""
        scene = self.scene
        mention = scene.mention_from(first)
        if mention is None or mention.last + 1 >= past or not scene.after_colon(mention.last + 1):
            return False
        opening = mention.last + 1
        if scene.actors[mention.actor].kind == "country" and scene.quote_from(opening) is None:
            # «سوريا: …» mostly says where, not who; a first person or a negation shows a voice.
            if not (scene.is_(opening, "negation") or scene.tokens[opening].form.startswith(("سن", "ن"))):
                return False
        pieces = split_pieces(scene, opening, past - 1, introduced=True)
        self._add(pieces, mention.span, mention.actor, None, (), "label", first)
        return bool(pieces)

    def _headline(self) -> None:
        """«الاسم: كلام» as the title counts if the article itself reports nobody."""
        scene = self.scene
        first, past = scene.document.sentence_tokens[0]
        mention = scene.mention_from(first) if first < past else None
        if mention is None or self.drafts:
            return
        self._labelled(first, past)

    def _lone_quotes(self, first: int, past: int, begun: int) -> None:
        scene = self.scene
        taken = {draft.piece.span for draft in self.drafts[begun:]}
        starts = [draft.piece.span[0] for draft in self.drafts[begun:]]
        for quote in scene.quotes:
            if not first <= quote.first < past or quote.span in taken or quote.span[0] in starts:
                continue
            clause = quote.first > first and scene.is_(quote.first - 1, "complementizer")
            if not is_speech(scene, quote) or not (clause or self._tells(quote)):
                continue
            whole = quote.first == first
            speaker = self.speakers.pronominal(None) if whole else self.speakers.topic(first, quote.first)
            if speaker is not None:
                self._add(quoted(scene, quote), None, speaker, None, (), "lone-quotation", quote.first)

    def _tells(self, quote: Quote) -> bool:
        """Whether a quotation that no verb of saying introduces is long enough and no mere name."""
        scene = self.scene
        words = range(quote.first, quote.last + 1)
        return quote.words >= _LONE_QUOTE and any(scene.is_(at, "preposition") or looks_verbal(scene, at) for at in words)

    # ---- collecting

    def _add(
        self, pieces: list[Piece], cue: tuple[int, int] | None, speaker: str, said_on: str | None,
        via: tuple[str, ...], rule: str, at: int, lemma: str = "",
    ) -> None:  # fmt: skip
        if said_on is not None:
            self.said_on[speaker] = said_on
        else:
            said_on = self.said_on.get(speaker)
        for piece in pieces:
            self.drafts.append(_Draft(piece, cue, speaker, said_on, via, rule, lemma))
        self.speakers.remember(speaker, at)

    def _distinct(self) -> list[_Draft]:
        """Drafts in order of the text, each said once.

        Of quotations repeated word by word the first stays; of reported clauses that a summary and the body share, the
        fuller one.
        """
        drafts = sorted(self.drafts, key=lambda d: (d.piece.span[0], -d.piece.span[1]))
        words = [frozenset(t.form for t in self.scene.tokens[d.piece.first : d.piece.last + 1]) for d in drafts]
        kept: list[_Draft] = []
        for index, draft in enumerate(drafts):
            if not any(
                self._repeats(drafts[other], words[other], draft, words[index], earlier=other < index)
                for other in range(len(drafts)) if other != index
            ):  # fmt: skip
                kept.append(draft)
        return kept

    def _repeats(
        self, other: _Draft, others: frozenset[str], draft: _Draft, words: frozenset[str], *, earlier: bool
    ) -> bool:
        """Whether a draft says no more than another one of the same speaker."""
        if other.piece.kind != draft.piece.kind:
            return False
        if other.piece.kind == "direct":
            return earlier and words == others and len(words) > 0
        if other.speaker != draft.speaker or len(words & others) < _SHARED * len(words):
            return False
        paragraph = self.scene.document.paragraph_of
        if paragraph(other.piece.first) == paragraph(draft.piece.first):
            return False
        if other.lemma != draft.lemma:
            return False
        return len(others) > len(words) or (len(others) == len(words) and earlier)
