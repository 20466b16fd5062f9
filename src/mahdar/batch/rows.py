"""Rows of a record, table by table, and the record again from its rows: nothing of it is lost."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mahdar.batch.tables import TABLES
from mahdar.export.periods import period
from mahdar.export.rows import article_row, event_row, figure_row, statement_row
from mahdar.export.selection import Extract, Selected
from mahdar.model import Reader, Record
from mahdar.model.archived import ArchivedRecord
from mahdar.model.base import Span
from mahdar.model.record import Event

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows_of(archived: ArchivedRecord) -> Rows:
    """Make the rows of a record.

    Raises
    ------
    ExportError
        `broken-record` if the record refers to what it does not have.
    """
    extract = Extract(Selected(archived))
    rows: Rows = {name: [] for name in TABLES}
    for name, row in _rows(extract):
        rows[name].append(row)
    return rows


def _rows(extract: Extract) -> Iterator[tuple[str, Row]]:
    record, article = extract.archived.record, extract.article
    key = {"article": extract.archived.article_id, "published": article.published}
    yield "articles", {**article_row(extract), "text": article.text, "words": len(article.text.split())}
    for number, time in enumerate(record.times, start=1):
        days = period(time.value) if time.kind != "duration" else period(None)
        yield "times", {
            **key, "time": f"{key['article']}.t{number}", "value": time.value, "kind": time.kind,
            "date_start": days.start, "date_end": days.end, "quote": extract.quote(time.span), **_span(time.span),
        }  # fmt: skip
    for number, mention in enumerate(record.places, start=1):
        place = mention.place
        yield "places", {
            **key, "mention": f"{key['article']}.p{number}", "place": place.id, "place_ar": place.name.ar,
            "place_en": place.name.en, "country": place.country, "level": place.level, "relation": place.relation,
            "latitude": place.lat, "longitude": place.lon, "radius_km": place.radius_km,
            "quote": extract.quote(mention.span), **_span(mention.span),
        }  # fmt: skip
    for actor in record.actors:
        yield "actors", {
            **key, "actor": f"{key['article']}.{actor.id}", "actor_id": actor.id, "ref": actor.ref,
            "name_ar": actor.name.ar, "name_en": actor.name.en, "kind": actor.kind, "country": actor.country,
            "office_title": actor.office.title if actor.office else None,
            "office_of": actor.office.of if actor.office else None, "mentions": list(actor.mentions),
        }  # fmt: skip
    for statement in record.statements:
        yield "statements", {
            **statement_row(extract, statement), **_span(statement.cue, "cue"), "speaker_id": statement.speaker,
            "via_ids": list(statement.via),
        }  # fmt: skip
    for event in record.events:
        yield "events", {**event_row(extract, event), **_more_of(event)}
        for number, figure in enumerate(event.figures, start=1):
            yield "figures", {
                **figure_row(extract, event, figure, number), "of_actor": figure.of.get("actor"),
                "published": article.published,
            }  # fmt: skip
    for number, issue in enumerate(record.issues, start=1):
        yield "issues", {
            **key, "issue": f"{key['article']}.i{number}", "code": issue.code, "message": issue.message,
            **_span(issue.span),
        }  # fmt: skip


def _more_of(event: Event) -> Row:
    return {
        "also": list(event.also),
        **_span(event.date_span, "date_span"),
        **_span(event.place_span, "place_span"),
        "actor_ids": list(event.actor),
        "recipient_ids": list(event.recipient),
        "claimed_by_ids": list(event.claimed_by),
        "agenda_spans": list(event.agenda),
    }


def _span(span: Span | None, name: str = "span") -> Row:
    start, end = span or (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def record_of(rows: Mapping[str, Sequence[Row]], reader: Reader) -> Record:
    """Put a record together from its rows.

    Parameters
    ----------
    rows : mapping of str to sequence of dict
        Those of one article, by table, in their order.
    reader : Reader
        Who read it: the same for a whole data set.
    """
    (article,) = rows["articles"]
    figures: dict[str, list[Row]] = {}
    for row in rows["figures"]:
        figures.setdefault(row["event"], []).append(row)
    return Record.model_validate(
        {
            "schema": "mahdar/record/1",
            "article": {name: article[name] for name in _ARTICLE},
            "reader": reader,
            "times": [{"span": _read_span(r), "value": r["value"], "kind": r["kind"]} for r in rows["times"]],
            "places": [{"span": _read_span(r), "place": _place(r)} for r in rows["places"]],
            "actors": [_actor(r) for r in rows["actors"]],
            "statements": [_statement(r) for r in rows["statements"]],
            "events": [_event(r, figures.get(r["event"], ())) for r in rows["events"]],
            "issues": [
                {"code": r["code"], "message": r["message"], "span": _read_span(r)} for r in rows["issues"]
            ],
        }
    )  # fmt: skip


_ARTICLE = (
    "id", "url", "outlet", "title", "author", "published", "published_from", "agencies", "language", "text", "sha256",
)  # fmt: skip


def _read_span(row: Row, name: str = "span") -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else (start, end)


def _place(row: Row) -> Row:
    return {
        "id": row["place"], "name": {"ar": row["place_ar"], "en": row["place_en"]}, "country": row["country"],
        "level": row["level"], "lat": row["latitude"], "lon": row["longitude"], "radius_km": row["radius_km"],
        "relation": row["relation"],
    }  # fmt: skip


def _actor(row: Row) -> Row:
    title = row["office_title"]
    return {
        "id": row["actor_id"], "ref": row["ref"], "name": {"ar": row["name_ar"], "en": row["name_en"]},
        "kind": row["kind"], "country": row["country"], "mentions": row["mentions"],
        "office": None if title is None else {"title": title, "of": row["office_of"]},
    }  # fmt: skip


def _statement(row: Row) -> Row:
    return {
        "id": row["statement_id"], "span": _read_span(row), "cue": _read_span(row, "cue"), "kind": row["kind"],
        "speaker": row["speaker_id"], "said_on": row["said_on"], "via": row["via_ids"],
    }  # fmt: skip


def _event(row: Row, figures: Sequence[Row]) -> Row:
    same = ("type", "mode", "acled", "status", "date", "place", "series", "ordinal", "also", "confidence", "rule")
    return {
        **{name: row[name] for name in same},
        "id": row["event_id"], "span": _read_span(row), "trigger": _read_span(row, "trigger"),
        "date_span": _read_span(row, "date_span"), "place_span": _read_span(row, "place_span"),
        "actor": row["actor_ids"], "recipient": row["recipient_ids"], "claimed_by": row["claimed_by_ids"],
        "agenda": row["agenda_spans"],
        "figures": [
            {
                "span": _read_span(f), "measure": f["measure"], "min": f["min"], "max": f["max"],
                "of": {"ar": f["of_ar"], "en": f["of_en"], "actor": f["of_actor"]},
            }
            for f in figures
        ],
    }  # fmt: skip
