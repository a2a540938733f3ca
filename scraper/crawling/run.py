"""One run of the crawler: what its spiders share, from the first request to the row in `crawls`."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from scraper.archive import ArchiveError
from scraper.crawling.recording import Recorder
from scraper.portal import Portal
from scraper.reading.result import Reading


@dataclass
class Run:
    """portal: the portal, at the address that is asked; copy: whether that is a copy's (--at), which no request leaves.
    spiders: their names, in order; limit: most articles a spider fetches, or None.

    reason, why: `finished`, or why it ended early and what was met then; error: what the archive refused;
    faults: pages lost to errors of this program. total:
    entries the main news list is known to have. asked: canonical addresses requested so far. led: what pages other than
    articles were read to be, by canonical address: the next spider goes on from them without asking again. rules:
    robots.txt, by the address it holds for.
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
    led: dict[str, Reading] = field(default_factory=dict)
    rules: dict[str, object] = field(default_factory=dict)

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
