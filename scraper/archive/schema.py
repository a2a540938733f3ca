"""The schema of archive.db: tables, indexes, search, views, and the triggers that keep proofs as they were written.

A new archive is made from records.py, so that a column is described once. An archive of an earlier release is brought
to the same schema by MIGRATIONS (decision 96).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import get_args

from sqlite_utils import Database, Migrations

from scraper import records
from scraper.archive import counts, search_index
from scraper.archive.views import VIEWS

APPLICATION_ID = int.from_bytes(b"Port")
"""SQLite's application_id of an archive: no other program's database has it."""
PUBLIC_ID = int.from_bytes(b"PorP")
"""SQLite's application_id of a public copy (snapshot.py)."""
FIRST_VERSION = 12
"""The schema that was released first. Programs before that release wrote 1 to 11, which are refused."""
VERSION = 19
"""SQLite's user_version of an archive that is up to date. Each migration raises it by one."""

_QUOTE = {"quote": str, "quote_field": str, "quote_start": int, "quote_end": int}
_SENTENCE_COLUMNS = {
    "news": {"kind": str},
    "events": {"moved_from": str, "attendance": int, "attendance_unit": str, **_QUOTE},
    "roles": {"until": str},
    "news_roles": _QUOTE,
    "funds": {"closed": str, "amount_eur": int, "donors": int},
    "fund_news": _QUOTE,
    "group_news": _QUOTE,
}
"""What m019_sentences adds to tables that were there."""
MIGRATIONS = Migrations("portail")
"""What each version after the first changed in archives of the one before, in order."""


@MIGRATIONS()
def m013_profiles(db: Database) -> None:
    """Add the table of the site's profiles."""
    _add_table(db, "profiles")


@MIGRATIONS()
def m014_size_text(db: Database) -> None:
    """Add the size of a file as its page shows it."""
    db.table("documents").add_column("size_text", str)


@MIGRATIONS()
def m015_search(db: Database) -> None:
    """Add the search index of all records."""
    _create_search(db)


@MIGRATIONS()
def m016_texts(db: Database) -> None:
    """Add the table of the texts as HTML, which the next reading of their pages fills."""
    _add_table(db, "texts")


@MIGRATIONS()
def m017_indexes(db: Database) -> None:
    """Add the indexes by which the pages for readers count and filter: those of INDEXES that are missing."""


@MIGRATIONS()
def m018_counts(db: Database) -> None:
    """Add the counts by month and by what records belong to, and note more of what changes, as they are counted by."""
    _replace_triggers(db)
    _create_counts(db)
    db.execute("DROP INDEX IF EXISTS idx_problems_rule")  # the new one begins with it


@MIGRATIONS()
def m019_sentences(db: Database) -> None:
    """Add what is read from sentences: tables, and columns of tables that pages fill."""
    for statement in SENTENCE_TABLES:
        db.execute(statement)
    for name in ("fund_facts", "mentions", "people_aliases", "partnerships", "deadlines"):
        _add_table(db, name)
    for name, columns in _SENTENCE_COLUMNS.items():
        for column, kind in columns.items():
            db.table(name).add_column(column, kind)
    _replace_triggers(db)


def _replace_triggers(db: Database) -> None:
    """Note of what changes what is noted today."""
    for statement in search_index.triggers():
        _, _, name, *_ = statement.split()
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(statement)


def _add_table(db: Database, name: str) -> None:
    db.execute(_definition(next(table for table in records.TABLES if table.name == name)))


