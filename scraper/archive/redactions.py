"""What was taken out of rows that are never changed otherwise (forgetting/), and what is not read again for it."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from scraper.archive.content import canonical_json, sha256
from scraper.archive.versions import proofs_of
from scraper.records import Version

_ANY_OF_FETCHES = """
SELECT EXISTS (
  SELECT 1 FROM fetch_log WHERE id IN (SELECT value FROM json_each(?)) AND (
    EXISTS (SELECT 1 FROM redactions WHERE row_table = 'bodies' AND row_id = body_id)
    OR EXISTS (SELECT 1 FROM redactions WHERE row_table = 'addresses' AND row_id IN (url_id, final_url_id))
    OR EXISTS (SELECT 1 FROM redactions WHERE row_table = 'header_sets' AND row_id = header_set_id)
  )
)
"""
_VERSION = "SELECT EXISTS (SELECT 1 FROM redactions WHERE row_table = 'versions' AND row_id = ?)"
_BODIES = "SELECT sha256 FROM bodies WHERE id IN (SELECT row_id FROM redactions WHERE row_table = 'bodies')"


def are_redacted(db: Database, fetches: Iterable[int]) -> bool:
    """Whether something was taken out of a page of some fetches, of its address or of its headers: it does not say any
    more what was read from it."""
    return bool(db.execute(_ANY_OF_FETCHES, [json.dumps(list(fetches))]).fetchone()[0])


def is_redacted(db: Database, version: Version) -> bool:
    """Whether something was taken out of a version, or of what proves it."""
    return bool(db.execute(_VERSION, [version.id]).fetchone()[0]) or are_redacted(db, proofs_of(db, version))


def redacted_bodies(db: Database) -> set[str]:
    """The keys of the bodies that are not as received any more."""
    return {key for (key,) in db.execute(_BODIES)}


def standing(db: Database, table: str, row_id: int) -> str | None:
    """The SHA-256 of what stands in a row, its values as JSON (bytes in hexadecimal); None when there is no such row.
    A body's own is that of its bytes (bodies.py)."""
    row = db.execute(f"SELECT * FROM [{table}] WHERE rowid = ?", [row_id]).fetchone()  # noqa: S608 - tables of the schema
    return row and sha256(canonical_json([value.hex() if isinstance(value, bytes) else value for value in row]))
