"""The schema is that of records.py, and guards what proves the records."""

import sqlite3

import pytest
from sqlite_utils import Database

from scraper import records
from scraper.archive import schema

from .pages import save_response

TYPES = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bytes": "BLOB"}
PLUMBING = {
    "crawl_coverage", "group_pages", "held", "layouts", "_sqlite_migrations", "prose_readings", "people_decisions",
    "fetch_log", "addresses", "header_sets", "dictionaries",
    "search_entries", "search_terms", "search_stale", "search_version",
    "counts", "counted_news",
}  # fmt: skip
KEPT_AS = {"fetches": "fetch_log"}
"""What keeps the rows of a view."""
STORED = [table for table in records.TABLES if not table.view]
VIEWS = {"changes", "agenda", "freshness", "coverage", "open_problems", "politeness"}


def declared(table: records.Table) -> dict[str, tuple[str, bool]]:
    """Type and whether null is refused, by column."""
    types = {field.name: getattr(field.type, "__name__", str(field.type)) for field in records.columns(table.record)}
    parts = {name: kind.partition(" | ") for name, kind in types.items()}
    return {name: (TYPES[kind], not null or name in table.key) for name, (kind, _, null) in parts.items()}


@pytest.mark.parametrize("table", STORED, ids=lambda table: table.name)
def test_a_table_is_its_record_class(archive, table):
    migrated = archive.db.table(table.name)
    columns = {column.name: (column.type, bool(column.notnull)) for column in migrated.columns}
    wanted = declared(table)
    if table.record in {records.Crawl, records.Body, records.Version, records.Redaction}:
        wanted["id"] = ("INTEGER", False)
    assert list(columns) == list(wanted)
    assert columns == wanted
    assert tuple(migrated.pks) == table.key
    assert migrated.strict


def test_a_view_has_the_columns_of_its_record_class(archive):
    for table in set(records.TABLES) - set(STORED):
        columns = [column.name for column in archive.db[table.name].columns]
        assert columns == [field.name for field in records.columns(table.record)]


@pytest.mark.parametrize("table", STORED, ids=lambda table: table.name)
def test_a_table_refers_to_those_records_py_names(archive, table):
    keys = {(key.column, key.other_table) for key in archive.db.table(table.name).foreign_keys}
    assert keys == {(column, KEPT_AS.get(name, name)) for column, name in table.references}


def test_there_are_no_other_tables_and_views(archive):
    names = {name for name in archive.db.table_names() if "_fts" not in name}
    assert names == {table.name for table in STORED} | PLUMBING
    assert set(archive.db.view_names()) == VIEWS | {table.name for table in records.TABLES if table.view}


def test_foreign_keys_and_what_is_sorted_by_are_indexed(archive):
    for table in STORED:
        begun = {index.columns[0] for index in archive.db.table(table.name).indexes}
        asked = {column for column, name in table.references if name != "dictionaries"}
        asked |= {field.name for field in records.columns(table.record)} & {"last_seen", "published", "starts"}
        asked -= {"starts"} if table.name in {"group_milestones", "listings"} else set()
        assert asked - begun == set(), table.name


def test_the_version_rises_with_each_migration(archive):
    number = len(schema.MIGRATIONS.pending(Database(memory=True)))
    assert schema.FIRST_VERSION + number == schema.VERSION
    assert schema.MIGRATIONS.pending(archive.db) == []
    assert archive.db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert archive.db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)


def test_the_connection_is_safe(archive):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert {name: archive.db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET rowid = rowid + 1000",
        "DELETE FROM {}",
    ],
)
@pytest.mark.parametrize("table", ["fetch_log", "bodies", "versions", "addresses", "header_sets", "dictionaries"])
def test_proofs_are_append_only(archive, crawl, article, rows, table, statement):
    for number in range(100):
        fetch = records.Fetch(
            crawl_id=crawl, url=f"https://x.org/{number}", status=200, fetched_at="2026-03-01T08:00:00Z"
        )
        fetch.headers = '[["Composed-By","SPIP 4.4.4"]]'
        save_response(archive, crawl, fetch, b"<html><h1>Titre</h1>%d" % number * 99, article())
    before = rows(table)
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        archive.db.execute(statement.format(table))
    archive.db.conn.rollback()
    assert rows(table) == before


@pytest.mark.parametrize("statement", ["UPDATE redactions SET row_id = 2", "DELETE FROM redactions"])
def test_redactions_are_append_only(archive, rows, statement):
    archive.db.execute("INSERT INTO redactions VALUES (1, 'bodies', 1, 'ab', '2026-03-01T08:00:00Z', NULL)")
    archive.db.conn.commit()
    with pytest.raises(sqlite3.IntegrityError, match="redactions is append-only"):
        archive.db.execute(statement)
    archive.db.conn.rollback()
    assert len(rows("redactions")) == 1


@pytest.mark.parametrize("statement", ["UPDATE fetches SET status = 404", "DELETE FROM fetches"])
def test_the_view_of_the_fetches_has_it_too(archive, save, article, rows, statement):
    save(article())
    with pytest.raises(sqlite3.IntegrityError, match="fetches is append-only"):
        archive.db.execute(statement)
    assert len(rows("fetches")) == 1
