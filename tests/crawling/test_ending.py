"""A crawl whose archive can no longer be written ends, with the archive's own sentence."""

import asyncio

from twisted.python.failure import Failure

from scraper.archive import FullDisk
from scraper.crawling.archiving import keep
from scraper.crawling.lifecycle import RunEnd, end
from scraper.records import Fetch

FETCH = Fetch(crawl_id=0, url="https://cites-unies-france.org/Titre", fetched_at="2026-03-02T08:00:00Z")


async def later(function, *arguments) -> None:
    """Call a function and let what it has asked for happen."""
    function(*arguments)
    await asyncio.sleep(0)


def test_a_full_disk_ends_the_crawl(make_crawler):
    crawler = make_crawler()

    def full(*page, to_read):
        raise FullDisk("archive.db has no room left.")

    crawler.spider.run.session.keep = full
    asyncio.run(later(keep, crawler, FETCH))
    assert crawler.engine.ended == "archive_failed"
    assert str(crawler.spider.run.error) == crawler.spider.run.why == "archive.db has no room left."


def test_an_archive_that_fails_under_a_spider_ends_the_crawl(make_crawler):
    crawler = make_crawler()
    asyncio.run(later(RunEnd(crawler).lost, Failure(FullDisk("archive.db has no room left."))))
    assert crawler.engine.ended == "archive_failed"
    assert (crawler.spider.run.faults, str(crawler.spider.run.error)) == (0, "archive.db has no room left.")


def test_the_first_reason_to_end_stays(make_crawler):
    crawler = make_crawler()
    asyncio.run(later(end, crawler, "unreachable", "no answer"))
    asyncio.run(later(end, crawler, "asked_to_wait", "an hour"))
    assert (crawler.spider.run.reason, crawler.spider.run.why) == ("unreachable", "no answer")


def test_what_is_kept_goes_to_the_session(make_crawler):
    crawler = make_crawler()
    keep(crawler, FETCH, b"<html>")
    assert crawler.spider.run.session.kept == [(FETCH, b"<html>", False)]
