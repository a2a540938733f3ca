"""Whether an archive is still what was written: every check reads, none writes, and each damage is named.

A check is a generator of Damage over an open database. They run in one view of it, so that a crawl may go on.
"""

import sqlite3
from collections.abc import Callable, Iterator

from sqlite_utils import Database

from scraper.archive.verifying import bodies, fetches, file, files, readings, records, redactions, versions
from scraper.archive.verifying.damage import Damage
from scraper.portal import Portal

Check = Callable[[Database], Iterator[Damage]]

STORED: dict[str, Check] = {
    "the file": file.integrity,
    "the schema": file.schema,
    "foreign keys": file.foreign_keys,
    "rows that are never deleted": file.gaps,
    "bodies": bodies.every_body,
    "fetches": fetches.every_fetch,
    "files of documents": files.every_file,
    "versions": versions.every_version,
    "redactions": redactions.every_redaction,
    "records": records.every_record,
    "addresses": records.every_alias,
}
"""The checks of what is stored, by what they look at."""
SEARCH = "search indexes"
READINGS = "readings"


def verify(db: Database, portal: Portal, *, read: bool = True) -> Iterator[tuple[str, Iterator[Damage]]]:
    """What is looked at, one after the other, with the damage found there. read: whether the pages that prove the
    versions are read again too, which takes most of the time."""
    yield SEARCH, file.search_indexes(db)
    db.execute("BEGIN")
    try:
        for name, check in STORED.items():
            yield name, _readable(check(db))
        if read:
            yield READINGS, _readable(readings.every_reading(db, portal))
    finally:
        db.conn.rollback()


def _readable(found: Iterator[Damage]) -> Iterator[Damage]:
    """The damage that a check finds, the part of the file that it cannot read included."""
    try:
        yield from found
    except sqlite3.DatabaseError as error:
        yield Damage("the file", str(error))
