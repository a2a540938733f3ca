"""An archive of an earlier schema is brought up to date, and holds afterwards what it held before."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import zstandard
from sqlite_utils import Migrations

from scraper import records
from scraper.archive import Archive, ArchiveError, schema

STORED = Path(__file__).parent / "earlier" / "schema12.db.zst"
"""An archive of schema 12 as the last program before the first release made it, with its twelve migrations: articles, a
group of two pages, a change, a withdrawal, a return, a dictionary, a document's file."""


@pytest.fixture
def earlier(path) -> Path:
    path.write_bytes(zstandard.ZstdDecompressor().decompress(STORED.read_bytes()))
    return path


def rows(path: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT * FROM [{table}]").fetchall()


def content(path: Path) -> dict[str, list[tuple]]:
    """The rows of every table and view."""
    names = [name for kind, name, *_ in rows(path, "sqlite_master") if kind in {"table", "view"}]
    return {name: rows(path, name) for name in names}


def structure(path: Path) -> dict[str, tuple]:
    """Each table, index, view and trigger: its columns, keys and indexes by SQLite's own word, else its SQL."""
    found = {}
    with closing(sqlite3.connect(path)) as db:
        for kind, name, table, _, sql in rows(path, "sqlite_master"):
            sql = "".join((sql or "").replace('"', "").split())
            columns = db.execute(f"PRAGMA table_xinfo([{name}])").fetchall()
            keys = sorted(key[2:] for key in db.execute(f"PRAGMA foreign_key_list([{name}])"))
            of_index = db.execute(f"PRAGMA index_xinfo([{name}])").fetchall()
            found[name] = (kind, table, sql, columns, keys, of_index)
    return found


def test_the_schema_of_a_new_archive_is_the_one_that_was_released_first(earlier, tmp_path):
    """Until a migration changes it; then both are brought to the same schema."""
    Archive.open(earlier).close()
    Archive.open(tmp_path / "new.db", create=True).close()
    assert structure(earlier) == structure(tmp_path / "new.db")


def test_an_archive_of_the_first_schema_is_read_as_it_is(earlier):
    before = content(earlier)
    assert len(before["news"]) == 103
    assert len(before["versions"]) == 108
    with Archive.open(earlier) as archive:
        assert [damage for _, found in archive.verify() for damage in found] == []
        for sha256, size in archive.db.execute("SELECT sha256, bytes FROM bodies").fetchall():
            assert len(archive.body(sha256)) == size
    assert content(earlier) == before


@dataclass(kw_only=True)
class NewsWithRegion(records.News):
    """News as a later release may have it: a field more, at the end."""

    region: str | None = None


@pytest.fixture
def next_release(monkeypatch) -> Migrations:
    """The worked example of docs/decisions.md, 96: what a release does that adds the field `region` to news."""
    migrations = Migrations("portail")

    @migrations()
    def m013_region(db):
        db.table("news").add_column("region", str)
        db.execute("UPDATE news SET region = 'Bretagne' WHERE title LIKE '%Rennes%'")

    tables = [replace(table, record=NewsWithRegion) if table.name == "news" else table for table in records.TABLES]
    monkeypatch.setattr(records, "TABLES", tuple(tables))
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    return migrations


def test_a_migration_keeps_every_row(earlier, next_release):
    before = content(earlier)
    with Archive.open(earlier) as archive:
        assert archive.db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert next_release.pending(archive.db) == []
    after = content(earlier)
    assert [row[:-1] for row in after.pop("news")] == before.pop("news")
    applied = after.pop("_sqlite_migrations")
    assert applied[:-1] == before.pop("_sqlite_migrations")
    assert applied[-1][2] == "m013_region"
    assert after == before


def test_a_migrated_archive_is_as_a_new_one(earlier, next_release, tmp_path):
    with Archive.open(earlier) as archive:
        assert [damage for _, found in archive.verify(read=False) for damage in found] == []
    with Archive.open(tmp_path / "new.db", create=True) as new:
        assert next_release.pending(new.db) == []
    mended, made = structure(earlier), structure(tmp_path / "new.db")
    assert made["news"][3][-1][1] == "region"
    assert mended == made


def test_a_migration_that_fails_leaves_the_archive_as_it_was(earlier, next_release):
    before = content(earlier)

    @next_release()
    def m014_fails(db):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        Archive.open(earlier)
    assert content(earlier) == before


def test_a_migration_that_leaves_a_row_astray_is_undone(earlier, next_release):
    before = content(earlier)

    @next_release()
    def m014_loses(db):
        db.execute("DELETE FROM groups")

    with pytest.raises(sqlite3.IntegrityError, match="refers to a row of groups that is not there"):
        Archive.open(earlier)
    assert content(earlier) == before


@pytest.mark.parametrize("version", range(1, schema.FIRST_VERSION))
def test_an_archive_from_before_the_first_release_is_refused(earlier, version):
    with closing(sqlite3.connect(earlier)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    before = earlier.read_bytes()
    with pytest.raises(ArchiveError, match=f"before the first release of this program .schema {version}, .* new file"):
        Archive.open(earlier)
    assert earlier.read_bytes() == before
