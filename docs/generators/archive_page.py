"""The page of the archive: what can be asked, what is answered, and its tables, from the program itself."""

from functools import cache
from html import escape
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Column, Table

from docs.generators.markdown import GENERATED, table
from docs.generators.record_page import closed_lists
from docs.generators.types import in_words
from mahdar.archive.accounts import Account, Reading, Version
from mahdar.archive.comparing import Change
from mahdar.archive.decisions import KeptDecision
from mahdar.archive.filters import Filter, Near, Part
from mahdar.archive.hits import Facets, Hit, Page
from mahdar.archive.imports import ImportItem, ImportSummary
from mahdar.archive.rereading import Reread
from mahdar.archive.snippets import Snippet
from mahdar.archive.tables import metadata
from mahdar.model import Article, Bilingual, Event, Record, ResolvedPlace, Statement
from mahdar.model.decision import AboutActor, AboutEvent, AboutIncident, AboutMissed, Decision, EventMention

_ASKED = (Filter, Part, Near)
_ANSWERED = (Page, Hit, Snippet, Facets, Account, Version, Reading, ImportSummary, ImportItem)
_DECIDED = (KeptDecision, Decision, AboutEvent, EventMention, AboutIncident, AboutActor, AboutMissed, Reread, Change)
_HEAD = """# The archive

How to use it: [keep and search an archive](../how-to/keep-and-search-an-archive.md); why it is as it is:
[the shape of the archive](../adr/0007-the-shape-of-the-archive.md). The options of `mahdar search` set the fields of a
filter; with `--format json` commands print what is described here.
"""
_TABLES = """## Tables

SQLite and PostgreSQL alike; beside these the index of words (`article_words`, `statement_words`, `event_words`). They
may change with any version, and archives with them (Alembic); read them, but do not write to them.
"""


def archive_page() -> str:
    """Write the page."""
    parts = [GENERATED, _HEAD]
    for head, models in (("Asking", _ASKED), ("Answers", _ANSWERED), ("Decisions and new readings", _DECIDED)):
        parts += [f"## {head}\n", *(_model(one) for one in models)]
    return "\n".join([*parts, _TABLES, *map(_table, metadata.sorted_tables)])


def _model(kind: type[BaseModel]) -> str:
    rows = (
        (f"`{name}`", in_words(field.annotation, _elsewhere()), escape(field.description or "", quote=False))
        for name, field in kind.model_fields.items()
    )
    return f"### {kind.__name__}\n\n{_first_paragraph(kind)}\n\n{table(('field', 'type', 'meaning'), rows)}"


@cache
def _elsewhere() -> dict[Any, str]:
    """Name the types that the page of the record describes, with their links."""
    shown = (Article, Bilingual, Event, Record, ResolvedPlace, Statement)
    lists = {kind: f"[{name}](record.md#{name.lower()})" for name, kind in closed_lists().items()}
    return lists | {kind: f"[{kind.__name__}](record.md#{kind.__name__.lower()})" for kind in shown}


def _first_paragraph(kind: type[BaseModel]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _table(one: Table) -> str:
    rows = ((f"`{column.name}`", _type(column), escape(column.comment or "", quote=False)) for column in one.columns)
    return f"### `{one.name}`\n\n{table(('column', 'type', 'meaning'), rows)}"


def _type(column: Column[object]) -> str:
    target = next((key.target_fullname for key in column.foreign_keys), None)
    return f"→ `{target}`" if target else str(column.type).lower()
