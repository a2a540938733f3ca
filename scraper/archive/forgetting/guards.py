"""The triggers that make rows append-only, lifted within a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

_GUARDS = """
SELECT name, tbl_name, sql FROM sqlite_master
WHERE type = 'trigger' AND name IN (tbl_name || '_no_update', tbl_name || '_no_delete') ORDER BY rowid
"""


@contextmanager
def lifted(db: Database) -> Iterator[set[str]]:
    """Take the triggers away, and put the same ones back; gives the tables they guard. To be done within a transaction:
    whatever ends it before, its end without a commit puts them back."""
    guards = db.execute(_GUARDS).fetchall()
    for name, _, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    yield {table for _, table, _ in guards}
    for _, _, sql in guards:
        db.execute(sql)
