"""What may be asked at all: the portal's pages, at the address that is crawled, and none that leads nowhere."""

from scrapy.exceptions import IgnoreRequest

from scraper import spip
from scraper.crawling.opening import run_of

SLOT = "portal"
"""All hosts of the portal are one server: their requests share one download slot, and so one delay."""


class NotAsked(IgnoreRequest):
    """A request that never went out: its reason."""


class Boundary:
    """Downloader middleware, the first: drops a request that leads off the portal, off the copy crawled with --at, or
    to a login, search, print, forum or action page; after redirects as well."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def process_request(self, request) -> None:
        """Raise NotAsked, with the reason, for a request that must not go out."""
        if reason := self.refusal(request.url):
            raise NotAsked(reason)
        request.meta["download_slot"] = SLOT

    def refusal(self, url: str) -> str | None:
        """Why an address is not asked; None when it is."""
        where = spip.address(url)
        if not self.run.within(url):
            return "the address leads off the portal"
        if not where.worth_a_visit and where.kind != "robots":
            return f"the address is a {where.kind} page"
        return None
