"""The reader: the only place that knows the order of the stages."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mahdar import __version__
from mahdar.arabic.numerals import find_numerals
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.model import (
    Actor,
    Article,
    Event,
    Figure,
    Issue,
    PlaceMention,
    Reader,
    Record,
    Statement,
    TimeMention,
)
from mahdar.reading.actors import find_actors
from mahdar.reading.document import make_document
from mahdar.reading.events.context import Context
from mahdar.reading.events.finding import Models, gather, installed_models, tell
from mahdar.reading.figures import attach_figures, find_figures
from mahdar.reading.findings import FoundEvent
from mahdar.reading.linear import model_hashes
from mahdar.reading.names import find_names, load_name_model
from mahdar.reading.places import find_places
from mahdar.reading.processes import with_processes
from mahdar.reading.statements import find_statements
from mahdar.reading.times import find_times, infer_publication
from mahdar.reading.times.words import numeral_tables


def read_article(article: Article, knowledge: Knowledge) -> Record:
    """Read one article into a record."""
    with _undisturbed():
        return _read(article, knowledge)


def _read(article: Article, knowledge: Knowledge) -> Record:
    dated, issues = _dated(article, knowledge)
    context = make_context(dated, knowledge)
    return make_record(context, read_events(context, installed_models()), issues)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the garbage collector away: what a reading makes lives until its end, and nearly all of it no longer.

    Nothing of it must be held where this ends: the collector would go through it all once more.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _dated(article: Article, knowledge: Knowledge) -> tuple[Article, list[Issue]]:
    """Infer the publication date of an article that has none, as far as its text allows; say so in an issue."""
    if article.published is not None:
        return article, []
    rounds = {
        (name, number): first_day[:7]
        for process in knowledge.entries(ProcessEntry)
        for number, first_day in process.rounds.items()
        for name in process.names
    }
    inferred = infer_publication(make_document(article), knowledge, rounds)
    if inferred is None:
        return article, [
            Issue(
                code="no-publication-date",
                message="No publication date is given and the text implies none: relative dates have no value. · "
                "لا تاريخ للنشر ولا ما يدل عليه في النص: لا قيمة للتواريخ النسبية.",
            )
        ]
    issue = Issue(
        code="publication-date-inferred",
        message=f"No publication date is given; the text implies {inferred}. · "
        f"لا تاريخ للنشر؛ يدل النص على {inferred}.",
    )
    return article.model_copy(update={"published": inferred, "published_from": "inferred"}), [issue]


def read_events(context: Context, models: Models) -> tuple[FoundEvent, ...]:
    """Find the events of a document with their figures, series, ordinals and agendas."""
    tellings = tell(context, models)
    events = gather(context, models, tellings)
    figures = find_figures(context, context.numerals, tellings)
    return with_processes(context, attach_figures(context, figures, events), context.numerals)


def make_context(article: Article, knowledge: Knowledge) -> Context:
    """Run the stages before events."""
    document = make_document(article)
    numerals = find_numerals(document.tokens, knowledge.derive(numeral_tables), document.text)
    times = find_times(document, knowledge, numerals)
    places = find_places(document, knowledge)
    names = find_names(document, knowledge, load_name_model(), ("PER",))
    actors = find_actors(document, knowledge, times, places, names)
    found = find_statements(document, knowledge, times, actors)
    return Context(document, knowledge, times, places, (*actors, *found.speakers), found.statements, numerals)


def make_record(context: Context, events: Sequence[FoundEvent], issues: Sequence[Issue] = ()) -> Record:
    """Assemble the record from what the stages found."""
    return Record(
        article=context.document.article,
        reader=Reader(version=__version__, knowledge=context.knowledge.digest, models=model_hashes()),
        times=tuple(TimeMention(span=t.span, value=t.value, kind=t.kind) for t in context.times),
        places=tuple(PlaceMention(span=p.span, place=p.place) for p in context.places),
        actors=tuple(
            Actor(id=a.id, ref=a.ref, name=a.name, kind=a.kind, country=a.country, office=a.office,
                  mentions=tuple(m.span for m in a.mentions))
            for a in context.actors
        ),
        statements=tuple(
            Statement(id=s.id, span=s.span, cue=s.cue, kind=s.kind, speaker=s.speaker, said_on=s.said_on, via=s.via)
            for s in context.statements
        ),
        events=tuple(map(_event, events)),
        issues=tuple(issues),
    )  # fmt: skip


def _event(event: FoundEvent) -> Event:
    return Event(
        id=event.id, span=event.span, trigger=event.trigger, also=event.also, type=event.type, mode=event.mode,
        acled=event.acled, status=event.status, date=event.time.value if event.time else None,
        date_span=event.time.span if event.time else None, place=event.place.place.id if event.place else None,
        place_span=event.place.span if event.place else None, actor=event.actors, recipient=event.recipients,
        claimed_by=event.claimed_by,
        figures=tuple(
            Figure(span=f.span, measure=f.measure, min=f.min, max=f.max,
                   of={"ar": f.of_ar, "en": f.of_en, "actor": f.actor})
            for f in event.figures
        ),
        series=event.series, ordinal=event.ordinal, agenda=event.agenda, confidence=event.confidence, rule=event.rule,
    )  # fmt: skip
