"""What is asked of incidents without describing them; articles are joined anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"

JOINED = ("telling_links", "telling_slots", "tellings", "reprints", "print_bands")


def upgrade() -> None:
    """Make the table of incidents, and let tellings name their entries."""
    for name in JOINED:
        op.execute(f"DELETE FROM {name}")
    op.drop_table("joined")
    op.create_table(
        "changed",
        sa.Column(
            "article_id",
            sa.String(length=16),
            nullable=False,
            comment="whose entries came or went since articles were joined",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_changed")),
    )
    op.execute("INSERT INTO changed SELECT article_id FROM article_entries")
    op.add_column(
        "tellings",
        sa.Column("number", sa.BigInteger(), nullable=False, server_default="0", comment="of the event's entry"),
    )
    op.create_index(op.f("ix_tellings_number"), "tellings", ["number"])
    op.create_table(
        "incidents",
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column(
            "number", sa.BigInteger(), nullable=False, comment="of its latest event, by which incidents are ordered"
        ),
        sa.Column("articles", sa.Integer(), nullable=False, comment="that tell it"),
        sa.Column("sources", sa.Integer(), nullable=False, comment="of these, independent of each other"),
        sa.Column("contradictory", sa.Boolean(), nullable=False, comment="two accounts cannot both be true"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_number", "incidents", ["number", "articles", "sources", "contradictory"])
