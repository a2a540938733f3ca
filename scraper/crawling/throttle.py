"""The pace of a run: one request after another, and never before the portal has had its rest."""

import asyncio
from time import monotonic

from scrapy.http import Response

from scraper.crawling.filters import NotAsked
from scraper.crawling.run import run_of

GLANCE = 0.2
"""Seconds after which a waiting request looks whether the crawl is to end."""


class Throttle:
    """Downloader middleware, the last before the network: lets a request out when the gap since the last answer, and
    any pause the portal asked for, are over; in all spiders of a run, for robots.txt, redirects and retries as well.

    The gap counts from the end of an answer: what the portal measures is never shorter than what was promised.
    """

    def __init__(self, crawler):
        self.crawler, self.run = crawler, run_of(crawler)
        self.requests = self.run.requests
        self.requests.gap = max(self.requests.gap, crawler.settings.getfloat("DOWNLOAD_DELAY"))

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

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
