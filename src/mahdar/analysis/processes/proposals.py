"""Series that no lexicon knows, proposed where the press counts rounds: «الجولة الثالثة من محادثات …»."""

from collections.abc import Iterable, Iterator

from mahdar.analysis.opened import OpenRecord
from mahdar.analysis.processes.tellings import Words
from mahdar.arabic.folding import fold
from mahdar.arabic.numerals import NumeralTables, find_numerals
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.entries.times import NumberWord
from mahdar.model.archived import ArchivedRecord
from mahdar.model.base import Span
from mahdar.model.process import ProposedSeries

_LONGEST = 5  # words of a name
_LEAST_SOURCES = 2  # independent articles, or
_LEAST_ROUNDS = 2  # different rounds


def build_numerals(knowledge: Knowledge) -> NumeralTables:
    """Number words, indexed."""
    return NumeralTables(knowledge.entries(NumberWord))


def propose_series(records: Iterable[ArchivedRecord], knowledge: Knowledge) -> tuple[ProposedSeries, ...]:
    """Names of series that several articles, or several rounds, bear out and that no known process has."""
    words = Words(knowledge)
    known = {fold(name) for process in knowledge.entries(ProcessEntry) for name in process.names}
    found: dict[str, list[tuple[OpenRecord, Span, Span, int]]] = {}
    for opened in map(OpenRecord, records):
        for phrase, name, ordinal in _counted(opened, words, knowledge):
            folded = " ".join(t.form for t in opened.tokens[slice(*opened.token_range(name))])
            if not any(f" {k} " in f" {folded} " for k in known):
                found.setdefault(folded, []).append((opened, phrase, name, ordinal))
    proposals = []
    for told in found.values():
        ordinals = tuple(sorted({ordinal for *_, ordinal in told}))
        sources = {o.archived.source_group or o.archived.article_id for o, *_ in told}
        if len(sources) < _LEAST_SOURCES and len(ordinals) < _LEAST_ROUNDS:
            continue
        proposals.append(
            ProposedSeries(
                name=told[0][0].words(told[0][2]),
                ordinals=ordinals,
                tellings=tuple(opened.telling(None, phrase) for opened, phrase, *_ in told),
                spans=tuple(name for _, _, name, _ in told),
            )
        )
    return tuple(proposals)


def _counted(opened: OpenRecord, words: Words, knowledge: Knowledge) -> Iterator[tuple[Span, Span, int]]:
    """Rounds counted in the text: the whole phrase, the name in it, the ordinal."""
    tokens = opened.tokens
    if not any("tour" in words.roles(opened, at) for at in range(len(tokens))):
        return
    for numeral in find_numerals(tokens, knowledge.derive(build_numerals), opened.article.text):
        before = numeral.first - 1
        if not numeral.ordinal or numeral.min is None or "tour" not in words.roles(opened, before):
            continue
        first = numeral.last + 2
        if first >= len(tokens) or tokens[first - 1].form != "من" or "meeting" not in words.roles(opened, first):
            continue
        last = first
        while last + 1 < len(tokens) and last + 1 - first < _LONGEST and not _ends(opened, words, last + 1):
            last += 1
        if last > first:
            yield (
                (tokens[before].start, tokens[last].end),
                (tokens[first].start, tokens[last].end),
                numeral.min,
            )


def _ends(opened: OpenRecord, words: Words, at: int) -> bool:
    """Whether a name ends before a token: at punctuation, a verb of what the round does, or a word that leads on."""
    gap = opened.tokens[at].gap
    roles = words.roles(opened, at)
    in_time = any(t.span[0] <= opened.tokens[at].start < t.span[1] for t in opened.record.times)
    leads_on = bool(roles & {"agenda end", "agenda weak", "former date"}) or any(r.startswith("stage ") for r in roles)
    return any(mark in gap for mark in "،,؛.:()\n") or in_time or leads_on
