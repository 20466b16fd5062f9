"""Processes: to which named series of talks an event belongs, its ordinal, and what was on its agenda."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mahdar.arabic.lookup import Inflections, Phrases
from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.names import Country
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.process_words import build_process_words
from mahdar.model import Span
from mahdar.reading.events.context import Context
from mahdar.reading.findings import FoundEvent
from mahdar.reading.rounds import RoundPhrase, is_of, staged

_REACH_BEFORE, _REACH_AFTER = 4, 12  # tokens around a trigger in which the name of its series may stand
_AGENDA_LENGTH = 14
_ROUND_REACH = 5  # tokens between a series' name and the round it counts («محادثات أستانة في جولتها الرابعة»)
_MEETINGS = frozenset({"meeting", "tour", "round", "experts"})
TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "REJECT"})


@dataclass(frozen=True, slots=True)
class SeriesMention:
    """A series named in the text: tokens of meeting noun and name, and the ordinal if one stands with them.

    `round` is the first token of the phrase that counts the round («الجولة السادسة من محادثات أستانة»).
    """

    first: int
    last: int
    process: ProcessEntry
    ordinal: int | None
    round: int


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
    return _Index(names.freeze(), knowledge.derive(build_process_words))


def build_nationalities(knowledge: Knowledge) -> Inflections[str]:
    """Index from adjectives of nationality to countries."""
    index: Inflections[str] = Inflections()
    for country in knowledge.entries(Country):
        for adjective in country.adjective:
            index.add_noun(country.id, adjective, person=True)
    return index


def find_series(context: Context, numerals: Iterable[Numeral]) -> tuple[SeriesMention, ...]:
    """All mentions of named series: a meeting noun with the name right after it, or a name with its number (أستانة 6).

    A name stands for the series of the article's theatre: جنيف is another series in an article on Yemen than in one on
    Syria. A name of several words (اللجنة الدستورية) may also hold its rounds itself.
    """
    index = context.knowledge.derive(build_process_index)
    tokens = context.document.tokens
    named = [(at, matches) for at in index.names.beginnings(tokens) if (matches := index.names.matches(tokens, at))]
    if not named:
        return ()
    theatre = _theatre(context)
    by_token = {n.first: n for n in numerals}
    found = []
    for at, matches in named:
        here = [m for m in matches if m.key.theatre in theatre]
        if not here:
            continue
        match = max(here, key=lambda m: theatre[m.key.theatre])
        meeting = _meeting_before(context, index, at)
        ordinal = _number_after(by_token, match.last)
        later = _round_after(context, index, by_token, match.last)
        if meeting is None and ordinal is None and (later is None or match.first == match.last):
            continue
        first = meeting if meeting is not None else at
        counted = first
        if ordinal is None and (told := _round_before(context, index, by_token, first)) is not None:
            counted, ordinal = told
        ordinal = ordinal if ordinal is not None else later
        found.append(SeriesMention(first, match.last, match.key, ordinal, counted))
    return tuple(found)


def series_tokens(context: Context, numerals: Iterable[Numeral]) -> frozenset[int]:
    """Tokens that are part of the name of a series: «عملية أستانة» is no operation, «مسار جنيف» no march.

    Only talks, deals and words for or against them are told with such names; elsewhere a trigger among them states
    nothing.
    """
    return frozenset(t for m in find_series(context, numerals) for t in range(m.first, m.last + 1))


def _meeting_before(context: Context, index: _Index, at: int) -> int | None:
    """The meeting noun that a name is in construct with, or the round it is a part of («الجولة المقبلة من أستانة»)."""
    start = context.document.sentence_tokens[context.document.sentence_of[at]][0]
    for back in range(at - 1, max(start, at - 4) - 1, -1):
        words = _words_at(context, index, back)
        partitive = context.document.tokens[back + 1 if back + 1 < at else back].form == "من"
        between = range(back + 1, at)
        if "meeting" in words and len(between) <= 1 and not any("preposition" in context.roles[t] for t in between):
            return back
        if "tour" in words and (partitive or context.document.tokens[at - 1].form == "من"):
            return back
    return None


def _round_after(context: Context, index: _Index, by_token: dict[int, Numeral], last: int) -> int | None:
    """The ordinal of a round told right after the name («أستانة في جولتها الرابعة»)."""
    past = context.document.sentence_tokens[context.document.sentence_of[last]][1]
    for at in range(last + 1, min(past, last + 1 + _ROUND_REACH)):
        numeral = by_token.get(at)
        if numeral is not None and numeral.ordinal and "round" in _words_at(context, index, at - 1):
            return numeral.min
    return None


def with_processes(
    context: Context, events: Sequence[FoundEvent], numerals: Sequence[Numeral]
) -> tuple[FoundEvent, ...]:
    """Add series, ordinal and agenda to the events that are talks."""
    series = find_series(context, numerals)
    by_token = {n.first: n for n in numerals}
    by_sentence: dict[int, list[SeriesMention]] = {}
    for mention in series:
        by_sentence.setdefault(context.document.sentence_of[mention.first], []).append(mention)
    only = series[0].process if len({m.process.id for m in series}) == 1 else None
    told = [
        _with_process(context, event, by_sentence, only, by_token) if event.type in TALKS else event for event in events
    ]
    rounds = [RoundPhrase(m.round, m.last, m.process, m.ordinal) for m in series if m.ordinal is not None]
    return _with_agendas(context, staged(context, told, rounds), rounds)


def _with_agendas(
    context: Context, events: Sequence[FoundEvent], rounds: Sequence[RoundPhrase]
) -> tuple[FoundEvent, ...]:
    """Give rounds what «وستناقش الجولة …» says: the round named there, else the one named last before."""
    index = context.knowledge.derive(build_process_index)
    result = list(events)
    for at in range(len(context.document.tokens) - 1 if rounds else 0):
        if "agenda" not in _words_at(context, index, at) or "tour" not in _words_at(context, index, at + 1):
            continue
        named = next((r for r in rounds if r.first == at + 1), None)
        meant = named or next((r for r in reversed(rounds) if r.last < at), None)
        told = [n for n, e in enumerate(result) if meant is not None and is_of(e, meant) and e.triggers[0] <= at + 7]
        if meant is None or not told:
            continue
        start = named.last + 1 if named else _behind_subject(context, index, at)
        items = _items(context, index, start, context.document.sentence_tokens[context.document.sentence_of[at]][1])
        nearest = max(told, key=lambda n: result[n].triggers[0])
        result[nearest] = replace(result[nearest], agenda=tuple(dict.fromkeys((*result[nearest].agenda, *items))))
    return tuple(result)


def _with_process(
    context: Context,
    event: FoundEvent,
    series: Mapping[int, Sequence[SeriesMention]],
    only: ProcessEntry | None,
    by_token: dict[int, Numeral],
) -> FoundEvent:
    """Add to one event what stands near it; `series` are the mentions by sentence, `only` the article's one series."""
    sentence_of = context.document.sentence_of
    near = [m for token in event.triggers for m in series.get(sentence_of[token], ()) if _is_near(context, token, m)]
    agenda = _agenda(context, event) if event.type == "CONSULT" else ()
    if not near:
        ordinal = _own_round(context, event, by_token) if event.type == "CONSULT" else None
        # «الجولة الثانية» alone is one of the only series that the article speaks of.
        if ordinal is not None and only is not None:
            return replace(event, series=only.en, ordinal=ordinal, agenda=agenda)
        return replace(event, agenda=agenda) if agenda else event
    ordinal = next((m.ordinal for m in near if m.ordinal is not None), None)
    return replace(event, series=near[0].process.en, ordinal=ordinal, agenda=agenda)