SENTENCE_TABLES = (
    # What the sentences of each article state, as it was read: its rows are made of it again when its page is written.
    """CREATE TABLE prose_readings (
         news_id TEXT PRIMARY KEY REFERENCES news(id), texts_sha256 TEXT NOT NULL, reader TEXT NOT NULL,
         read_at TEXT NOT NULL, facts TEXT NOT NULL
       ) STRICT""",
    # What was stated when it was last decided who is who.
    "CREATE TABLE people_decisions (sha256 TEXT PRIMARY KEY NOT NULL) STRICT",
)
INTERNAL_TABLES = (
    *SENTENCE_TABLES,
    # Responses: a row of numbers each. Addresses and sets of headers are kept once, so that an unchanged page is cheap.
    "CREATE TABLE addresses (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE header_sets (id INTEGER PRIMARY KEY, headers TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, data BLOB NOT NULL, share REAL NOT NULL) STRICT",
    """CREATE TABLE fetch_log (
         id INTEGER PRIMARY KEY, crawl_id INTEGER NOT NULL REFERENCES crawls(id),
         url_id INTEGER NOT NULL REFERENCES addresses(id), final_url_id INTEGER REFERENCES addresses(id),
         status INTEGER, fetched_at INTEGER NOT NULL, body_id INTEGER REFERENCES bodies(id),
         header_set_id INTEGER REFERENCES header_sets(id), dates TEXT, error TEXT
       ) STRICT""",
    # Responses that no record was made of yet: not read, or quarantined.
    """CREATE TABLE held (
         fetch_id INTEGER PRIMARY KEY NOT NULL REFERENCES fetch_log(id),
         crawl_id INTEGER NOT NULL REFERENCES crawls(id)
       ) STRICT""",
    # What each page of a group said last; a group's version is made of all of them.
    """CREATE TABLE group_pages (
         group_id TEXT NOT NULL REFERENCES groups(id), url TEXT NOT NULL, said TEXT NOT NULL,
         fetch_id INTEGER NOT NULL REFERENCES fetch_log(id), seen_at TEXT NOT NULL, settled INTEGER NOT NULL,
         PRIMARY KEY (group_id, url)
       ) STRICT""",
    # What a crawl's health is judged by.
    """CREATE TABLE crawl_coverage (
         crawl_id INTEGER NOT NULL REFERENCES crawls(id), record_table TEXT NOT NULL, field TEXT NOT NULL,
         seen INTEGER NOT NULL, filled INTEGER NOT NULL,
         PRIMARY KEY (crawl_id, record_table, field)
       ) STRICT""",
    """CREATE TABLE layouts (
         kind TEXT NOT NULL, crawl_id INTEGER NOT NULL REFERENCES crawls(id), mark TEXT NOT NULL,
         PRIMARY KEY (kind, crawl_id, mark)
       ) STRICT""",
)
"""The tables that only this program reads; those of records.py are made from its classes."""

APPEND_ONLY = (
    "addresses", "header_sets", "dictionaries", "bodies", "fetch_log", "versions", "proofs", "redactions",
)  # fmt: skip
"""Tables whose rows are never changed or deleted, but for the redaction of a person's name (decision 84)."""

SEARCHED = {
    "news": ("title", "overtitle", "subtitle", "lead", "body"),
    "groups": ("name", "abstract"),
    "group_sections": ("heading", "text"),
    "documents": ("title", "description"),
    "document_texts": ("text",),
}
"""The columns of full-text search, letters with and without accents as one: "seisme" finds "séisme"."""

INDEXES = {
    "fetch_log": ("crawl_id", "url_id", "final_url_id", "body_id"),
    "held": ("crawl_id",),
    "group_pages": ("fetch_id",),
    "layouts": ("crawl_id",),
    "profiles": ("crawl_id",),
    "versions": ("fetch_id", "seen_at", "record_table record_id id", "kind seen_at"),
    "proofs": ("fetch_id",),
    "redactions": ("row_table row_id",),
    "absences": ("crawl_id", "fetch_id", "last_seen"),
    "aliases": ("record_table record_id",),
    "problems": ("crawl_id", "rule last_seen url detail", "last_seen"),
    "listings": ("url", "group_id", "last_seen"),
    "news": ("spip_id", "url", "title", "published", "last_seen", "issuer", "status", "kind published"),
    "events": ("news_id", "starts", "ends", "last_seen", "news_id starts withdrawn"),
    "groups": ("spip_id", "url", "last_seen"),
    "people": ("last_seen",),
    "roles": ("group_id", "person_id", "last_seen"),
    "news_roles": ("role_id",),
    "news_themes": ("theme_id",),
    "group_themes": ("theme_id",),
    "fund_news": ("news_id", "fund_id opened"),
    "fund_facts": ("news_id",),
    "group_news": ("news_id",),
    "mentions": ("person_id news_id",),
    "prose_readings": ("read_at",),
    "people_aliases": ("person_id",),
    "documents": ("news_id", "group_id", "url", "sha256", "medium mime sha256"),
    "files": ("fetch_id", "last_seen", "sha256"),
}
"""What is looked up, joined or sorted by, beside the keys: columns, or several that make one index. An archive gets
those that it lacks after its migrations."""

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}
_KEPT_IN = {"fetches": "fetch_log"}
"""The table that has the rows of a view of records.py."""
_MORE = {("bodies", "sha256"): "UNIQUE", ("crawls", "complete"): "DEFAULT 0"}
"""What records.py does not say of a column."""


