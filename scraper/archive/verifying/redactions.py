"""Every row that was redacted is as it was left, and is of an append-only table."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.erasure import hash_of_row
from scraper.archive.verifying.storage import Damage

_LAST = """
SELECT row_table, row_id, sha256 FROM redactions
WHERE id IN (SELECT max(id) FROM redactions GROUP BY row_table, row_id) ORDER BY id
"""
_GUARDED = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_update'"


def every_redaction(db: Database) -> Iterator[Damage]:
    """Yield one Damage per redacted row that is not as it was left, or whose withheld body is not empty."""
    guarded = {table for (table,) in db.execute(_GUARDED)}
    for table, row_id, sha256 in db.execute(_LAST).fetchall():
        stands = hash_of_row(db, table, row_id) if table in guarded else None
        if stands is None:
            yield Damage(f"{table}/{row_id}", "is told to be redacted, and is not there")
        elif stands != sha256:
            yield Damage(f"{table}/{row_id}", f"is not what was left when it was redacted (SHA-256 {sha256})")
