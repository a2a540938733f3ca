"""Tables as Parquet, for pandas, R and DuckDB: typed columns, written some thousand rows at a time.

pyarrow is the extra `parquet`, and is imported when a table is written.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import BinaryIO

from scraper.exporting.tables import Column, Kind

ROWS = 1_000
"""Rows of a group: those that are in memory at once. Dictionaries would be kept beside them, and zstd packs repetitions
too."""
_BYTES = 1 << 20
"""Characters of text after which a group ends before it has as many."""


def is_installed() -> bool:
    """Return whether pyarrow is there."""
    return find_spec("pyarrow") is not None


class ParquetTable:
    """A table as Parquet. Kind.DAY and Kind.MOMENT must be whole days and moments; a number's column has whole numbers
    or fractions, as its type says."""

    media_type = "application/vnd.apache.parquet"

    def __init__(self, file: BinaryIO, columns: Sequence[Column], types: Sequence[str]) -> None:
        """types: text, integer or real of each column."""
        import pyarrow
        from pyarrow import parquet

        pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # the others keep what they have had
        kinds = {
            Kind.DAY: pyarrow.date32(),
            Kind.MOMENT: pyarrow.timestamp("s", tz="UTC"),
            "integer": pyarrow.int64(),
            "real": pyarrow.float64(),
        }
        names = [column.name for column in columns]
        chosen = [
            kinds.get(column.kind, kinds.get(type_, pyarrow.string()))
            for column, type_ in zip(columns, types, strict=True)
        ]
        self._schema = pyarrow.schema(list(zip(names, chosen, strict=True)))
        self._read = [_READ.get(column.kind) for column in columns]
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd", use_dictionary=False)
        self._batch = pyarrow.record_batch
        self._array = pyarrow.array
        self._rows: list[Sequence[object]] = []
        self._size = 0

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""
        for row in rows:
            self._rows.append(row)
            self._size += sum(len(value) for value in row if isinstance(value, str))
            if len(self._rows) >= ROWS or self._size >= _BYTES:
                self._write_group()

    def close(self) -> None:
        """Write what is left. The file stays open."""
        if self._rows:
            self._write_group()
        self._writer.close()

    def abandon(self) -> None:
        """Leave the table as it is, without what is left."""
        self._rows = []

    def _write_group(self) -> None:
        values = zip(*self._rows, strict=True)
        arrays = [
            self._array(
                [read(value) if value is not None else None for value in column] if read else column, field.type
            )
            for column, read, field in zip(values, self._read, self._schema, strict=True)
        ]
        self._writer.write_batch(self._batch(arrays, schema=self._schema))
        self._rows, self._size = [], 0


def _moment(value: str) -> dt.datetime:
    return dt.datetime.fromisoformat(value)


_READ: dict[Kind, Callable[[str], object]] = {Kind.DAY: dt.date.fromisoformat, Kind.MOMENT: _moment}