def migrate(db: Database) -> None:
    """Make the schema in an empty database, or bring an archive up to date, in one transaction.

    The connection must not enforce foreign keys meanwhile; they are checked at the end. Raises sqlite3.IntegrityError
    when one leads nowhere.
    """
    with db.atomic():
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if db.table("crawls").exists():
            MIGRATIONS.apply(db)
        else:
            _create(db)
        _create_indexes(db)
        if broken := db.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(
                f"row {broken[1]} of {broken[0]} refers to a row of {broken[2]} that is not there"
            )
        db.execute(f"PRAGMA user_version = {VERSION}")


def create_views(db: Database) -> None:
    """Make the views that are missing or have changed."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql.strip(), replace=True)


def make_searchable(db: Database, name: str) -> None:
    """Make a table's search index. A trigger touches it only when a searched text has changed: seeing a record again
    writes no text."""
    columns = SEARCHED[name]
    db.table(name).enable_fts(columns, create_triggers=True, tokenize="unicode61 remove_diacritics 2")
    (trigger,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [f"{name}_au"]).fetchone()
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    db.execute(f"DROP TRIGGER {name}_au")
    db.execute(trigger.replace(" BEGIN", f" WHEN {differs} BEGIN", 1))


@contextmanager
def unguarded(db: Database) -> Iterator[None]:
    """Lift the triggers that make tables append-only, within a transaction: what ends it early puts them back too."""
    for name in APPEND_ONLY:
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER {name}_no_{verb}")
    yield
    for name in APPEND_ONLY:
        _guard(db, name, "BEFORE")


def rebuild_indexes(db: Database) -> None:
    """Make the search indexes and the counts anew, so that nothing of what was removed is left in them."""
    counts.rebuild(db)
    search_index.rebuild(db)
    for name in SEARCHED:
        db.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - names of this file


def _create(db: Database) -> None:
    MIGRATIONS.ensure_migrations_table(db)
    at = str(datetime.now(UTC))  # all are noted as applied: a new archive has the schema that they lead to
    applied = [
        {"migration_set": MIGRATIONS.name, "name": each.name, "applied_at": at} for each in MIGRATIONS.pending(db)
    ]
    db.table(MIGRATIONS.migrations_table).insert_all(applied)
    for statement in INTERNAL_TABLES:
        db.execute(statement)
    for table in records.TABLES:
        if not table.view:
            db.execute(_definition(table))
    for name in SEARCHED:
        make_searchable(db, name)
    _create_search(db)
    _create_counts(db)
    create_views(db)
    for name in APPEND_ONLY:
        _guard(db, name, "BEFORE")
    _guard(db, "fetches", "INSTEAD OF")


def _create_indexes(db: Database) -> None:
    for name, indexes in INDEXES.items():
        for columns in indexes:
            db.table(name).create_index(columns.split(), if_not_exists=True)


def _create_search(db: Database) -> None:
    for statement in (*search_index.STATEMENTS, *search_index.triggers()):
        db.execute(statement)
    search_index.rebuild(db)


def _create_counts(db: Database) -> None:
    for statement in counts.STATEMENTS:
        db.execute(statement)
    counts.rebuild(db)


def _definition(table: records.Table) -> str:
    """Return the CREATE TABLE of a record class: a field that may be None may be null."""
    lines = []
    for field in records.columns(table.record):
        kind, *optional = get_args(field.type) or (field.type,)
        other = dict(table.references).get(field.name)
        words = (
            f'"{field.name}" {_TYPES[kind]}',
            "PRIMARY KEY" if table.key == (field.name,) else "",
            "" if optional else "NOT NULL",
            _MORE.get((table.name, field.name), ""),
            f'REFERENCES "{_KEPT_IN.get(other, other)}"("id")' if other else "",
        )
        lines.append(" ".join(filter(None, words)))
    if len(table.key) > 1:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _guard(db: Database, name: str, when: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {name}_no_{verb.lower()} {when} {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
