"""A busy portal is left in peace for as long as it asks."""

import asyncio
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.patience import PatientRetry, retry_after

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
URL = "https://cites-unies-france.org/Titre"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Mar 2026 12:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("Mon, 99 Mar 2026 11:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(Response(URL, headers={"Retry-After": value}), NOW) == seconds


def test_no_retry_after_says_nothing():
    assert retry_after(Response(URL), NOW) is None


def answer(crawler, status: int, after: str | None = None, **meta):
    """What becomes of a response with this status, and whether the crawl pauses."""

    async def once():
        middleware = PatientRetry.from_crawler(crawler)
        request = Request(URL, meta=meta)
        response = Response(URL, status=status, headers={"Retry-After": after} if after else {})
        return middleware.process_response(request, response)

    return asyncio.run(once())


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_portal_pauses_the_crawl_before_the_retry(make_crawler, status):
    crawler = make_crawler()
    again = answer(crawler, status, "60")
    assert isinstance(again, Request)
    assert crawler.engine.paused


def test_after_the_pause_the_crawl_goes_on(make_crawler):
    crawler = make_crawler()

    async def wait():
        busy = Response(URL, status=503, headers={"Retry-After": "0"})
        PatientRetry.from_crawler(crawler).process_response(Request(URL), busy)
        paused = crawler.engine.paused
        while crawler.engine.paused:
            await asyncio.sleep(0)
        return paused

    assert asyncio.run(asyncio.wait_for(wait(), 5))


def test_an_error_of_the_portal_is_retried_without_a_pause(make_crawler):
    crawler = make_crawler()
    assert isinstance(answer(crawler, 500), Request)
    assert not crawler.engine.paused


def test_a_wait_beyond_the_longest_ends_the_crawl(make_crawler):
    crawler = make_crawler()
    assert isinstance(answer(crawler, 429, "86400"), Response)
    assert (crawler.spider.run.reason, crawler.engine.paused) == ("asked_to_wait", False)


def test_retries_are_bounded(make_crawler):
    assert isinstance(answer(make_crawler(), 503, retry_times=2), Response)


def test_robots_txt_is_not_retried(make_crawler):
    request = Request("https://cites-unies-france.org/robots.txt", callback=NO_CALLBACK)
    response = Response(request.url, status=503)
    assert PatientRetry.from_crawler(make_crawler()).process_response(request, response) is response
