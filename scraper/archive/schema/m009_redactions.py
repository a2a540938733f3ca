"""What was taken out of rows that are never changed otherwise, because a person asked for it."""

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.table("redactions").create(
        {"id": int, "row_table": str, "row_id": int, "sha256": str, "redacted_at": str, "reference": str},
        pk="id",
        not_null={"row_table", "row_id", "sha256", "redacted_at"},
        strict=True,
    )
    db.table("redactions").create_index(["row_table", "row_id"])
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER redactions_no_{verb.lower()} BEFORE {verb} ON redactions "
            f"BEGIN SELECT RAISE(ABORT, 'redactions is append-only'); END"
        )
