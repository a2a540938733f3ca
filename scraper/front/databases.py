"""What a served file is, by its header: a full archive, a public copy of one, or another database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper.archive import APPLICATION_ID, PUBLIC_ID

FULL, PUBLIC = (number.to_bytes(4) for number in (APPLICATION_ID, PUBLIC_ID))
"""SQLite's application_id of an archive, and of a public copy."""
_APPLICATION_ID = slice(68, 72)


def mark_of(path: str | None) -> bytes | None:
    """Return FULL or PUBLIC; None for any other database, and for one that is no file."""
    if path is None:
        return None
    with Path(path).open("rb") as file:
        mark = file.read(100)[_APPLICATION_ID]
    return mark if mark in {FULL, PUBLIC} else None


def published_at(path: str) -> str:
    """Return when a public copy was made, UTC."""
    with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as copy:
        return copy.execute("SELECT published_at FROM publication").fetchone()[0]
