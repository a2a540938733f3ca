"""The files of documents: what their addresses gave, and the text of PDFs, which is searched."""

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.table("files").create(
        {
            "url": str,
            "sha256": str,
            "bytes": int,
            "mime": str,
            "etag": str,
            "last_modified": str,
            "fetch_id": int,
            "first_seen": str,
            "last_seen": str,
        },
        pk=("url", "sha256"),
        not_null={"url", "sha256", "bytes", "mime"},
        strict=True,
        foreign_keys=[("fetch_id", "fetch_log", "id")],
    )
    db.table("document_texts").create(
        {"sha256": str, "pages": int, "pages_read": int, "text": str},
        pk="sha256",
        not_null={"sha256", "pages", "pages_read", "text"},
        strict=True,
    )
    for name, column in (
        ("files", "fetch_id"),
        ("files", "last_seen"),
        ("files", "sha256"),
        ("documents", "url"),
        ("documents", "sha256"),
    ):
        db.table(name).create_index([column])
    _search(db)


def _search(db: Database) -> None:
    """Index the texts; one that is read again as it was is not indexed again."""
    db.table("document_texts").enable_fts(("text",), create_triggers=True, tokenize="unicode61 remove_diacritics 2")
    trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = 'document_texts_au'").fetchone()[0]
    db.execute("DROP TRIGGER document_texts_au")
    db.execute(trigger.replace(" BEGIN", " WHEN old.text IS NOT new.text BEGIN", 1))
