"""Tables of what articles have in common: reprints of one dispatch, mentions of one incident.

All of it is found, and can be made again. What concerns an article that stands in `changed` is out of date.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from mahdar.archive.tables import ArticleId, metadata

print_bands = Table(
    "print_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", ArticleId, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
reprints = Table(
    "reprints",
    metadata,
    Column("one", ArticleId, primary_key=True),
    Column("other", ArticleId, primary_key=True),
    sqlite_with_rowid=False,
)
tellings = Table(
    "tellings",
    metadata,
    Column("article_id", ArticleId, primary_key=True),
    Column("event_id", String(20), primary_key=True),
    Column("lead", String(20), nullable=False, comment="surest event of the article that tells the same"),
    Column("published", Text),
    Column("start", Integer, nullable=False, comment="of the event's span, in code points"),
    Column("end", Integer, nullable=False),
    Column("anchors", LargeBinary, comment="of a lead: hashes and weights, 32 bits each"),
    Column("incident", String(16), index=True, comment="null: not grouped yet"),
    Column("number", BigInteger, nullable=False, index=True, server_default="0", comment="of the event's entry"),
    Column("key", String(24), nullable=False, server_default="", comment="of the event, whatever reading it is of"),
    Index("ix_tellings_lead", "article_id", "lead"),
)
telling_slots = Table(
    "telling_slots",
    metadata,
    Column("slot", BigInteger, primary_key=True, autoincrement=False, comment="hash of types and days"),
    Column("article_id", ArticleId, primary_key=True, index=True),
    Column("lead", String(20), primary_key=True),
    sqlite_with_rowid=False,
)
telling_links = Table(
    "telling_links",
    metadata,
    Column("one_article", ArticleId, primary_key=True),
    Column("one", String(20), primary_key=True),
    Column("other_article", ArticleId, primary_key=True),
    Column("other", String(20), primary_key=True),
    Column("probability", Float, nullable=False, comment="that they tell one happening; kept both ways"),
    sqlite_with_rowid=False,
)
incidents = Table(
    "incidents",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("number", BigInteger, nullable=False, comment="of its latest event, by which incidents are ordered"),
    Column("articles", Integer, nullable=False, comment="that tell it"),
    Column("sources", Integer, nullable=False, comment="of these, independent of each other"),
    Column("contradictory", Boolean, nullable=False, comment="two accounts cannot both be true"),
    Index("ix_incidents_number", "number", "articles", "sources", "contradictory"),
)
JOINED_TABLES = (incidents, telling_links, telling_slots, tellings, reprints, print_bands)
