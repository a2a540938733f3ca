"""Which bodies a file holds already."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a body stands: the record's id, its address and its date."""

    record_id: str
    url: str
    date: str


class Payloads:
    """The bodies written so far, by SHA-256, in a database of SQLite's own that lies on the disk and goes with it: an
    archive of millions of pages takes no more memory than one of a hundred."""

    def __init__(self):
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE places (sha256 TEXT PRIMARY KEY, record_id TEXT, url TEXT, date TEXT)")

    def __enter__(self) -> "Payloads":
        return self

    def __exit__(self, *error) -> None:
        self._db.close()

    def first(self, sha256: str) -> Place | None:
        """Where a body was written, if it was."""
        found = self._db.execute("SELECT record_id, url, date FROM places WHERE sha256 = ?", [sha256]).fetchone()
        return found and Place(*found)

    def note(self, sha256: str, place: Place) -> None:
        """Remember where a body is written."""
        self._db.execute("INSERT INTO places VALUES (?, ?, ?, ?)", [sha256, place.record_id, place.url, place.date])
