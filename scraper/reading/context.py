"""One page as its readers get it: its lines, the portal it is of, the day it was fetched, its addresses."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from scraper import spip
from scraper.portal import Portal
from scraper.reading.frame import Badge, take_frame_off
from scraper.reading.lines import Line, read_lines
from scraper.reading.page import ParsedPage


@dataclass(frozen=True)
class PageContext:
    """A parsed page with all that a reader may ask of it."""

    page: ParsedPage
    portal: Portal
    fetched: dt.date
    """The day of the fetch, in Paris."""
    asked: str
    """The address asked for, as the crawl wrote it."""
    answered: str
    """Canonical address that answered."""
    named: str | None
    """What `rel=canonical` names on this portal: a claim until it is proven; the home page's is no other page's."""
    url: str
    """The page's own canonical address."""
    lines: list[Line]
    """All lines of the page, in order."""
    content: list[Line]
    """Those without the frame."""
    badges: list[Badge]
    """The entries of the Agenda block."""

    @property
    def words(self) -> Mapping[str, dict]:
        """The portal's labels and names."""
        return self.portal.words

    @property
    def base(self) -> str:
        """What relative links are relative to."""
        return self.page.base

    def canonical(self, href: str) -> str | None:
        """Return the canonical address of a link of this page that stands in none of its lines."""
        return self.portal.canonical(href, self.page.base)


def page_context(page: ParsedPage, portal: Portal, fetched: dt.date, *, asked: str, answered: str) -> PageContext:
    """Read a page's lines, take its frame off, and find its own address."""
    named = portal.canonical(page.canonical_href, page.base) if page.canonical_href else None
    named = None if named is None or spip.address(named).kind == "home" else named
    lines = read_lines(page, lambda href: portal.canonical(href, page.base))
    framed = take_frame_off(lines, portal)
    return PageContext(
        page,
        portal,
        fetched,
        asked,
        answered,
        named,
        _own_address(answered, named),
        lines,
        framed.content,
        framed.badges,
    )


def _own_address(answered: str, named: str | None) -> str:
    """Return the address that answered; where that is a number, or written otherwise, the one the page calls its own.

    A page that answers under one slug and names another is not believed: it may be a mistake (archive/identity.py).
    """
    where, claim = spip.address(answered), named and spip.address(named)
    if claim is None or where.offsets or (where.kind == "rubrique" and where.page):
        return answered
    numbered = where.number is not None and claim.kind in {where.kind, "plain"} and claim.number in {None, where.number}
    spelled = spip.slug(answered).casefold() == spip.slug(named).casefold()
    return named if numbered or spelled else answered
