"""Walking a list: which of its pages comes next, and when it is over.

SPIP's `{pagination}` (docs/spip.md): an offset, a step that the template chooses, `-1` for the whole list in one page,
the last page again for an offset beyond the end. Offsets drift while articles appear, so repetition ends a list.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from sys import intern

from scraper import spip
from scraper.reading.result import Link, Pagination, Reading
from scraper.records import Listing

WHOLE = "-1"


def listed(reading: Reading) -> list[str]:
    """Return the articles a page lists as its own, in its order: without those of the site-wide agenda block."""
    return [row.url for row in reading.of(Listing) if row.kind != "agenda"]


def announced(reading: Reading) -> list[str]:
    """Return the articles that a page announces: its agenda block's, and all of an agenda page or an iCal feed."""
    if reading.kind == "ical":
        return [link.url for link in reading.links if link.kind == "article"]
    agenda = [row.url for row in reading.of(Listing) if row.kind == "agenda"]
    return agenda + (listed(reading) if reading.kind == "agenda" else [])


def ways(reading: Reading) -> Reading:
    """Return where a page leads, and nothing else of it: a crawl keeps this of each list until it ends. Addresses that
    several pages have are one in memory."""
    rows = [Listing(list_url=intern(row.list_url), url=intern(row.url), kind=row.kind) for row in reading.of(Listing)]
    links = [Link(intern(link.url), link.kind) for link in reading.links]
    return Reading(reading.kind, reading.url, rows=rows, links=links, pagination=reading.pagination)


def at_offset(url: str, name: str, offset: int | str) -> str:
    """Return the canonical address of a list's page at an offset."""
    first = spip.without_offset(url)
    return spip.canonical(f"{first}{'&' if '?' in first else '?'}{name}={offset}")


def offset_of(url: str, pagination: Pagination | None) -> str:
    """Return the offset at which a list's page begins, as its address has it."""
    return spip.address(url).offsets.get(pagination.name, "0") if pagination else "0"


def links(reading: Reading, kinds: Container[str]) -> Iterator[Link]:
    """Yield a page's links of some kinds; but a list's pages, which are walked, and the feeds of its parts, which show
    nothing that the lists do not."""
    for link in reading.links:
        if link.kind in kinds:
            where = spip.address(link.url)
            if not where.offsets and where.kind not in {"feed", "ical"}:
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
        shows_more = not walk.shown.issuperset(found)
        walk.shown.update(found)
        walk.pages += 1
        shown = filter(None, (walk.pagination, reading.pagination))
        walk.pagination = max(shown, key=lambda each: each.last, default=None)
        if walk.pagination is None:
            return None
        name, step, offset = walk.pagination.name, walk.pagination.step, offset_of(url, walk.pagination)
        if offset == WHOLE:
            return None if len(found) > step else at_offset(url, name, step)
        if not shows_more or walk.pages >= self.most or not offset.isdigit():
            return None
        # A second page costs as much as the whole; a list that links only its next page does not show its length.
        if offset == "0" and walk.pagination.last + step <= self.whole:
            return at_offset(url, name, WHOLE)
        return self._next(url, walk.pagination, offset)

    def after_refusal(self, url: str) -> str | None:
        """Return the page to ask when one did not answer: the second instead of the whole list, else the next."""
        walk = self._walks.get(spip.without_offset(url))
        if walk is None or walk.pagination is None:
            return None
        offset = offset_of(url, walk.pagination)
        return self._next(url, walk.pagination, offset if offset.isdigit() else "0")

    def _next(self, url: str, pagination: Pagination, offset: str) -> str | None:
        onward = int(offset) + pagination.step
        return at_offset(url, pagination.name, onward) if onward <= pagination.last else None
