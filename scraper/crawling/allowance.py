"""What a run may ask for at all: so many requests (--budget), in some hours (--between)."""

from datetime import UTC, datetime

from scrapy.utils.defer import deferred_from_coro

from scraper.crawling.ending import end
from scraper.crawling.offsite import NotAsked
from scraper.crawling.opening import run_of


class BudgetSpent(NotAsked):
    """A request that the budget has no room for."""


class Allowance:
    """Downloader middleware, behind the pace: ends a spider with its share of the run's budget, the run with the hours,
    and a run that goes on beyond REQUESTS_MAX.

    A spider's share is an equal part of what the spiders before it have left.
    """

    def __init__(self, crawler):
        self.crawler, self.run = crawler, run_of(crawler)
        self.most = crawler.settings.getint("REQUESTS_MAX")
        self.share = self.run.share(crawler.spider.name)

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_request(self, request) -> None:
        """Raise NotAsked, and end the spider or the run, when the budget or the hours are over; else count."""
        if self.run.hours and datetime.now(UTC) not in self.run.hours:
            end(self.crawler, "hours", f"the portal is asked only at {self.run.hours}, Paris time")
            raise NotAsked("outside the hours of the crawl")
        if self.run.sent >= self.most:
            end(self.crawler, "endless", f"{self.run.sent} requests were sent, more than the portal can have pages")
            raise NotAsked("the crawl does not end")
        if self.share is not None and self.run.sent >= self.share:
            self.run.short = True
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="budget"))
            raise BudgetSpent("the budget is spent")
        self.run.sent += 1
        self.run.never_asked.discard(self.run.canonical(request.url))
