"""Dated copies: whole, checked, of one moment, and nobody is locked out while they are taken."""

import asyncio
import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from datasette.app import Datasette

from scraper.archive import Archive, NotAnArchive, Unwritable, schema
from scraper.archive.snapshot import take_snapshot

PORTAL = "https://cites-unies-france.org/"
MORNING = datetime(2026, 3, 2, 5, 17, tzinfo=UTC)

WRITER = """
import sys
from scraper.archive import Archive
from scraper.records import Fetch, News
from scraper.reading.result import Reading

with Archive.open(sys.argv[1]) as archive:
    crawl = archive.start_crawl("news", "full", "https://cites-unies-france.org/")
    enough, number = archive.path.with_name("enough"), 0
    while number < 20_000 and not enough.exists():
        number += 1
        news = News(id=f"Page-{number}", url=f"https://cites-unies-france.org/Page-{number}", title="Page")
        fetch = Fetch(crawl_id=crawl, url=news.url, status=200, fetched_at="2026-03-02T08:00:00Z")
        kept = archive.keep(crawl, fetch, f"<p>{number}</p>".encode(), to_read=True)
        archive.record(kept, Reading("article", news.url, news))
        if number == 20:
            print("crawling", flush=True)
    archive.finish_crawl(crawl, "finished", requests=number)
    print(number)
"""
"""Saves pages until a file `enough` is there."""


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "copies"
    made.mkdir()
    return made


@pytest.fixture
def filled(path, crawled, article, event):
    """The archive of two crawls."""
    crawled(article("Reunion-Mali", event("Reunion-Mali")), article("Autre"))
    crawled(article("Reunion-Mali", event("Reunion-Mali"), title="Reportée"), at="2026-03-02T08:00:00Z")
    return path


