"""Which crawls have been through all that the portal shows: what is found until then is no change of the portal."""

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.table("crawls").add_column("complete", int, not_null_default=0)
    db.execute("UPDATE crawls SET complete = 1 WHERE mode = 'full' AND finish_reason = 'finished'")
