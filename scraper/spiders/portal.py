"""What the three spiders share: asking for pages, reading each once, and going on from what was read."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import scrapy
from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper import bounded, reading, spip
from scraper.crawling.allowance import BudgetSpent
from scraper.crawling.archived import ARCHIVED
from scraper.crawling.items import ReadPage
from scraper.crawling.lists import Lists, listed
from scraper.crawling.recent import Heads
from scraper.crawling.redirects import first_asked, target
from scraper.crawling.trouble import trouble_with
from scraper.reading.result import Link, Reading
from scraper.records import Listing, News, Problem
from scraper.spiders.revisits import RecentRevisits, Revisits

ENTRY, ARTICLE, LIST, DISCOVERY, KEYWORD = 50, 40, 30, 20, 10
"""Priorities: a list's newest articles before its next page, and what may lead to forgotten ones last."""


@dataclass(frozen=True)
class Step:
    """A page to go to. url: canonical; article: whether it counts for --limit."""

    url: str
    priority: int
    article: bool = False


class PortalSpider(scrapy.Spider):
    """A spider says which page comes next, and nothing else: `begins` and `route`.

    A crawl of an archive that knows records already goes in steps: the lists; the known records that its revisits begin
    with; the articles that lists show; the rest of its revisits. So a record's old address tells its new one before
    that is met as an unknown page, and what the portal has taken away is noticed.

    run: the run it belongs to; made from the settings when it is given none. promised: pages it has asked for, or gone
    through; articles: those of them that are articles; held: articles to be asked for when the lists are through.
    """

    watches: str | None = None
    """The table whose records it looks after: news or groups."""

    entries = staticmethod(listed)
    """What of a reading is of the list that the spider walks."""

    def __init__(self, run=None, **arguments):
        super().__init__(**arguments)
        self.run = run
        self.promised: set[str] = set()
        self.articles: set[str] = set()
        self.held: dict[str, Step] = {}

    @classmethod
    def from_crawler(cls, crawler, *args, **arguments):
        spider = super().from_crawler(crawler, *args, **arguments)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        most, whole = (crawler.settings.getint(name) for name in ("LIST_PAGES_MAX", "LIST_WHOLE_MAX"))
        if spider.run and spider.run.recent:
            spider.lists = Heads(most, spider.run.recent, spider.main, entries=spider.entries)
        else:
            spider.lists = Lists(most, whole, entries=spider.entries)
        return spider

    def begins(self) -> Iterable[Step]:
        """Where the spider begins."""
        raise NotImplementedError

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Where a page leads, in the order of worth. url: the canonical address that was asked."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Requests for the pages the spider begins with; in a run with a budget, for all records too, in their turn."""
        everything = self.watches and self.run.limit is None and self.run.takes_turns
        known = self.run.known.present(self.watches) if everything else ()
        for request in self.onward([*self.begins(), *(Step(url, ARTICLE) for url in known)]):
            yield request

    async def parse(self, response: Response) -> AsyncIterator[ReadPage | scrapy.Request]:
        """Read a page, once, while the crawl can be interrupted: the item, unless the archive has it already, then the
        requests it leads to."""
        fetch, read = response.meta["fetch"], await self.read(response)
        if ARCHIVED not in response.flags:
            yield ReadPage(fetch, read)
        self.remember(fetch.url, fetch.final_url, read)
        for request in self.onward(self.leads(fetch.url, read)):
            yield request

    def leads(self, url: str, read: Reading) -> Iterable[Step]:
        """Where a page leads; in a recent crawl, to a list's next page and to what is worth a request alone."""
        if not self.run.recent:
            return self.route(url, read)
        worth = self.lists.worth(url, read)
        return (step for step in self.route(url, read) if step.url in worth or spip.address(step.url).offsets)

    async def read(self, response: Response) -> Reading:
        """Return what the readers see; an error of theirs is a problem of the page, which is kept all the same. A body
        that could not be read within bounds before is not read again."""
        fetch = response.meta["fetch"]
        if why := self.run.known.why_unread(fetch):
            at = fetch.final_url or fetch.url
            return Reading("unknown", at, problems=[Problem(url=at, rule=reading.UNREAD, detail=why)])
        read = await asyncio.to_thread(
            bounded.read,
            response.body,
            fetch.url,
            fetched_at=fetch.fetched_at,
            portal=self.run.portal,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
            final_url=fetch.final_url,
        )
        for failure in (problem for problem in read.problems if problem.rule == reading.FAILED):
            self.logger.error("The readers failed on %s, which is kept unread: %s", fetch.url, failure.detail)
            self.run.faults += 1
        return read

    def remember(self, url: str, final_url: str, read: Reading) -> None:
        """Note what was read, for the limit and for the spiders that come after."""
        if isinstance(read.subject, News):
            self.articles.add(url)
            return
        self.run.led[url] = self.run.led[final_url] = read

    def onward(self, steps: Iterable[Step]) -> Iterator[scrapy.Request]:
        """Requests for these steps. A page that this run has read already is gone through without asking for it."""
        pending = deque([steps])
        while pending:
            for step in pending.popleft():
                if step.url in self.promised or (step.article and self.enough):
                    continue
                if step.url in self.run.led:
                    self.promised.add(step.url)
                    pending.append(self.leads(step.url, self.run.led[step.url]))
                elif step.article and self.holding:
                    self.held.setdefault(step.url, step)
                elif step.url not in self.run.asked:
                    self.promised.add(step.url)
                    self.articles.update([step.url] if step.article else [])
                    yield self.request(step)

    def idle(self) -> None:
        """The lists are through: go on with the known records, then the articles held back, then the rest."""
        if not self.holding:
            return
        first, last = self.revisits.before_articles, self.revisits.after_articles
        for requests in (lambda: self.look_at(first(self.held)), self.release, lambda: self.look_at(last())):
            if asked := list(requests()):
                for request in asked:
                    self.crawler.engine.crawl(request)
                raise DontCloseSpider

    def look_at(self, urls: Iterable[str]) -> Iterator[scrapy.Request]:
        """Requests for known records."""
        return self.onward(Step(url, ARTICLE) for url in urls)

    def release(self) -> Iterator[scrapy.Request]:
        """Requests for the articles held back, but for those that turned up meanwhile."""
        released, self.held = self.held, {}
        yield from (self.request(step) for step in released.values() if self.unseen(step.url))
        self.promised.update(released)

    @property
    def deferred(self) -> int:
        """Number of articles put off until the lists are done, and not asked meanwhile."""
        return sum(url not in self.promised and url not in self.run.asked for url in self.held)

    @cached_property
    def holding(self) -> bool:
        """Whether this crawl looks at known records, and so holds articles back until it has."""
        return self.revisits.holds

    @cached_property
    def revisits(self) -> Revisits:
        """The known records that this crawl looks at."""
        if self.run.recent:
            return RecentRevisits(self.run.known, self.watches, self.lists)
        whole = self.run.limit is None and self.run.budget is None
        return Revisits(self.run.known, self.watches if whole else None)

    def request(self, step: Step) -> scrapy.Request:
        """The request for a step, at the address that is crawled."""
        first = step.priority
        if self.run.takes_turns:
            first = step.priority if step.priority == ENTRY else self.turn(step)
            self.run.never_asked.update([] if step.url in self.run.known.asked else [step.url])
        return scrapy.Request(
            self.run.portal.request_url(step.url), callback=self.parse, errback=self.failed, priority=first
        )

    def turn(self, step: Step) -> int:
        """A page's priority in a run that may not ask for all: what was never asked first, then what was asked longest
        ago, so that run after run comes round to everything."""
        asked = self.run.known.asked.get(step.url)
        return step.priority if asked is None else -int(datetime.fromisoformat(asked).timestamp())

    def failed(self, failure) -> Iterator[scrapy.Request]:
        """A page gave nothing to read: what is wrong is noted, and a list, or a redirect to another page, goes on."""
        url = self.run.canonical(first_asked(failure.request))
        if not isinstance(failure.value, BudgetSpent):  # robots.txt forbids it, say: no later run will ask for it
            self.run.never_asked.discard(url)
        if trouble := trouble_with(failure.value, self.run.portal):
            self.run.recorder.problem(url, *trouble)
        elif other := self.elsewhere(failure.value):
            yield from self.onward([Step(other, failure.request.priority)])
        if onward := self.lists.refused(url):
            yield from self.onward([Step(onward, LIST)])

    def elsewhere(self, error: BaseException) -> str | None:
        """The page of the portal that a redirect names in place of the one asked."""
        onward = target(error.response) if isinstance(error, HttpError) else None
        return onward and self.run.portal.canonical(onward)

    @property
    def enough(self) -> bool:
        """Whether --limit articles were asked for."""
        return self.run.limit is not None and len(self.articles) >= self.run.limit

    def address(self, path: str) -> str:
        """The canonical address of a path of portal.toml."""
        return self.run.canonical(self.run.portal.url + path)

    def entry(self, name: str) -> list[str]:
        """Canonical addresses of one of portal.toml's entries."""
        return [self.address(path) for path in self.run.portal.entry.get(name, ())]

    @property
    def main(self) -> str | None:
        """Canonical address of the main news list, the first of portal.toml's."""
        return next(iter(self.entry("news")), None)

    def links(self, read: Reading, kinds: Container[str]) -> Iterator[Link]:
        """A page's links of some kinds; but a list's pages, which are walked, and the feeds of its parts, which show
        nothing that the lists do not."""
        for link in read.links:
            where = spip.address(link.url)
            if link.kind in kinds and not where.offsets and where.kind not in {"feed", "ical"}:
                yield link

    def unseen(self, url: str) -> bool:
        """Whether neither this spider nor its run has been at a page, or is to go there."""
        return url not in self.promised and url not in self.run.asked and url not in self.held

    def is_main(self, url: str, read: Reading) -> bool:
        """Whether a page is of the main news list; notes that list's length."""
        main = spip.without_offset(url) == self.main
        if main and read.pagination:
            self.run.total = max(self.run.total, read.pagination.last + read.pagination.step, len(listed(read)))
        return main

    def is_disguised(self, read: Reading) -> bool:
        """Whether a list is the main news list in disguise: it reaches as far as 80 % of it, or the readers know the
        group for one that lists the news of the whole site."""
        if read.kind == "group" and any(row.kind == "news" for row in read.of(Listing)):
            return True
        return bool(read.pagination and self.run.total and read.pagination.last >= 0.8 * self.run.total)
