"""Walking a list: which of its pages comes next, and when it is over.

SPIP's `{pagination}` (docs/spip.md): an offset, a step that the template chooses, `-1` for the whole list in one page,
the last page again for an offset beyond the end. Offsets drift while articles appear, so repetition ends a list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from scraper import spip
from scraper.reading.result import Pagination, Reading
from scraper.records import Listing

WHOLE = "-1"


def listed(reading: Reading) -> list[str]:
    """The articles a page lists as its own, in its order: without those of the site-wide agenda block."""
    return [row.url for row in reading.of(Listing) if row.kind != "agenda"]


def agenda(reading: Reading) -> list[str]:
    """The articles an agenda, or the agenda block of a page, shows."""
    return [row.url for row in reading.of(Listing) if row.kind == "agenda"]


def at_offset(url: str, name: str, offset: int | str) -> str:
    """The page of a list at an offset, canonical."""
    first = spip.without_offset(url)
    return spip.canonical(f"{first}{'&' if '?' in first else '?'}{name}={offset}")


@dataclass
class Walk:
    """One list under way. pagination: the longest its pages told; shown: entries met so far; pages: read so far."""

    pagination: Pagination | None = None
    shown: set[str] = field(default_factory=set)
    pages: int = 0

    def note(self, found: list[str], pagination: Pagination | None) -> bool:
        """Take in a page; whether it shows an entry that no earlier page did."""
        fresh = not self.shown.issuperset(found)
        self.shown.update(found)
        self.pages += 1
        if pagination and (self.pagination is None or pagination.last > self.pagination.last):
            self.pagination = pagination
        return fresh


class Lists:
    """The lists one spider walks. most: pages a list may have; whole: entries up to which a list is asked for in one
    page; entries: what of a reading is this list's."""

    def __init__(self, most: int, whole: int, entries: Callable[[Reading], list[str]] = listed):
        self.most, self.whole, self.entries = most, whole, entries
        self._walks: dict[str, Walk] = {}

    def after(self, url: str, reading: Reading) -> str | None:
        """The page to ask after this one; None when the list is over. url: the canonical address that was asked."""
        walk = self._walks.setdefault(spip.without_offset(url), Walk())
        found = self.entries(reading)
        fresh = walk.note(found, reading.pagination)
        if walk.pagination is None:
            return None
        name, step = walk.pagination.name, walk.pagination.step
        offset = spip.address(url).offsets.get(name, "0")
        if offset == WHOLE:
            return None if len(found) > step else at_offset(url, name, step)
        if not fresh or walk.pages >= self.most or not offset.isdigit():
            return None
        if offset == "0" and self._worth_asking_whole(walk.pagination):
            return at_offset(url, name, WHOLE)
        onward = int(offset) + step
        return at_offset(url, name, onward) if onward <= walk.pagination.last else None

    def refused(self, url: str) -> str | None:
        """The page to ask when one did not answer: the second one instead of the whole list, else the one after it."""
        walk = self._walks.get(spip.without_offset(url))
        if walk is None or walk.pagination is None:
            return None
        name, step = walk.pagination.name, walk.pagination.step
        offset = spip.address(url).offsets.get(name, "0")
        onward = int(offset) + step if offset.isdigit() else step
        return at_offset(url, name, onward) if onward <= walk.pagination.last else None

    def _worth_asking_whole(self, pagination: Pagination) -> bool:
        """A second page costs as much as the whole; a list that links only its next page does not tell its length."""
        return pagination.last + pagination.step <= self.whole
