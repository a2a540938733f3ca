"""Where a run stops by itself: its budget (--budget), its hours (--between), and a portal that fails page after
page."""

from datetime import UTC, datetime

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from scraper.crawling.fetch_log import ARCHIVED, worded
from scraper.crawling.filters import FILE, NotAsked
from scraper.crawling.lifecycle import end
from scraper.crawling.run import run_of


class BudgetSpent(NotAsked):
    """A request that the budget has no room for."""


class RequestLimits:
    """Downloader middleware, behind the throttle: ends a spider with its share of the run's budget, the run with the
    hours, and a run that goes on beyond REQUESTS_MAX.

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
        requests = self.run.requests
        if requests.hours and datetime.now(UTC) not in requests.hours:
            end(self.crawler, "hours", f"the portal is asked only at {requests.hours}, Paris time")
            raise NotAsked("outside the hours of the crawl")
        if requests.sent >= self.most:
            end(self.crawler, "endless", f"{requests.sent} requests were sent, more than the portal can have pages")
            raise NotAsked("the crawl does not end")
        if self.share is not None and requests.sent >= self.share:
            requests.is_short = True
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="budget"))
            raise BudgetSpent("the budget is spent")
        requests.sent += 1
        requests.never_asked.discard(self.run.canonical(request.url))


class CircuitBreaker:
    """Downloader middleware: ends the crawl when FAILURES_MAX pages in a row fail (429, 5xx or no answer).

    A page's retries are not counted, so that a few broken pages, whose retries come one after the other, end nothing.
    """

    def __init__(self, crawler):
        self.crawler, self.requests = crawler, run_of(crawler).requests
        self.most = crawler.settings.getint("FAILURES_MAX")

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_response(self, request, response) -> Response:
        """Count a page that failed; any other answer ends the row."""
        if response.status == 429 or response.status >= 500:
            self._count_failure(request, f"HTTP {response.status}")
        elif ARCHIVED not in response.flags:
            self.requests.failures = 0
        return response

    def process_exception(self, request, exception) -> None:
        """Count a page that did not answer; a file that is too large is an answer."""
        too_large = FILE in request.meta and isinstance(exception, DownloadCancelledError)
        if not too_large and not isinstance(exception, IgnoreRequest):
            self._count_failure(request, worded(exception))

    def _count_failure(self, request, how: str) -> None:
        self.requests.failures += not request.meta.get("retry_times")
        if self.requests.failures >= self.most:
            why = f"{self.requests.failures} pages in a row failed, the last with {how}"
            end(self.crawler, "portal_failing", why)
