"""Whether an archive is still what was written: every check reads, none writes, and each damage is named.

All checks run in one view of the database, so that a crawl may go on.
"""

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.verifying import records, storage
from scraper.archive.verifying.storage import Damage
from scraper.portal import Portal

__all__ = ["Damage", "verify"]

CHECKS = {
    "the file": storage.FILE,
    "the schema": storage.objects,
    "foreign keys": storage.FOREIGN_KEYS,
    "rows that are never deleted": storage.GAPS,
    "bodies": storage.bodies,
    "fetches": storage.FETCHES,
    "files of documents": storage.FILES,
    "versions": records.versions,
    "redactions": storage.redactions,
    "records": records.shown_states,
    "addresses": storage.ADDRESSES,
}
"""The checks of what is stored, by what they look at: a SELECT of where and what, or a generator of Damage."""


def verify(db: Database, portal: Portal, *, read: bool = True) -> Iterator[tuple[str, Iterator[Damage]]]:
    """Yield what is looked at, one after the other, with the damage found there.

    read: whether the pages that prove the versions are read again too, which takes most of the time.
    """
    yield "search indexes", storage.search_indexes(db)
    db.execute("BEGIN")
    try:
        for name, check in CHECKS.items():
            yield name, _readable(storage.selected(db, check) if isinstance(check, str) else check(db))
        if read:
            yield "readings", _readable(records.readings(db, portal))
    finally:
        db.conn.rollback()


def _readable(found: Iterator[Damage]) -> Iterator[Damage]:
    """Yield the damage that a check finds, and the part of the file that it cannot read."""
    try:
        yield from found
    except sqlite3.DatabaseError as error:
        yield Damage("the file", str(error))
