"""Finding statements: sentence by sentence, from cue to words to speaker."""

from dataclasses import dataclass, replace

from mahdar.knowledge import Knowledge
from mahdar.reading.document import Document
from mahdar.reading.findings import FoundActor, FoundStatement, FoundTime
from mahdar.reading.statements.attributions import Attribution, find_attribution
from mahdar.reading.statements.chains import carriers, chain
from mahdar.reading.statements.clauses import Report, find_reports, sentence_cues
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.dating import date_of
from mahdar.reading.statements.drafts import Draft, Drafts
from mahdar.reading.statements.extents import Piece, content_end, quoted, split_pieces
from mahdar.reading.statements.framing import Framing
from mahdar.reading.statements.lexicon import build_speech_lexicon
from mahdar.reading.statements.quotations import is_speech
from mahdar.reading.statements.scene import Scene
from mahdar.reading.statements.speakers import Speakers

_MIN_WORDS = 2  # shorter indirect content says nothing
_FRONT_CONTENT = 6  # more tokens than that between an attribution and a verb of saying are what the source said


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
    known = set(scene.actors)
    statements = _Reading(scene).read()
    fresh = tuple(actor for key, actor in scene.actors.items() if key not in known)
    return Statements(statements, fresh)


class _Reading:
    """One pass over an article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.speakers = Speakers(scene)
        self.drafts = Drafts(scene)
        self.framing = Framing(scene, self.speakers, self.drafts)

    def read(self) -> tuple[FoundStatement, ...]:
        document = self.scene.document
        titled = document.article.title is not None
        for number, (first, past) in enumerate(document.sentence_tokens):
            # A headline repeats what the article reports.
            if first < past and not (titled and document.sentences[number].paragraph == 0):
                self._sentence(first, past)
        if titled and document.sentence_tokens and not self.drafts.found:
            first, past = document.sentence_tokens[0]
            if first < past:
                self.framing.labelled(first, past)
        return self.drafts.statements()

    def _sentence(self, first: int, past: int) -> None:
        scene, framing = self.scene, self.framing
        self.drafts.begin_sentence()
        first = scene.after_dateline(first, past)
        if framing.labelled(first, past):
            return
        cues = sentence_cues(scene, first, past)
        reports = find_reports(scene, cues, first, past)
        attributions = self._attributions(cues, reports, past)
        front = next((a for a in attributions if framing.opens(a, first)), None)
        behind = [a for a in attributions if a is not front]
        if front is not None and (not reports or reports[0].start - front.last > _FRONT_CONTENT):
            framing.fronted(front, reports[0].start if reports else past)
            front = None
        current: str | None = None
        silent = self._silent(cues, reports)
        for report in reports:
            while silent and silent[0].first < report.cue.first:
                current = self._acting(silent.pop(0), past) or current
            current = self._report(report, current, behind, front)
        for cue in silent:
            self._acting(cue, past)
        for attribution in behind:
            reported = any(r.cue.first < attribution.cue.first <= r.limit for r in reports)
            if framing.chained(attribution, behind) or attribution.relayed or reported:
                continue
            framing.trailing(attribution, first, past)
        framing.bare_quotations(first, past, cues)

    def _silent(self, cues: list[Cue], reports: list[Report]) -> list[Cue]:
        """Verbs of speech that report nothing (رحب بالاتفاق) and stand in no reported words."""
        reporting = {report.cue.first for report in reports}
        inside = [range(report.complement.first, report.limit) for report in reports]
        return [
            cue
            for cue in cues
            if cue.form == "verb" and cue.first not in reporting and not any(cue.first in words for words in inside)
        ]

    def _acting(self, cue: Cue, past: int) -> str | None:
        """The named subject of a verb that reports nothing: participles and verbs after it are said of the same."""
        actor = self.speakers.subjects.named(cue, past)
        if actor is not None:
            self.speakers.sources.remember(actor, cue.first)
        return actor

    def _attributions(self, cues: list[Cue], reports: list[Report], past: int) -> list[Attribution]:
        reporting = {report.cue.first for report in reports}
        found: list[Attribution] = []
        for cue in cues:
            # كما قال إن: the verb reports by itself.
            reports_itself = cue.last + 1 in reporting and cue.kind != "relay"
            if cue.form == "particle" and cue.kind != "quotative" and not reports_itself:
                attribution = find_attribution(self.scene, cue, self.speakers, past)
                if attribution is not None:
                    found.append(attribution)
        return found

    def _report(
        self, report: Report, current: str | None, behind: list[Attribution], front: Attribution | None
    ) -> str | None:
        """Add what one cue reports; return who speaks."""
        scene, cue, complement = self.scene, report.cue, report.complement
        beside = [a for a in behind if cue.first < a.cue.first < complement.first]
        limit = report.limit
        after = next((a for a in behind if complement.first < a.cue.first < limit), None)
        if after is not None:
            beside.append(after)
            if not self.framing.parenthetical(after, complement.first, limit):
                limit = after.cue.first
        pieces = self._pieces(report, limit)
        if not pieces:
            return current
        if cue.form in ("participle", "particle"):
            floor = scene.after_dateline(*scene.sentence(cue.first))
            named = self.speakers.of_quotative(cue, floor) if cue.form == "particle" else None
            speaker = named or self.speakers.of_participle(cue, floor, current)
        else:
            speaker = self.speakers.of_verb(cue, complement.opener, report.floor)
        speaker, via = carriers(scene, self.speakers.sources, cue, complement, speaker)
        speaker, via = chain(scene, speaker, via, beside if front is None else [*beside, front])
        if speaker is None:
            return current
        said_on = date_of(scene, report.floor, cue.first, complement.opener, pieces[-1].last, report.limit)
        span, rule = scene.document.span(cue.first, cue.last), f"{cue.form}-{complement.manner}"
        self.drafts.add(Draft(pieces[0], span, speaker, said_on, via, rule, cue.entry.lemma), pieces)
        self.speakers.sources.remember(speaker, cue.first)
        return speaker

    def _pieces(self, report: Report, limit: int) -> list[Piece]:
        scene, complement = self.scene, report.complement
        if complement.manner == "quote" and complement.quote is not None:
            return self._quotations(complement.first, limit)
        if report.cue.first > 0 and scene.is_(report.cue.first - 1, "relative"):
            limit = _comma_after(scene, complement.first, limit)
        end = content_end(scene, complement.first, limit, nominal=complement.manner == "nominal")
        pieces = split_pieces(scene, complement.first, end, complement.cut, introduced=complement.manner == "colon")
        denial = report.cue.kind == "deny"
        least = _MIN_WORDS + (complement.manner == "nominal" and not denial)
        pieces = [piece for piece in pieces if piece.kind == "direct" or piece.words >= least]
        return [_with_denial(scene, report.cue, piece) for piece in pieces] if denial else pieces

    def _quotations(self, first: int, limit: int) -> list[Piece]:
        """A quotation right after the cue, and those that go on after the reporter's interruption."""
        pieces: list[Piece] = []
        at = first
        while at < limit:
            quote = self.scene.quote_from(at)
            if quote is not None and (at == first or is_speech(self.scene, quote)):
                pieces.extend(quoted(self.scene, quote))
                at = quote.last
            at += 1
        return pieces


def _with_denial(scene: Scene, cue: Cue, piece: Piece) -> Piece:
    """A denied clause with its verb, without which its words would say the opposite; its tokens stay those denied."""
    if piece.kind == "direct":
        return piece
    start = scene.document.offset(cue.first, 1 if cue.joined else 0)
    return replace(piece, span=(start, piece.span[1]))


def _comma_after(scene: Scene, first: int, limit: int) -> int:
    """End of a relative clause: the next comma outside quotations."""
    at = first + 1
    while at < limit and not scene.after_comma(at):
        quote = scene.quote_from(at)
        at = at + 1 if quote is None else quote.last + 1
    return min(at, limit)
