"""Processes: to which named series of talks an event belongs, its ordinal, and what was on its agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mahdar.arabic.lookup import Phrases
from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry, ProcessWord
from mahdar.model import Span
from mahdar.reading.events.context import Context
from mahdar.reading.findings import FoundEvent

_REACH_BEFORE, _REACH_AFTER = 4, 12  # tokens around a trigger in which the name of its series may stand
_AGENDA_LENGTH = 14
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "REJECT"})


@dataclass(frozen=True, slots=True)
class SeriesMention:
    """A series named in the text: tokens of meeting noun and name, and the ordinal if one stands with them."""

    first: int
    last: int
    process: ProcessEntry
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class _Index:
    names: Phrases[ProcessEntry]
    words: Phrases[str]


def build_process_index(knowledge: Knowledge) -> _Index:
    """Index names of series and the words around them."""
    names: Phrases[ProcessEntry] = Phrases()
    for entry in knowledge.entries(ProcessEntry):
        for name in entry.names:
            names.add(name, entry)
    words: Phrases[str] = Phrases()
    for word in knowledge.entries(ProcessWord):
        for form in word.forms:
            words.add(form, word.role)
            words.add(f"ال{form}", word.role)
    return _Index(names.freeze(), words.freeze())


def find_series(context: Context, numerals: Iterable[Numeral]) -> tuple[SeriesMention, ...]:
    """All mentions of named series: a meeting noun with the name right after it, or a name with its number (أستانة 6).

    A name stands for the series of the article's theatre: جنيف is another series in an article on Yemen than in one on
    Syria.
    """
    index = context.knowledge.derive(build_process_index)
    tokens = context.document.tokens
    theatre = _theatre(context)
    by_token = {n.first: n for n in numerals}
    found = []
    for at in range(len(tokens)):
        entries = [m for m in index.names.matches(tokens, at) if m.key.theatre in theatre]
        if not entries:
            continue
        match = max(entries, key=lambda m: theatre[m.key.theatre])
        meeting = next((b for b in (at - 1, at - 2) if b >= 0 and "meeting" in _words_at(context, index, b)), None)
        if meeting is not None and any("preposition" in context.roles[t] for t in range(meeting + 1, at)):
            meeting = None
        ordinal = _number_after(by_token, match.last)
        if meeting is None and ordinal is None:
            continue
        first = meeting if meeting is not None else at
        if ordinal is None:
            ordinal = _round_ordinal(context, index, by_token, first)
        found.append(SeriesMention(first, match.last, match.key, ordinal))
    return tuple(found)


def with_processes(
    context: Context, events: Sequence[FoundEvent], numerals: Sequence[Numeral]
) -> tuple[FoundEvent, ...]:
    """Add series, ordinal and agenda to the events that are talks."""
    series = find_series(context, numerals)
    return tuple(_with_process(context, event, series) if event.type in _TALKS else event for event in events)


def _with_process(context: Context, event: FoundEvent, series: Sequence[SeriesMention]) -> FoundEvent:
    near = [mention for token in event.triggers for mention in series if _is_near(context, token, mention)]
    agenda = _agenda(context, event) if event.type == "CONSULT" else ()
    if not near:
        return replace(event, agenda=agenda) if agenda else event
    ordinal = next((m.ordinal for m in near if m.ordinal is not None), None)
    return replace(event, series=near[0].process.en, ordinal=ordinal, agenda=agenda)


def _is_near(context: Context, token: int, mention: SeriesMention) -> bool:
    document = context.document
    if document.sentence_of[token] != document.sentence_of[mention.first]:
        return False
    return (
        -_REACH_BEFORE <= mention.first - token <= _REACH_AFTER
        and abs(context.clause_of[mention.first] - context.clause_of[token]) <= 1
    )


def _theatre(context: Context) -> dict[str, int]:
    """Countries of the article with the number of their mentions."""
    counts: dict[str, int] = {}
    for place in context.places:
        if place.place.country:
            counts[place.place.country] = counts.get(place.place.country, 0) + 1
    for actor in context.actors:
        if actor.country:
            counts[actor.country] = counts.get(actor.country, 0) + len(actor.mentions)
    return counts


def _words_at(context: Context, index: _Index, at: int) -> set[str]:
    return {m.key for m in index.words.matches(context.document.tokens, at)}


def _number_after(by_token: dict[int, Numeral], last: int) -> int | None:
    numeral = by_token.get(last + 1)
    return numeral.min if numeral is not None and numeral.min == numeral.max and (numeral.min or 99) < 40 else None


def _round_ordinal(context: Context, index: _Index, by_token: dict[int, Numeral], first: int) -> int | None:
    """The ordinal of «الجولة السادسة من …» that stands up to five words before a series' name."""
    for at in range(max(0, first - 5), first + 1):
        numeral = by_token.get(at)
        if (
            numeral is None
            or not numeral.ordinal
            or context.document.sentence_of[at] != context.document.sentence_of[first]
        ):
            continue
        if at and "round" in _words_at(context, index, at - 1):
            return numeral.min
    return None


def _agenda(context: Context, event: FoundEvent) -> tuple[Span, ...]:
    """What the talks are said to discuss: the phrase after a verb of discussing, else after «حول» beside the trigger."""
    index = context.knowledge.derive(build_process_index)
    document = context.document
    for token in event.triggers:
        _first, past = document.sentence_tokens[document.sentence_of[token]]
        following = document.sentence_of[token] + 1
        if (
            following < len(document.sentences)
            and document.sentences[following].paragraph == document.sentences[following - 1].paragraph + 1 == 2
        ):
            past = document.sentence_tokens[following][1]
        for at in range(token + 1, past):
            words = _words_at(context, index, at)
            close = at < document.sentence_tokens[document.sentence_of[token]][1] and at - token <= 6
            if "agenda" in words or (
                "agenda weak" in words and close and context.clause_of[at] == context.clause_of[token]
            ):
                return _items(context, index, at + 1, past)
    return ()


def _items(context: Context, index: _Index, start: int, past: int) -> tuple[Span, ...]:
    """Cut the phrase that starts at a token into coordinated items."""
    document = context.document
    pieces: list[list[int]] = []
    for at in range(start, min(past, start + _AGENDA_LENGTH)):
        token = document.tokens[at]
        stop = at > start and (
            any(mark in token.gap for mark in "،,؛.:") or "agenda end" in _words_at(context, index, at)
        )
        if stop:
            break
        if not pieces or (token.form.startswith("و") and len(token.form) > 3 and at > start):
            pieces.append([at, at])
        else:
            pieces[-1][1] = at
    cut = lambda first: 1 if first > start and document.tokens[first].form.startswith("و") else 0  # noqa: E731
    return tuple(document.span(first, last, cut(first)) for first, last in pieces)
