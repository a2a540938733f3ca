"""A recent crawl (--recent): what the archive knew when it began, and which pages are new because of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scrapy.settings import BaseSettings

from scraper import bounded, spip
from scraper.archive import RecordIndex, Shown
from scraper.portal import Portal
from scraper.reading.result import Link, Reading
from scraper.records import Listing

_ANY_DAY = "2000-01-01T00:00:00Z"
"""The reading of a feed does not depend on the time of its fetch."""


@dataclass(frozen=True)
class Before:
    """What the archive knew."""

    met: frozenset[str] = frozenset()
    """Addresses of records, and those that gave another answer."""
    shown: Shown = field(default_factory=dict)
    """What lists showed."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The words of an article in the feeds, by its address."""

    def is_fresh(self, url: str) -> bool:
        """Return whether an address was never met, or gave no answer so far."""
        return url not in self.met

    def fresh(self, read: Reading) -> set[str]:
        """Return what a page links or lists that is new, or that it shows otherwise than before: with another title, on
        another day, in a feed with other words."""
        return {
            *(row.url for row in read.of(Listing) if self.is_fresh(row.url) or self._differs(row)),
            *(link.url for link in read.links if self.is_fresh(link.url) or self._reads_otherwise(read, link)),
        }

    def _differs(self, row: Listing) -> bool:
        before = self.shown.get(row.list_url, {}).get(row.url)
        now = (row.title, row.starts)
        return before is not None and any(new is not None and new != old for new, old in zip(now, before, strict=True))

    def _reads_otherwise(self, read: Reading, link: Link) -> bool:
        return read.kind == "feed" and self.words.get(link.url, link.text) != link.text


@dataclass(frozen=True)
class Recent:
    """How a recent crawl goes."""

    days: int
    """Within how many days each record is looked at again."""
    head: int
    """How many of the main list's newest articles are asked for each time."""
    before: Before
    """What the archive knew when it began."""


def recall(known: RecordIndex, portal: Portal, settings: BaseSettings) -> Recent:
    """Return how a recent crawl goes: RECENT_PERIOD, RECENT_HEAD, and what the archive knows, its last feeds
    included."""
    words = {}
    for feed in feeds(portal):
        if body := known.last_body(feed):
            links = bounded.read(body, feed, fetched_at=_ANY_DAY, portal=portal).links
            words |= {link.url: link.text for link in links}
    before = Before(frozenset(known.met()), known.shown(), words)
    return Recent(settings.getint("RECENT_PERIOD"), settings.getint("RECENT_HEAD"), before)


def feeds(portal: Portal) -> list[str]:
    """Return the canonical addresses of the feeds that portal.toml names."""
    entries = [portal.canonical(portal.url + path) for path in portal.entry.get("discovery", ())]
    return [url for url in entries if spip.address(url).kind == "feed"]
