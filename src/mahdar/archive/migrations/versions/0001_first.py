"""The first schema: what is kept, what is found, and the index of words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNITS = ("article", "statement", "event")


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "actors",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="known identity, else name: and the folded name"),
        sa.Column("name_ar", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("names", sa.Text(), nullable=False, comment="folded, between bars: | سيرغي لافروف | sergey lavrov |"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_key"), "actors", ["key"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision", sa.Text(), nullable=False, comment="JSON, never changed"),
        sa.Column(
            "attached",
            sa.Text(),
            nullable=True,
            comment="id of the event it is on in the current reading; null: it is gone",
        ),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "imports",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "begun_at", sa.String(length=32), nullable=False, comment="UTC, ISO 8601, as all times of the archive"
        ),
        sa.Column("ended_at", sa.String(length=32), nullable=True, comment="null: running, or killed"),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
        sa.Column("given", sa.Text(), nullable=False, comment="what was to be added, a JSON array of strings"),
        sa.Column("program", sa.String(length=40), nullable=False, comment="version of Mahdar"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_imports")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outlets",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outlets")),
    )
    op.create_table(
        "places",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name_ar", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_places")),
    )
    op.create_index("ix_places_country", "places", ["country", "level"], unique=False)
    op.create_index(op.f("ix_places_id"), "places", ["id"], unique=False)
    op.create_index("ix_places_lat", "places", ["lat", "lon"], unique=False)
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False, comment="the same for all versions of an article"),
        sa.Column("version", sa.Integer(), nullable=False, comment="1, 2, … in the order of keeping"),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("import_number", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the text"),
        sa.Column("article", sa.Text(), nullable=False, comment="JSON of the article as it was taken in"),
        sa.Column(
            "source_group", sa.String(length=16), nullable=True, comment="of articles that print the same dispatch"
        ),
        sa.Column("source_agency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["import_number"], ["imports.number"], name=op.f("fk_articles_import_number")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_articles")),
        sa.UniqueConstraint("origin", "version", name=op.f("uq_articles_origin_version")),
    )
    op.create_index(op.f("ix_articles_import_number"), "articles", ["import_number"], unique=False)
    op.create_index("ix_articles_sha256", "articles", ["sha256"], unique=False)
    op.create_index(op.f("ix_articles_source_group"), "articles", ["source_group"], unique=False)
    op.create_index(
        "uq_articles_latest",
        "articles",
        ["origin"],
        unique=True,
        sqlite_where=sa.text("latest"),
        postgresql_where=sa.text("latest"),
    )
    op.create_table(
        "import_items",
        sa.Column("import_number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True, comment="of the error, if refused"),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("article_id", sa.String(length=16), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('kept', 'present', 'version', 'refused')", name=op.f("ck_import_items_outcome")
        ),
        sa.ForeignKeyConstraint(["import_number"], ["imports.number"], name=op.f("fk_import_items_import_number")),
        sa.PrimaryKeyConstraint("import_number", "position", name=op.f("pk_import_items")),
    )
    op.create_table(
        "article_entries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("outlet", NUMBER, nullable=True),
        sa.Column(
            "first_day", sa.Integer(), nullable=True, comment="proleptic Gregorian ordinal (1: 0001-01-01), as all days"
        ),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_article_entries_article_id")),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.number"], name=op.f("fk_article_entries_outlet")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article_entries")),
        sa.UniqueConstraint("article_id", name=op.f("uq_article_entries_article_id")),
    )
    op.create_index(
        "ix_article_entries_longer",
        "article_entries",
        ["last_day", "first_day"],
        unique=False,
        sqlite_where=sa.text("last_day > first_day"),
        postgresql_where=sa.text("last_day > first_day"),
    )
    op.create_index("ix_article_entries_outlet", "article_entries", ["outlet", "number"], unique=False)
    op.create_table(
        "decided_articles",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_decided_articles_article_id")),
        sa.ForeignKeyConstraint(
            ["decision"], ["decisions.number"], name=op.f("fk_decided_articles_decision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "decision", name=op.f("pk_decided_articles")),
    )
    op.create_index(op.f("ix_decided_articles_decision"), "decided_articles", ["decision"], unique=False)
    op.create_table(
        "readings",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column(
            "number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, … in the order of reading"
        ),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.String(length=32), nullable=False),
        sa.Column("program", sa.String(length=40), nullable=False, comment="version of Mahdar"),
        sa.Column("knowledge", sa.String(length=64), nullable=False, comment="content hash of its knowledge"),
        sa.Column("record", sa.Text(), nullable=False, comment="JSON of the record without the article's text"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name=op.f("fk_readings_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_readings")),
    )
    op.create_table(
        "article_actors",
        sa.Column("actor", NUMBER, nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_article_actors_actor")),
        sa.ForeignKeyConstraint(["entry"], ["article_entries.number"], name=op.f("fk_article_actors_entry")),
        sa.PrimaryKeyConstraint("actor", "role", "entry", name=op.f("pk_article_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_article_actors_entry"), "article_actors", ["entry"], unique=False)
    op.create_table(
        "article_places",
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["article_entries.number"], name=op.f("fk_article_places_entry")),
        sa.ForeignKeyConstraint(["place"], ["places.number"], name=op.f("fk_article_places_place")),
        sa.PrimaryKeyConstraint("place", "entry", name=op.f("pk_article_places")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_article_places_entry"), "article_places", ["entry"], unique=False)
    op.create_table(
        "statement_entries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("outlet", NUMBER, nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article_entries.number"], name=op.f("fk_statement_entries_article")),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.number"], name=op.f("fk_statement_entries_outlet")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statement_entries")),
    )
    op.create_index(op.f("ix_statement_entries_article"), "statement_entries", ["article"], unique=False)
    op.create_index(
        "ix_statement_entries_longer",
        "statement_entries",
        ["last_day", "first_day"],
        unique=False,
        sqlite_where=sa.text("last_day > first_day"),
        postgresql_where=sa.text("last_day > first_day"),
    )
    op.create_index("ix_statement_entries_outlet", "statement_entries", ["outlet", "number"], unique=False)
    op.create_table(
        "event_entries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("statement", NUMBER, nullable=True, comment="in which it is told"),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("outlet", NUMBER, nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("acled", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("place", NUMBER, nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article_entries.number"], name=op.f("fk_event_entries_article")),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.number"], name=op.f("fk_event_entries_outlet")),
        sa.ForeignKeyConstraint(["place"], ["places.number"], name=op.f("fk_event_entries_place")),
        sa.ForeignKeyConstraint(["statement"], ["statement_entries.number"], name=op.f("fk_event_entries_statement")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_entries")),
    )
    op.create_index(op.f("ix_event_entries_article"), "event_entries", ["article"], unique=False)
    op.create_index(
        "ix_event_entries_longer",
        "event_entries",
        ["last_day", "first_day"],
        unique=False,
        sqlite_where=sa.text("last_day > first_day"),
        postgresql_where=sa.text("last_day > first_day"),
    )
    op.create_index("ix_event_entries_mode", "event_entries", ["mode", "number"], unique=False)
    op.create_index("ix_event_entries_outlet", "event_entries", ["outlet", "number"], unique=False)
    op.create_index("ix_event_entries_place", "event_entries", ["place", "number"], unique=False)
    op.create_index("ix_event_entries_series", "event_entries", ["series", "number"], unique=False)
    op.create_index(op.f("ix_event_entries_statement"), "event_entries", ["statement"], unique=False)
    op.create_index("ix_event_entries_status", "event_entries", ["status", "number"], unique=False)
    op.create_index("ix_event_entries_type", "event_entries", ["type", "number"], unique=False)
    op.create_table(
        "statement_actors",
        sa.Column("actor", NUMBER, nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_statement_actors_actor")),
        sa.ForeignKeyConstraint(["entry"], ["statement_entries.number"], name=op.f("fk_statement_actors_entry")),
        sa.PrimaryKeyConstraint("actor", "role", "entry", name=op.f("pk_statement_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_actors_entry"), "statement_actors", ["entry"], unique=False)
    op.create_table(
        "statement_places",
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["statement_entries.number"], name=op.f("fk_statement_places_entry")),
        sa.ForeignKeyConstraint(["place"], ["places.number"], name=op.f("fk_statement_places_place")),
        sa.PrimaryKeyConstraint("place", "entry", name=op.f("pk_statement_places")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_places_entry"), "statement_places", ["entry"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column("actor", NUMBER, nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_event_actors_actor")),
        sa.ForeignKeyConstraint(["entry"], ["event_entries.number"], name=op.f("fk_event_actors_entry")),
        sa.PrimaryKeyConstraint("actor", "role", "entry", name=op.f("pk_event_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_actors_entry"), "event_actors", ["entry"], unique=False)
    op.create_table(
        "figures",
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=True),
        sa.Column("maximum", sa.BigInteger(), nullable=True),
        sa.Column("of_ar", sa.Text(), nullable=True),
        sa.Column("of_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event_entries.number"], name=op.f("fk_figures_event")),
        sa.PrimaryKeyConstraint("event", "position", name=op.f("pk_figures")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_figures_measure", "figures", ["measure", "event"], unique=False)

    for unit in UNITS:
        _index_words(unit)


def _index_words(unit: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Terms come separated by spaces; to this tokenizer every letter beyond ASCII is one.
        op.execute(
            f"CREATE VIRTUAL TABLE {unit}_words USING fts5(forms, stems, content='', tokenize=\"ascii tokenchars '_'\")"
        )
        return
    op.create_table(
        f"{unit}_words",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("terms", TSVECTOR(), nullable=False),
    )
    op.create_index(f"ix_{unit}_words_terms", f"{unit}_words", ["terms"], postgresql_using="gin")
