"""A site's profile, learned from some of its pages."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from scraper import spip
from scraper.learning.layouts import layouts
from scraper.learning.listed import with_listed_dates
from scraper.learning.site import ObservedSite
from scraper.learning.slots import learn_layout, title_path
from scraper.reading.context import KINDS
from scraper.reading.observed import ObservedPage
from scraper.reading.profile import UNKNOWN, Layout, Profile

FEWEST_PAGES = 8
"""Pages of a layout from which it is known."""
ENOUGH = 100
"""Pages of a layout from which it is not learned anew."""
GROWN = 3
"""How many times the pages that a layout was learned from there must be, for it to be learned anew."""
LEAST_MARKED = 0.03
"""Share of the pages whose addresses must have a section's or keyword's mark."""
LEAST_AGREED = 0.6
"""Share of the pages whose title must be what links call them."""
MARKED = {kind: KINDS[kind] for kind in ("rubrique", "mot")} | {"home": "", "plan": ""}
"""Kinds of address that decide the kind of their page; empty for a page that is of no layout."""


def learn(pages: Sequence[ObservedPage], known: Profile = UNKNOWN) -> Profile:
    """Return what pages of one site show together, beside what is known of it; known itself when they show nothing new.

    A layout that is known stays as it is, so that no page is read otherwise for having been seen again; it only gets
    the frame that is new in it, and what the dates of its lists are, where that was not known. One that was learned
    from few pages is learned anew from many. Layouts that are not known are added. A site whose addresses do not mark
    sections or keywords (SPIP's styles `arbo`, `libres`) shows nothing.
    """
    marked = sum(spip.address(page.url).kind == "mot" or spip.is_marked(page.url) for page in pages)
    if marked < LEAST_MARKED * len(pages):
        return known  # sections and keywords look like articles by their addresses: nothing shows which are which
    found = [known.nearest(page, [line.text for line in page.lines], ()) for page in pages]
    members = [[i for i, at in enumerate(found) if at and at[0] is layout] for layout in known.layouts]
    outgrown = [layout.pages < ENOUGH and len(own) >= GROWN * layout.pages for layout, own in _zipped(known, members)]
    anew = {i for own, is_outgrown in zip(members, outgrown, strict=True) if is_outgrown for i in own}
    anew |= {i for i, at in enumerate(found) if at is None}
    new = _new_layouts(ObservedSite(pages), anew)
    replaced = {layout.kind for layout in new}
    kept = tuple(
        _with_new_frame(layout, [pages[i] for i in own])
        for (layout, own), is_outgrown in zip(_zipped(known, members), outgrown, strict=True)
        if not (is_outgrown and layout.kind in replaced)
    )
    return with_listed_dates(Profile(kept + new) if new or kept != known.layouts else known, pages)


def _zipped(known: Profile, members: list[list[int]]) -> list[tuple[Layout, list[int]]]:
    """Return the layouts that are known, each with the positions of its pages."""
    return list(zip(known.layouts, members, strict=True))


def _new_layouts(site: ObservedSite, members: Collection[int]) -> tuple[Layout, ...]:
    """Return the layouts of some pages of a site; all of its pages show what links call them."""
    by_kind: dict[str, list[int]] = {}
    for i, kind in enumerate(_kinds(site) if members else ()):
        if i in members:
            by_kind.setdefault(kind, []).append(i)
    return tuple(layout for kind, own in sorted(by_kind.items()) if kind for layout in _of_kind(site, kind, own))


def _with_new_frame(layout: Layout, pages: Sequence[ObservedPage]) -> Layout:
    """Return a layout with the places that most of some pages of it have, and that it does not know, as frame where
    they hold the same on all."""
    if len(pages) < FEWEST_PAGES:
        return layout
    site = ObservedSite(pages, layout.names)
    again = learn_layout(site, layout.kind, range(len(pages)), (layout.title, 0, 0))
    new = [s for s in again.slots if s.role in ("frame", "card") and (s.path, s.side) not in layout.roles]
    new = [slot for slot in new if 2 * slot.pages > len(pages)]
    return replace(layout, slots=(*layout.slots, *new)) if new else layout


def _kinds(site: ObservedSite) -> list[str]:
    """Return the kind of each page: of its address, where that has a mark; else of most pages of its layout."""
    addresses = [spip.address(page.url).kind for page in site.pages]
    own = [MARKED.get(kind, "article") for kind in addresses]
    kinds = list(own)
    for group in layouts(site):
        most, _ = Counter(own[i] for i in group).most_common(1)[0]
        for i in group:
            if addresses[i] not in MARKED:
                kinds[i] = most
    return kinds


def _of_kind(site: ObservedSite, kind: str, members: list[int]) -> list[Layout]:
    found = []
    while len(members) >= FEWEST_PAGES:
        title = title_path(site, members)
        own = title and [i for i in members if title[0] in site.paths[i]]
        if not title or len(own) < FEWEST_PAGES or title[1] < LEAST_AGREED * min(title[2], len(own)):
            break
        found.append(learn_layout(site, kind, own, title))
        members = [i for i in members if i not in set(own)]
    return found
