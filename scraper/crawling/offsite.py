"""What may be asked at all: the portal's pages, at the address that is crawled, and none that leads nowhere."""

from scrapy.exceptions import IgnoreRequest

from scraper import spip
from scraper.crawling.opening import run_of

FILE = "file"
"""Key in the meta of a request for a document's file: who asks for pages asks for no file."""

SLOT = "portal"
"""All hosts of the portal are one server: their requests share one download slot, and so one delay."""


class NotAsked(IgnoreRequest):
    """A request that does not go out, or whose response goes no further: its reason."""


class Offsite:
    """Downloader middleware, the first but for archived.py: drops a request that leads off the portal, off the copy
    crawled with --at, or to a login, search, print, forum or action page; after redirects as well."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def process_request(self, request) -> None:
        """Raise NotAsked, with the reason, for a request that must not go out."""
        if reason := self.refusal(request):
            raise NotAsked(reason)
        request.meta["download_slot"] = SLOT

    def refusal(self, request) -> str | None:
        """Why a request does not go out; None when it does."""
        if not self.run.within(request.url):
            return "the address leads off the portal"
        if not may_be_asked(request, request.url):
            return f"the address is a {spip.address(request.url).kind} page"
        return None


def may_be_asked(request, url: str) -> bool:
    """Whether a request may go to an address of the portal: a page that shows something, robots.txt, and, where a file
    is asked for, a file."""
    where = spip.address(url)
    return where.worth_a_visit or where.kind == "robots" or (where.kind == "file" and FILE in request.meta)
