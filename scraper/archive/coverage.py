"""How many of the records a crawl saw had each of their fields: what the view `coverage` is made from."""

from collections.abc import Iterable
from dataclasses import fields

from sqlite_utils import Database

from scraper.archive.rows import TABLE_OF

_ALWAYS = {"id", "news_id", "first_seen", "last_seen", "changed", "withdrawn"}


def count_fields(db: Database, crawl_id: int, told: Iterable) -> None:
    """Count the fields of the records one page gave."""
    db.conn.executemany(
        "INSERT INTO crawl_coverage (crawl_id, record_table, field, seen, filled) VALUES (?, ?, ?, 1, ?) "
        "ON CONFLICT DO UPDATE SET seen = seen + 1, filled = filled + excluded.filled",
        [
            (crawl_id, TABLE_OF[type(row)].name, field.name, int(getattr(row, field.name) is not None))
            for row in told
            for field in fields(row)
            if field.name not in _ALWAYS
        ],
    )
