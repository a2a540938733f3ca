"""A recent crawl: what the archive knew when it began, and which pages are worth a request because of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scraper import spip
from scraper.crawling.lists import Lists
from scraper.reading.result import Pagination, Reading
from scraper.records import Listing

Shown = Mapping[str, Mapping[str, tuple[str | None, str | None]]]
"""By a list's address: the title and first day of each entry, by the entry's address."""


@dataclass(frozen=True)
class Before:
    """What the archive knew. met: addresses of records, and those that gave another answer; shown: what lists showed;
    words: what the feeds said of an article, by its address."""

    met: frozenset[str] = frozenset()
    shown: Shown = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def is_fresh(self, url: str) -> bool:
        """Whether an address was never met, or gave no answer so far."""
        return url not in self.met

    def fresh(self, read: Reading) -> set[str]:
        """What a page links or lists that is new, or that it shows otherwise than before: with another title, on
        another day, in a feed with other words."""
        return {
            *(row.url for row in read.of(Listing) if self.is_fresh(row.url) or self._differs(row)),
            *(link.url for link in read.links if self.is_fresh(link.url) or self._reads_otherwise(read, link)),
        }

    def _differs(self, row: Listing) -> bool:
        before = self.shown.get(row.list_url, {}).get(row.url)
        now = (row.title, row.starts)
        return before is not None and any(new is not None and new != old for new, old in zip(now, before, strict=True))

    def _reads_otherwise(self, read: Reading, link) -> bool:
        return read.kind == "feed" and self.words.get(link.url, link.text) != link.text


@dataclass(frozen=True)
class Recent:
    """How a recent crawl goes. days: within how many each record is looked at again; head: how many of the main list's
    newest articles are asked for each time; before: what the archive knew when it began."""

    days: int
    head: int
    before: Before


class Heads(Lists):
    """The heads of the lists one spider walks, page by page and never as a whole: on while a page shows something
    fresh, and in the main list until `head` entries were shown.

    most, entries: as in Lists; main: address of the main news list.
    """

    def __init__(self, most: int, recent: Recent, main: str | None, **entries):
        super().__init__(most, 0, **entries)
        self.recent, self.main = recent, main
        self._seen: dict[str, dict[str, str | None]] = {}

    def after(self, url: str, reading: Reading) -> str | None:
        """The page to ask after this one; None when the archive knows what follows."""
        onward = super().after(url, reading)
        known = self.recent.before.fresh(reading).isdisjoint(self.entries(reading))
        return None if known and not (onward and self.is_head(onward, reading.pagination)) else onward

    def is_head(self, url: str, pagination: Pagination | None) -> bool:
        """Whether a page is among the first of the main list, whose articles are asked for again each time."""
        if spip.without_offset(url) != self.main:
            return False
        offset = spip.address(url).offsets.get(pagination.name, "0") if pagination else "0"
        return offset.isdigit() and int(offset) < self.recent.head

    def worth(self, url: str, read: Reading) -> set[str]:
        """What of all that a page leads to is worth a request: what is fresh, and the articles of the main list's head.
        Takes in what the page shows of lists."""
        for row in read.of(Listing):
            self._seen.setdefault(row.list_url, {})[row.url] = row.starts
        head = self.entries(read) if self.is_head(url, read.pagination) else []
        return self.recent.before.fresh(read).union(head)

    def missing(self, present: Iterable[str]) -> list[str]:
        """The records that the lists walked have shown before and do not show any more, though not older than what they
        show: retitled, moved or taken away. At most `head` a list, the newest: one that is in no order of days tells
        nothing. present: the addresses of the records that are not withdrawn."""
        known = set(present)
        gone = (url for list_url, seen in self._seen.items() for url in self._missing_in(list_url, seen, known))
        return list(dict.fromkeys(gone))

    def _missing_in(self, list_url: str, seen: Mapping[str, str | None], known: set[str]) -> list[str]:
        oldest = min(filter(None, seen.values()), default=None)
        if oldest is None:
            return []
        unseen = {url: day for url, (_, day) in self.recent.before.shown.get(list_url, {}).items() if url not in seen}
        gone = [(day, url) for url, day in unseen.items() if day and day >= oldest and url in known]
        return [url for _, url in sorted(gone, reverse=True)[: self.recent.head]]
