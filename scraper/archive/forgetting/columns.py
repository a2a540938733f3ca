"""Every text of every table, by the schema itself: a table that is added later is covered without being named."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from scraper.archive.forgetting.found import Row
from scraper.archive.forgetting.redacting import Redactor, highest_number

_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
_COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"
_NO_TEXT = {"INTEGER", "REAL", "BLOB"}
"""Types of columns that hold no text. Bytes are packed.py's matter."""


@dataclass(frozen=True)
class Table:
    """texts: the columns that hold texts; key: those that name a row."""

    name: str
    texts: tuple[str, ...]
    key: tuple[str, ...]


def tables(db: Database) -> dict[str, Table]:
    """The tables of an archive by name, without those that the search indexes are made of."""
    return {name: _table(db, name) for (name,) in db.execute(_TABLES).fetchall()}


def highest(db: Database) -> int:
    """The highest number that stands for a name in this archive's addresses and ids (redacting.py)."""
    texts = (text for table in tables(db).values() for _, row in _rows(db, table) for text in row.values())
    return max(map(highest_number, texts), default=0)


def rows_saying(db: Database, redactor: Redactor) -> Iterator[Row]:
    """The rows of all tables in whose texts the name stands."""
    for table in tables(db).values():
        for number, texts in _rows(db, table):
            if any([redactor.text(text) != text for text in texts.values()]):  # noqa: C419 - each counts
                yield row_of(db, table, number)


def redact(db: Database, table: Table, number: int, redactor: Redactor) -> None:
    """Take the name out of the texts of a row. Where that would make its key another row's, what stands for the name is
    numbered."""
    texts = dict(_rows(db, table, number)).get(number, {})
    told = {column: redactor.text(text) for column, text in texts.items()}
    changes = {column: told[column] for column in texts if told[column] != texts[column]}
    if not changes:
        return
    try:
        _write(db, table, number, changes)
    except sqlite3.IntegrityError:
        _write(db, table, number, {column: redactor.text(texts[column], differing=True) for column in changes})


def row_of(db: Database, table: Table, number: int) -> Row:
    """A row by SQLite's number of it."""
    key = db.execute(_selection(table, table.key or ("rowid",)) + " WHERE rowid = ?", [number]).fetchone()[1:]
    return Row(table.name, number, "/".join(map(str, (table.name, *key))))


def _table(db: Database, name: str) -> Table:
    columns = db.execute(_COLUMNS, [name]).fetchall()
    texts = tuple(column for column, kind, _ in columns if kind.upper() not in _NO_TEXT)
    return Table(name, texts, tuple(column for column, _, pk in columns if pk))


def _rows(db: Database, table: Table, number: int | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, or one of them: SQLite's number, and the texts by column."""
    if table.texts:
        sql = _selection(table, table.texts) + ("" if number is None else " WHERE rowid = ?")
        for found, *values in db.execute(sql, [] if number is None else [number]):
            texts = zip(table.texts, values, strict=True)
            yield found, {column: text for column, text in texts if isinstance(text, str)}


def _selection(table: Table, columns: tuple[str, ...]) -> str:
    return " ".join(("SELECT rowid,", ", ".join(f'"{column}"' for column in columns), f'FROM "{table.name}"'))


def _write(db: Database, table: Table, number: int, texts: dict[str, str]) -> None:
    changes = ", ".join(f'"{column}" = ?' for column in texts)
    db.execute(" ".join((f'UPDATE "{table.name}" SET', changes, "WHERE rowid = ?")), [*texts.values(), number])
