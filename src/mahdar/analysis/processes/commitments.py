"""Outcomes and commitments: what was agreed, who promised what by when, and what was later said of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mahdar.analysis.opened import OpenRecord
from mahdar.analysis.processes.tellings import RoundTelling, Words
from mahdar.analysis.wording import Rarity, build_function_forms, content_words
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.model.base import Span
from mahdar.model.edtf import days_of
from mahdar.model.process import Commitment, FollowUp, FollowUpKind, Outcome, Party
from mahdar.model.record import Event
from mahdar.model.telling import ActorRef, Telling

_PARTY_REACH = 14  # tokens before a deadline in which the one who is bound stands
_SAME = 0.6  # share of wording from which two promises of the same parties are one
_FOLLOWS = 0.5  # share of a promise's wording from which a later sentence speaks of it
_NAMED = 0.2  # what counts for the same where the sentence names the one who promised
_OUTCOMES = ("AGREE", "CONCEDE")


@dataclass
class _Promise:
    by: tuple[ActorRef, ...]
    opened: OpenRecord
    span: Span
    due: str | None
    made_on: str | None
    words: frozenset[str]
    tellings: list[Telling] = field(default_factory=list)


def make_outcomes(
    process: ProcessEntry,
    records: Iterable[OpenRecord],
    tellings: Sequence[RoundTelling],
    parties: Sequence[Party],
    knowledge: Knowledge,
) -> tuple[Outcome, ...]:
    """What parties agreed or conceded in a round: events of the series, or of an article that tells the round's end.

    Promises are commitments, not outcomes.
    """
    words = Words(knowledge)
    keys = {party.actor.key for party in parties}
    found: dict[tuple[int | None, frozenset[str]], tuple[Outcome, list[Telling]]] = {}
    for opened in records:
        held = [t for t in tellings if t.opened is opened and not t.meeting and t.status == "held"]
        for event in opened.record.events:
            if event.type not in _OUTCOMES or event.status != "happened" or _is_promise(opened, event, words):
                continue
            ordinal = event.ordinal or (held[0].ordinal if held else None)
            actors = tuple(opened.actor(a) for a in event.actor)
            bound = [a for a in actors if a.key in keys]
            if not (event.series == process.en or (held and event.series is None)) or not bound:
                continue
            telling = opened.telling(event)
            key = (ordinal, frozenset(a.key for a in actors))
            if key in found:
                found[key][1].append(telling)
                continue
            text = opened.words(_from(opened, event))
            outcome = Outcome(round=ordinal, date=event.date, parties=actors, text=text, tellings=(telling,))
            found[key] = (outcome, [telling])
    return tuple(outcome.model_copy(update={"tellings": tuple(told)}) for outcome, told in found.values())


def make_commitments(
    records: Sequence[OpenRecord], parties: Sequence[Party], knowledge: Knowledge
) -> tuple[Commitment, ...]:
    """Promises of the parties, each with what later articles say of it.

    A promise is told by a word of promising («تعهدت …»), or by a party and a deadline («ستنجز الدول الضامنة الخرائط
    قبل …»). What follows is found by wording and is a claim like any other.
    """
    words = Words(knowledge)
    functions = knowledge.derive(build_function_forms)
    keys = {party.actor.key for party in parties if party.role != "observer"}
    countries = {party.actor.country for party in parties if party.actor.kind == "country"}
    sentences = [(o, s, content_words(o, s, functions)) for o in records for s in o.sentences]
    rarity = Rarity(words_ for _, _, words_ in sentences)
    promises: list[_Promise] = []
    for opened in records:
        for by, span, due in _promised(opened, words, keys, countries):
            content = _content(opened, span, by, functions, words)
            promise = _Promise(by, opened, span, due, _made_on(opened, span), content)
            known = next((p for p in promises if _is_same(p, promise, rarity)), promise)
            known.tellings.append(opened.telling(None, span))
            if known is promise:
                promises.append(promise)
    return tuple(
        Commitment(
            by=p.by,
            text=p.opened.words(p.span),
            made_on=p.made_on,
            due=p.due,
            tellings=tuple(p.tellings),
            later=tuple(_follow_ups(p, sentences, rarity, words)),
        )
        for p in promises
    )


def _promised(
    opened: OpenRecord, words: Words, keys: set[str], countries: set[str | None]
) -> Iterator[tuple[tuple[ActorRef, ...], Span, str | None]]:
    said: list[Span] = []
    for event in opened.record.events:
        if event.status != "happened" or not _is_promise(opened, event, words) or _is_recalled(opened, event, words):
            continue
        by = tuple(a for a in map(opened.actor, event.actor) if a.key in keys or a.country in countries)
        if by:
            span = _from(opened, event)
            said.append(span)
            yield by, span, _deadline(opened, span, words)
    for time in opened.record.times:
        due = _due(opened, time.span, words)
        if due is None or any(start <= time.span[0] < end for start, end in said):
            continue
        sentence = opened.sentence_at(time.span[0])
        at = opened.token_range(time.span)[0]
        reach = opened.tokens[max(at - _PARTY_REACH, opened.token_range(sentence)[0])].start
        bound = {
            opened.actor(actor.id).key: (span, opened.actor(actor.id))
            for actor in opened.record.actors
            for span in actor.mentions
            if reach <= span[0] < time.span[0] and actor.kind != "person" and opened.actor(actor.id).key in keys
        }
        if bound:
            nearest = max(span for span, _ in bound.values())
            by = tuple(actor for span, actor in bound.values() if span == nearest)
            yield by, (_verb_before(opened, nearest, sentence), time.span[1]), due


def _is_promise(opened: OpenRecord, event: Event, words: Words) -> bool:
    return event.type == "AGREE" and "promise" in words.roles(opened, opened.token_range(event.trigger)[0])


def _is_recalled(opened: OpenRecord, event: Event, words: Words) -> bool:
    """«تنفذ ما تعهدت به»: the promise is only referred to."""
    return "recalled" in words.roles(opened, opened.token_range(event.trigger)[0] - 1)


def _verb_before(opened: OpenRecord, subject: Span, sentence: Span) -> int:
    """Where «تنجز الدول الضامنة …» begins: with the word before its subject, if it is in the same clause."""
    at = opened.token_range(subject)[0]
    if at == 0 or opened.tokens[at - 1].start < sentence[0] or opened.tokens[at].gap.strip():
        return subject[0]
    return opened.tokens[at - 1].start


def _from(opened: OpenRecord, event: Event) -> Span:
    """From an event's first word to the end of its sentence."""
    return (min(event.span[0], event.trigger[0]), opened.sentence_at(event.trigger[0])[1])


