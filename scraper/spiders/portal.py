"""The three spiders of pages: each chooses which page comes next, reads it once, and goes on from what was read."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator

import scrapy
from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError

from scraper import reading
from scraper.archive import read_response
from scraper.crawling.archiving import ARCHIVED, ReadItem, problem_of
from scraper.crawling.filters import first_asked, target
from scraper.crawling.frontier import ARTICLE, DISCOVERY, ENTRY, KEYWORD, LIST, Frontier, Step
from scraper.crawling.lists import Lists, announced, links, listed
from scraper.crawling.pace import BudgetSpent
from scraper.crawling.recent import Heads, feeds
from scraper.crawling.run import Run, unwritten_run
from scraper.reading.result import Reading
from scraper.records import Problem

FOLLOWED = {"list": LIST, "page": DISCOVERY, "keyword": KEYWORD}
"""What leads to articles that no news list shows, with its priority."""


class PortalSpider(scrapy.Spider):
    """A spider chooses which page comes next, and nothing else: `begins` yields where it begins, `route` where a page
    leads, in the order of worth, by the canonical address that was asked and the reading. The frontier
    (crawling/frontier.py) asks for each page once, and in its turn.
    """

    run: Run | None = None
    """The run it belongs to; one that writes nothing when it is given none."""

    watches: str | None = None
    """The table whose records it looks after: news or groups."""

    entries = staticmethod(listed)
    """Returns the reading's entries that belong to the list that the spider walks."""

    @classmethod
    def from_crawler(cls, crawler, *args, **arguments):
        spider = super().from_crawler(crawler, *args, **arguments)
        spider.prepare(crawler.settings)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    def prepare(self, settings: BaseSettings) -> None:
        """Make the frontier and the lists: LIST_PAGES_MAX, LIST_WHOLE_MAX."""
        self.run = self.run or unwritten_run(settings, self.name)
        most, recent = settings.getint("LIST_PAGES_MAX"), self.run.recent
        self.lists = Lists(most, settings.getint("LIST_WHOLE_MAX"), self.entries)
        if recent:
            self.lists = Heads(most, recent, self.run.main_list.url, self.entries)
        self.frontier = Frontier(self.run, self.watches, self.lists, self.route)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield requests for the pages the spider begins with."""
        for step in self.frontier.start(self.begins()):
            yield self.request(step)

    async def parse(self, response: Response) -> AsyncIterator[ReadItem | scrapy.Request]:
        """Read a page, once, while the crawl can be interrupted. Yield the item, unless the archive has it already,
        then the requests it leads to."""
        fetch, read = response.meta["fetch"], await self.read(response)
        if ARCHIVED not in response.flags:
            yield ReadItem(fetch, read)
        for step in self.frontier.follow(fetch.url, fetch.final_url, read):
            yield self.request(step)

    async def read(self, response: Response) -> Reading:
        """Return what the readers see; an error of theirs is a problem of the page, which is kept all the same. A body
        that could not be read within bounds before is not read again."""
        fetch = response.meta["fetch"]
        if why := self.run.known.why_unread(fetch):
            at = fetch.final_url or fetch.url
            return Reading("unknown", at, problems=[Problem(url=at, rule=reading.UNREAD, detail=why)])
        read = await asyncio.to_thread(read_response, fetch, response.body, self.run.portal, self.run.session.profile)
        for problem in read.problems:
            if problem.rule == reading.FAILED:
                self.logger.error("The readers failed on %s, which is kept unread: %s", fetch.url, problem.detail)
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
        """Note what is wrong with an unread response. Yield requests for a redirect's page and a list's next one."""
        url, error, steps = self.run.canonical(first_asked(failure.request)), failure.value, []
        if not isinstance(error, BudgetSpent):  # robots.txt forbids it, say: no later run will ask for it
            self.run.requests.never_asked.discard(url)
        onward = target(error.response) if isinstance(error, HttpError) else None
        if problem := problem_of(error, self.run.portal):
            self.run.session.problem(url, *problem)
        elif onward and (page := self.run.portal.canonical(onward)):
            steps.append(Step(page, failure.request.priority))
        if following := self.lists.after_refusal(url):
            steps.append(Step(following, LIST))
        yield from map(self.request, self.frontier.add(steps))


class NewsSpider(PortalSpider):
    """All articles, newest first: from the news lists, the plan, the sitemap, the feed, the keywords, and from article
    to article. With --limit, discovery beyond the news lists is left out."""

    name = "news"
    watches = "news"

    def begins(self) -> Iterable[Step]:
        """Yield the news lists, then, without a limit, what leads to other articles: for what is recent, the feeds."""
        yield from (Step(url, ENTRY) for url in self.run.entry("news"))
        if self.run.recent:
            yield from (Step(url, DISCOVERY) for url in feeds(self.run.portal))
        elif self.run.limit is None:
            yield from (Step(url, DISCOVERY) for url in self.run.entry("discovery"))

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield articles, then the list's next page, then other lists and pages."""
        main, new = self.run.main_list.has_page(url, read), any(map(self.frontier.is_unseen, listed(read)))
        yield from (Step(entry, ARTICLE, article=True) for entry in listed(read))
        yield from (Step(link.url, ARTICLE, article=True) for link in links(read, {"article"}))
        if self.frontier.is_full:
            return
        follows = main or (new and not self.run.main_list.is_disguised_as(read))
        if follows and (onward := self.lists.after(url, read)):
            yield Step(onward, LIST)
        if self.run.limit is None:
            yield from (Step(link.url, FOLLOWED[link.kind]) for link in links(read, FOLLOWED))


