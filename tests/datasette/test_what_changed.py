"""What a first complete crawl finds is not news of the portal; what comes after it is."""

import pytest

from scraper import records
from scraper.archive import Archive
from scraper.reading.result import Reading
from tests.archive.pages import save_response
from tests.datasette.conftest import PORTAL, asking, checked_out


def article(slug: str) -> Reading:
    return Reading("article", PORTAL + slug, records.News(id=slug, url=PORTAL + slug, title=slug))


def group(name: str) -> Reading:
    subject = records.Group(id=name.lower(), name=name, kind="country", url=f"{PORTAL}-{name}-")
    return Reading("group", subject.url, subject)


def crawl(archive: Archive, *readings: Reading, silent=(), mode="full", reason="finished", spiders="news, groups", day):
    number = archive.start_crawl(spiders, mode, PORTAL)
    at = f"2026-03-{day:02}T08:00:00Z"
    for slug in silent:
        save_response(archive, number, records.Fetch(crawl_id=number, url=PORTAL + slug, fetched_at=at), None, None)
    for read in readings:
        fetch = records.Fetch(crawl_id=number, url=read.url, final_url=read.url, status=200, fetched_at=at)
        save_response(archive, number, fetch, b"<html>", read)
    archive.finish_crawl(number, reason, requests=1)


@pytest.fixture
def new_records(tmp_path):
    """Fill an archive. Return the records that the question calls new."""

    def ask(write) -> list[str]:
        def fill(path):
            with Archive.open(path, create=True) as archive:
                write(archive)

        get = asking(checked_out(tmp_path, fill))
        rows = get("/archive/ce_qui_a_change.json?depuis=&_shape=array").json()
        return sorted(row["fiche"] for row in rows if row["etat"] == "nouveau")

    return ask


def test_neither_limited_nor_interrupted_nor_first_complete_crawls_make_news(new_records):
    def write(archive):
        crawl(archive, article("A"), mode="limited", day=1)
        crawl(archive, article("A"), article("B"), reason="interrupted", day=2)
        crawl(archive, article("A"), article("B"), article("C"), group("Mali"), silent=["D"], day=3)

    assert new_records(write) == []


def test_what_comes_after_the_first_complete_crawl_is_new(new_records):
    def write(archive):
        crawl(archive, article("A"), group("Mali"), day=1)
        crawl(archive, article("B"), mode="limited", day=2)
        crawl(archive, article("A"), group("Mali"), group("Togo"), day=3)

    assert new_records(write) == ["B", "togo"]


def test_an_article_that_did_not_answer_the_first_complete_crawl_is_not_new(new_records):
    def write(archive):
        crawl(archive, article("A"), silent=["D"], day=1)
        crawl(archive, article("A"), article("D"), day=2)

    assert new_records(write) == []


def test_a_complete_crawl_of_the_news_shows_nothing_of_the_groups(new_records):
    def write(archive):
        crawl(archive, article("A"), spiders="news", day=1)
        crawl(archive, article("A"), article("B"), group("Mali"), day=2)

    assert new_records(write) == ["B"]
