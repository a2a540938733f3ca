"""A portal that fails page after page is left alone."""

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from scraper.crawling.archived import ARCHIVED
from scraper.crawling.ending import end
from scraper.crawling.fetch_log import worded
from scraper.crawling.offsite import FILE
from scraper.crawling.opening import run_of


class CircuitBreaker:
    """Downloader middleware: ends the crawl when FAILURES_MAX pages in a row fail (429, 5xx or no answer).

    A page's retries are not counted, so that a few broken pages, whose retries come one after the other, end nothing.
    """

    def __init__(self, crawler):
        self.crawler, self.run = crawler, run_of(crawler)
        self.most = crawler.settings.getint("FAILURES_MAX")

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def process_response(self, request, response) -> Response:
        """Count a page that failed; any other answer ends the row."""
        if response.status == 429 or response.status >= 500:
            self._failed(request, f"HTTP {response.status}")
        elif ARCHIVED not in response.flags:
            self.run.failures = 0
        return response

    def process_exception(self, request, exception) -> None:
        """Count a page that did not answer; a file that is too large is an answer."""
        too_large = FILE in request.meta and isinstance(exception, DownloadCancelledError)
        if not too_large and not isinstance(exception, IgnoreRequest):
            self._failed(request, worded(exception))

    def _failed(self, request, how: str) -> None:
        self.run.failures += not request.meta.get("retry_times")
        if self.run.failures >= self.most:
            end(self.crawler, "portal_failing", f"{self.run.failures} pages in a row failed, the last with {how}")
