"""What articles have in common: reprints and incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the tables of joined articles."""
    op.create_table(
        "joined",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article_entries.article_id"], name=op.f("fk_joined_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_joined")),
    )
    op.create_table(
        "print_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name=op.f("pk_print_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_print_bands_article_id"), "print_bands", ["article_id"])
    op.create_table(
        "reprints",
        sa.Column("one", sa.String(length=16), nullable=False),
        sa.Column("other", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_reprints")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tellings",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.String(length=20), nullable=False),
        sa.Column(
            "lead", sa.String(length=20), nullable=False, comment="surest event of the article that tells the same"
        ),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False, comment="of the event's span, in code points"),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "anchors",
            sa.LargeBinary(),
            nullable=True,
            comment="of a lead: 32-bit hashes, by which mentions are worth comparing",
        ),
        sa.Column("incident", sa.String(length=16), nullable=True, comment="null: not grouped yet"),
        sa.PrimaryKeyConstraint("article_id", "event_id", name=op.f("pk_tellings")),
    )
    op.create_index(op.f("ix_tellings_incident"), "tellings", ["incident"])
    op.create_index("ix_tellings_lead", "tellings", ["article_id", "lead"])
    op.create_table(
        "telling_slots",
        sa.Column("slot", sa.BigInteger(), autoincrement=False, nullable=False, comment="hash of types and days"),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("lead", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("slot", "article_id", "lead", name=op.f("pk_telling_slots")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_telling_slots_article_id"), "telling_slots", ["article_id"])
    op.create_table(
        "telling_links",
        sa.Column("one_article", sa.String(length=16), nullable=False),
        sa.Column("one", sa.String(length=20), nullable=False),
        sa.Column("other_article", sa.String(length=16), nullable=False),
        sa.Column("other", sa.String(length=20), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False, comment="that they tell one happening; kept both ways"),
        sa.PrimaryKeyConstraint("one_article", "one", "other_article", "other", name=op.f("pk_telling_links")),
        sqlite_with_rowid=False,
    )