def query(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchall()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_snapshot_is_the_archive(filled, folder):
    taken = take_snapshot(filled, folder, at=MORNING)
    assert taken.path == folder / "archive-2026-03-02T051700Z.db"
    with Archive.open(filled) as source, Archive.open(taken.path) as copy:
        names = source.db.table_names()
        assert {name: list(copy.db.table(name).rows) for name in names} == {
            name: list(source.db.table(name).rows) for name in names
        }
        own = {"bytes": 0, "free": 0, "snapshot": None}
        assert replace(copy.status(), **own) == replace(source.status(), **own)
        assert [row["id"] for row in copy.db.table("news").search("reportee")] == ["Reunion-Mali"]
    assert query(taken.path, "PRAGMA journal_mode") == [("delete",)]


def test_its_checksum_is_beside_it(filled, folder):
    taken = take_snapshot(filled, folder)
    assert files(folder) == [taken.path.name, taken.path.name + ".sha256"]
    assert taken.sha256 == hashlib.sha256(taken.path.read_bytes()).hexdigest()
    checked = subprocess.run(["sha256sum", "-c", f"{taken.path.name}.sha256"], cwd=folder, capture_output=True)
    assert checked.returncode == 0, checked.stderr


def test_the_archive_is_left_as_it_was(filled, folder, archive):
    archive.close()
    before, beside = filled.read_bytes(), files(filled.parent)
    take_snapshot(filled, folder)
    note = "archive.db.last-snapshot"
    assert (filled.read_bytes(), files(filled.parent)) == (before, sorted([*beside, note]))


def test_an_earlier_version_s_archive_is_copied_as_it_is(path, folder, monkeypatch):
    Archive.open(path, create=True).close()
    earlier = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", earlier + 1)
    taken = take_snapshot(path, folder)
    assert query(path, "PRAGMA user_version") == query(taken.path, "PRAGMA user_version") == [(earlier,)]


def test_what_was_deleted_is_not_in_it(archive, crawl, path, folder):
    archive.record_problem(crawl, PORTAL, "unknown_page", "Dupont-Disparu " * 400)
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.db.execute("PRAGMA secure_delete = OFF")
    archive.db.execute("DELETE FROM problems")
    archive.db.conn.commit()
    assert b"Dupont-Disparu" in path.read_bytes()
    assert b"Dupont-Disparu" not in take_snapshot(path, folder).path.read_bytes()


@pytest.mark.slow
def test_a_crawl_in_another_process_goes_on_meanwhile(path, folder, archive):
    archive.close()
    command = [sys.executable, "-c", WRITER, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as crawl:
        assert crawl.stdout.readline() == "crawling\n"
        try:
            taken = [take_snapshot(path, folder, at=MORNING.replace(second=second)) for second in range(12)]
        finally:
            path.with_name("enough").touch()
        written = int(crawl.stdout.readline())
    assert crawl.returncode == 0
    pages = [pages_in(each.path) for each in taken]
    assert pages == sorted(pages)
    assert 20 <= pages[0] < pages[-1] <= written == pages_in(path)


def pages_in(path: Path) -> int:
    """How many pages a crawl has kept, each with its fetch and body, and its article but for one that is not read."""
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in ("fetches", "bodies", "news", "held"))
    ((fetches, bodies, articles, unread),) = query(path, f"SELECT {counts}")
    assert fetches == bodies == articles + unread
    assert unread <= 1
    return fetches


def test_a_reader_s_open_look_at_the_archive_is_no_hindrance(filled, folder, archive):
    reading = archive.db.execute("SELECT * FROM news")
    reading.fetchone()
    assert take_snapshot(filled, folder).rows > 0
    assert len(reading.fetchall()) == 1


def test_datasette_serves_it_as_immutable(filled, folder):
    taken = take_snapshot(filled, folder)
    served = Datasette([], immutables=[str(taken.path)])
    rows = asyncio.run(served.client.get(f"/{taken.path.stem}/news.json?_shape=array")).json()
    assert {row["id"] for row in rows} == {"Reunion-Mali", "Autre"}
    assert files(folder) == [taken.path.name, taken.path.name + ".sha256"]


def test_older_ones_of_this_archive_alone_are_removed(filled, folder, tmp_path):
    other = tmp_path / "other" / "archive.db"
    other.parent.mkdir()
    with Archive.open(other, create=True) as archive:
        archive.start_crawl("news", "full", "http://127.0.0.1:8000")
    days = [MORNING.replace(day=day) for day in range(2, 9)]
    taken = [take_snapshot(filled, folder, at=day).path.name for day in days[:4]]
    later = take_snapshot(filled, folder, at=days[6]).path.name
    foreign = take_snapshot(other, folder, at=MORNING.replace(day=1)).path.name
    for name in (
        "archive-2026-02-01T051700Z.db",
        "archive-2026-02-01.db",
        "archive.db",
        "ritimo-2026-02-01T051700Z.db",
    ):
        (folder / name).write_bytes(b"pas une archive")
    kept = take_snapshot(filled, folder, keep=2, at=days[4])
    assert [path.name for path in kept.removed] == taken[:3]
    copies = {taken[3], kept.path.name, later, foreign}
    assert {name for name in files(folder) if name.endswith(".sha256")} == {f"{name}.sha256" for name in copies}
    assert copies < set(files(folder))
    assert len(files(folder)) == 2 * len(copies) + 4


def test_more_are_kept_than_there_are(filled, folder):
    first = take_snapshot(filled, folder, at=MORNING)
    assert take_snapshot(filled, folder, keep=2, at=MORNING.replace(day=3)).removed == ()
    assert first.path.exists()


def test_a_damaged_archive_is_refused_and_the_older_copies_stay(filled, folder, archive):
    first = take_snapshot(filled, folder, at=MORNING)
    archive.db.execute("PRAGMA foreign_keys = OFF")
    archive.db.execute("UPDATE events SET news_id = 'Nulle-part'")
    archive.db.conn.commit()
    with pytest.raises(NotAnArchive, match=r"is damaged, and was not copied \(events: a row refers to none of news"):
        take_snapshot(filled, folder, keep=1)
    assert files(folder) == [first.path.name, first.path.name + ".sha256"]


def test_a_copy_that_lacks_rows_is_refused(filled, folder, monkeypatch):
    monkeypatch.setattr(
        "scraper.archive.snapshot._copy",
        lambda archive, part, *others: sqlite3.connect(part).close() or part.touch() or {"news": 2},
    )
    with pytest.raises(NotAnArchive, match="news: None rows of 2"):
        take_snapshot(filled, folder)
    assert files(folder) == []


def test_torn_pages_are_refused(filled, folder, archive):
    archive.close()
    content = bytearray(filled.read_bytes())
    content[8 * 4096 :: 7] = bytes(len(content[8 * 4096 :: 7]))
    filled.write_bytes(content)
    with pytest.raises(NotAnArchive, match="is damaged"):
        take_snapshot(filled, folder)
    assert files(folder) == []


@pytest.mark.parametrize("name", ["nulle-part", "archive.db"])
def test_a_folder_that_is_none_is_reported(filled, tmp_path, name):
    with pytest.raises(Unwritable, match="is no folder"):
        take_snapshot(filled, tmp_path / name)


def test_a_folder_that_takes_no_file_is_reported(filled):
    with pytest.raises(Unwritable, match=r"^/proc/archive-.* cannot be written"):
        take_snapshot(filled, Path("/proc"))


def test_a_second_one_in_the_same_second_is_refused(filled, folder):
    first = take_snapshot(filled, folder, at=MORNING)
    content = first.path.read_bytes()
    with pytest.raises(Unwritable, match="is there already: wait a second"):
        take_snapshot(filled, folder, at=MORNING)
    assert first.path.read_bytes() == content


def test_what_is_no_archive_is_refused(path, folder):
    path.write_bytes(b"Bonjour" * 100)
    with pytest.raises(NotAnArchive, match="is not a SQLite database"):
        take_snapshot(path, folder)
    assert files(folder) == []
