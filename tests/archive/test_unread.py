"""A response is kept before it is read: whoever dies in between loses nothing, and the next crawl's end reads it."""

import sqlite3
from contextlib import closing

import pytest

from scraper import bounded, records
from scraper.archive import Archive
from scraper.archive.database import now
from scraper.bounded import ReadingStopped
from scraper.reading.result import Reading

from .pages import GROUP, PORTAL, URL, article, group, index


def fetch(url: str = URL) -> records.Fetch:
    return records.Fetch(crawl_id=0, url=url, final_url=url, status=200, fetched_at=now(), headers="[]")


@pytest.fixture
def begin(archive):
    """Begin a crawl; one without an end by then has been killed."""
    return lambda: archive.start_crawl("news, agenda, groups", "full", PORTAL.url)


@pytest.fixture
def end(archive):
    return lambda number: archive.finish_crawl(number, "finished", requests=1)


def test_a_page_is_committed_with_its_body_before_it_is_read(archive, begin, path):
    kept = archive.keep(begin(), fetch(), article(), to_read=True)
    with closing(sqlite3.connect(path)) as other:
        found = other.execute(
            "SELECT fetches.id, url, bodies.bytes FROM fetches JOIN bodies ON sha256 = body_sha256"
        ).fetchall()
    assert found == [(kept.id, URL, len(article()))]


@pytest.mark.parametrize(("url", "body", "table"), [(URL, article(), "news"), (GROUP, group(), "groups")])
def test_a_page_whose_reader_was_killed_is_read_at_the_end_of_the_next_crawl(
    begin, end, archive, rows, url, body, table
):
    archive.keep(begin(), fetch(url), body, to_read=True)
    assert rows(table) == []
    counted = end(begin())
    assert [row["url"] for row in rows(table)] == [url]
    assert [(row["kind"], row["fetch_id"]) for row in rows("versions")] == [("first", 1)]
    assert counted.new == 1
    assert rows("held") == []


def test_a_page_that_has_answered_again_since_is_read_once(begin, end, archive, rows):
    archive.keep(begin(), fetch(), article(), to_read=True)
    number = begin()
    archive.keep(number, fetch(), article("Réunion du groupe-pays Mali, le 26 mars 2026"), to_read=True)
    end(number)
    assert [row["fetch_id"] for row in rows("versions")] == [2]


def test_a_sign_against_a_record_is_settled_by_its_page_when_that_is_read(begin, end, archive, rows):
    number = begin()
    archive.keep(number, fetch(), article(), to_read=True)
    end(number)
    number = begin()
    archive.keep(number, records.Fetch(crawl_id=0, url=URL, status=404, fetched_at=now()), b"")
    end(number)
    assert len(rows("absences")) == 1
    archive.keep(begin(), fetch(), article(), to_read=True)
    end(begin())
    assert rows("absences") == []


def test_an_error_of_ours_in_one_page_keeps_no_other_from_being_read(begin, end, archive, rows, monkeypatch):
    number = begin()
    archive.keep(number, fetch(), article(), to_read=True)
    archive.keep(number, fetch(GROUP), group(), to_read=True)
    monkeypatch.setattr("scraper.archive.identity.Identity._article", lambda *page: 1 / 0)
    end(number)
    assert [row["name"] for row in rows("groups")] == ["Mali"]
    (problem,) = rows("SELECT * FROM problems WHERE rule = 'reader_failed'")
    assert (problem["url"], problem["detail"]) == (URL, "ZeroDivisionError: division by zero")
    assert rows("held") == []
    assert [row["url"] for row in rows("SELECT url FROM fetches")] == [URL, GROUP]


def test_what_is_no_page_is_not_quarantined(begin, archive, rows):
    archive.keep(begin(), records.Fetch(crawl_id=0, url=URL, status=404, fetched_at=now()), b"absente")
    assert rows("held") == []


def test_an_archive_can_be_closed_between_a_page_and_its_reading(path):
    with Archive.open(path, create=True) as archive:
        kept = archive.keep(archive.start_crawl("news", "full", PORTAL.url), fetch(), article(), to_read=True)
    with Archive.open(path) as archive:
        assert archive.body(next(archive.db.query("SELECT body_sha256 FROM fetches"))["body_sha256"]) == article()
        assert kept.id == 1


def test_a_body_that_could_not_be_read_is_known_again_and_noted_once(begin, end, archive, rows):
    why = "reading it takes more than 60 s of processor time"
    unread = Reading("unknown", URL, problems=[records.Problem(url=URL, rule="unread_page", detail=why)])
    for body in (b"<html>1", b"<html>1", b"<html>2"):
        number = begin()
        kept = archive.keep(number, fetch(), body, to_read=True)
        assert index(archive).why_unread(kept) == (why if body == b"<html>1" and kept.id > 1 else None)
        if body == b"<html>1":
            archive.record(kept, unread)
        end(number)
    assert [row["detail"] for row in rows("SELECT detail FROM problems WHERE rule = 'unread_page'")] == [why]


def test_what_is_not_read_as_the_crawl_ends_by_force_is_read_later(begin, end, archive, rows, monkeypatch):
    def stopped(*body, **named):
        raise ReadingStopped

    archive.keep(begin(), fetch(), article(), to_read=True)
    with monkeypatch.context() as patched:
        patched.setattr(bounded, "read", stopped)
        end(begin())
    assert [row["fetch_id"] for row in rows("held")] == [1]
    end(begin())
    assert [row["url"] for row in rows("news")] == [URL]
