"""Rewrite the texts of every table, as an erasure and a public copy do.

The schema says where texts are, so that a table that is added later is covered without being named.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

_GUARDS = """
SELECT name, tbl_name, sql FROM sqlite_master
WHERE type = 'trigger' AND name IN (tbl_name || '_no_update', tbl_name || '_no_delete') ORDER BY rowid
"""
_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
_COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"
_INDEXES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"

Change = Callable[[str], str]
"""What becomes of a text; the text itself where nothing does."""


@dataclass(frozen=True)
class StoredTable:
    """A table of an archive."""

    name: str
    texts: tuple[str, ...]
    """The columns that hold text."""
    key: tuple[str, ...]
    """The columns that name a row."""

    def rows_changed_by(self, db: Database, change: Change) -> Iterator[tuple[int, str]]:
        """Yield the rows in which a change would change a text: SQLite's number, and the row as table/key."""
        columns = ", ".join(f'"{column}"' for column in (*(self.key or ("rowid",)), *self.texts))
        for number, *values in db.execute(f'SELECT rowid, {columns} FROM "{self.name}"'):  # noqa: S608 - the schema's
            key, texts = values[: len(values) - len(self.texts)], values[len(values) - len(self.texts) :]
            # All texts of the row are looked at, as the change may count what it meets.
            if any([text is not None and changed(text, change) != text for text in texts]):  # noqa: C419
                yield number, "/".join(map(str, (self.name, *key)))

    def rewrite(self, db: Database, number: int, change: Change, distinct: Change) -> None:
        """Change the texts of a row. distinct: the change when the first would make its key another row's."""
        columns = ", ".join(f'"{column}"' for column in self.texts)
        sql = f'SELECT {columns} FROM "{self.name}" WHERE rowid = ?'  # noqa: S608 - names of the schema
        texts = dict(zip(self.texts, db.execute(sql, [number]).fetchone(), strict=True))
        columns = [column for column, text in texts.items() if text is not None and changed(text, change) != text]
        assignments = ", ".join(f'"{column}" = ?' for column in columns)
        sql = f'UPDATE "{self.name}" SET {assignments} WHERE rowid = ?'  # noqa: S608 - names of the schema
        try:
            db.execute(sql, [*(changed(texts[column], change) for column in columns), number])
        except sqlite3.IntegrityError:
            db.execute(sql, [*(changed(texts[column], distinct) for column in columns), number])


def tables(db: Database) -> dict[str, StoredTable]:
    """Return the tables of an archive by name, without those that the search indexes are made of."""
    found = {}
    for (name,) in db.execute(_TABLES).fetchall():
        columns = db.execute(_COLUMNS, [name]).fetchall()
        texts = tuple(column for column, kind, _ in columns if kind.upper() not in {"INTEGER", "REAL", "BLOB"})
        found[name] = StoredTable(name, texts, tuple(column for column, _, pk in columns if pk))
    return found


def changed(text: str, change: Change) -> str:
    """Return a text changed; of JSON, with each of its texts changed, so that it stays JSON."""
    if text[:1] not in {"{", "["}:
        return change(text)
    try:
        value = json.loads(text)
    except ValueError:
        return change(text)
    new = _changed_value(value, change)
    return text if new == value else json.dumps(new, ensure_ascii=False, separators=(",", ":"))


def _changed_value(value, change: Change):
    if isinstance(value, list):
        return [_changed_value(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _changed_value(each, change) for name, each in value.items()}
    return change(value) if isinstance(value, str) else value


@contextmanager
def lifted(db: Database) -> Iterator[set[str]]:
    """Lift the triggers that make tables append-only, yield the names of these tables, and put the triggers back.

    To be used within a transaction: what ends it early puts them back too.
    """
    guards = db.execute(_GUARDS).fetchall()
    for name, _, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    yield {table for _, table, _ in guards}
    for _, _, sql in guards:
        db.execute(sql)


def rebuild_indexes(db: Database) -> None:
    """Make the search indexes anew, so that nothing of what was removed is left in them."""
    for (index,) in db.execute(_INDEXES).fetchall():
        for command in ("rebuild", "optimize"):
            db.execute(f"INSERT INTO {index} ({index}) VALUES (?)", [command])  # noqa: S608 - names of the schema