def _own_round(context: Context, event: FoundEvent, by_token: dict[int, Numeral]) -> int | None:
    """The ordinal of the round that an event's trigger is or stands beside."""
    index = context.knowledge.derive(build_process_index)
    for token in event.triggers:
        for at in (token + 1, token + 2, token - 1, token - 2):
            numeral = by_token.get(at)
            if (
                numeral is not None
                and numeral.ordinal
                and context.document.sentence_of[at] == context.document.sentence_of[token]
                and "tour" in _words_at(context, index, at - 1)
            ):
                return numeral.min
    return None


def _is_near(context: Context, token: int, mention: SeriesMention) -> bool:
    """Whether a series stands close to a trigger of its sentence."""
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
    nationalities = context.knowledge.derive(build_nationalities)
    for token in context.document.tokens:
        for hit in nationalities.lookup(token.form)[:1] if token.kind == "word" else ():
            counts[hit.key] = counts.get(hit.key, 0) + 1
    return counts


def _words_at(context: Context, index: _Index, at: int) -> set[str]:
    return {m.key for m in index.words.matches(context.document.tokens, at)} if at >= 0 else set()


def _number_after(by_token: dict[int, Numeral], last: int) -> int | None:
    numeral = by_token.get(last + 1)
    return numeral.min if numeral is not None and numeral.min == numeral.max and (numeral.min or 99) < 40 else None


