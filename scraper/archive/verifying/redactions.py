"""What was redacted is as it was left, and nothing else than what is never changed otherwise was."""

from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.redactions import standing
from scraper.archive.verifying.storage import Damage

_LAST = """
SELECT row_table, row_id, sha256 FROM redactions
WHERE id IN (SELECT max(id) FROM redactions GROUP BY row_table, row_id) ORDER BY id
"""
_GUARDED = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_update'"


def every_redaction(db: Database) -> Iterator[Damage]:
    """Each redacted row says what it said when something was taken out of it; bodies are told of among the bodies."""
    guarded = {table for (table,) in db.execute(_GUARDED)}
    for table, row_id, sha256 in db.execute(_LAST).fetchall():
        stands = standing(db, table, row_id) if table in guarded else None
        if stands is None:
            yield Damage(f"{table}/{row_id}", "is told to be redacted, and is not there")
        elif table != "bodies" and stands != sha256:
            yield Damage(f"{table}/{row_id}", f"is not what was left when it was redacted (SHA-256 {sha256})")
