"""The file as a database: its pages, its schema, its keys, its search indexes."""

import re
import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive import schema as schemas
from scraper.archive.schema import APPEND_ONLY, SEARCHED
from scraper.archive.verifying.damage import Damage

_OBJECTS = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_SEARCH = "INSERT INTO {0} ({0}, rank) VALUES ('integrity-check', 1)"
"""FTS5's own check; it writes nothing."""
_GAPS = "SELECT count(*), coalesce(max(id), 0) FROM {}"


def integrity(db: Database) -> Iterator[Damage]:
    """SQLite's own check of pages, indexes and constraints."""
    for (message,) in db.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Damage("the file", message)


def schema(db: Database) -> Iterator[Damage]:
    """Every table, index, view and trigger (those that make rows append-only too) is there and as it was made."""
    new = Database(memory=True)
    schemas.migrate(new)
    wanted, found = _objects(new), _objects(db)
    new.close()
    for name, sql in wanted.items():
        if name not in found:
            yield Damage(name, "is missing")
        elif found[name] != sql:
            yield Damage(name, "is not as it was made")
    for name in found.keys() - wanted.keys():
        yield Damage(name, "is no part of an archive")


def _objects(db: Database) -> dict[str, str]:
    """Return the SQL of each object by its name, as it reads whether CREATE or a later ALTER TABLE has spaced it."""
    return {name: re.sub(r'[\s"]', "", sql) for name, sql in db.execute(_OBJECTS)}


def foreign_keys(db: Database) -> Iterator[Damage]:
    """Every row that another one refers to is there."""
    for table, rowid, other, _ in db.execute("PRAGMA foreign_key_check"):
        yield Damage(f"{table}/{rowid}", f"refers to a row of {other} that is not there")


def gaps(db: Database) -> Iterator[Damage]:
    """Rows that may only be added have every number from 1 on."""
    for table in set(APPEND_ONLY) - {"proofs"}:
        count, last = db.execute(_GAPS.format(table)).fetchone()
        if count != last:
            yield Damage(table, f"{last - count} of {last} rows are missing")


def search_indexes(db: Database) -> Iterator[Damage]:
    """Every search index says what its table says."""
    for table in SEARCHED:
        try:
            db.execute(_SEARCH.format(f"{table}_fts"))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY}:
                return
            yield Damage(f"{table}_fts", "does not say what its table says")
        finally:
            db.conn.rollback()
