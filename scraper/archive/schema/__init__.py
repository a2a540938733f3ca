"""The schema of archive.db, as migrations that are never edited once released: a change is one more migration.

The columns repeat records.py on purpose: a migration says what the schema became on its day, records.py what it is
now, and a test holds the sum of the migrations against records.py.
"""

import sqlite3
from importlib import import_module

from sqlite_utils import Database, Migrations

from scraper.archive.transaction import writing

APPLICATION_ID = int.from_bytes(b"Port")
"""SQLite's application_id of an archive: tells it from any other program's database."""
PUBLIC_ID = int.from_bytes(b"PorP")
"""SQLite's application_id of a public copy: publishing.py."""

NAMES = (
    "m001_tables",
    "m002_search",
    "m003_views",
    "m004_withdrawals",
    "m005_evidence",
    "m006_proofs",
    "m007_health",
    "m008_files",
    "m009_redactions",
    "m010_complete_crawls",
    "m011_descriptions",
    "m012_masked",
)
"""The migrations, in their order: a module of this package each."""

MIGRATIONS = Migrations("portail")
for _name in NAMES:
    MIGRATIONS(name=_name)(import_module(f"{__name__}.{_name}").migrate)

VERSION = len(NAMES)
"""How many migrations this program knows: SQLite's user_version of an archive that is up to date."""


def migrate(db: Database) -> None:
    """Bring an archive, or an empty database, up to date, in one transaction. The connection must not enforce foreign
    keys meanwhile; they are checked at the end. Raises sqlite3.IntegrityError when one leads nowhere."""
    with writing(db):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        MIGRATIONS.apply(db)
        if astray := db.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(
                f"row {astray[1]} of {astray[0]} refers to a row of {astray[2]} that is not there"
            )
        db.execute(f"PRAGMA user_version = {VERSION}")
