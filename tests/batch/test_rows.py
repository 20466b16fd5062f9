"""The tables hold all of a record: it can be put together again."""

import pyarrow as pa
import pytest

from mahdar.archive.identity import article_id_of
from mahdar.batch.rows import record_of, rows_of
from mahdar.batch.tables import TABLES, arrow_schema, tables
from mahdar.cli.samples import archive_paths, sample_paths
from mahdar.export import columns as exported
from mahdar.intake import read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Record
from mahdar.model.archived import ArchivedRecord
from mahdar.model.record import Issue
from mahdar.reading.reader import read_article
from tests.export.cases import corpus

READ = [read_article(read_source(path), load_knowledge()) for path in (*sample_paths(), *archive_paths()[:3])]
NOTED = READ[0].model_copy(update={"issues": (Issue(code="a", message="b", span=(1, 2)), Issue(code="c", message="d"))})


@pytest.mark.parametrize("record", [*READ, NOTED, *(one.record for one in corpus())])
def test_a_record_comes_back_whole(record: Record) -> None:
    rows = rows_of(ArchivedRecord(article_id=article_id_of(record.article), record=record))
    for name, made in rows.items():
        assert all(set(row) <= set(arrow_schema(name).names) for row in made), name
    stored = {name: pa.Table.from_pylist(made, arrow_schema(name)).to_pylist() for name, made in rows.items()}
    back = record_of(stored, record.reader)
    full = {"ar": None, "en": None, "actor": None}
    for event, again in zip(record.events, back.events, strict=True):
        figures = tuple(figure.model_copy(update={"of": full | figure.of}) for figure in event.figures)
        assert again == event.model_copy(update={"figures": figures})
    assert back.model_copy(update={"events": ()}) == record.model_copy(update={"events": ()})


def test_columns_of_exports_mean_the_same_here() -> None:
    for name in set(TABLES) & set(exported.tables()):
        table = exported.tables()[name]
        mine = {column.name: column.meaning for column in tables()[name].columns}
        assert [mine[column.name] for column in table.columns] == [column.meaning for column in table.columns]


def test_keys_tell_rows_apart_and_columns_are_explained() -> None:
    for name in TABLES:
        made = [
            row[tables()[name].key]
            for record in READ
            for row in rows_of(ArchivedRecord(article_id=article_id_of(record.article), record=record))[name]
        ]
        assert len(made) == len(set(made))
        names = [column.name for column in tables()[name].columns]
        assert len(names) == len(set(names))
        assert all(field.metadata[b"title_ar"] and field.metadata[b"description"] for field in arrow_schema(name))
