"""One page as its readers get it: its lines, the portal it is of, its addresses, and what its head calls it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from scraper import spip
from scraper.portal import Portal
from scraper.reading.event_box import EventBox, find_event_box
from scraper.reading.frame import Badge, take_frame_off
from scraper.reading.lines import Line, read_lines
from scraper.reading.metadata import Candidate
from scraper.reading.page import ParsedPage
from scraper.reading.profile import UNKNOWN, Layout, LineSteps, Profile
from scraper.reading.text import fold, spans_between
from scraper.records import Problem

_SIGNS = re.compile(r"\s+[-–—|·]\s+|[\[\]]")
"""What sets the site's name apart in a head's title."""
_DASH = re.compile(r"\s+[-–—|]\s+")
KINDS = {"article": "article", "breve": "article", "rubrique": "rubrique", "mot": "keyword"}
"""SPIP's objects that have a page, and what is read from it."""
NO_LAYOUT = frozenset(("",))
"""The kinds of a page that is of no layout: the home page, a service page."""
FEWEST_WORDS = 3
"""Words of the shortest title that two declarations prove without the address."""


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
    """The address in `rel=canonical` on this portal: a claim until it is proven; the home page's is no other page's."""
    url: str
    """The page's own canonical address."""
    aliases: frozenset[str]
    """Canonical addresses under which it answered."""
    lines: list[Line]
    """All lines of the page, in order."""
    content: list[Line]
    """Those without the frame."""
    badges: list[Badge]
    """The entries of the Agenda block."""
    layout: Layout | None = None
    """The layout of the site that the page is of, where it is known."""
    event_box: EventBox | None = None
    """The box about the page's own event."""

    @property
    def words(self) -> Mapping[str, dict]:
        """The portal's labels and names."""
        return self.portal.words

    @property
    def url_rule(self) -> str:
        """The rule that found its own address."""
        return "address fetched" if self.url in self.aliases else "rel=canonical"

    @property
    def base(self) -> str:
        """The address that relative links start from."""
        return self.page.base

    def canonical(self, href: str) -> str | None:
        """Return the canonical address of a link of this page that is in none of its lines."""
        return self.portal.canonical(href, self.page.base)

    def problem(self, rule: str, detail: str) -> Problem:
        """Return a problem of this page."""
        return Problem(url=self.url, rule=rule, detail=detail)


def page_context(
    page: ParsedPage, portal: Portal, fetched: dt.date, *, asked: str, answered: str, profile: Profile = UNKNOWN
) -> PageContext:
    """Read a page's lines, take its frame off, and find its own address."""
    named = portal.canonical(page.canonical_href, page.base) if page.canonical_href else None
    named = None if named is None or spip.address(named).kind == "home" else named
    url = _own_address(answered, named)
    aliases = {portal.canonical(asked) or asked, answered} | ({url} if spip.address(answered).number is None else set())
    lines = read_lines(page, lambda href: portal.canonical(href, page.base))
    content, badges = take_frame_off(lines, portal.words)
    steps = LineSteps(lines)
    layout = profile.layout_of(steps, kinds_of_address(url))
    if layout:
        content = content_of_layout(lines, content, layout)
    else:
        framed = profile.in_site_frame(steps)
        content = [line for line in content if id(line) not in framed]
    box = find_event_box(lines, portal.words["labels"])
    return PageContext(
        page, portal, fetched, asked, answered, named, url, frozenset(aliases), lines, content, badges, layout, box
    )


def kinds_of_address(url: str) -> frozenset[str]:
    """Return the kinds of layouts that a page may be of by its address; none where the address leaves it open."""
    where = spip.address(url)
    if where.kind in KINDS:
        return frozenset((KINDS[where.kind],))
    return NO_LAYOUT if where.page or where.kind == "home" else frozenset()


def content_of_layout(lines: list[Line], unframed: list[Line], layout: Layout) -> list[Line]:
    """Return the lines of a page that are no frame by its layout; of those in places that the layout does not know,
    those that read as none."""
    kept = {id(line) for line in unframed}
    return [
        line
        for line in lines
        if (line.slot not in layout.frame_roles if line.slot and line.part != "footnote" else id(line) in kept)
    ]


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


def called(ctx: PageContext, url: str) -> str | None:
    """Return the words that a page's address was made of, as a line of the page shows them, a link to the page in the
    site's menus, or the head's title."""
    words = fold(spip.words(url))
    if not words:
        return None
    for line in ctx.lines:
        if fold(line.text) == words and not line.anchors:
            return line.text
        for anchor in line.anchors:
            if fold(anchor.text) == words and anchor.target == url:
                return anchor.text
    return next((part for title in ctx.page.titles for part in _parts(title) if fold(part) == words), None)


def own_titles(ctx: PageContext) -> list[str]:
    """Return the page's titles in the head, without the site's name."""
    return [text for text in (without_site(title, ctx) for title in ctx.page.titles) if text]


def declared_title(ctx: PageContext) -> str | None:
    """Return the title that a page declares, when its address or a second source bears it out."""
    own = [(text, each.source) for each in ctx.page.metadata.titles if (text := without_site(each.value, ctx))]
    words = fold(spip.words(ctx.url))
    for text, _ in own:
        alike = {source for other, source in own if fold(other) == fold(text)}
        if (words and fold(text).startswith(words)) or (len(alike) > 1 and len(text.split()) >= FEWEST_WORDS):
            return text
    return None


def titles_against(ctx: PageContext, shown: str) -> tuple[list[Candidate], list[Candidate]]:
    """Return the declared titles that agree with what is shown, and those that contradict it. Either may be cut; the
    site's name alone is no title."""
    own = [(fold(text), each) for each in ctx.page.metadata.titles if (text := without_site(each.value, ctx))]
    agreeing = [each for text, each in own if text in fold(shown) or fold(shown) in text]
    return agreeing, [each for _, each in own if each not in agreeing and each.source != "<title>"]


def site_names(ctx: PageContext, lines: list[Line], url: str) -> list[str]:
    """Return what a page calls its site: the portal's names, og:site_name, the words of a link to the home page, and
    the rest of the head's title beside the words of the page's own address."""
    found = [*heads(ctx), *(each.value for each in ctx.page.metadata.site_names)]
    headings = [line for line in lines if line.level and line.linked]
    found += [line.text for line in headings for anchor in line.anchors if anchor.kind == "home"]
    words = fold(spip.words(url))
    for parts in map(_parts, ctx.page.titles):
        if words and words in map(fold, parts):
            found += [part for part in parts if fold(part) != words]
    return [name for name in found if name]


def _parts(title: str) -> list[str]:
    return [part.strip() for part in _SIGNS.split(title) if part.strip()]


def without_site(text: str, ctx: PageContext) -> str | None:
    """Return a head's title from the first to the last of its parts that is not the site's name, as it is written."""
    site = {"", *map(fold, heads(ctx)), *(fold(part) for head in heads(ctx) for part in _DASH.split(head))}
    own = [(begin, end) for begin, end in spans_between(_SIGNS, text) if fold(text[begin:end]) not in site]
    return text[own[0][0] : own[-1][1]].strip() if own else None


def heads(ctx: PageContext) -> list[str]:
    """Return the words in the head of every page: the site's taglines and its names."""
    return [*ctx.words["frame"]["taglines"], *ctx.words["frame"]["names"], ctx.portal.name]
