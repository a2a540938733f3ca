"""A recent crawl (--recent): what the archive knew when it began, which pages are new, and where a list's head ends."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from scrapy.settings import BaseSettings

from scraper import bounded, spip
from scraper.archive import RecordIndex, Shown
from scraper.crawling.lists import Lists, offset_of
from scraper.portal import Portal
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

_ANY_DAY = "2000-01-01T00:00:00Z"
"""The reading of a feed does not depend on the time of its fetch."""


@dataclass(frozen=True)
class Recent:
    """How a recent crawl goes, and what the archive knew when it began."""

    days: int
    """Within how many days each record is looked at again."""
    head: int
    """How many of the main list's newest articles are asked for each time."""
    met: frozenset[str] = frozenset()
    """Addresses of records, and those that gave another answer."""
    shown: Shown = field(default_factory=dict)
    """What lists showed."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The words of an article in the feeds, by its address."""

    def fresh(self, read: Reading) -> set[str]:
        """Return what a page links or lists that is new, or that it shows otherwise than before: with another title, on
        another day, in a feed with other words."""
        return {
            *(row.url for row in read.of(Listing) if row.url not in self.met or self._differs(row)),
            *(link.url for link in read.links if link.url not in self.met or self._reads_otherwise(read, link)),
        }

    def _differs(self, row: Listing) -> bool:
        before = self.shown.get(row.list_url, {}).get(row.url)
        now = (row.title, row.starts)
        return before is not None and any(new is not None and new != old for new, old in zip(now, before, strict=True))

    def _reads_otherwise(self, read: Reading, link: Link) -> bool:
        return read.kind == "feed" and self.words.get(link.url, link.text) != link.text


def recall(known: RecordIndex, portal: Portal, settings: BaseSettings) -> Recent:
    """Return how a recent crawl goes: RECENT_PERIOD, RECENT_HEAD, and what the archive knows, last feeds included."""
    words = {}
    for feed in feeds(portal):
        if body := known.last_body(feed):
            links = bounded.read(body, feed, fetched_at=_ANY_DAY, portal=portal).links
            words |= {link.url: link.text for link in links}
    days, head = settings.getint("RECENT_PERIOD"), settings.getint("RECENT_HEAD")
    return Recent(days, head, frozenset(known.met()), known.shown(), words)


def feeds(portal: Portal) -> list[str]:
    """Return the canonical addresses of the feeds that portal.toml names."""
    entries = [portal.canonical(portal.url + path) for path in portal.entry.get("discovery", ())]
    return [url for url in entries if spip.address(url).kind == "feed"]


class Heads(Lists):
    """The heads of the lists one spider walks in a recent crawl, page by page and never as a whole: on while a page
    shows something fresh, and in the main list until `head` entries were shown.

    most, entries: as in Lists; main: address of the main news list.
    """

    def __init__(self, most: int, recent: Recent, main: str | None, *entries: Callable[[Reading], list[str]]):
        super().__init__(most, 0, *entries)
        self.recent, self.main = recent, main
        self._seen: dict[str, dict[str, str | None]] = {}
        """The entries of each list by address, with their first day."""

    def after(self, url: str, reading: Reading) -> str | None:
        """Return the page to ask after this one; None when the archive knows what follows."""
        onward = super().after(url, reading)
        is_known = self.recent.fresh(reading).isdisjoint(self.entries(reading))
        return None if is_known and not (onward and self.is_head(onward, reading.pagination)) else onward

    def is_head(self, url: str, pagination: Pagination | None) -> bool:
        """Return whether a page is among the first of the main list, whose articles are asked for again each time."""
        offset = offset_of(url, pagination)
        return spip.without_offset(url) == self.main and offset.isdigit() and int(offset) < self.recent.head

    def worth(self, url: str, read: Reading) -> set[str]:
        """Return what of all that a page leads to is worth a request: what is fresh, and the articles of the main
        list's head. Takes in what the page shows of lists."""
        for row in read.of(Listing):
            self._seen.setdefault(row.list_url, {})[row.url] = row.starts
        head = self.entries(read) if self.is_head(url, read.pagination) else []
        return self.recent.fresh(read).union(head)

    def missing(self, present: Iterable[str]) -> list[str]:
        """Return the records that the lists walked have shown before and do not show any more, though not older than
        what they show: retitled, moved or taken away. At most `head` a list, the newest: one that is in no order of
        days shows nothing. present: the addresses of the records that are not withdrawn."""
        known, gone = set(present), {}
        for list_url, seen in self._seen.items():
            oldest = min(filter(None, seen.values()), default=None)
            if oldest is not None:
                before = self.recent.shown.get(list_url, {}).items()
                unseen = ((day, url) for url, (_, day) in before if url not in seen and url in known)
                newest = sorted(((day, url) for day, url in unseen if day and day >= oldest), reverse=True)
                gone |= dict.fromkeys(url for _, url in newest[: self.recent.head])
        return list(gone)
