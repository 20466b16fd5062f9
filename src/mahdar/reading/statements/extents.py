"""Extents: where reported words end, and how half-quoted sentences fall into indirect and direct statements."""

from dataclasses import dataclass

from mahdar.model import Span
from mahdar.model.record import StatementKind
from mahdar.reading.statements.quotations import is_speech
from mahdar.reading.statements.scene import Quote, Scene

_AFTERWARDS = frozenset({"قبل", "بعد", "بعدما", "عقب", "اثر"})
_REPORTER = frozenset({"وكان", "وكانت", "فيما"})  # after a comma they tell what the reporter knows
_SETTING = frozenset({"خلال", "في", "عبر", "امام"})
_PRESENT = ("سي", "ست", "سن", "ي")
_NO_VERB_WORDS = 4  # that many words without a verb before a quotation are its subject only
_TRAILING_WORDS = 5
_FRAGMENTS = frozenset({"ب", "ل", "ك", "ال", "و", "بال"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement's words: span, tokens [first, last], kind."""

    span: Span
    first: int
    last: int
    kind: StatementKind

    @property
    def words(self) -> int:
        """Number of tokens."""
        return self.last - self.first + 1


_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”"}


def polish(scene: Scene, span: Span) -> Span:
    """Take in a hashtag or an opening mark before the words and a closing mark after them that belong to them."""
    text = scene.document.text
    start, end = span
    if start and text[start - 1] == "#":
        start -= 1
    inner = text[start:end]
    for opening, closing in _PAIRS.items():
        if end < len(text) and text[end] == closing and inner.count(opening) > inner.count(closing):
            return start, end + 1
        if start and text[start - 1] == opening and inner.count(closing) > inner.count(opening):
            return start - 1, end
    if inner.count('"') % 2:
        if end < len(text) and text[end] == '"':
            return start, end + 1
        if start and text[start - 1] == '"':
            return start - 1, end
    return start, end


def content_end(scene: Scene, first: int, limit: int, *, nominal: bool) -> int:
    """Last token of the words that begin at a token.

    Parameters
    ----------
    scene : Scene
    first : int
    limit : int
        Token at which they end at the latest (the next cue or the sentence's end).
    nominal : bool
        Whether the words are a nominal clause, after which بعد takes the reporter's voice up again.
    """
    at = first
    while at < limit:
        quote = scene.quote_from(at)
        if quote is not None and quote.last >= at:
            at = quote.last + 1
            continue
        if at > first and _turns_away(scene, first, at, limit, nominal=nominal):
            return at - 1
        at += 1
    return limit - 1


def _turns_away(scene: Scene, first: int, at: int, limit: int, *, nominal: bool) -> bool:
    """Whether the reporter's own voice goes on from a token within a sentence."""
    roles = scene.roles[at]
    form = scene.tokens[at].form
    if "aside" in roles or (scene.after_mark(at) and _turns_to_speaker(scene, at)):
        return True
    if scene.after_comma(at) and (form in _REPORTER or _names_source(scene, at)):
        return True
    if at - first >= 2 and form in _SETTING and at + 1 < limit and scene.is_(at + 1, "reporting"):
        return nominal or form != "في" or scene.after_comma(at)
    if not nominal:
        return False
    if "contrast" in roles:
        return True
    if scene.after_comma(at) and form.startswith("و") and form.endswith("ت") and not form.endswith("ات"):
        return True  # a second verb of a feminine subject: اعترفت الجماعة بمقتل …، وأقدمت على …
    if form == "عبر" and at + 1 < limit and _is_medium(scene, at + 1):
        return True
    if scene.after_comma(at) and form in ("كما", "حيث"):
        return True
    if at - first >= 2 and form in _AFTERWARDS and at + 1 < limit:
        nxt = at + 1
        dated = scene.time_at[nxt] is not None or scene.is_(nxt, "period") or scene.tokens[nxt].form == "ان"
        return scene.after_comma(at) or dated or form == "بعدما"
    return form.startswith("و") and "relative" in roles


def _names_source(scene: Scene, at: int) -> bool:
    """Whether بحسب or its like stands at a token, even if nobody known is named after it."""
    matches = scene.lexicon.particles.matches(scene.tokens, at)
    return any(match.key.kind in ("according", "relay") and not match.cut for match in matches)


def _turns_to_speaker(scene: Scene, at: int) -> bool:
    """Whether a participle of saying in the accusative stands at a token (رافضا، داعيا)."""
    hits = scene.lexicon.participles.lookup(scene.tokens[at].form)
    return any(hit.split.stem.endswith("ا") and not hit.split.article for hit in hits)


def _is_medium(scene: Scene, at: int) -> bool:
    mention = scene.mention_at[at]
    if scene.is_(at, "reporting") or (mention is not None and scene.actors[mention.actor].kind == "media"):
        return True
    return any(hit.key.kind == "media" for hit in scene.lexicon.speakers.lookup(scene.tokens[at].form))


def split_pieces(scene: Scene, first: int, last: int, cut: int = 0, *, introduced: bool = False) -> list[Piece]:
    """Cut reported words into indirect and direct statements, in order of the text.

    Parameters
    ----------
    scene : Scene
    first, last : int
        Tokens of the words.
    cut : int
        Folded characters to leave out of the first token.
    introduced : bool
        Whether a colon stands before the words: then also a short quotation is speech.
    """
    while last > first and scene.tokens[last].form in _FRAGMENTS:
        last -= 1
    quotes = _speech(scene, first, last, introduced=introduced)
    if not quotes:
        return [_indirect(scene, first, last, cut)] if last >= first else []
    direct = [piece for quote in quotes for piece in quoted(scene, quote)]
    end = indirect_end(scene, first, last, quotes)
    if end is None:
        return direct
    while end > first and scene.tokens[end].form in _FRAGMENTS:
        end -= 1
    return [_indirect(scene, first, end, cut), *direct]


def _indirect(scene: Scene, first: int, last: int, cut: int) -> Piece:
    return Piece(polish(scene, scene.document.span(first, last, cut)), first, last, "indirect")


def _speech(scene: Scene, first: int, last: int, *, introduced: bool) -> list[Quote]:
    found: list[Quote] = []
    at = first
    while at <= last:
        quote = scene.quote_from(at)
        if quote is None:
            at += 1
            continue
        if is_speech(scene, quote, introduced=introduced and at == first):
            found.append(quote)
        at = quote.last + 1
    return found


def indirect_end(scene: Scene, first: int, last: int, quotes: list[Quote]) -> int | None:
    """Last token of the indirect statement around quotations, or None where only its subject stands outside them."""
    lead = quotes[0].first - first
    trailing = _trailing(scene, quotes[-1].last, last)
    if lead == 0:
        outside = last - first + 1 - sum(quote.words for quote in quotes)
        if outside < _TRAILING_WORDS or not _trailing(scene, quotes[0].last, last):
            return None
        return quotes[-1].last + trailing
    if trailing:
        return quotes[-1].last + trailing
    verbal = lead > _NO_VERB_WORDS or any(looks_verbal(scene, at) for at in range(first, first + lead))
    if lead <= 1 or not verbal:
        return None
    return quotes[0].first - 1 if len(quotes) == 1 else quotes[-1].first - 1


def _trailing(scene: Scene, quote_last: int, last: int) -> int:
    """Number of words that go on after a quotation without a mark between."""
    at = quote_last + 1
    if at > last or scene.after_mark(at) or "." in scene.tokens[at].gap:
        return 0
    return last - quote_last


def looks_verbal(scene: Scene, at: int) -> bool:
    """Whether a word has the shape of a finite verb: a rough test, used only where a lexicon cannot tell."""
    form = scene.tokens[at].form
    if scene.mention_at[at] is not None or len(form) < 3:
        return False
    if scene.is_(at, "auxiliary"):
        return True
    return form.startswith(_PRESENT) or (form.endswith("ت") and not form.endswith("ات") and not form.startswith("ال"))


def quoted(scene: Scene, quote: Quote) -> list[Piece]:
    """The direct statements of one quotation: two where the reporter's participle (معلنا أن) interrupts it unmarked."""
    for at in range(quote.first + 3, quote.last - 1):
        if not scene.after_comma(at) or not scene.is_(at + 1, "complementizer"):
            continue
        hits = scene.lexicon.participles.lookup(scene.tokens[at].form)
        if any(hit.split.stem.endswith("ا") and not hit.split.article for hit in hits):
            begin = scene.roles[at + 1]["complementizer"] + 1
            end = scene.tokens[at - 1].end
            return [
                Piece((quote.span[0], end), quote.first, at - 1, "direct"),
                Piece((scene.tokens[begin].start, quote.span[1]), begin, quote.last, "direct"),
            ]
    return [Piece(quote.span, quote.first, quote.last, "direct")]
