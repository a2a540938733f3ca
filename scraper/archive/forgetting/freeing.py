"""The file itself, freed of what was removed from it: SQLite leaves that in unused pages and in the write-ahead log."""

from pathlib import Path

from sqlite_utils import Database

from scraper.archive.errors import LockedArchive


def free(db: Database, path: Path) -> None:
    """Write the file anew without its unused pages, and empty its write-ahead log. Takes twice the room of the file on
    the disk. Raises LockedArchive when somebody reads the archive all the while."""
    _empty_log(db, path)
    db.execute("VACUUM")
    _empty_log(db, path)


def _empty_log(db: Database, path: Path) -> None:
    busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LockedArchive(
            f"{path} is being read by another program, so that what was removed still stands in {path}-wal: stop that "
            f"program (Datasette?), then run `portail forget` again."
        )
