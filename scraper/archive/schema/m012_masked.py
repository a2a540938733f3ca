# ruff: noqa: S608 - names of tables and columns, all of this file
"""Addresses, headers and problems that earlier releases kept with e-mail addresses or cookies in them."""

from sqlite_utils import Database

from scraper.archive.forgetting.guards import lifted
from scraper.archive.headers import without_cookies
from scraper.masking import mask, mask_json

ONCE = {
    ("addresses", "url"): (mask, ("url_id", "final_url_id")),
    ("header_sets", "headers"): (lambda text: mask_json(without_cookies(text)), ("header_set_id",)),
}
"""Texts that stand once: how each reads from now on, and the columns of fetch_log that refer to it."""
OTHERS = (
    ("aliases", "url"),
    ("crawls", "composed_by"),
    ("fetch_log", "error"),
    ("layouts", "mark"),
    ("listings", "list_url"),
    ("listings", "title"),
    ("listings", "url"),
    ("problems", "detail"),
    ("problems", "url"),
)
"""What a reading never renews, or only the next time a page is asked."""


def migrate(db: Database) -> None:
    db.conn.create_function("masked", 1, lambda text: text and mask(text), deterministic=True)
    with lifted(db):
        for (table, column), (form, references) in ONCE.items():
            _write_once(db, table, column, form, references)
        for table, column in OTHERS:
            differs = f"{column} <> masked({column})"
            db.execute(f"UPDATE OR IGNORE {table} SET {column} = masked({column}) WHERE {differs}")
            db.execute(f"DELETE FROM {table} WHERE {differs}")


def _write_once(db: Database, table: str, column: str, form, references: tuple[str, ...]) -> None:
    redacted = "SELECT row_id FROM redactions WHERE row_table = ?"
    for number, text in db.execute(
        f"SELECT id, {column} FROM {table} WHERE id NOT IN ({redacted})", [table]
    ).fetchall():
        if (new := form(text)) == text:
            continue
        same = db.execute(f"SELECT id FROM {table} WHERE {column} = ?", [new]).fetchone()
        if same is None:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", [new, number])
            continue
        for reference in references:
            db.execute(f"UPDATE fetch_log SET {reference} = ? WHERE {reference} = ?", [same[0], number])
        db.execute(f"DELETE FROM {table} WHERE id = ?", [number])
