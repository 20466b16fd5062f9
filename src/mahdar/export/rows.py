"""Rows of the tables: the record's fields, flat, with days and precision derived beside them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mahdar.export.periods import period
from mahdar.export.precision import geo_precision
from mahdar.export.selection import Extract
from mahdar.model import Actor, Event, Figure, Statement

Value = str | int | float | date | list[str] | None
Row = Mapping[str, Value]
TABLES = ("events", "statements", "articles", "figures")


def rows(extract: Extract) -> Iterator[tuple[str, Row]]:
    """Make all rows of what is selected of one article, each with the name of its table."""
    yield "articles", article_row(extract)
    for event in extract.events:
        yield "events", event_row(extract, event)
        for number, figure in enumerate(event.figures, start=1):
            yield "figures", figure_row(extract, event, figure, number)
    for statement in extract.statements:
        yield "statements", statement_row(extract, statement)


def event_row(extract: Extract, event: Event) -> Row:
    """Make the row of an event."""
    when = period(event.date)
    return {
        "event": extract.key(event),
        "article": extract.archived.article_id,
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "acled": event.acled,
        "status": event.status,
        "date": event.date,
        "date_start": when.start,
        "date_end": when.end,
        "time_precision": when.precision,
        **_where(extract, event),
        **_who(extract, "actor", event.actor),
        **_who(extract, "recipient", event.recipient),
        **_who(extract, "claimed_by", event.claimed_by),
        "series": event.series,
        "ordinal": event.ordinal,
        "agenda": [extract.quote(span) for span in event.agenda],
        "quote": extract.quote(event.span),
        "trigger": extract.quote(event.trigger),
        "span_start": event.span[0],
        "span_end": event.span[1],
        "trigger_start": event.trigger[0],
        "trigger_end": event.trigger[1],
        "confidence": event.confidence,
        "rule": event.rule,
        **_source(extract),
    }


def figure_row(extract: Extract, event: Event, figure: Figure, number: int) -> Row:
    """Make the row of a figure, the `number`th of its event."""
    actor = figure.of.get("actor")
    return {
        "figure": f"{extract.key(event)}#{number}",
        "event": extract.key(event),
        "article": extract.archived.article_id,
        "measure": figure.measure,
        "min": figure.min,
        "max": figure.max,
        "of_ar": figure.of.get("ar"),
        "of_en": figure.of.get("en"),
        "of_ref": extract.reference(extract.actor(actor)) if actor else None,
        "quote": extract.quote(figure.span),
        "span_start": figure.span[0],
        "span_end": figure.span[1],
    }


def statement_row(extract: Extract, statement: Statement) -> Row:
    """Make the row of a statement."""
    speaker = extract.actor(statement.speaker) if statement.speaker else None
    said = period(statement.said_on)
    return {
        "statement": extract.key(statement),
        "article": extract.archived.article_id,
        "statement_id": statement.id,
        "kind": statement.kind,
        "speaker_ar": speaker.name.ar if speaker else None,
        "speaker_en": speaker.name.en if speaker else None,
        "speaker_ref": extract.reference(speaker) if speaker else None,
        "speaker_office": office(speaker) if speaker else None,
        **_who(extract, "via", statement.via),
        "said_on": statement.said_on,
        "said_on_start": said.start,
        "said_on_end": said.end,
        "quote": extract.quote(statement.span),
        "cue": extract.quote(statement.cue) if statement.cue else None,
        "span_start": statement.span[0],
        "span_end": statement.span[1],
        **_source(extract),
    }


def article_row(extract: Extract) -> Row:
    """Make the row of an article."""
    article, reader = extract.article, extract.archived.record.reader
    return {
        "article": extract.archived.article_id,
        "id": article.id,
        "sha256": article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "agencies": list(article.agencies),
        "published": article.published,
        "published_from": article.published_from,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
        "events": len(extract.events),
        "statements": len(extract.statements),
        "source_group": extract.archived.source_group,
        "source_agency": extract.archived.source_agency,
        "reader_version": reader.version,
        "knowledge": reader.knowledge,
    }


def office(actor: Actor) -> str | None:
    """Write an office with what it is of."""
    if actor.office is None:
        return None
    return f"{actor.office.title}, {actor.office.of}" if actor.office.of else actor.office.title


def english_name(actor: Actor) -> str:
    """Name an actor in English, else in Arabic."""
    return actor.name.en or actor.name.ar or actor.id


def _where(extract: Extract, event: Event) -> Row:
    place = extract.place(event)
    return {
        "place": event.place,
        "place_ar": place.name.ar if place else None,
        "place_en": place.name.en if place else None,
        "country": place.country if place else None,
        "level": place.level if place else None,
        "relation": place.relation if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
        "geo_precision": geo_precision(place),
    }


def _who(extract: Extract, role: str, identifiers: Iterable[str]) -> Row:
    """Name actors in three lists of one length; a name unknown in a language is empty."""
    actors = extract.actors(identifiers)
    return {
        f"{role}_ar": [actor.name.ar or "" for actor in actors],
        f"{role}_en": [actor.name.en or "" for actor in actors],
        f"{role}_ref": [extract.reference(actor) for actor in actors],
    }


def _source(extract: Extract) -> Row:
    article = extract.article
    return {
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "source_group": extract.archived.source_group,
        "source_agency": extract.archived.source_agency,
    }
