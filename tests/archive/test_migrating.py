"""An archive of any earlier schema is brought up to date, and says afterwards what it said before."""

import json
import sqlite3
from pathlib import Path

import pytest
import zstandard
from sqlite_utils import Database

from scraper.archive import Archive, schema

STORED = Path(__file__).parent / "earlier" / "schema3.db.zst"
"""A crawl of the sample portal (24 articles), twice, by the first release of schema 3."""
MIGRATIONS = [migration.name for migration in schema.MIGRATIONS.pending(Database(memory=True))]
KEPT = ("crawls", "news", "events", "groups", "roles", "documents", "listings", "aliases", "problems")


@pytest.fixture
def earlier(path) -> Path:
    path.write_bytes(zstandard.ZstdDecompressor().decompress(STORED.read_bytes()))
    return path


def told(path: Path, *queries: str) -> list[list[tuple]]:
    db = sqlite3.connect(path)
    answers = [db.execute(query).fetchall() for query in queries]
    db.close()
    return answers


def test_the_stored_archive_is_of_schema_3_and_has_something_to_lose(earlier):
    (version,), fetches = (rows[0] for rows in told(earlier, "PRAGMA user_version", "SELECT count(*) FROM fetches"))
    assert (version, fetches > (200,)) == (3, True)


def test_every_fetch_body_and_record_is_there_afterwards(earlier):
    fetches = (
        "SELECT id, crawl_id, url, final_url, status, fetched_at, body_sha256, bytes, error FROM fetches ORDER BY id"
    )
    headers = "SELECT headers FROM fetches ORDER BY id"
    columns = {name: [column for _, column, *_ in told(earlier, f"PRAGMA table_info({name})")[0]] for name in KEPT}
    tables = [f"SELECT {', '.join(names)} FROM {name} ORDER BY 1, 2" for name, names in columns.items()]
    bodies = "SELECT sha256, data FROM bodies ORDER BY sha256"
    versions = "SELECT id, record_table, record_id, kind, fields, fetch_id FROM versions ORDER BY id"
    before = told(earlier, fetches, bodies, versions, *tables)
    lines = [json.loads(row) for (row,) in told(earlier, headers)[0]]
    Archive.open(earlier).close()
    assert told(earlier, fetches, bodies, versions, *tables) == before
    assert [json.loads(row) for (row,) in told(earlier, headers)[0]] == lines


def test_it_is_sound(earlier):
    with Archive.open(earlier) as archive:
        assert archive.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
        for sha256, size in archive.db.execute("SELECT sha256, bytes FROM bodies").fetchall():
            assert len(archive.body(sha256)) == size


def test_it_has_the_schema_of_a_new_one(earlier, tmp_path):
    Archive.open(tmp_path / "new.db", create=True).close()
    Archive.open(earlier).close()
    what = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    assert told(earlier, what) == told(tmp_path / "new.db", what)


@pytest.mark.parametrize("last", range(1, len(MIGRATIONS)))
def test_an_empty_archive_of_each_schema_becomes_todays(path, tmp_path, last):
    db = Database(path)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    schema.MIGRATIONS.apply(db, stop_before=MIGRATIONS[last])
    db.execute(f"PRAGMA user_version = {last}")
    db.close()
    Archive.open(path).close()
    Archive.open(tmp_path / "new.db", create=True).close()
    what = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    assert told(path, what) == told(tmp_path / "new.db", what)


def test_a_migration_that_fails_leaves_the_archive_as_it_was(earlier, monkeypatch):
    before = told(earlier, "SELECT sql FROM sqlite_master ORDER BY name", "SELECT * FROM fetches ORDER BY id")

    def fail(*_):
        raise RuntimeError("no more")

    monkeypatch.setattr(schema, "MIGRATIONS", type(schema.MIGRATIONS)("portail"))
    for name in MIGRATIONS[3:-1]:
        schema.MIGRATIONS(name=name)(getattr(schema, name).migrate)
    schema.MIGRATIONS(name="m999_fails")(fail)
    with pytest.raises(RuntimeError):
        Archive.open(earlier)
    assert told(earlier, "SELECT sql FROM sqlite_master ORDER BY name", "SELECT * FROM fetches ORDER BY id") == before
