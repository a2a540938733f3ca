"""What the three spiders share: asking for pages, reading each once, and going on from what was read."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator

import scrapy
from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from scraper import reading
from scraper.archive import read_response
from scraper.crawling.fetch_log import ARCHIVED, problem_of
from scraper.crawling.frontier import LIST, Frontier, Step
from scraper.crawling.limits import BudgetSpent
from scraper.crawling.lists import Heads, Lists, listed
from scraper.crawling.pipeline import ReadPage
from scraper.crawling.redirects import first_asked, page_elsewhere
from scraper.crawling.run import unwritten_run
from scraper.reading.result import Reading
from scraper.records import Problem


class PortalSpider(scrapy.Spider):
    """A spider chooses which page comes next, and nothing else: `begins` and `route`. The frontier
    (crawling/frontier.py) asks for each page once, and in its turn.

    run: the run it belongs to; one that writes nothing when it is given none.
    """

    watches: str | None = None
    """The table whose records it looks after: news or groups."""

    entries = staticmethod(listed)
    """Returns the reading's entries that belong to the list that the spider walks."""

    def __init__(self, run=None, **arguments):
        super().__init__(**arguments)
        self.run = run

    @classmethod
    def from_crawler(cls, crawler, *args, **arguments):
        spider = super().from_crawler(crawler, *args, **arguments)
        spider.prepare(crawler.settings)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    def prepare(self, settings: BaseSettings) -> None:
        """Make the frontier and the lists: LIST_PAGES_MAX, LIST_WHOLE_MAX."""
        self.run = self.run or unwritten_run(settings, self.name)
        most, whole = (settings.getint(name) for name in ("LIST_PAGES_MAX", "LIST_WHOLE_MAX"))
        if self.run.recent:
            self.lists = Heads(most, self.run.recent, self.run.main_list.url, entries=self.entries)
        else:
            self.lists = Lists(most, whole, entries=self.entries)
        self.frontier = Frontier(self.run, self.watches, self.lists, self.route)

    def begins(self) -> Iterable[Step]:
        """Yield where the spider begins."""
        raise NotImplementedError

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield where a page leads, in the order of worth. url: the canonical address that was asked."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield requests for the pages the spider begins with."""
        for step in self.frontier.start(self.begins()):
            yield self.request(step)

    async def parse(self, response: Response) -> AsyncIterator[ReadPage | scrapy.Request]:
        """Read a page, once, while the crawl can be interrupted. Yield the item, unless the archive has it already,
        then the requests it leads to."""
        fetch, read = response.meta["fetch"], await self.read(response)
        if ARCHIVED not in response.flags:
            yield ReadPage(fetch, read)
        for step in self.frontier.follow(fetch.url, fetch.final_url, read):
            yield self.request(step)

    async def read(self, response: Response) -> Reading:
        """Return what the readers see; an error of theirs is a problem of the page, which is kept all the same. A body
        that could not be read within bounds before is not read again."""
        fetch = response.meta["fetch"]
        if why := self.run.known.why_unread(fetch):
            at = fetch.final_url or fetch.url
            return Reading("unknown", at, problems=[Problem(url=at, rule=reading.UNREAD, detail=why)])
        read = await asyncio.to_thread(read_response, fetch, response.body, self.run.portal)
        for failure in (problem for problem in read.problems if problem.rule == reading.FAILED):
            self.logger.error("The readers failed on %s, which is kept unread: %s", fetch.url, failure.detail)
            self.run.faults += 1
        return read

    def idle(self) -> None:
        """Ask for what the frontier has deferred, when nothing else is left to do."""
        if batch := self.frontier.next_batch():
            for step in batch:
                self.crawler.engine.crawl(self.request(step))
            raise DontCloseSpider

    def request(self, step: Step) -> scrapy.Request:
        """Return the request for a step, at the address that is crawled."""
        url = self.run.portal.request_url(step.url)
        return scrapy.Request(url, callback=self.parse, errback=self.failed, priority=step.priority)

    def failed(self, failure) -> Iterator[scrapy.Request]:
        """Note what is wrong with an unread response. Yield requests for the page that a redirect names, and for a
        list's next page."""
        url = self.run.canonical(first_asked(failure.request))
        if not isinstance(failure.value, BudgetSpent):  # robots.txt forbids it, say: no later run will ask for it
            self.run.requests.never_asked.discard(url)
        steps = []
        if problem := problem_of(failure.value, self.run.portal):
            self.run.session.problem(url, *problem)
        elif other := page_elsewhere(failure.value, self.run.portal):
            steps.append(Step(other, failure.request.priority))
        if onward := self.lists.after_refusal(url):
            steps.append(Step(onward, LIST))
        yield from map(self.request, self.frontier.add(steps))
