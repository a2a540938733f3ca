"""What a run may ask for: its budget, shared among its spiders, its hours, and no more than any portal has."""

import asyncio

import pytest
from scrapy import Request

from scraper.crawling.filters import NotAsked
from scraper.crawling.pace import RequestLimits

REQUEST = Request("https://cites-unies-france.org/Titre")


class Night:
    """Hours that are over after so many looks at the clock."""

    def __init__(self, looks: int):
        self.looks = looks

    def __contains__(self, moment) -> bool:
        self.looks -= 1
        return self.looks >= 0


def sent(crawler) -> int:
    """How many requests a spider may send before it is stopped; at most 50."""

    async def send() -> int:
        allowance = RequestLimits.from_crawler(crawler)
        for number in range(50):
            try:
                allowance.process_request(REQUEST)
            except NotAsked:
                await asyncio.sleep(0)
                return number
        return 50

    return asyncio.run(send())


@pytest.mark.parametrize(("budget", "shares"), [(10, [5, 5]), (11, [6, 5]), (1, [1, 0])])
def test_the_budget_is_shared_in_equal_parts(make_crawler, budget, shares):
    crawler = make_crawler()
    crawler.spider.run.requests.budget = budget
    for name, share in zip(("news", "agenda"), shares, strict=True):
        crawler.spider.name = name
        assert sent(crawler) == share
    run = crawler.spider.run
    assert (run.requests.sent, run.requests.is_short, run.reason, crawler.engine.ended) == (
        budget,
        True,
        "finished",
        "budget",
    )


def test_what_a_spider_leaves_is_the_next_ones(make_crawler):
    crawler = make_crawler()
    crawler.spider.run.requests.budget, crawler.spider.run.requests.sent = 10, 2
    crawler.spider.name = "agenda"
    assert sent(crawler) == 8


def test_a_page_that_was_sent_for_is_no_longer_one_that_was_never_asked(make_crawler):
    crawler = make_crawler()
    crawler.spider.run.requests.budget = 1
    crawler.spider.run.requests.never_asked = {REQUEST.url, f"{REQUEST.url}-2"}
    assert sent(crawler) == 1
    assert crawler.spider.run.requests.never_asked == {f"{REQUEST.url}-2"}


def test_without_a_budget_there_is_no_bound_but_the_last(make_crawler):
    assert sent(make_crawler()) == 50
    crawler = make_crawler(REQUESTS_MAX=7)
    assert sent(crawler) == 7
    assert crawler.spider.run.reason == "endless"


def test_the_run_ends_with_its_hours(make_crawler):
    crawler = make_crawler()
    crawler.spider.run.requests.hours = Night(3)
    assert sent(crawler) == 3
    assert (crawler.spider.run.reason, crawler.engine.ended) == ("hours", "hours")