def _round_before(
    context: Context, index: _Index, by_token: dict[int, Numeral], first: int
) -> tuple[int, int | None] | None:
    """Where «الجولة السادسة من …» begins, up to five words before a series' name, and its ordinal."""
    for at in range(max(0, first - 5), first + 1):
        numeral = by_token.get(at)
        if (
            numeral is None
            or not numeral.ordinal
            or context.document.sentence_of[at] != context.document.sentence_of[first]
        ):
            continue
        if at and "round" in _words_at(context, index, at - 1):
            return at - 1, numeral.min
    return None


def _agenda(context: Context, event: FoundEvent) -> tuple[Span, ...]:
    """What talks are said to discuss: the phrase after a verb of discussing, else after «حول» beside the trigger."""
    index = context.knowledge.derive(build_process_index)
    document = context.document
    for token in event.triggers:
        _first, past = document.sentence_tokens[document.sentence_of[token]]
        if "agenda" in _words_at(context, index, token):
            return _items(context, index, _behind_subject(context, index, token), past)
        following = document.sentence_of[token] + 1
        if (
            following < len(document.sentences)
            and document.sentences[following].paragraph == document.sentences[following - 1].paragraph + 1 == 2
        ):
            past = document.sentence_tokens[following][1]
        for at in range(token + 1, past):
            matches = index.words.matches(document.tokens, at)
            words = {m.key for m in matches}
            close = at < document.sentence_tokens[document.sentence_of[token]][1] and at - token <= 6
            if "agenda" in words or (
                "agenda weak" in words and close and context.clause_of[at] == context.clause_of[token]
            ):
                last = max(m.last for m in matches if m.key.startswith("agenda"))
                start = _behind_subject(context, index, last) if "agenda" in words else last + 1
                return _items(context, index, start, past)
    return ()


def _behind_subject(context: Context, index: _Index, verb: int) -> int:
    """The first token behind a verb of discussing and the meeting or the one who discusses."""
    at = verb + 1
    if at >= len(context.document.tokens):
        return at
    mention = context.mention_at.get(at)
    if mention is not None and context.actor_by_id[mention.actor].kind != "country":
        return mention.last + 1
    if not context.document.tokens[at].form.startswith("ال"):
        return at
    nouns = [m.last for m in index.words.matches(context.document.tokens, at) if m.key in _MEETINGS]
    return max(nouns, default=verb) + 1


def _items(context: Context, index: _Index, start: int, past: int) -> tuple[Span, ...]:
    """Cut the phrase that starts at a token into coordinated items."""
    document = context.document
    pieces: list[list[int]] = []
    # What the talks led to or came from is not discussed: «محادثات حول سوريا بالاتفاق على …», «… أثمرت عن …».
    led_to = context.verbs | {c.token for c in context.candidates if c.split.preposition == "ب"}
    for at in range(start, min(past, start + _AGENDA_LENGTH)):
        token = document.tokens[at]
        words = _words_at(context, index, at)
        stop = at > start and (
            any(mark in token.gap for mark in "،,؛.:()")
            or "agenda end" in words
            or any(word.startswith("stage ") for word in words)
            or at in context.time_at
            or (at in led_to and not _in_construct(context, at))
        )
        if stop:
            break
        if not pieces or (token.form.startswith("و") and len(token.form) > 3 and at > start):
            pieces.append([at, at])
        else:
            pieces[-1][1] = at
    return tuple(document.span(first, last, _conjunction(context, first, start)) for first, last in pieces)


def _in_construct(context: Context, at: int) -> bool:
    """Whether a word that could be a verb belongs to the bare noun before it («منطقة خفض …»، «وقف إطلاق …»)."""
    before = context.document.tokens[at - 1]
    named = at - 1 in context.mention_at or at - 1 in context.place_at
    return not named and not before.form.removeprefix("و").startswith(("ال", "لل"))


def _conjunction(context: Context, first: int, start: int) -> int:
    """Characters of the و that joins an item to the one before."""
    return 1 if first > start and context.document.tokens[first].form.startswith("و") else 0
