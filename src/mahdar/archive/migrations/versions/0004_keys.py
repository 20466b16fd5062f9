"""Tellings know their events by keys that outlive a reading; articles are joined anew, for incidents go by these."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"

JOINED = ("incidents", "telling_links", "telling_slots", "tellings", "reprints", "print_bands", "changed")


def upgrade() -> None:
    """Add the keys."""
    for name in JOINED:
        op.execute(f"DELETE FROM {name}")
    key = sa.String(length=24)
    op.add_column(
        "tellings",
        sa.Column("key", key, nullable=False, server_default="", comment="of the event, whatever reading it is of"),
    )
    op.execute("INSERT INTO changed SELECT article_id FROM article_entries")