class AgendaSpider(PortalSpider):
    """What is to come: the articles that the home page's agenda block, the agenda pages and the iCal feed announce."""

    name = "agenda"
    entries = staticmethod(announced)

    def begins(self) -> Iterable[Step]:
        """Yield the home page, the agenda pages and the iCal feed."""
        yield from (Step(url, ENTRY) for url in self.run.entry("agenda"))

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield the articles announced, an agenda page's next page, other agenda pages."""
        yield from (Step(entry, ARTICLE, article=True) for entry in announced(read))
        if read.kind == "agenda" and (onward := self.lists.after(url, read)):
            yield Step(onward, LIST)
        yield from (Step(link.url, LIST) for link in links(read, {"agenda"}))


class GroupsSpider(PortalSpider):
    """The pages and lists of groups and solidarity funds, found in menus, the plan and by portal.toml's hints; of the
    articles listed there, those that the archive does not know."""

    name = "groups"
    watches = "groups"

    def begins(self) -> Iterable[Step]:
        """Yield the main news list, whose length tells a whole-site list apart; menus and plan; funds; hints. For what
        is recent, the menus and the funds: known groups are looked at in their turn."""
        own = self.run.portal.url
        if self.run.recent:
            yield from (Step(url, DISCOVERY) for url in (self.run.canonical(f"{own}/"), *self.run.entry("groups")))
            return
        yield from (Step(url, ENTRY) for url in self.run.entry("news")[:1])
        yield from (Step(url, DISCOVERY) for url in (*self.run.entry("discovery"), *self.run.entry("groups")))
        for number in self.run.portal.entry.get("rubriques", ()):
            yield Step(self.run.canonical(f"{own}/spip.php?page=pays_intro&id_rubrique={number}"), DISCOVERY)

    def route(self, url: str, read: Reading) -> Iterable[Step]:
        """Yield groups and lists; of a group, its list and the articles that are new."""
        if not self.run.main_list.has_page(url, read) and read.kind in {"group", "fund"}:
            unknown = (entry for entry in listed(read) if not self.run.known.knows(entry))
            yield from (Step(entry, ARTICLE, article=True) for entry in unknown)
            if not self.run.main_list.is_disguised_as(read) and (onward := self.lists.after(url, read)):
                yield Step(onward, LIST)
        yield from (Step(link.url, LIST) for link in links(read, {"group", "list"}))
