"""Which events a person should look at first: those that are read with least confidence and weigh most."""

from pydantic import Field
from sqlalchemy import Connection, case, select

from mahdar.archive.tables import article_entries, event_entries, figures, outlets
from mahdar.model.base import Frozen

# What is alleged of force and agreed between parties weighs more than a word of support.
_WEIGHTS = {"ASSAULT": 3.0, "AGREE": 2.5, "COERCE": 2.0, "RETREAT": 2.0, "CONSULT": 1.5, "MOBILIZE": 1.5}
_COUNTED = 1.5  # times, if something was counted


class Doubt(Frozen):
    """An event that should be looked at."""

    article_id: str
    event_id: str
    type: str
    mode: str | None
    status: str
    outlet: str | None
    confidence: float
    urgency: float = Field(description="Doubt times weight: the higher, the sooner")


def list_doubts(connection: Connection, most: int) -> list[Doubt]:
    """List events in the order in which they should be looked at."""
    counted = event_entries.c.number.in_(select(figures.c.event))
    weight = case(_WEIGHTS, value=event_entries.c.type, else_=1.0) * case((counted, _COUNTED), else_=1.0)
    urgency = ((1.0 - event_entries.c.confidence) * weight).label("urgency")
    query = (
        select(event_entries, article_entries.c.article_id, outlets.c.name.label("printed_by"), urgency)
        .join(article_entries, article_entries.c.number == event_entries.c.article)
        .outerjoin(outlets, outlets.c.number == event_entries.c.outlet)
        .order_by(urgency.desc(), event_entries.c.number.desc())
        .limit(most)
    )
    return [
        Doubt(
            article_id=row.article_id, event_id=row.event_id, type=row.type, mode=row.mode, status=row.status,
            outlet=row.printed_by, confidence=row.confidence, urgency=round(row.urgency, 4),
        )
        for row in connection.execute(query)
    ]  # fmt: skip
