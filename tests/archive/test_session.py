"""The archive is written from the first page that the portal answers with, and not before."""

import json
import os
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from scraper.archive import Archive, CrawlSession, NoSession, ReadOnlyArchive
from scraper.crawling.run import run_of
from scraper.reading.result import Reading
from scraper.records import Fetch

OWN = "https://cites-unies-france.org"


def fetch(path: str, status: int | None = 200, **more) -> Fetch:
    return Fetch(
        crawl_id=0, url=OWN + path, final_url=OWN + path, status=status, fetched_at="2026-03-02T08:00:00Z", **more
    )


@pytest.fixture
def session(tmp_path):
    made = CrawlSession(tmp_path / "archive.db", ("news",), "full", OWN)
    made.prepare(OWN)
    return made


def test_failures_alone_leave_no_file(session, tmp_path):
    session.keep(fetch("/robots.txt"), b"User-agent: *")
    session.keep(fetch("/-Actualites-", None, error="TimeoutError"))
    session.problem(f"{OWN}/-Actualites-", "no_response", "TimeoutError")
    session.finish("unreachable")
    assert not session.began
    assert list(tmp_path.iterdir()) == []


def test_with_the_first_page_what_came_before_is_written_too(session, tmp_path):
    session.keep(fetch("/robots.txt"), b"User-agent: *")
    session.problem(f"{OWN}/Y", "http_status", "HTTP 403")
    home = session.keep(fetch("/", headers=json.dumps([["composed-by", "SPIP 4.4"]])), b"<html></html>", to_read=True)
    session.record(home, Reading("home", f"{OWN}/"))
    session.problem(f"{OWN}/X", "http_status", "HTTP 500")
    session.requests = 3
    session.finish("finished")
    session.finish("finished")
    with Archive.open(tmp_path / "archive.db") as archive:
        (crawl,) = archive.status().crawls
        urls = [row["url"] for row in archive.db.query("SELECT url FROM fetches ORDER BY id")]
    assert urls == [f"{OWN}/robots.txt", f"{OWN}/"]
    assert (crawl.spiders, crawl.mode, crawl.finish_reason) == ("news", "full", "finished")
    assert (crawl.requests, crawl.composed_by, crawl.problems) == (3, "SPIP 4.4", 2)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReadOnlyArchive, match=r"la.archive\.db"):
        CrawlSession(tmp_path / "la" / "archive.db", ("news",), "full", OWN).prepare(OWN)


def test_an_empty_file_becomes_an_archive(tmp_path):
    (tmp_path / "archive.db").touch()
    session = CrawlSession(tmp_path / "archive.db", ("news",), "full", OWN)
    session.prepare(OWN)
    session.keep(fetch("/"), b"<html>", to_read=True)
    session.finish("finished")
    with Archive.open(tmp_path / "archive.db") as archive:
        assert len(archive.status().crawls) == 1


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    session = CrawlSession(tmp_path / ("a" * 300), ("news",), "full", OWN)
    session.prepare(OWN)
    with pytest.raises(ReadOnlyArchive, match="cannot be written"):
        session.keep(fetch("/"), b"<html>", to_read=True)


def test_nothing_is_known_without_an_archive(session):
    assert not session.known.knows(f"{OWN}/Titre")


@pytest.mark.parametrize("there", [True, False])
def test_a_file_or_folder_that_may_not_be_written_is_refused(tmp_path, monkeypatch, there):
    if there:
        Archive.open(tmp_path / "archive.db", create=True).close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ReadOnlyArchive, match=r"archive\.db cannot be written"):
        CrawlSession(tmp_path / "archive.db", ("news",), "full", OWN).prepare(OWN)


def test_a_page_that_is_looked_at_leaves_no_archive(tmp_path, monkeypatch):
    """`portail check` and `scrapy shell` ask for pages, and crawl nothing."""
    monkeypatch.chdir(tmp_path)
    settings = Settings({"ARCHIVE": "archive.db"})
    run = run_of(SimpleNamespace(settings=settings, spider=SimpleNamespace(name="default")))
    for session in (NoSession(), run.session):
        page = fetch("/Titre")
        assert session.keep(page, b"<html>", to_read=True) is page
        session.finish("finished")
    assert list(tmp_path.iterdir()) == []
