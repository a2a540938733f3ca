"""The pace of a run: one request after another, never before the portal has had its rest, and no more than it may."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import deferred_from_coro

from scraper.crawling.archiving import ARCHIVED, worded
from scraper.crawling.filters import FILE, NotAsked
from scraper.crawling.lifecycle import end
from scraper.crawling.run import Component, run_of

logger = logging.getLogger(__name__)

GLANCE = 0.2
"""Seconds after which a waiting request looks whether the crawl is to end."""
BUSY = {429, 503}


class Throttle(Component):
    """Downloader middleware, the last but for the limits: lets a request out when the gap since the last answer, and
    any pause the portal asked for, are over; in all spiders of a run, for robots.txt, redirects and retries as well.

    The gap counts from the end of an answer: what the portal measures is never shorter than what was promised.
    """

    def __init__(self, crawler):
        super().__init__(crawler)
        self.requests = self.run.requests
        self.requests.gap = max(self.requests.gap, self.settings.getfloat("DOWNLOAD_DELAY"))

    async def process_request(self, request) -> None:
        """Wait for the request's turn; raise NotAsked when the crawl ends meanwhile."""
        while (wait := self.requests.due - monotonic()) > 0:
            await asyncio.sleep(min(wait, GLANCE))
            if self.run.reason != "finished" or not self.crawler.engine.running:
                raise NotAsked("the crawl is ending")

    def process_response(self, request, response) -> Response:
        """Begin the gap."""
        self.requests.answered = monotonic()
        return response

    def process_exception(self, request, exception) -> None:
        """Begin the gap: a request that failed ends too."""
        self.requests.answered = monotonic()


class RequestLimits(Component):
    """Downloader middleware, behind the throttle: ends a spider with its share of the run's budget (--budget), the run
    with the hours (--between), and a run that goes on beyond REQUESTS_MAX.

    A spider's share is an equal part of what the spiders before it have left.
    """

    def __init__(self, crawler):
        super().__init__(crawler)
        self.most = self.settings.getint("REQUESTS_MAX")
        self.share = self.run.share(crawler.spider.name)

    def process_request(self, request) -> None:
        """Raise NotAsked, and end the spider or the run, when the budget or the hours are over; else count."""
        requests = self.run.requests
        if requests.hours and datetime.now(UTC) not in requests.hours:
            raise end(self.crawler, "hours", f"the portal is asked only at {requests.hours}, Paris time")
        if requests.sent >= self.most:
            why = f"{requests.sent} requests were sent, more than the portal can have pages"
            raise end(self.crawler, "endless", why)
        if self.share is not None and requests.sent >= self.share:
            requests.is_short = True
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="budget"))
            raise BudgetSpent("the budget is spent")
        requests.sent += 1
        requests.never_asked.discard(self.run.canonical(request.url))


class BudgetSpent(NotAsked):
    """A request that the budget has no room for."""


class CircuitBreaker(Component):
    """Downloader middleware: ends the crawl when FAILURES_MAX pages in a row fail (429, 5xx or no answer).

    A page's retries are not counted, so that a few broken pages, whose retries come one after the other, end nothing.
    """

    def process_response(self, request, response) -> Response:
        """Count a page that failed; any other answer ends the row."""
        if response.status == 429 or response.status >= 500:
            self._count_failure(request, f"HTTP {response.status}")
        elif ARCHIVED not in response.flags:
            self.run.requests.failures = 0
        return response

    def process_exception(self, request, exception) -> None:
        """Count a page that did not answer; a file that is too large is an answer."""
        too_large = FILE in request.meta and isinstance(exception, DownloadCancelledError)
        if not too_large and not isinstance(exception, IgnoreRequest):
            self._count_failure(request, worded(exception))

    def _count_failure(self, request, how: str) -> None:
        requests = self.run.requests
        requests.failures += not request.meta.get("retry_times")
        if requests.failures >= self.settings.getint("FAILURES_MAX"):
            end(self.crawler, "portal_failing", f"{requests.failures} pages in a row failed, the last with {how}")


class BackoffRetry(RetryMiddleware):
    """Scrapy's retries, with a pause of the whole run when the portal is busy (429, 503): its Retry-After, else
    RETRY_PAUSE seconds, doubled each time. A wait beyond RETRY_AFTER_MAX ends it, and so do pauses beyond PAUSES_MAX in
    all."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the request again, or the response when its retries are used up; after a pause of the run in both
        cases. robots.txt is not asked again: no answer is an answer (crawling/robots.py)."""
        if request.callback is NO_CALLBACK:
            return response
        again = super().process_response(request, response)
        if response.status in BUSY and not self._rested(request, response):
            return response
        return again

    def _rested(self, request: Request, response: Response) -> bool:
        """Make the run rest; False when it is asked for too long a rest, which ends it."""
        requests, settings = run_of(self.crawler).requests, self.crawler.settings
        wait = retry_after(response, datetime.now(UTC))
        if wait is None:
            wait = settings.getfloat("RETRY_PAUSE") * 2 ** request.meta.get("retry_times", 0)
        if wait > settings.getfloat("RETRY_AFTER_MAX") or requests.rested + wait > settings.getfloat("PAUSES_MAX"):
            end(self.crawler, "asked_to_wait", f"{response.url} asks to wait {wait:.0f} s")
            return False
        logger.warning("%s answers %d: pausing %d s", response.url, response.status, wait)
        requests.rest(wait)
        return True


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds the portal asks to wait (RFC 9110, 10.2.3: seconds or a date); None when it asks for none."""
    value = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
