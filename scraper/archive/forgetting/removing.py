"""Taking a person's name out of an archive, in the transaction that is open."""

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.content import sha256
from scraper.archive.forgetting.columns import redact, tables
from scraper.archive.forgetting.found import Found, Row
from scraper.archive.forgetting.guards import lifted
from scraper.archive.forgetting.packed import redact_body, redact_dictionary
from scraper.archive.forgetting.redacting import Redactor
from scraper.archive.redactions import standing

_INDEXES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"


def remove(db: Database, redactor: Redactor, found: Found, at: str, reference: str | None) -> None:
    """Take out what was found, and note what was done to rows that are never changed otherwise. at: the time, UTC;
    reference: what the operator notes of the request."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    with lifted(db) as guarded:
        for row in found.gone:
            db.execute(f'DELETE FROM "{row.table}" WHERE rowid = ?', [row.number])  # noqa: S608 - tables of the schema
        hashes = _redact(db, redactor, found)
        for row in found.changed:
            if row.table in guarded:
                stands = hashes.get(row) or standing(db, row.table, row.number)
                rows.insert(db, _redaction(row, stands, at, reference))
    for (index,) in db.execute(_INDEXES).fetchall():
        for command in ("rebuild", "optimize"):
            db.execute(f"INSERT INTO {index} ({index}) VALUES (?)", [command])  # noqa: S608 - tables of the schema


def _redact(db: Database, redactor: Redactor, found: Found) -> dict[Row, str]:
    """Take the name out of rows; gives the SHA-256 of what stands in each body since. Dictionaries come first, while
    bodies are held against the hashes they had, then bodies, while files are found by their texts."""
    of = {name: [row for row in found.changed if row.table == name] for name in {row.table for row in found.changed}}
    for row in of.get("dictionaries", ()):
        redact_dictionary(db, row.number, redactor)
    hashes = {row: redact_body(db, row.number, redactor) for row in of.get("bodies", ())}
    for name, table in tables(db).items():
        for row in of.get(name, ()):
            redact(db, table, row.number, redactor)
    for row in of.get("versions", ()):
        (told,) = db.execute("SELECT fields FROM versions WHERE id = ?", [row.number]).fetchone()
        db.execute("UPDATE versions SET content_sha256 = ? WHERE id = ?", [sha256(told), row.number])
    return hashes


def _redaction(row: Row, stands: str, at: str, reference: str | None) -> records.Redaction:
    return records.Redaction(row_table=row.table, row_id=row.number, sha256=stands, redacted_at=at, reference=reference)
