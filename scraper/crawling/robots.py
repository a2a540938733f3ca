"""robots.txt, as RFC 9309 reads it: obeyed, and fail closed."""

import asyncio

from scrapy import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from scraper.crawling.boundary import SLOT, NotAsked
from scraper.crawling.ending import end
from scraper.crawling.identity import PRODUCT
from scraper.crawling.opening import run_of


class Robots:
    """Downloader middleware in place of Scrapy's RobotsTxtMiddleware, which crawls on when robots.txt answers 503.

    2xx: the rules hold, Crawl-delay included (a copy on this machine is spared the delay). 4xx but 429: no rules. 429,
    5xx, an endless redirect or no answer: nothing may be asked, and the crawl ends (RFC 9309, 2.3.1.4).
    """

    def __init__(self, crawler):
        self.crawler, self.run = crawler, run_of(crawler)
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    async def process_request(self, request) -> None:
        """Raise NotAsked for what robots.txt forbids."""
        if request.callback is NO_CALLBACK:
            return
        async with self._one_at_a_time:
            rules = await self._rules()
        self._keep_pace(rules)
        if not rules.allowed(request.url, PRODUCT):
            raise NotAsked("robots.txt forbids it")

    async def _rules(self) -> ProtegoRobotParser:
        """The rules of the address that is asked; raises NotAsked, and ends the crawl, when they are not known."""
        origin = self.run.portal.at or self.run.portal.url
        if origin not in self.run.rules:
            rules = await self._ask()
            self.run.rules[self.run.portal.at or self.run.portal.url] = rules
            return rules
        return self.run.rules[origin]

    async def _ask(self) -> ProtegoRobotParser:
        url = self.run.portal.request_url(f"{self.run.portal.url}/robots.txt")
        try:
            response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK, priority=1000))
        except NotAsked:
            raise
        except Exception as error:
            raise self._closed("unreachable", f"{url} does not answer ({str(error).rstrip('.')})") from error
        if 400 <= response.status < 500 and response.status != 429:
            return ProtegoRobotParser(b"", self.crawler.spider)
        if 200 <= response.status < 300:
            return ProtegoRobotParser(response.body, self.crawler.spider)
        raise self._closed("robots_unavailable", f"{url} answers {response.status}")

    def _closed(self, reason: str, sentence: str) -> NotAsked:
        end(self.crawler, reason, sentence)
        return NotAsked(sentence)

    def _keep_pace(self, rules: ProtegoRobotParser) -> None:
        delay = 0 if self.run.local else rules.crawl_delay(PRODUCT) or 0
        downloader, least = self.crawler.engine.downloader, self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        downloader.per_slot_settings[SLOT] = {"delay": max(delay, least)}
        if slot := downloader.slots.get(SLOT):
            slot.delay = max(delay, least)
