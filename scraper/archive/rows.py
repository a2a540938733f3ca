"""Writing records as rows: one statement per table, made from its record class."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache

from sqlite_utils import Database

from scraper import records

TABLE_OF = {table.record: table for table in records.TABLES}

FILL_ONLY = {
    records.News: {"spip_id", "changed", "kind"},
    records.Group: {"country_code", "changed"},
    records.Role: {"since", "until"},
    records.Theme: {"url", "country_code"},
    records.Fund: {"country_code"},
    records.Document: {"bytes", "sha256"},
    records.Problem: {"record"},
    records.Listing: {"group_id", "title", "date_text", "starts", "ends"},
}
"""Columns that a later row without a value leaves as they are: not every page shows them."""

FIRST_WINS = {
    records.Group: {"spip_id"},
    records.Person: {"name"},
    records.Fund: {"opened"},
    records.Document: {"mime"},
    records.File: {"fetch_id"},
    records.Problem: {"crawl_id"},
}
"""Columns that a later row sets only when they are empty."""


def seen(row, at: str):
    """Mark a record as seen at a time, when its table keeps that."""
    vars(row).update((name, at) for name in ("first_seen", "last_seen") if name in vars(row))
    return row


def is_known(db: Database, row) -> bool:
    """Return whether the record's key is taken."""
    return db.execute(_lookup(type(row)), vars(row)).fetchone() is not None


def insert(db: Database, row) -> int:
    """Insert one record. Return its row number."""
    return db.execute(_insertion(type(row)), vars(row)).lastrowid


def insert_new(db: Database, row) -> None:
    """Insert one record unless its key is taken."""
    if not is_known(db, row):
        insert(db, row)


def upsert(db: Database, row, *, mention: bool = False) -> None:
    """Write one record; first_seen stays, last_seen never goes back. A mention sets only what is empty so far."""
    db.execute(_statement(type(row), mention), vars(row))


def upsert_all(db: Database, rows: Iterable) -> None:
    """Write records of any classes, in order."""
    for row in rows:
        upsert(db, row)


def keep_only(db: Database, record: type, owner: str, owner_id: str, kept: Iterable) -> None:
    """Delete the rows of one owner that are not among those kept (records of the same class); not what was read from
    sentences."""
    table = TABLE_OF[record]
    names = ", ".join(table.key)
    held = " ".join(("SELECT", names, "FROM", table.name, "WHERE", owner, "= ?"))
    held += " AND quote IS NULL" if issubclass(record, records.Quoted) else ""
    gone = set(db.execute(held, [owner_id])) - {tuple(getattr(row, name) for name in table.key) for row in kept}
    match = " AND ".join(f"{name} = ?" for name in table.key)
    db.conn.executemany(" ".join(("DELETE FROM", table.name, "WHERE", match)), sorted(gone))


@cache
def _lookup(record: type) -> str:
    table = TABLE_OF[record]
    return " ".join(("SELECT 1 FROM", table.name, "WHERE", " AND ".join(f"{name} = :{name}" for name in table.key)))


@cache
def _insertion(record: type) -> str:
    names = [field.name for field in fields(record)]
    values = ", ".join(f":{name}" for name in names)
    return " ".join(("INSERT INTO", TABLE_OF[record].name, "(", ", ".join(names), ") VALUES (", values, ")"))


@cache
def _statement(record: type, mention: bool) -> str:
    key = TABLE_OF[record].key
    names = [field.name for field in fields(record) if field.name not in {"first_seen", *key}]
    changes = [_assignment(record, name, mention) for name in names]
    action = " ".join(("UPDATE SET", ", ".join(changes))) if changes else "NOTHING"
    fills = " OR ".join(f"{TABLE_OF[record].name}.{name} IS NULL AND excluded.{name} IS NOT NULL" for name in names)
    only = " ".join(("WHERE", fills)) if mention else ""
    return " ".join((_insertion(record), "ON CONFLICT (", ", ".join(key), ") DO", action, only))


def _assignment(record: type, name: str, mention: bool) -> str:
    known = f"{TABLE_OF[record].name}.{name}"
    if mention or name in FIRST_WINS.get(record, ()):
        return f"{name} = coalesce({known}, excluded.{name})"
    if name == "last_seen":
        return f"{name} = max(coalesce({known}, ''), excluded.{name})"
    if name in FILL_ONLY.get(record, ()):
        return f"{name} = coalesce(excluded.{name}, {known})"
    return f"{name} = excluded.{name}"
