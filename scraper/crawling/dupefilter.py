"""One request for one page: a request is known by its canonical address, for all spiders of a run."""

import hashlib
import logging
import re

from scrapy.dupefilters import BaseDupeFilter

from scraper import spip
from scraper.crawling.opening import run_of

logger = logging.getLogger(__name__)


class CanonicalFingerprinter:
    """A request's fingerprint is its canonical address: every host alias and spelling of a page has the same."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def fingerprint(self, request) -> bytes:
        """SHA-1 of the canonical address, of the address itself when it leads off the portal."""
        return hashlib.sha1(self.run.canonical(request.url).encode(), usedforsecurity=False).digest()


def shape(url: str) -> str | None:
    """An address with its numbers left out, which all days of a calendar share; None for SPIP's numbers and a list's
    pages, which are many on any site."""
    where = spip.address(url)
    return None if where.number is not None or where.offsets else re.sub(r"\d+", "0", url)


class RunDupeFilter(BaseDupeFilter):
    """Drops a request for a page that this run has asked for, in whichever spider, and for more than ALIKE_MAX pages
    whose addresses differ in numbers only."""

    def __init__(self, run, most: int):
        self.run, self.most = run, most

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler), crawler.settings.getint("ALIKE_MAX"))

    def request_seen(self, request) -> bool:
        """Whether the page was asked for before; notes that it is now."""
        url = self.run.canonical(request.url)
        if url in self.run.asked:
            return True
        self.run.asked.add(url)
        return self._is_one_too_many(url)

    def _is_one_too_many(self, url: str) -> bool:
        alike = shape(url)
        if alike is None:
            return False
        self.run.alike[alike] += 1
        if self.run.alike[alike] == self.most + 1:
            detail = f"{self.most} pages with addresses like this one were asked, and no more are"
            logger.warning("%s: %s", url, detail)
            self.run.recorder.problem(url, "too_many_alike", detail)
        return self.run.alike[alike] > self.most
