"""What a page says of an attached file below its title: kept, and searched with it."""

from sqlite_utils import Database

SEARCHED = ("title", "description")


def migrate(db: Database) -> None:
    documents = db.table("documents")
    documents.add_column("description", str)
    documents.disable_fts()
    documents.enable_fts(SEARCHED, create_triggers=True, tokenize="unicode61 remove_diacritics 2")
    documents.populate_fts(SEARCHED)
    trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = 'documents_au'").fetchone()[0]
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in SEARCHED)
    db.execute("DROP TRIGGER documents_au")
    db.execute(trigger.replace(" BEGIN", f" WHEN {differs} BEGIN", 1))
