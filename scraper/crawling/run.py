"""One run of the crawler: what its spiders share, from the first request to the row in `crawls`."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from scraper import bounded
from scraper import portal as portals
from scraper.archive import ArchiveError, CrawlSession, NoSession, RecordIndex
from scraper.crawling.lists import MainList
from scraper.crawling.recent import Recent, recall
from scraper.dates import PARIS
from scraper.portal import Portal
from scraper.reading.result import Reading

_CLOCK = r"((?:[01]\d|2[0-3]):[0-5]\d)"


@dataclass(frozen=True)
class Hours:
    """Hours of the day in which the portal may be asked (--between): from `start`, included, to `end`, not included, by
    the clock in Paris; over midnight when `end` is earlier.

    On the two days of the year on which the clock is changed, an hour that does not exist is not open, and one that
    exists twice is open twice.
    """

    start: time
    end: time

    @classmethod
    def read(cls, text: str) -> "Hours":
        """Return the hours of `22:00-06:00`. Raises ValueError for anything else."""
        found = re.fullmatch(f"{_CLOCK}-{_CLOCK}", text.strip())
        if not found or found[1] == found[2]:
            raise ValueError(f"{text!r} names no hours: give two different times of the day, like 22:00-06:00")
        return cls(*map(time.fromisoformat, found.groups()))

    def __contains__(self, moment: datetime) -> bool:
        """Return whether a moment (with its time zone) is within these hours."""
        clock = moment.astimezone(PARIS).time()
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass
class Requests:
    """What a run has asked, and may ask."""

    budget: int | None = None
    """Most requests (--budget); None for no bound."""
    hours: Hours | None = None
    """When the portal may be asked (--between); None for any time."""
    sent: int = 0
    """Requests so far."""
    received: int = 0
    """Pages received so far, by all spiders."""
    asked: set[str] = field(default_factory=set)
    """Canonical addresses asked so far."""
    alike: Counter[str] = field(default_factory=Counter)
    """How many of them differ in numbers only, by their shape."""
    never_asked: set[str] = field(default_factory=set)
    """Pages that a run with a budget has met and no crawl has asked for."""
    is_short: bool = False
    """Whether a spider has had to stop for the budget."""
    forbidden: int = 0
    """Requests that robots.txt does not allow."""
    rules: dict[str, object] = field(default_factory=dict)
    """robots.txt, by the address it holds for."""
    failures: int = 0
    """Pages in a row that failed."""
    gap: float = 0
    """Least seconds between an answer and the next request."""
    answered: float | None = None
    """When the last answer, or failure, came, on the monotonic clock."""
    until: float = 0
    """Before when nothing may be asked, on the monotonic clock."""
    rested: float = 0
    """Seconds of all pauses together."""
    began: float = field(default_factory=monotonic)
    """When the run began, on the monotonic clock."""

    @property
    def due(self) -> float:
        """When the next request may go out, on the monotonic clock."""
        return self.until if self.answered is None else max(self.until, self.answered + self.gap)

    def rest(self, seconds: float) -> None:
        """Ask for nothing, in any spider, for so many seconds from now."""
        self.until = max(self.until, monotonic() + seconds)
        self.rested += seconds


@dataclass
class Run:
    """A run has one owner for what is asked (`requests`), for what is written (`session`) and for what the archive
    knows (`known`)."""

    portal: Portal
    """The portal, at the address that is asked."""
    spiders: tuple[str, ...]
    """Names of the spiders, in order."""
    session: CrawlSession
    """What is written."""
    requests: Requests = field(default_factory=Requests)
    """What is asked."""
    copy: bool = False
    """Whether a copy of the portal is crawled (--at), which no request leaves."""
    limit: int | None = None
    """Most articles a spider fetches (--limit); None for all."""
    recent: Recent | None = None
    """How a recent crawl goes (--recent); None for any other."""
    reason: str = "finished"
    """`finished`, or why the run ended early."""
    why: str = ""
    """What was met then."""
    error: ArchiveError | None = None
    """What the archive refused."""
    faults: int = 0
    """Pages lost to errors of this program."""
    read_pages: dict[str, Reading] = field(default_factory=dict)
    """Pages that are no articles, by canonical address: the next spider goes through them without asking again."""

    @cached_property
    def main_list(self) -> MainList:
        """The main news list, the first of portal.toml's."""
        return MainList(next(iter(self.entry("news")), None))

    @property
    def known(self) -> RecordIndex:
        """What the archive knows."""
        return self.session.known

    def canonical(self, url: str) -> str:
        """Return the page's one address; the address itself when it is not the portal's."""
        return self.portal.canonical(url) or url

    def entry(self, name: str) -> list[str]:
        """Return the canonical addresses of one of portal.toml's entries."""
        return [self.canonical(self.portal.url + path) for path in self.portal.entry.get(name, ())]

    def is_within(self, url: str) -> bool:
        """Return whether an address may be asked: on the portal, and at the copy when one is crawled."""
        is_here = not self.copy or urlsplit(url)[:2] == urlsplit(self.portal.at)[:2]
        return is_here and self.portal.canonical(url) is not None

    def move(self, origin: str) -> None:
        """Ask at another address from now on: the portal sends the canonical host elsewhere (to www., to http)."""
        self.portal = self.portal.crawled_at(origin)

    def share(self, spider: str) -> int | None:
        """Return the requests of the run with which a spider must stop: an equal part of what is left of the budget for
        it and the spiders to come. None without a budget."""
        budget, sent = self.requests.budget, self.requests.sent
        if budget is None or spider not in self.spiders:
            return budget
        to_come = len(self.spiders) - self.spiders.index(spider)
        return sent + -(-(budget - sent) // to_come)

    @property
    def takes_turns(self) -> bool:
        """Whether pages are asked in turn, those never asked first, so that one run goes on where another stopped."""
        return self.requests.budget is not None and not self.recent

    @property
    def is_local(self) -> bool:
        """Whether the copy that is crawled is on this machine."""
        return self.copy and is_loopback(self.portal.at)


def open_run(settings: BaseSettings, spiders: tuple[str, ...], portal: Portal | None = None) -> Run:
    """Return the run that the settings ask for: ARCHIVE, PORTAL_AT, ARTICLE_LIMIT, RECENT, REQUEST_BUDGET, HOURS.

    portal: the portal's facts, by default portal.toml's. Raises ArchiveError when the archive could not be written,
    OSError or ValueError when the portal's facts, or the hours, cannot be read.
    """
    limit, budget = (
        None if settings.get(name) is None else settings.getint(name) for name in ("ARTICLE_LIMIT", "REQUEST_BUDGET")
    )
    at, hours, is_recent = settings.get("PORTAL_AT"), settings.get("HOURS"), settings.getbool("RECENT")
    portal = (portal or portals.load()).crawled_at(at)
    mode = "recent" if is_recent else "full" if limit is None else "limited"
    session = CrawlSession(Path(settings["ARCHIVE"]), spiders, mode, portal.at or portal.url)
    session.prepare(portal.url)
    bounded.limit(settings.getint("READING_SECONDS"))
    recent = recall(session.known, portal, settings) if is_recent else None
    requests = Requests(budget, hours and Hours.read(hours))
    return Run(portal, tuple(spiders), session, requests, copy=bool(at), limit=limit, recent=recent)


def run_of(crawler) -> Run:
    """Return the run that a crawler's spider carries; a new one if it was given none (`scrapy shell`)."""
    if getattr(crawler.spider, "run", None) is None:
        crawler.spider.run = unwritten_run(crawler.settings, crawler.spider.name)
    return crawler.spider.run


def unwritten_run(settings: BaseSettings, spider: str) -> Run:
    """Return a run that writes no archive."""
    at = settings.get("PORTAL_AT")
    return Run(portals.load().crawled_at(at), (spider,), NoSession(), copy=bool(at))


class Component:
    """A part that Scrapy makes of each crawler: a middleware, a pipeline, an extension."""

    def __init__(self, crawler):
        self.crawler, self.settings, self.run = crawler, crawler.settings, run_of(crawler)

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)


def is_loopback(url: str) -> bool:
    """Return whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
