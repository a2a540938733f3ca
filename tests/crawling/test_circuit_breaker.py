"""A portal that fails page after page is left alone; one with a few broken pages is not."""

import asyncio

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response

from scraper.crawling.filters import NotAsked
from scraper.crawling.pace import CircuitBreaker

URL = "https://cites-unies-france.org/Titre"


def meet(crawler, *answers: int | Exception, **meta) -> str:
    """Let pages be answered by these statuses, or fail. Return the run's reason."""

    async def each() -> None:
        breaker, request = CircuitBreaker.from_crawler(crawler), Request(URL, meta=meta)
        for answer in answers:
            if isinstance(answer, int):
                breaker.process_response(request, Response(URL, status=answer))
            else:
                breaker.process_exception(request, answer)
        await asyncio.sleep(0)

    asyncio.run(each())
    return crawler.spider.run.reason


def test_failures_in_a_row_end_the_crawl(make_crawler):
    crawler = make_crawler(FAILURES_MAX=4)
    assert meet(crawler, 500, 503, 429) == "finished"
    assert meet(crawler, TimeoutError("60 s")) == "portal_failing"
    assert crawler.spider.run.why == "4 pages in a row failed, the last with TimeoutError: 60 s"


def test_any_answer_ends_the_row(make_crawler):
    for answer in (200, 301, 404):
        assert meet(make_crawler(FAILURES_MAX=3), 500, 500, answer, 500, 500) == "finished"


def test_retries_are_not_counted_and_what_is_never_asked_neither(make_crawler):
    crawler = make_crawler(FAILURES_MAX=2)
    assert meet(crawler, 500, retry_times=0) == "finished"
    assert meet(crawler, 500, 500, 500, retry_times=1) == "finished"
    assert meet(crawler, NotAsked("robots.txt forbids it")) == "finished"
    assert meet(crawler, 500) == "portal_failing"


def test_a_file_that_is_too_large_is_no_failure(make_crawler):
    too_large = DownloadCancelledError("60000000 B")
    assert meet(make_crawler(FAILURES_MAX=2), too_large, too_large, file=True) == "finished"
    assert meet(make_crawler(FAILURES_MAX=2), too_large, too_large) == "portal_failing"


def test_the_row_goes_on_in_the_next_spider(make_crawler):
    crawler = make_crawler(FAILURES_MAX=4)
    meet(crawler, 500, 500)
    assert meet(crawler, 500, 500) == "portal_failing"
