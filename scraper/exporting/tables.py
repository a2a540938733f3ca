"""Tables for other programs: CSV, CSV for French Excel, JSON and JSON Lines, written row by row, whatever their length.

A writer is given rows as they come, and writes to a binary file. Whoever reads a file by the rules of its writer has
every value back as it was: docs/exporting.md. Excel's own files are written by excel.py.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO, Protocol


class Kind(Enum):
    """What the values of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    """YYYY-MM-DD, also YYYY or YYYY-MM, or a minute YYYY-MM-DDTHH:MM of Paris."""
    TIME = "time"
    """The same, days and minutes mixed: Excel's forms have the day and the hour in two columns."""
    MOMENT = "moment"
    """YYYY-MM-DDTHH:MM:SSZ."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind = Kind.TEXT


class TableWriter(Protocol):
    """What writes a table to a file."""

    media_type: str

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None: ...

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""

    def close(self) -> None:
        """Write what is left. The file stays open."""

    def abandon(self) -> None:
        """Leave the table as it is, without what is left."""


class CsvTable:
    """A table as CSV (RFC 4180): a line of names, lines that end with CRLF, nothing for None, `""` for an empty text.

    Values are exact: none is changed for the sake of a spreadsheet.
    """

    media_type = "text/csv; charset=utf-8; header=present"
    _separator = ","

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file
        self._write_lines([[column.name for column in columns]])

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""
        self._write_lines(list(rows))  # may be an iterator

    def close(self) -> None:
        """Write what is left, which is nothing."""

    abandon = close

    def _write_lines(self, rows: Sequence[Sequence[object]]) -> None:
        # Column by column, as most columns have nothing to quote: three times as fast as csv, which besides writes an
        # empty text as it writes None.
        columns = map(self._written, zip(*rows, strict=True))
        lines = map(self._separator.join, zip(*columns, strict=True))
        self._file.write("".join([f"{line}\r\n" for line in lines]).encode())

    def _written(self, values: Sequence[object]) -> list[str]:
        """Return the values of a column as they are written."""
        texts = ["" if value is None else value if value.__class__ is str else str(value) for value in values]
        together = "".join(texts)
        if "" in values or any(sign in together for sign in (self._separator, '"', "\r", "\n")):
            must = re.compile(f'[{self._separator}"\r\n]').search
            return [
                text if value is None or (text and not must(text)) else '"{}"'.format(text.replace('"', '""'))
                for text, value in zip(texts, values, strict=True)
            ]
        return texts


FORMULA = re.compile("[=+\\-@＝＋－＠'\t\r\n]")
"""What a spreadsheet takes for a formula when a cell begins with it, and the sign that is put before such a cell."""
TIME_ENDS = "_time"
"""What the name of the second column of a Kind.TIME ends with: its hour."""
_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z")


class FrenchCsvTable(CsvTable):
    """A table as CSV that Excel opens by a double click where its language is French: byte order mark, semicolons,
    decimal commas, moments as Excel reads them. A text that would be a formula has an apostrophe before it, and so has
    one that begins with an apostrophe: who takes away the first one has what was written.
    """

    _separator = ";"

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._kinds = [column.kind for column in columns]
        file.write(b"\xef\xbb\xbf")
        super().__init__(file, in_two_columns(columns))

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""
        self._write_lines(
            [[cell for pair in zip(self._kinds, row, strict=True) for cell in _cells(*pair)] for row in rows]
        )


def in_two_columns(columns: Iterable[Column]) -> list[Column]:
    """Return columns as Excel's forms have them: a Kind.TIME is two, its day and its hour."""
    return [
        each
        for column in columns
        for each in ((column, Column(column.name + TIME_ENDS, Kind.TIME)) if column.kind is Kind.TIME else (column,))
    ]


def day_and_hour(value: str | None) -> tuple[str | None, str | None]:
    """Return the day and the hour of a value of Kind.TIME; all of it, and None, when it is no minute."""
    return (value[:10], value[11:]) if value and _MINUTE.fullmatch(value) else (value, None)


def _cells(kind: Kind, value: object) -> Sequence[object]:
    if kind is Kind.TIME:
        return [_formula_safe(each) for each in day_and_hour(value)]
    if isinstance(value, float):
        return (str(value).replace(".", ","),)
    if kind is Kind.MOMENT and isinstance(value, str) and (parts := _MOMENT.fullmatch(value)):
        return (f"{parts[1]} {parts[2]}",)
    return (_formula_safe(value),)


def _formula_safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


class JsonLinesTable:
    """A table as JSON Lines: an object a line, in UTF-8."""

    media_type = "application/jsonl"
    _before, _between, _after = "", "\n", "\n"

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file
        self._names = [column.name for column in columns]
        self._has_rows = False
        file.write(self._before.encode())

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: values in the order of the columns, texts, numbers or None."""
        lines = [_ENCODER.encode(dict(zip(self._names, row, strict=True))) for row in rows]
        if lines:
            begin = self._between if self._has_rows else ""
            self._file.write((begin + self._between.join(lines)).encode())
            self._has_rows = True

    def close(self) -> None:
        """Write what is left."""
        if self._has_rows or self._before:
            self._file.write(self._after.encode())

    def abandon(self) -> None:
        """Leave the table as it is, without what is left."""


class JsonTable(JsonLinesTable):
    """A table as a JSON array of objects."""

    media_type = "application/json"
    _before, _between, _after = "[", ",\n", "]\n"


_ENCODER = json.JSONEncoder(ensure_ascii=False)
