"""Hits of searches as rows."""

from collections.abc import Iterable

from mahdar.archive.hits import Hit
from mahdar.web.pages.tables import Cell, Table
from mahdar.web.pages.words import Words

_COLUMNS = (
    "article", "id", "outlet", "published", "title", "type", "mode", "status", "date", "who", "whom", "place",
    "claimed_by", "figures", "words",
)  # fmt: skip


def table_of_hits(hits: Iterable[Hit], words: Words) -> Table:
    """Make one row of each hit; names in the language of the page, closed lists as the record has them."""
    return Table(_COLUMNS, [_row(hit, words) for hit in hits])


def _row(hit: Hit, words: Words) -> list[Cell]:
    def named(ids: Iterable[str]) -> str:
        return "; ".join(words.name(hit.actors.get(one)) for one in ids)

    first: list[Cell] = [hit.article_id, hit.id, hit.outlet, hit.published, hit.title]
    event, statement = hit.event, hit.statement
    if event:
        figures = "; ".join(f"{f.measure} {f.min if f.min is not None else ''}-{f.max if f.max is not None else ''}"
                            for f in event.figures)  # fmt: skip
        place = words.name(hit.place.name) if hit.place else None
        return [
            *first, event.type, event.mode, event.status, event.date, named(event.actor), named(event.recipient),
            place, named(event.claimed_by), figures, hit.snippet.text,
        ]  # fmt: skip
    if statement:
        who = named([statement.speaker] if statement.speaker else [])
        return [*first, None, statement.kind, None, statement.said_on, who, None, None, named(statement.via), None,
                hit.snippet.text]  # fmt: skip
    return [*first, *[None] * 9, hit.snippet.text]
