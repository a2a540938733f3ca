"""What is opened, what is refused, and that what is refused stays as it was."""

import os
import sqlite3
import subprocess
import sys

import pytest

from scraper.archive import Archive, ArchiveError, NotAnArchive, ReadOnlyArchive, schema


def foreign(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE notes (text TEXT)")
    db.commit()
    db.close()


def newer(path):
    Archive.open(path, create=True).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.commit()
    db.close()


def unreleased(path):
    newer(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {schema.FIRST_VERSION - 1}")
    db.commit()
    db.close()


def newer_in_its_log(path):
    """A later version's archive after a crash: its version is in the write-ahead log only."""
    Archive.open(path, create=True).close()
    writer = sqlite3.connect(path)
    writer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    writer.commit()
    copies = {name: path.with_name(name).read_bytes() for name in (path.name, path.name + "-wal")}
    writer.close()
    for name, content in copies.items():
        path.with_name(name).write_bytes(content)


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda path: path.write_text("Bonjour"), NotAnArchive, "is not a SQLite database"),
        (lambda path: path.write_bytes(os.urandom(4096)), NotAnArchive, "is not a SQLite database"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), NotAnArchive, "is not a SQLite database"),
        (foreign, NotAnArchive, "is a database of another program"),
        (newer, NotAnArchive, "was written by a later version"),
        (unreleased, NotAnArchive, "was written before the first release of this program"),
        (newer_in_its_log, NotAnArchive, "was written by a later version"),
    ],
)
@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_archive_of_ours_is_refused_and_left_as_it_was(path, make, error, sentence, create):
    make(path)
    before = path.read_bytes()
    with pytest.raises(error, match=sentence) as refusal:
        Archive.open(path, create=create)
    assert str(path) in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch()])
def test_what_is_not_there_is_made_only_when_asked(path, make):
    make(path)
    with pytest.raises(NotAnArchive, match="no archive at"):
        Archive.open(path)
    with Archive.open(path, create=True) as archive:
        assert archive.status().crawls == ()


def test_a_folder_is_no_archive(tmp_path):
    with pytest.raises(ArchiveError, match="is no file"):
        Archive.open(tmp_path)


def test_a_missing_folder_is_reported(tmp_path):
    with pytest.raises(ArchiveError, match="cannot be"):
        Archive.open(tmp_path / "nowhere" / "archive.db", create=True)


def test_opening_again_writes_nothing(path):
    Archive.open(path, create=True).close()
    before = path.read_bytes()
    Archive.open(path, create=True).close()
    assert path.read_bytes() == before


def test_one_that_may_not_be_written_is_opened_for_reading(path, monkeypatch):
    Archive.open(path, create=True).close()
    monkeypatch.setattr(os, "access", lambda *asked: False)
    with Archive.open(path) as archive:
        assert archive.status().counts["news"] == 0
        with pytest.raises(ReadOnlyArchive, match="may not be written"):
            archive.start_crawl("news", "full", "https://x.org/")


def test_an_earlier_version_that_may_not_be_written_is_reported(path, monkeypatch):
    Archive.open(path, create=True).close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(os, "access", lambda *asked: False)
    with pytest.raises(ReadOnlyArchive, match="earlier version"):
        Archive.open(path)


def test_a_damaged_archive_is_reported(path):
    Archive.open(path, create=True).close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match="is damaged"):
        Archive.open(path)


KILLED_WHILE_IT_MAKES_AN_ARCHIVE = """
import os, sys
from pathlib import Path
from scraper.archive import Archive, schema
migrate = schema.migrate
def killed(db):
    migrate(db)
    db.execute("CREATE TABLE half (done)")
    os._exit(9)
schema.migrate = killed
Archive.open(Path(sys.argv[1]), create=True)
"""


@pytest.mark.slow
def test_who_is_killed_while_it_makes_an_archive_leaves_none(path):
    code = [sys.executable, "-c", KILLED_WHILE_IT_MAKES_AN_ARCHIVE, path]
    assert subprocess.run(code, timeout=60).returncode == 9
    assert not path.exists()
    with Archive.open(path, create=True) as archive:
        assert "half" not in archive.db.table_names()
    assert {each.name for each in path.parent.iterdir()} == {"archive.db", "archive.db.lock"}


def test_an_archive_is_made_where_a_link_leads(path):
    place = path.with_name("ailleurs.db")
    path.symlink_to(place)
    Archive.open(path, create=True).close()
    assert path.is_symlink()
    assert place.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_file_is_refused(path, create):
    os.mkfifo(path)
    with pytest.raises(NotAnArchive, match="is no file"):
        Archive.open(path, create=create)
    assert path.is_fifo()


def test_a_folder_in_the_way_of_a_new_archive_is_reported(path):
    (path.with_name(path.name + ".new") / "la").mkdir(parents=True)
    with pytest.raises(ReadOnlyArchive, match="cannot be made"):
        Archive.open(path, create=True)
