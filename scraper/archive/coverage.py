"""How many of the records a crawl saw had each of their fields: what the view `coverage` is made from."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from sqlite_utils import Database

from scraper import records
from scraper.archive.page_records import PageRecords
from scraper.archive.rows import TABLE_OF

_ALWAYS = {"id", "news_id", "first_seen", "last_seen", "changed", "withdrawn"}
"""Fields that are not the portal's."""


def count_fields(db: Database, crawl_id: int, page_records: PageRecords) -> None:
    """Count the fields of the article or group that one page is of, and of its events."""
    if not isinstance(page_records.subject, records.News | records.Group):
        return
    db.conn.executemany(
        "INSERT INTO crawl_coverage (crawl_id, record_table, field, seen, filled) VALUES (?, ?, ?, 1, ?) "
        "ON CONFLICT DO UPDATE SET seen = seen + 1, filled = filled + excluded.filled",
        [
            (crawl_id, table, field, int(filled))
            for table, field, filled in portal_fields([page_records.subject, *page_records.of(records.Event)])
        ],
    )


def portal_fields(rows: Iterable) -> Iterator[tuple[str, str, bool]]:
    """Yield the fields of records that come from the portal: table, field, and whether it is filled."""
    for row in rows:
        for field in fields(row):
            if field.name not in _ALWAYS:
                yield TABLE_OF[type(row)].name, field.name, getattr(row, field.name) is not None
