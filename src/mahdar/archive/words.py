"""The index of words: FTS5 in SQLite, tsvector in PostgreSQL, with the same answers.

Both are given our own terms (`mahdar.archive.terms`) and neither analyses anything itself: FTS5 splits at spaces, the
tsvectors are made of ready lexemes. PostgreSQL keeps positions only up to a limit, so a phrase is looked up by its
words and then in the row of forms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR, insert
from sqlalchemy.sql import column

from mahdar.archive.found import Words
from mahdar.archive.query import Phrase, Prefix, Query, Term, Word

Unit = Literal["article", "statement", "event"]
UNITS: tuple[Unit, ...] = ("article", "statement", "event")


@dataclass(frozen=True, slots=True)
class Like:
    """What entries must be like apart from their words.

    Attributes
    ----------
    entries : Table
        Of the unit.
    conditions : tuple
        On it.
    one_by_one : bool
        Whether SQLite is to look at entries one by one as it finds them by their words, which is best if the first of
        them are enough; otherwise it goes through all that fulfil the conditions first.
    """

    entries: Table
    conditions: tuple[ColumnElement[bool], ...]
    one_by_one: bool


class WordIndex(Protocol):
    """Finds the numbers of entries by their words."""

    def add(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        """Index the words of entries."""

    def remove(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        """Take out entries, given the very words with which they were indexed."""

    def clear(self, connection: Connection) -> None:
        """Take out everything."""

    def numbers(self, unit: Unit, query: Query, like: Like | None = None) -> Select[tuple[int]]:
        """Select the numbers of the entries that a query matches and that are like this, without order."""


def word_index(dialect: str) -> WordIndex:
    """Choose the index of a database."""
    return _Fts5() if dialect == "sqlite" else _TsVectors()


def _name(unit: Unit) -> str:
    return f"{unit}_words"


class _Fts5:
    def add(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        statement = f"INSERT INTO {_name(unit)} (rowid, forms, stems) VALUES (:number, :forms, :stems)"
        self._execute(connection, statement, words)

    def remove(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        name = _name(unit)
        statement = f"INSERT INTO {name} ({name}, rowid, forms, stems) VALUES ('delete', :number, :forms, :stems)"
        self._execute(connection, statement, words)

    def clear(self, connection: Connection) -> None:
        for unit in UNITS:
            name = _name(unit)
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")

    def numbers(self, unit: Unit, query: Query, like: Like | None = None) -> Select[tuple[int]]:
        if not query.groups:
            # FTS5 has no "not" that stands alone.
            held = self.numbers(unit, Query(groups=(query.without,), without=()))
            entries = like.entries if like else table(f"{unit}_entries", column("number", BigInteger))
            return select(entries.c.number).where(entries.c.number.not_in(held), *(like.conditions if like else ()))
        words = table(_name(unit), column("rowid", BigInteger))
        number = words.c.rowid
        found = select(number).where(text(f"{_name(unit)} MATCH :words").bindparams(words=_expression(query)))
        if like is None:
            return found
        if like.one_by_one:
            return found.where(exists().where(like.entries.c.number == number, *like.conditions))
        # With a bare rowid FTS5 would be asked once for each number.
        like_this = select(like.entries.c.number).where(*like.conditions)
        return found.where(literal_column(f"+{_name(unit)}.rowid").in_(like_this))

    def _execute(self, connection: Connection, statement: str, words: Iterable[Words]) -> None:
        rows = [{"number": w.number, "forms": w.forms, "stems": " ".join(w.stems)} for w in words]
        if rows:
            connection.execute(text(statement), rows)


def _expression(query: Query) -> str:
    """Write a query in the language of FTS5."""
    wanted = " AND ".join(f"({' OR '.join(map(_fts5, group))})" for group in query.groups)
    return f"({wanted}) NOT ({' OR '.join(map(_fts5, query.without))})" if query.without else wanted


def _fts5(term: Term) -> str:
    if isinstance(term, Word):
        return f"stems : ({' OR '.join(_quoted(stem) for stem in sorted(term.stems))})"
    if isinstance(term, Prefix):
        return f"{{forms stems}} : {_quoted(term.start)} *"
    phrases = (_quoted(" ".join((head, *term.rest))) for head in term.heads)
    return f"forms : ({' OR '.join(phrases)})"


def _quoted(words: str) -> str:
    return f'"{words}"'


_TABLES = {
    unit: Table(
        _name(unit),
        MetaData(),
        Column("number", BigInteger, primary_key=True),
        Column("forms", Text),
        Column("terms", TSVECTOR),
    )
    for unit in UNITS
}
_FORM, _STEM = "f", "s"  # in front of a lexeme: what it is


class _TsVectors:
    def add(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        if not words:
            return
        lexemes = func.array_to_tsvector(bindparam("lexemes", type_=ARRAY(Text)))
        rows = [{"number": w.number, "forms": f" {w.forms} ", "lexemes": _lexemes(w)} for w in words]
        number, forms = bindparam("number", type_=BigInteger), bindparam("forms", type_=Text)
        statement = insert(_TABLES[unit]).values(number=number, forms=forms, terms=lexemes)
        connection.execute(statement, rows)

    def remove(self, connection: Connection, unit: Unit, words: Sequence[Words]) -> None:
        rows = _TABLES[unit]
        connection.execute(rows.delete().where(rows.c.number.in_([w.number for w in words])))

    def clear(self, connection: Connection) -> None:
        for rows in _TABLES.values():
            connection.execute(rows.delete())

    def numbers(self, unit: Unit, query: Query, like: Like | None = None) -> Select[tuple[int]]:
        rows = _TABLES[unit]
        wanted = [or_(*(_condition(rows, term) for term in group)) for group in query.groups]
        unwanted = [not_(_condition(rows, term)) for term in query.without]
        found = select(rows.c.number).where(and_(true(), *wanted, *unwanted))
        if like is None:
            return found
        return found.where(exists().where(like.entries.c.number == rows.c.number, *like.conditions))


def _lexemes(words: Words) -> list[str]:
    return sorted({*(_FORM + form for form in words.forms.split()), *(_STEM + stem for stem in words.stems)})


def _condition(rows: Table, term: Term) -> ColumnElement[bool]:
    if isinstance(term, Word):
        return _has(rows, " | ".join(_lexeme(_STEM + stem) for stem in sorted(term.stems)))
    if isinstance(term, Prefix):
        return _has(rows, " | ".join(f"{_lexeme(mark + term.start)}:*" for mark in (_FORM, _STEM)))
    return _phrase(rows, term)


def _phrase(rows: Table, phrase: Phrase) -> ColumnElement[bool]:
    heads = f"({' | '.join(_lexeme(_FORM + head) for head in phrase.heads)})"
    held = _has(rows, " & ".join((heads, *(_lexeme(_FORM + form) for form in phrase.rest))))
    if not phrase.rest:
        return held
    in_a_row = (func.strpos(rows.c.forms, f" {' '.join((head, *phrase.rest))} ") > 0 for head in phrase.heads)
    return and_(held, or_(*in_a_row))


def _has(rows: Table, query: str) -> ColumnElement[bool]:
    return rows.c.terms.bool_op("@@")(cast(literal(query), TSQUERY))


def _lexeme(lexeme: str) -> str:
    return f"'{lexeme}'"
