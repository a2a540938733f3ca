"""Writing where records were met, and what was not as expected."""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows


def write_aliases(db: Database, table: str, record_id: str, addresses: Iterable[str], seen_at: str) -> None:
    """Note the addresses of a record. One that was another's before is this one's now."""
    db.conn.executemany(
        "INSERT INTO aliases (url, record_table, record_id, first_seen) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (url) DO UPDATE SET record_table = excluded.record_table, record_id = excluded.record_id, "
        "first_seen = excluded.first_seen "
        "WHERE (record_table, record_id) <> (excluded.record_table, excluded.record_id)",
        [(url, table, record_id, seen_at) for url in addresses],
    )


def write_problems(db: Database, problems: Iterable[records.Problem]) -> int:
    """Note what was not as expected; gives how many were met for the first time."""
    first = 0
    for problem in problems:
        first += not rows.is_known(db, problem)
        rows.upsert(db, problem)
    return first


def record_at(db: Database, url: str) -> str | None:
    """The record met under an address, as table/id."""
    found = db.execute("SELECT record_table || '/' || record_id FROM aliases WHERE url = ?", [url]).fetchone()
    return found and found[0]
