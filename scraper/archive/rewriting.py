"""Rewrite the texts of every table, as an erasure and a public copy do.

The schema says where texts are, so that a table that is added later is covered without being named.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlite_utils import Database

from scraper.archive import counts, search_index
from scraper.masking import change_json

_COLUMNS = """
SELECT tables.name, json_group_array(columns.name) FILTER (WHERE pk),
       json_group_array(columns.name) FILTER (WHERE columns.type NOT IN ('INTEGER', 'REAL', 'BLOB'))
FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
GROUP BY tables.name
"""

Change = Callable[[str], str]
"""What becomes of a text; the text itself where nothing does."""


@dataclass(frozen=True)
class FoundRow:
    """A row that holds what is looked for."""

    table: str
    number: int
    """SQLite's number of the row."""
    key: str
    """The row as a person names it: table/key."""


def tables(db: Database) -> dict[str, tuple[list[str], list[str]]]:
    """Return the columns that name a row, and those that hold text, of each table by its name, without the tables that
    the search indexes and the counts are made of."""
    found = {name: (json.loads(key), json.loads(texts)) for name, key, texts in db.execute(_COLUMNS)}
    return {name: columns for name, columns in found.items() if name not in {*search_index.TABLES, *counts.TABLES}}


def rows_changed_by(db: Database, change: Change) -> Iterator[FoundRow]:
    """Yield the rows of all tables in which a change would change a text."""
    db.conn.create_function("is_changed", 1, lambda text: changed(text, change) != text)
    for table, (key, texts) in tables(db).items():
        columns = ", ".join(key or ["rowid"])
        # A sum, as all texts of a row are looked at: the change may count what it meets.
        condition = " + ".join(f'is_changed("{column}")' for column in texts) or "0"
        sql = f'SELECT rowid, {columns} FROM "{table}" WHERE {condition}'  # noqa: S608 - names of the schema
        for number, *values in db.execute(sql):
            yield FoundRow(table, number, "/".join(map(str, (table, *values))))


def rewrite(db: Database, rows: Iterable[FoundRow], change: Change, distinct: Callable[[str, int], str]) -> None:
    """Change the texts of some rows. distinct: the change, by the text and the number of the row, when the first would
    make its key another row's."""
    db.conn.create_function("changed", 2, lambda text, number: changed(text, change))
    db.conn.create_function("made_distinct", 2, lambda text, number: changed(text, lambda each: distinct(each, number)))
    columns = {table: texts for table, (_, texts) in tables(db).items()}
    for row in rows:
        try:
            _update(db, row, "changed", columns[row.table])
        except sqlite3.IntegrityError:
            _update(db, row, "made_distinct", columns[row.table])


def changed(text: str | None, change: Change) -> str | None:
    """Return a text changed; of JSON, with each of its texts changed, so that it stays JSON."""
    if text and text[0] in "{[":
        with suppress(ValueError):
            return change_json(text, change)
    return text and change(text)


def _update(db: Database, row: FoundRow, function: str, columns: list[str]) -> None:
    assignments = ", ".join(f'"{column}" = {function}("{column}", rowid)' for column in columns)
    db.execute(f'UPDATE "{row.table}" SET {assignments} WHERE rowid = ?', [row.number])  # noqa: S608 - the schema's
