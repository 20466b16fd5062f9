"""The page of data sets: tables and columns from the package."""

from docs.generators.markdown import GENERATED, table
from mahdar.batch.run import SCHEMA, About
from mahdar.batch.tables import TABLES, tables

_HEAD = f"""# The data set

What `mahdar batch` writes: version `{SCHEMA}`. Each table is a folder of Parquet files, in folders by month of
publication (`events/month=2018-06/part-0000.parquet`; `month=unknown` where the article has no date). Arabic headings
and meanings stand in the files too. The tables hold all of every record: `mahdar archive import` puts it together
again. The same sources read by the same version give the same files, byte for byte.

Beside the tables stand `dataset.json`, which is written last, and `issue-log.jsonl`: one line for each input that gave
no record, with `source`, `position` (line or row from 1 on; offset in bytes of a WARC record), `member` (of a tar
archive), `url`, `code` (see [errors](errors.md)), `message` and `hint`. Inputs are articles and lines of the log
together. `run.json` and `lock` belong to the run.
[How to make one](../how-to/read-millions.md), [recipes](../how-to/ask-a-data-set.md).
"""
_ABOUT = {
    "schema_": "Version of this form.",
    "reader": "Version of the program, knowledge and models: one for the whole data set.",
    "sources": "As they were given.",
    "inputs": "Articles and refused inputs.",
    "articles": "Rows of the table of articles.",
    "refused": "Inputs that gave no record, by the code in the issue log.",
    "duplicates": "Articles marked `exact` and `near`.",
    "tables": "Files and rows of each table.",
}


def dataset_page() -> str:
    """Write the page.

    Raises
    ------
    LookupError
        If a field of dataset.json has no meaning written, or the other way round.
    """
    if set(_ABOUT) != set(About.model_fields):
        raise LookupError(f"the fields of dataset.json differ: {sorted(set(_ABOUT) ^ set(About.model_fields))}")
    fields = ((f"`{name.rstrip('_')}`", meaning) for name, meaning in _ABOUT.items())
    parts = [GENERATED, _HEAD, f"## dataset.json\n\n{table(('field', 'meaning'), fields)}"]
    for name in TABLES:
        found = tables()[name]
        rows = ((f"`{c.name}`", c.ar, c.type, c.meaning) for c in found.columns)
        heading = f"## {name}\n\n{found.title.en} · {found.title.ar}. Key: `{found.key}`.\n"
        parts.append(f"{heading}\n{table(('column', 'بالعربية', 'type', 'meaning'), rows)}")
    return "\n".join(parts)
