"""Public copies of an archive: what may be served to others, and nothing else (decision 72)."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from scraper import __version__
from scraper.archive import schema
from scraper.archive.database import now, writing
from scraper.archive.rewriting import lifted, rebuild_indexes, tables
from scraper.archive.snapshot import Snapshot, write_copy
from scraper.masking import mask

_EMPTIED = (
    "UPDATE fetch_log SET header_set_id = NULL, dates = NULL",
    "UPDATE bodies SET data = x'', dictionary_id = NULL",
    "UPDATE files SET etag = NULL, last_modified = NULL",
    "UPDATE redactions SET reference = NULL",
    "DELETE FROM header_sets",
    "DELETE FROM dictionaries",
    "DELETE FROM held",
    "DELETE FROM layouts",
)
"""What was received, and what serves the next crawl alone."""
_PUBLICATION = "CREATE TABLE publication (published_at TEXT NOT NULL, scraper_version TEXT NOT NULL) STRICT"


def publish(archive: Path, target: Path, *, replace: bool = False) -> Snapshot:
    """Write a copy of an archive that holds no page, dictionary or header as received, and no e-mail address.

    The copy has the archive's tables, views and questions, and a table `publication` with the time it was made. Its
    application_id is another one: it can be served, never crawled. replace: whether a file of the target's name may be
    replaced. Raises Unwritable, NotAnArchive and its like, and leaves nothing then.
    """
    return write_copy(archive, target, replace=replace, change=_make_public)


def _make_public(connection: sqlite3.Connection) -> None:
    db = Database(connection)
    if db.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:
        schema.migrate(db)
    with writing(db):
        db.execute("PRAGMA defer_foreign_keys = ON")
        with lifted(db):
            for statement in _EMPTIED:
                db.execute(statement)
            for table in tables(db).values():
                for number, _ in list(table.rows_changed_by(db, mask)):
                    table.rewrite(db, number, mask, lambda text, number=number: f"{mask(text)}#{number}")
        rebuild_indexes(db)
        db.execute(_PUBLICATION)
        db.execute("INSERT INTO publication VALUES (?, ?)", [now(), __version__])
        db.execute(f"PRAGMA application_id = {schema.PUBLIC_ID}")
