"""One request for one page: a request is known by its canonical address, for all spiders of a run."""

import hashlib

from scrapy.dupefilters import BaseDupeFilter

from scraper.crawling.opening import run_of


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


class SeenInRun(BaseDupeFilter):
    """Drops a request for a page that this run has asked for, in whichever spider."""

    def __init__(self, run):
        self.run = run

    @classmethod
    def from_crawler(cls, crawler):
        return cls(run_of(crawler))

    def request_seen(self, request) -> bool:
        """Whether the page was asked for before; notes that it is now."""
        url = self.run.canonical(request.url)
        if url in self.run.asked:
            return True
        self.run.asked.add(url)
        return False