def _deadline(opened: OpenRecord, span: Span, words: Words) -> str | None:
    inside = (t for t in opened.record.times if span[0] <= t.span[0] < span[1])
    return next((due for t in inside if (due := _due(opened, t.span, words)) is not None), None)


def _due(opened: OpenRecord, time: Span, words: Words) -> str | None:
    """The value of a time ahead that stands behind «قبل», «حتى» or the like and is not the day of a meeting."""
    mention = next(t for t in opened.record.times if t.span == time)
    published, days = days_of(opened.article.published), days_of(mention.value)
    if mention.kind not in ("date", "interval") or not published or not days:
        return None
    if days[1] is None or published[1] is None or days[1] <= published[1]:
        return None
    at = opened.token_range(time)[0]
    if not any("due before" in words.roles(opened, token) for token in (at - 2, at - 1)):
        return None
    meets = any(e.type == "CONSULT" and e.date_span == time for e in opened.record.events)
    return None if meets else mention.value


def _made_on(opened: OpenRecord, span: Span) -> str | None:
    for statement in opened.record.statements:
        if statement.said_on and statement.span[0] <= span[0] < statement.span[1]:
            return statement.said_on
    return opened.article.published


def _is_same(one: _Promise, other: _Promise, rarity: Rarity) -> bool:
    same_parties = {a.key for a in one.by} == {a.key for a in other.by}
    return same_parties and one.due == other.due and rarity.shared(one.words, other.words) >= _SAME


def _follow_ups(
    promise: _Promise, sentences: Sequence[tuple[OpenRecord, Span, frozenset[str]]], rarity: Rarity, words: Words
) -> Iterator[FollowUp]:
    """The sentence of each later article that shares most of the promise's wording."""
    told = {t.article_id for t in promise.tellings}
    best: dict[str, tuple[float, OpenRecord, Span]] = {}
    for opened, span, content in sentences:
        key = opened.archived.article_id
        later = (opened.article.published or "") > (promise.opened.article.published or "")
        if not later or key in told or not content & promise.words:
            continue
        share = rarity.shared(promise.words, content)
        if len(content & promise.words) == 1 and share < _FOLLOWS:
            continue
        share += _NAMED if _names(opened, span, promise.by) else 0.0
        if share >= _FOLLOWS and share > best.get(key, (0.0, opened, span))[0]:
            best[key] = (share, opened, span)
    for _share, opened, span in sorted(best.values(), key=lambda b: (b[1].article.published or "", b[2])):
        kind: FollowUpKind = "taken up again"
        if words.find(opened, span, "broken") is not None:
            kind = "said to be broken"
        elif words.find(opened, span, "kept") is not None:
            kind = "said to be kept"
        yield FollowUp(
            kind=kind, said_on=_made_on(opened, span), text=opened.words(span), telling=opened.telling(None, span)
        )


def _content(
    opened: OpenRecord, span: Span, by: Sequence[ActorRef], function_forms: frozenset[str], words: Words
) -> frozenset[str]:
    """What is promised: the words of content without those that promise and those that name the parties and times."""
    keys = {actor.key for actor in by}
    aside = [s for a in opened.record.actors if opened.actor(a.id).key in keys for s in a.mentions]
    aside += [time.span for time in opened.record.times]
    aside += [
        (token.start, token.end)
        for token in opened.tokens[slice(*opened.token_range(span))]
        if "promise" in words.roles(opened, token.index)
    ]
    left_out = frozenset[str]().union(*(content_words(opened, s, frozenset()) for s in aside))
    return content_words(opened, span, function_forms) - left_out


def _names(opened: OpenRecord, span: Span, actors: Sequence[ActorRef]) -> bool:
    keys, countries = {a.key for a in actors}, {a.country for a in actors if a.country}
    return any(
        span[0] <= mention[0] < span[1]
        for actor in opened.record.actors
        if opened.actor(actor.id).key in keys or actor.country in countries
        for mention in actor.mentions
    )
