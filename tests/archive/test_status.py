"""The status of an archive."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest

from scraper import records
from scraper.archive.database import WriterLock
from scraper.archive.snapshot import take_snapshot
from scraper.archive.status import Risen

from .pages import save_response

PORTAL = "https://cites-unies-france.org/"


def test_the_status_of_a_new_archive_is_empty(archive):
    stands = archive.status()
    assert (stands.crawls, stands.freshest, stands.age(), stands.problems, stands.withdrawn) == ((), None, None, {}, 0)
    assert stands.counts == {table.name: 0 for table in records.TABLES}


def test_the_status_has_crawls_counts_age_and_problems(archive, crawl, save, article):
    page = article()
    page.problems += [
        records.Problem(url=page.url, rule=rule, detail=detail)
        for rule, detail in (("unread_date", "a"), ("unread_date", "b"), ("missing_field", "body"))
    ]
    save(page)
    archive.finish_crawl(crawl, "finished", requests=3)
    archive.db.execute("UPDATE news SET withdrawn = '2026-03-02T08:00:00Z'")
    stands = archive.status()
    assert (stands.crawls[0].new, stands.crawls[0].finish_reason) == (1, "finished")
    assert (stands.counts["news"], stands.counts["fetches"]) == (1, 1)
    assert stands.problems == {"unread_date": 2, "missing_field": 1}
    assert stands.withdrawn == 1
    assert stands.age(datetime(2026, 3, 1, 10, tzinfo=UTC)) == timedelta(hours=2)


def test_failures_do_not_make_an_archive_fresh(archive, crawl, save, article):
    save(article())
    late = records.Fetch(crawl_id=crawl, url=PORTAL, fetched_at="2026-05-01T08:00:00Z", error="timeout")
    save_response(archive, crawl, late, None, None)
    assert archive.status().freshest == "2026-03-01T08:00:00Z"


def test_the_status_has_the_last_five_crawls_newest_first(archive):
    for _ in range(7):
        archive.finish_crawl(archive.start_crawl("news", "full", PORTAL), "finished", requests=0)
    assert [crawl.id for crawl in archive.status().crawls] == [7, 6, 5, 4, 3]


@pytest.mark.parametrize(
    ("reason", "health", "is_good"),
    [
        ("finished", "fine", True),
        ("budget", "fine", True),
        ("hours", "accepted", True),
        ("finished", "sick", False),
        ("interrupted", "fine", False),
        ("portal_failing", "fine", False),
        ("killed", None, False),
    ],
)
def test_the_last_good_crawl_came_to_its_end_and_was_not_sick(archive, reason, health, is_good):
    for _ in range(2):
        archive.finish_crawl(archive.start_crawl("news", "recent", PORTAL), "finished", requests=0)
    archive.db.execute("UPDATE crawls SET finish_reason = ?, health = ? WHERE id = 2", [reason, health])
    assert archive.status().good.id == (2 if is_good else 1)


@pytest.mark.parametrize(
    ("mode", "reason", "is_whole"),
    [
        ("full", "finished", True),
        ("full", "budget", False),
        ("recent", "finished", False),
        ("limited", "finished", False),
    ],
)
def test_only_a_full_crawl_that_finished_went_through_the_portal(archive, mode, reason, is_whole):
    archive.finish_crawl(archive.start_crawl("news", mode, PORTAL), reason, requests=0)
    assert archive.status().is_whole is is_whole


def test_the_status_names_who_writes_the_archive_without_hindering_them(archive, path):
    assert archive.status().writer is None
    crawl = archive.start_crawl("news", "full", PORTAL)
    assert archive.status().writer.startswith("process ")
    archive.finish_crawl(crawl, "finished", requests=0)
    assert archive.status().writer is None


def test_a_writer_that_was_killed_writes_no_more(archive, path):
    lock = WriterLock(path)
    lock.path.write_text("process 1 since 2026-03-02T08:00:00Z\n")
    assert archive.status().writer is None
    with lock.path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert archive.status().writer == "process 1 since 2026-03-02T08:00:00Z"


def test_the_last_snapshot_is_known_wherever_it_was_taken(archive, path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    assert archive.status().snapshot is None
    before = path.read_bytes()
    for day in (1, 2):
        take_snapshot(path, folder, at=datetime(2026, 3, day, 4, tzinfo=UTC))
    last = archive.status().snapshot
    assert (last.taken, last.path) == ("2026-03-02T04:00:00Z", str(folder / "archive-2026-03-02T040000Z.db"))
    assert last.is_there
    (folder / "archive-2026-03-02T040000Z.db").unlink()
    assert not archive.status().snapshot.is_there
    assert path.read_bytes() == before


def test_a_copy_that_is_copied_is_no_copy_of_the_archive(archive, path, tmp_path):
    (tmp_path / "copies").mkdir()
    copy = take_snapshot(path, tmp_path / "copies").path
    take_snapshot(copy, tmp_path / "copies", at=datetime(2026, 3, 1, 4, tzinfo=UTC))
    assert archive.status().snapshot.path == str(copy)


@pytest.mark.parametrize("text", ["", "2026-03-02T04:00:00Z", "\n"])
def test_a_truncated_note_of_a_snapshot_is_ignored(archive, path, text):
    path.with_name("archive.db.last-snapshot").write_text(text)
    assert archive.status().snapshot is None


@pytest.mark.parametrize(
    ("measured", "usual", "pages", "sick", "risen"),
    [
        (0.5, 0.2, 100, 0, True),
        (0.3, 0.0, 100, 0, True),
        (0.3, 0.2, 100, 0, False),
        (0.5, 0.2, 9, 0, False),
        (0.5, None, 100, 0, False),
        (2.5, 0.2, 100, 1, False),
    ],
)
def test_problems_have_risen_with_twice_the_usual(archive, measured, usual, pages, sick, risen):
    archive.finish_crawl(archive.start_crawl("news", "full", PORTAL), "finished", requests=0)
    archive.db.execute("DELETE FROM crawl_health")
    archive.db.execute(
        "INSERT INTO crawl_health (crawl_id, sign, measured, usual, pages, sick) VALUES (1, 'problems', ?, ?, ?, ?)",
        [measured, usual, pages, sick],
    )
    assert archive.status().risen == (Risen(1, measured, usual) if risen else None)
