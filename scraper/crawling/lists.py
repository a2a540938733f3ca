"""Walking a list: which of its pages comes next, and when it is over.

SPIP's `{pagination}` (docs/spip.md): an offset, a step that the template chooses, `-1` for the whole list in one page,
the last page again for an offset beyond the end. Offsets drift while articles appear, so repetition ends a list.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field

from scraper import spip
from scraper.crawling.recent import Recent
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

WHOLE = "-1"


def listed(reading: Reading) -> list[str]:
    """Return the articles a page lists as its own, in its order: without those of the site-wide agenda block."""
    return [row.url for row in reading.of(Listing) if row.kind != "agenda"]


def agenda(reading: Reading) -> list[str]:
    """Return the articles an agenda, or the agenda block of a page, shows."""
    return [row.url for row in reading.of(Listing) if row.kind == "agenda"]


def at_offset(url: str, name: str, offset: int | str) -> str:
    """Return the canonical address of a list's page at an offset."""
    first = spip.without_offset(url)
    return spip.canonical(f"{first}{'&' if '?' in first else '?'}{name}={offset}")


def links(reading: Reading, kinds: Container[str]) -> Iterator[Link]:
    """Yield a page's links of some kinds; but a list's pages, which are walked, and the feeds of its parts, which show
    nothing that the lists do not."""
    for link in reading.links:
        where = spip.address(link.url)
        if link.kind in kinds and not where.offsets and where.kind not in {"feed", "ical"}:
            yield link


@dataclass
class MainList:
    """The main news list of the portal, and how to tell it in disguise."""

    url: str | None
    """Canonical address."""
    length: int = 0
    """Entries that it is known to have."""

    def has_page(self, url: str, reading: Reading) -> bool:
        """Return whether a page is of the main list; notes the list's length."""
        is_main = spip.without_offset(url) == self.url
        if is_main and reading.pagination:
            last, step = reading.pagination.last, reading.pagination.step
            self.length = max(self.length, last + step, len(listed(reading)))
        return is_main

    def is_disguised_as(self, reading: Reading) -> bool:
        """Return whether another list is the main one in disguise: it reaches as far as 80 % of it, or the readers know
        the group for one that lists the news of the whole site."""
        if reading.kind == "group" and any(row.kind == "news" for row in reading.of(Listing)):
            return True
        return bool(reading.pagination and self.length and reading.pagination.last >= 0.8 * self.length)


@dataclass
class Walk:
    """One list under way."""

    pagination: Pagination | None = None
    """The longest that its pages had."""
    shown: set[str] = field(default_factory=set)
    """Entries met so far."""
    pages: int = 0
    """Pages read so far."""

    def add(self, found: list[str], pagination: Pagination | None) -> bool:
        """Take in a page. Return whether it shows an entry that no earlier page did."""
        fresh = not self.shown.issuperset(found)
        self.shown.update(found)
        self.pages += 1
        if pagination and (self.pagination is None or pagination.last > self.pagination.last):
            self.pagination = pagination
        return fresh


class Lists:
    """The lists one spider walks.

    most: pages a list may have; whole: entries up to which a list is asked for in one page; entries: returns the
    reading's entries that belong to the list.
    """

    def __init__(self, most: int, whole: int, entries: Callable[[Reading], list[str]] = listed):
        self.most, self.whole, self.entries = most, whole, entries
        self._walks: dict[str, Walk] = {}

    def after(self, url: str, reading: Reading) -> str | None:
        """Return the page to ask after this one; None when the list is over. url: the canonical address asked."""
        walk = self._walks.setdefault(spip.without_offset(url), Walk())
        found = self.entries(reading)
        fresh = walk.add(found, reading.pagination)
        if walk.pagination is None:
            return None
        name, step = walk.pagination.name, walk.pagination.step
        offset = spip.address(url).offsets.get(name, "0")
        if offset == WHOLE:
            return None if len(found) > step else at_offset(url, name, step)
        if not fresh or walk.pages >= self.most or not offset.isdigit():
            return None
        # A second page costs as much as the whole; a list that links only its next page does not show its length.
        if offset == "0" and walk.pagination.last + step <= self.whole:
            return at_offset(url, name, WHOLE)
        return self._next(url, walk.pagination, offset)

    def after_refusal(self, url: str) -> str | None:
        """Return the page to ask when one did not answer: the second one instead of the whole list, else the one after
        it."""
        walk = self._walks.get(spip.without_offset(url))
        if walk is None or walk.pagination is None:
            return None
        offset = spip.address(url).offsets.get(walk.pagination.name, "0")
        return self._next(url, walk.pagination, offset if offset.isdigit() else "0")

    def _next(self, url: str, pagination: Pagination, offset: str) -> str | None:
        onward = int(offset) + pagination.step
        return at_offset(url, pagination.name, onward) if onward <= pagination.last else None


class Heads(Lists):
    """The heads of the lists one spider walks in a recent crawl, page by page and never as a whole: on while a page
    shows something fresh, and in the main list until `head` entries were shown.

    most, entries: as in Lists; main: address of the main news list.
    """

    def __init__(self, most: int, recent: Recent, main: str | None, **entries):
        super().__init__(most, 0, **entries)
        self.recent, self.main = recent, main
        self._seen: dict[str, dict[str, str | None]] = {}
        """The entries of each list by address, with their first day."""

    def after(self, url: str, reading: Reading) -> str | None:
        """Return the page to ask after this one; None when the archive knows what follows."""
        onward = super().after(url, reading)
        known = self.recent.before.fresh(reading).isdisjoint(self.entries(reading))
        return None if known and not (onward and self.is_head(onward, reading.pagination)) else onward

    def is_head(self, url: str, pagination: Pagination | None) -> bool:
        """Return whether a page is among the first of the main list, whose articles are asked for again each time."""
        if spip.without_offset(url) != self.main:
            return False
        offset = spip.address(url).offsets.get(pagination.name, "0") if pagination else "0"
        return offset.isdigit() and int(offset) < self.recent.head

    def worth(self, url: str, read: Reading) -> set[str]:
        """Return what of all that a page leads to is worth a request: what is fresh, and the articles of the main
        list's head. Takes in what the page shows of lists."""
        for row in read.of(Listing):
            self._seen.setdefault(row.list_url, {})[row.url] = row.starts
        head = self.entries(read) if self.is_head(url, read.pagination) else []
        return self.recent.before.fresh(read).union(head)

    def missing(self, present: Iterable[str]) -> list[str]:
        """Return the records that the lists walked have shown before and do not show any more, though not older than
        what they show: retitled, moved or taken away. At most `head` a list, the newest: one that is in no order of
        days shows nothing. present: the addresses of the records that are not withdrawn."""
        known, gone = set(present), {}
        for list_url, seen in self._seen.items():
            oldest = min(filter(None, seen.values()), default=None)
            if oldest is not None:
                before = self.recent.before.shown.get(list_url, {})
                unseen = [(day, url) for url, (_, day) in before.items() if url not in seen and url in known]
                newest = sorted(((day, url) for day, url in unseen if day and day >= oldest), reverse=True)
                gone |= dict.fromkeys(url for _, url in newest[: self.recent.head])
        return list(gone)
