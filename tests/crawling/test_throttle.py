"""No request goes out before its turn, whichever spider asks."""

import asyncio
from time import monotonic

import pytest
from scrapy import Request
from scrapy.http import Response

from scraper.crawling.filters import NotAsked
from scraper.crawling.pace import Throttle

REQUEST = Request("https://cites-unies-france.org/Titre")


def waited(pace: Throttle) -> float:
    """Seconds that a request waits for its turn."""

    async def wait() -> float:
        begun = monotonic()
        await asyncio.wait_for(pace.process_request(REQUEST), 5)
        return monotonic() - begun

    return asyncio.run(wait())


def test_the_first_request_waits_for_nothing(make_crawler):
    assert waited(Throttle(make_crawler(DOWNLOAD_DELAY=3))) < 0.1


@pytest.mark.parametrize("answer", ["response", "failure"])
def test_the_next_one_waits_for_the_gap_after_the_answer(make_crawler, answer):
    pace = Throttle(make_crawler(DOWNLOAD_DELAY=0.3))
    if answer == "response":
        pace.process_response(REQUEST, Response(REQUEST.url))
    else:
        pace.process_exception(REQUEST, TimeoutError())
    assert 0.25 < waited(pace) < 1


def test_the_gap_holds_for_the_next_spider_of_the_run(make_crawler):
    crawler = make_crawler(DOWNLOAD_DELAY=0.3)
    Throttle(crawler).process_response(REQUEST, Response(REQUEST.url))
    assert waited(Throttle(crawler)) > 0.25


def test_a_gap_that_robots_txt_asked_for_is_not_shortened_by_the_next_spider(make_crawler):
    crawler = make_crawler(DOWNLOAD_DELAY=0.1)
    crawler.spider.run.requests.gap = 0.3
    Throttle(crawler).process_response(REQUEST, Response(REQUEST.url))
    assert waited(Throttle(crawler)) > 0.25


def test_a_pause_holds_for_all_and_a_shorter_one_does_not_end_it(make_crawler):
    crawler = make_crawler(DOWNLOAD_DELAY=0)
    crawler.spider.run.requests.rest(0.4)
    crawler.spider.run.requests.rest(0.1)
    assert waited(Throttle(crawler)) > 0.3


@pytest.mark.parametrize("ending", ["the crawl", "the engine"])
def test_a_crawl_that_ends_does_not_wait(make_crawler, ending):
    crawler = make_crawler()
    crawler.spider.run.requests.rest(600)
    if ending == "the crawl":
        crawler.spider.run.reason = "archive_failed"
    else:
        crawler.engine.running = False
    with pytest.raises(NotAsked):
        waited(Throttle(crawler))
