"""A busy portal is left in peace for as long as it asks."""

import asyncio
from datetime import UTC, datetime
from time import monotonic

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.crawling.pace import BackoffRetry, retry_after

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
        ("²", None),
        ("9" * 400, float("inf")),
        ("Mon, 02 Mar 99999999999 12:01:30 GMT", None),
        ("Mon, 99 Mar 2026 11:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(Response(URL, headers={"Retry-After": value}), NOW) == seconds


def test_without_retry_after_there_is_no_pause():
    assert retry_after(Response(URL), NOW) is None


def answer(crawler, status: int, after: str | None = None, **meta):
    """What becomes of a response with this status."""

    async def once():
        middleware = BackoffRetry.from_crawler(crawler)
        request = Request(URL, meta=meta)
        response = Response(URL, status=status, headers={"Retry-After": after} if after else {})
        return middleware.process_response(request, response)

    return asyncio.run(once())


def pause(crawler) -> float:
    """Seconds, rounded, in which nothing may be asked."""
    return round(max(0, crawler.spider.run.requests.due - monotonic()))


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_portal_pauses_the_run_before_the_retry(make_crawler, status):
    crawler = make_crawler()
    assert isinstance(answer(crawler, status, "60"), Request)
    assert pause(crawler) == 60


def test_a_busy_portal_without_retry_after_gets_longer_pauses_each_time(make_crawler):
    crawler = make_crawler(RETRY_PAUSE=10)
    answer(crawler, 503)
    assert pause(crawler) == 10
    answer(crawler, 503, retry_times=1)
    assert pause(crawler) == 20


def test_an_error_of_the_portal_is_retried_without_a_pause(make_crawler):
    crawler = make_crawler()
    assert isinstance(answer(crawler, 500), Request)
    assert pause(crawler) == 0


def test_a_wait_beyond_the_longest_ends_the_crawl(make_crawler):
    crawler = make_crawler()
    assert isinstance(answer(crawler, 429, "86400"), Response)
    assert (crawler.spider.run.reason, pause(crawler)) == ("asked_to_wait", 0)


def test_pauses_that_take_too_long_together_end_the_crawl(make_crawler):
    crawler = make_crawler(PAUSES_MAX=150)
    for _ in range(2):
        answer(crawler, 503, "60")
    assert crawler.spider.run.reason == "finished"
    answer(crawler, 503, "60")
    assert crawler.spider.run.reason == "asked_to_wait"


def test_the_last_retry_pauses_the_run_for_the_pages_to_come(make_crawler):
    crawler = make_crawler()
    assert isinstance(answer(crawler, 503, "60", retry_times=2), Response)
    assert pause(crawler) == 60


def test_retries_are_bounded(make_crawler):
    assert isinstance(answer(make_crawler(), 503, retry_times=2), Response)


def test_robots_txt_is_not_retried(make_crawler):
    request = Request("https://cites-unies-france.org/robots.txt", callback=NO_CALLBACK)
    response = Response(request.url, status=503)
    assert BackoffRetry.from_crawler(make_crawler()).process_response(request, response) is response
