"""An archive of an earlier schema is brought up to date, and has afterwards what it had before."""

import copy
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


def rows(path: Path, table: str) -> list[dict]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM [{table}]")]


def content(path: Path) -> dict[str, list[dict]]:
    """The rows of every table and view."""
    names = [each["name"] for each in rows(path, "sqlite_master") if each["type"] in {"table", "view"}]
    return {name: rows(path, name) for name in names}


def kept(before: dict[str, list[dict]], after: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """What is there of an archive after its migrations, in the tables and columns that it had before."""
    columns = {name: found[0] if found else () for name, found in before.items()}
    found = {name: [{column: row[column] for column in columns[name]} for row in after[name]] for name in before}
    return found | {"_sqlite_migrations": found["_sqlite_migrations"][: len(before["_sqlite_migrations"])]}


def structure(path: Path) -> dict[str, tuple]:
    """Each table, index, view and trigger: its columns, keys and indexes by SQLite's own word, else its SQL."""
    found = {}
    with closing(sqlite3.connect(path)) as db:
        for kind, name, table, _, sql in map(dict.values, rows(path, "sqlite_master")):
            sql = "".join((sql or "").replace('"', "").split())
            columns = db.execute(f"PRAGMA table_xinfo([{name}])").fetchall()
            keys = sorted(key[2:] for key in db.execute(f"PRAGMA foreign_key_list([{name}])"))
            of_index = db.execute(f"PRAGMA index_xinfo([{name}])").fetchall()
            found[name] = (kind, table, sql, columns, keys, of_index)
    return found


def test_the_schema_of_a_new_archive_is_the_one_that_was_released_first(earlier, tmp_path):
    """With the migrations since, if there are any."""
    Archive.open(earlier).close()
    Archive.open(tmp_path / "new.db", create=True).close()
    assert structure(earlier) == structure(tmp_path / "new.db")


def test_an_archive_of_the_first_schema_loses_nothing(earlier):
    before = content(earlier)
    assert len(before["news"]) == 103
    assert len(before["versions"]) == 108
    with Archive.open(earlier) as archive:
        assert [damage for _, found in archive.verify() for damage in found] == []
        for sha256, size in archive.db.execute("SELECT sha256, bytes FROM bodies").fetchall():
            assert len(archive.body(sha256)) == size
    assert kept(before, content(earlier)) == before


@dataclass(kw_only=True)
class NewsWithRegion(records.News):
    """News as a later release may have it: a field more, at the end."""

    region: str | None = None


@pytest.fixture
def next_release(monkeypatch) -> Migrations:
    """The worked example of docs/decisions.md, 96: what a release does that adds the field `region` to news."""
    migrations = copy.deepcopy(schema.MIGRATIONS)

    @migrations()
    def next_region(db):
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
    assert kept(before, after) == before
    added = {name for name in after.keys() - before.keys() if not name.startswith("search_")}
    of_sentences = {"prose_readings", "fund_facts", "mentions", "partnerships", "deadlines"}
    of_sentences |= {"people_aliases", "people_decisions"}
    assert added == {"profiles", "texts", "counts", "counted_news"} | of_sentences
    assert list(after["news"][0])[-1] == "region"
    assert {row["region"] for row in after["news"]} <= {"Bretagne", None}
    assert after["_sqlite_migrations"][-1]["name"] == "next_region"


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
    def next_fails(db):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        Archive.open(earlier)
    assert content(earlier) == before


def test_a_migration_that_leaves_a_row_astray_is_undone(earlier, next_release):
    before = content(earlier)

    @next_release()
    def next_loses(db):
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
