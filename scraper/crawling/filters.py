"""Which requests may go out: to the portal's pages, at the address that is crawled, and once."""

import hashlib
import logging
import re

from scrapy.dupefilters import BaseDupeFilter
from scrapy.exceptions import IgnoreRequest

from scraper import spip
from scraper.crawling.run import run_of

logger = logging.getLogger(__name__)

FILE = "file"
"""Key in the meta of a request for a document's file: who asks for pages asks for no file."""

SLOT = "portal"
"""All hosts of the portal are one server: their requests share one download slot, and so one delay."""


class NotAsked(IgnoreRequest):
    """A request that does not go out, or whose response goes no further: its reason."""


class Offsite:
    """Downloader middleware, the first but for Archived: drops a request that leads off the portal, off the copy
    crawled with --at, or to a login, search, print, forum or action page; after redirects as well."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def process_request(self, request) -> None:
        """Raise NotAsked, with the reason, for a request that must not go out."""
        if not self.run.is_within(request.url):
            raise NotAsked("the address leads off the portal")
        if not may_be_asked(request, request.url):
            raise NotAsked(f"the address is a {spip.address(request.url).kind} page")
        request.meta["download_slot"] = SLOT


def may_be_asked(request, url: str) -> bool:
    """Return whether a request may go to an address of the portal: a page that shows something, robots.txt, and, where
    a file is asked for, a file."""
    where = spip.address(url)
    return where.worth_a_visit or where.kind == "robots" or (where.kind == "file" and FILE in request.meta)


class CanonicalFingerprinter:
    """A request's fingerprint is its canonical address: every host alias and spelling of a page has the same."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def fingerprint(self, request) -> bytes:
        """Return the SHA-1 of the canonical address, of the address itself when it leads off the portal."""
        return hashlib.sha1(self.run.canonical(request.url).encode(), usedforsecurity=False).digest()


class RunDupeFilter(BaseDupeFilter):
    """Drops a request for a page that this run has asked for, in whichever spider, and for more than ALIKE_MAX pages
    whose addresses differ in numbers only."""

    def __init__(self, run, most: int):
        self.run, self.most = run, most

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler), crawler.settings.getint("ALIKE_MAX"))

    def request_seen(self, request) -> bool:
        """Return whether the page was asked for before; notes that it is now."""
        url, asked = self.run.canonical(request.url), self.run.requests.asked
        if url in asked:
            return True
        asked.add(url)
        return self._is_one_too_many(url)

    def _is_one_too_many(self, url: str) -> bool:
        alike = shape(url)
        if alike is None:
            return False
        counts = self.run.requests.alike
        counts[alike] += 1
        if counts[alike] == self.most + 1:
            detail = f"{self.most} pages with addresses like this one were asked, and no more are"
            logger.warning("%s: %s", url, detail)
            self.run.session.problem(url, "too_many_alike", detail)
        return counts[alike] > self.most


def shape(url: str) -> str | None:
    """Return an address with its numbers left out, which all days of a calendar share; None for SPIP's numbers and a
    list's pages, which are many on any site."""
    where = spip.address(url)
    return None if where.number is not None or where.offsets else re.sub(r"\d+", "0", url)
