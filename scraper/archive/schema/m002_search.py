"""Full-text search that takes letters with and without accents as one: "seisme" finds "séisme"."""

from sqlite_utils import Database

SEARCHED = {
    "news": ("title", "overtitle", "subtitle", "lead", "body"),
    "groups": ("name", "abstract"),
    "group_sections": ("heading", "text"),
    "documents": ("title",),
}


def migrate(db: Database) -> None:
    for name, columns in SEARCHED.items():
        db.table(name).enable_fts(columns, create_triggers=True, tokenize="unicode61 remove_diacritics 2")
