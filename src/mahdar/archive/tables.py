"""The tables of an archive, for SQLite and PostgreSQL alike.

Two kinds. What is *kept* — imports, articles, readings, decisions — is the archive. What is *found* — entries and what
hangs on them — is taken from the current reading of the latest version of each article and can be made again at any
time. Entries are numbered so that their numbers order them by day (`mahdar.archive.numbers`); words are indexed in
tables that differ between the two databases (`mahdar.archive.words`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)

# SQLite: INTEGER PRIMARY KEY is the row's own number, which BIGINT would not be.
Number = BigInteger().with_variant(Integer, "sqlite")
ArticleId = String(16)

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

# ── kept ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

imports = Table(
    "imports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("begun_at", String(32), nullable=False, comment="UTC, ISO 8601, as all times of the archive"),
    Column("ended_at", String(32), comment="null: running, or killed"),
    Column("undone_at", String(32)),
    Column("given", Text, nullable=False, comment="what was to be added, a JSON array of strings"),
    Column("program", String(40), nullable=False, comment="version of Mahdar"),
    sqlite_autoincrement=True,  # the number of an import is never given twice
)
import_items = Table(
    "import_items",
    metadata,
    Column("import_number", ForeignKey(imports.c.number), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("outcome", String(8), nullable=False),
    Column("code", String(40), comment="of the error, if refused"),
    Column("message", Text),
    Column("article_id", ArticleId),
    Column("at", String(32), nullable=False),
    CheckConstraint("outcome IN ('kept', 'present', 'version', 'refused')", name="outcome"),
)
articles = Table(
    "articles",
    metadata,
    Column("article_id", ArticleId, primary_key=True),
    Column("origin", ArticleId, nullable=False, comment="the same for all versions of an article"),
    Column("version", Integer, nullable=False, comment="1, 2, … in the order of keeping"),
    Column("latest", Boolean, nullable=False),
    Column("import_number", ForeignKey(imports.c.number), nullable=False, index=True),
    Column("kept_at", String(32), nullable=False),
    Column("url", Text),
    Column("sha256", String(64), nullable=False, comment="of the text"),
    Column("article", Text, nullable=False, comment="JSON of the article as it was taken in"),
    Column("source_group", ArticleId, index=True, comment="of articles that print the same dispatch"),
    Column("source_agency", Text),
    UniqueConstraint("origin", "version"),
    Index("ix_articles_sha256", "sha256"),
    Index("uq_articles_latest", "origin", unique=True, sqlite_where=text("latest"), postgresql_where=text("latest")),
)
readings = Table(
    "readings",
    metadata,
    Column("article_id", ForeignKey(articles.c.article_id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="1, 2, … in the order of reading"),
    Column("current", Boolean, nullable=False),
    Column("read_at", String(32), nullable=False),
    Column("program", String(40), nullable=False, comment="version of Mahdar"),
    Column("knowledge", String(64), nullable=False, comment="content hash of its knowledge"),
    Column("record", Text, nullable=False, comment="JSON of the record without the article's text"),
)
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("decision", Text, nullable=False, comment="JSON, never changed"),
    Column("attached", Text, comment="id of the event it is on in the current reading; null: it is gone"),
    Column("withdrawn_at", String(32)),
    sqlite_autoincrement=True,
)
decided_articles = Table(
    "decided_articles",
    metadata,
    Column("article_id", ForeignKey(articles.c.article_id), primary_key=True),
    Column("decision", ForeignKey(decisions.c.number, ondelete="CASCADE"), primary_key=True, index=True),
)

# ── found ────────────────────────────────────────────────────────────────────────────────────────────────────────────

outlets = Table(
    "outlets",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("names", Text, nullable=False),
)
actors = Table(
    "actors",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, index=True, comment="known identity, else name: and the folded name"),
    Column("name_ar", Text),
    Column("name_en", Text),
    Column("names", Text, nullable=False, comment="folded, between bars: | سيرغي لافروف | sergey lavrov |"),
    Column("kind", String(16), nullable=False),
    Column("country", String(8)),
)
places = Table(
    "places",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("name_ar", Text),
    Column("name_en", Text),
    Column("names", Text, nullable=False),
    Column("country", String(8)),
    Column("level", String(8), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("relation", Text),
    Index("ix_places_country", "country", "level"),
    Index("ix_places_lat", "lat", "lon"),
)
article_entries = Table(
    "article_entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey(articles.c.article_id), nullable=False, unique=True),
    Column("outlet", ForeignKey(outlets.c.number)),
    Column("first_day", Integer, comment="proleptic Gregorian ordinal (1: 0001-01-01), as all days"),
    Column("last_day", Integer),
    Index("ix_article_entries_outlet", "outlet", "number"),
)
statement_entries = Table(
    "statement_entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("article", ForeignKey(article_entries.c.number), nullable=False, index=True),
    Column("statement_id", Text, nullable=False),
    Column("outlet", ForeignKey(outlets.c.number)),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Index("ix_statement_entries_outlet", "outlet", "number"),
)
event_entries = Table(
    "event_entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("article", ForeignKey(article_entries.c.number), nullable=False, index=True),
    Column("statement", ForeignKey(statement_entries.c.number), index=True, comment="in which it is told"),
    Column("event_id", Text, nullable=False),
    Column("outlet", ForeignKey(outlets.c.number)),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("type", String(10), nullable=False),
    Column("mode", String(20)),
    Column("acled", Text),
    Column("status", String(10), nullable=False),
    Column("place", ForeignKey(places.c.number)),
    Column("series", Text),
    Column("ordinal", Integer),
    Column("confidence", Float, nullable=False),
    Index("ix_event_entries_type", "type", "number"),
    Index("ix_event_entries_mode", "mode", "number"),
    Index("ix_event_entries_status", "status", "number"),
    Index("ix_event_entries_place", "place", "number"),
    Index("ix_event_entries_series", "series", "number"),
    Index("ix_event_entries_outlet", "outlet", "number"),
)
for _entries in (article_entries, statement_entries, event_entries):
    _longer = text("last_day > first_day")
    _days = (_entries.c.last_day, _entries.c.first_day)
    Index(f"ix_{_entries.name}_longer", *_days, sqlite_where=_longer, postgresql_where=_longer)

figures = Table(
    "figures",
    metadata,
    Column("event", ForeignKey(event_entries.c.number), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("measure", String(12), nullable=False),
    Column("minimum", BigInteger),
    Column("maximum", BigInteger),
    Column("of_ar", Text),
    Column("of_en", Text),
    Index("ix_figures_measure", "measure", "event"),
    sqlite_with_rowid=False,
)


def _takes_part(entry: str, entries: Table) -> Table:
    """Who has which part in an entry: actor, recipient, claimant, speaker, or is only mentioned."""
    return Table(
        f"{entry}_actors",
        metadata,
        Column("actor", ForeignKey(actors.c.number), primary_key=True),
        Column("role", String(9), primary_key=True),
        Column("entry", ForeignKey(entries.c.number), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


def _lies_in(entry: str, entries: Table) -> Table:
    return Table(
        f"{entry}_places",
        metadata,
        Column("place", ForeignKey(places.c.number), primary_key=True),
        Column("entry", ForeignKey(entries.c.number), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


article_actors = _takes_part("article", article_entries)
statement_actors = _takes_part("statement", statement_entries)
event_actors = _takes_part("event", event_entries)
article_places = _lies_in("article", article_entries)
statement_places = _lies_in("statement", statement_entries)


changed = Table(
    "changed",
    metadata,
    Column("article_id", ArticleId, primary_key=True, comment="whose entries came or went since articles were joined"),
)


def found_tables() -> list[Table]:
    """List the tables of what is found, those first that others depend on."""
    kept = {facts, imports, import_items, articles, readings, decisions, decided_articles}
    return [table for table in metadata.sorted_tables if table not in kept]
