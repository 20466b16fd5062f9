"""Parquet: one article a row."""

from collections.abc import Iterator

from mahdar.batch.inputs.segment import Input, Row, Segment, bad_row, broken

COLUMNS = ("text", "id", "url", "outlet", "title", "author", "published")
_AT_ONCE = 64  # rows decoded at a time


class RowInputs:
    """Rows of one row group of a Parquet file."""

    passed = used = 0

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __iter__(self) -> Iterator[Input]:
        import pyarrow as pa  # noqa: PLC0415 (an optional library, slow to load)

        try:
            yield from self._rows()
        except (OSError, pa.ArrowException) as error:
            source = self._segment.source
            yield Input(source, self._segment.start + 1, None, broken(source, str(error)))

    def _rows(self) -> Iterator[Input]:
        import pyarrow.parquet as pq  # noqa: PLC0415

        segment = self._segment
        # Read column by column as needed, not row groups at once: they may be larger than the memory of a worker.
        with pq.ParquetFile(segment.source, buffer_size=1 << 20, pre_buffer=False) as file:
            names = [name for name in COLUMNS if name in file.schema_arrow.names]
            first = sum(file.metadata.row_group(group).num_rows for group in range(segment.group))
            if "text" not in names:
                yield Input(segment.source, first + 1, None, bad_row(segment.source, "the file has no column `text`"))
                return
            number = 0
            for batch in file.iter_batches(_AT_ONCE, row_groups=[segment.group], columns=names):
                if number + batch.num_rows > segment.start:
                    for at, row in enumerate(batch.to_pylist(), start=number):
                        if segment.start <= at and (segment.end < 0 or at < segment.end):
                            url = row.get("url")
                            known = url if isinstance(url, str) else None
                            yield Input(segment.source, first + at + 1, None, Row(row), known)
                number += batch.num_rows
                if 0 <= segment.end <= number:
                    return
