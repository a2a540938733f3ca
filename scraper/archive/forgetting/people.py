"""The person's own rows: those of `people` under the name, and all rows that refer to them."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.forgetting.columns import row_of, tables
from scraper.archive.forgetting.found import Row
from scraper.archive.forgetting.naming import Name

_PEOPLE = "SELECT rowid, name FROM people ORDER BY id"
_KEYS = 'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE "table" = ?'
_REFERRING = 'SELECT rowid FROM "{}" WHERE "{}" = (SELECT "{}" FROM "{}" WHERE rowid = ?) ORDER BY rowid'


def names(db: Database) -> list[str]:
    """The names of all people the archive knows."""
    return [name for _, name in db.execute(_PEOPLE)]


def rows_of(db: Database, name: Name) -> list[Row]:
    """The rows that are the person's alone."""
    people = tables(db)["people"]
    own = [row_of(db, people, number) for number, told in db.execute(_PEOPLE).fetchall() if name.is_of(told)]
    return list(dict.fromkeys([*own, *_referring(db, own)]))


def _referring(db: Database, rows: list[Row]) -> Iterator[Row]:
    """The rows that refer to some, and those that refer to them."""
    for row in rows:
        for table in tables(db).values():
            for column, key in db.execute(_KEYS, [table.name, row.table]).fetchall():
                found = db.execute(_REFERRING.format(table.name, column, key, row.table), [row.number]).fetchall()
                nearest = [row_of(db, table, number) for (number,) in found]
                yield from nearest
                yield from _referring(db, nearest)
