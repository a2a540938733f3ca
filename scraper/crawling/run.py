"""One run of the crawler: what its spiders share, from the first request to the row in `crawls`."""

from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from scraper.archive import ArchiveError
from scraper.crawling.hours import Hours
from scraper.crawling.known import Known
from scraper.crawling.recent import Recent
from scraper.crawling.recording import Recorder
from scraper.portal import Portal
from scraper.reading.result import Reading


@dataclass
class Run:
    """portal: the portal, at the address that is asked; copy: whether that is a copy's (--at), which no request leaves.
    spiders: their names, in order; limit: most articles a spider fetches, or None.

    reason, why: `finished`, or why it ended early and what was met then; error: what the archive refused;
    faults: pages lost to errors of this program. total: entries the main news list is known to have. asked: canonical
    addresses requested so far; alike: how many of them differ in numbers only; forbidden: how many requests robots.txt
    does not allow. led: what pages other than articles were read to be, by canonical address: the next spider goes on
    from them without asking again. rules: robots.txt, by the address it holds for.

    gap: least seconds between an answer and the next request; answered: when the last answer, or failure, came; until:
    before when nothing may be asked (both in seconds of a monotonic clock); rested: seconds of all pauses together.
    failures: pages in a row that failed.

    began: when the run began, on the monotonic clock; received: pages received so far, by all spiders.

    recent: how it goes when it asks for what is recent and a part of the rest alone, else None.

    hours: when the portal may be asked, or None for any time. budget: most requests, or None; sent: requests so far;
    short: whether a spider has had to stop for the budget; never_asked: of the pages that a run with a budget has met,
    those that no crawl has asked for.
    """

    portal: Portal
    spiders: tuple[str, ...]
    recorder: Recorder
    copy: bool = False
    limit: int | None = None
    reason: str = "finished"
    why: str = ""
    error: ArchiveError | None = None
    faults: int = 0
    total: int = 0
    asked: set[str] = field(default_factory=set)
    alike: Counter[str] = field(default_factory=Counter)
    forbidden: int = 0
    led: dict[str, Reading] = field(default_factory=dict)
    rules: dict[str, object] = field(default_factory=dict)
    gap: float = 0
    answered: float | None = None
    until: float = 0
    rested: float = 0
    failures: int = 0
    recent: Recent | None = None
    hours: Hours | None = None
    budget: int | None = None
    sent: int = 0
    short: bool = False
    never_asked: set[str] = field(default_factory=set)
    began: float = field(default_factory=monotonic)
    received: int = 0

    @property
    def known(self) -> Known:
        """What the archive knows."""
        return self.recorder.known

    def canonical(self, url: str) -> str:
        """The page's one address; the address itself when it is not the portal's."""
        return self.portal.canonical(url) or url

    def within(self, url: str) -> bool:
        """Whether an address may be asked: on the portal, and at the copy when one is crawled."""
        if self.portal.canonical(url) is None:
            return False
        return not self.copy or urlsplit(url)[:2] == urlsplit(self.portal.at)[:2]

    def moved(self, origin: str) -> None:
        """The portal sends the canonical host elsewhere (to www., to http): ask there from now on."""
        self.portal = self.portal.crawled_at(origin)

    def share(self, spider: str) -> int | None:
        """The requests of the run with which a spider must stop: an equal part of what is left of the budget for it and
        the spiders to come. None without a budget."""
        if self.budget is None or spider not in self.spiders:
            return self.budget
        to_come = len(self.spiders) - self.spiders.index(spider)
        return self.sent + -(-(self.budget - self.sent) // to_come)

    @property
    def takes_turns(self) -> bool:
        """Whether pages are asked in turn, those never asked first, so that one run goes on where another stopped."""
        return self.budget is not None and not self.recent

    @property
    def due(self) -> float:
        """When the next request may go out, on the monotonic clock."""
        return self.until if self.answered is None else max(self.until, self.answered + self.gap)

    def rest(self, seconds: float) -> None:
        """Ask for nothing, in any spider, for so many seconds from now."""
        self.until = max(self.until, monotonic() + seconds)
        self.rested += seconds

    @property
    def local(self) -> bool:
        """Whether the copy that is crawled is on this machine."""
        return self.copy and is_loopback(self.portal.at)


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
