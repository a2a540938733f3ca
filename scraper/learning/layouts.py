"""Pages sorted into layouts, by the elements that they are built of."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from scraper.learning.site import FEWEST, ObservedSite

ALIKE = 0.45
"""How much of a layout, and of a page, must be common to both."""
ROUNDS = 4
"""How often the pages are sorted again, each time by the layouts found before."""
OF_LAYOUT, OF_PAGE = 0.6, 0.4
"""Weights of the share of a layout's elements that a page has, and of the share of a page's that its layout has."""


def layouts(site: ObservedSite) -> list[list[int]]:
    """Return the positions of the pages of each layout, largest first.

    The fewer pages have an element, the more it weighs; what every page has does not count. A page belongs to the
    layout whose elements it has, and which has its own.
    """
    pages = [frozenset(paths) for paths in site.elements]
    used = Counter(path for page in pages for path in page)
    weight = {path: 1 - n / len(pages) for path, n in used.items() if n >= FEWEST}
    pages = [page & weight.keys() for page in pages]
    order = sorted(range(len(pages)), key=lambda i: -sum(weight[path] for path in pages[i]))
    found: list[list[int]] = []
    for _ in range(ROUNDS):
        cores = [_core(pages, group) for group in found]
        sorted_pages: defaultdict[int, list[int]] = defaultdict(list)
        for i in order:
            likeness, nearest = max(
                ((_alike(pages[i], core, weight), k) for k, core in enumerate(cores)), default=(0, 0)
            )
            if likeness < ALIKE:
                cores.append(Counter(pages[i]))
                nearest = len(cores) - 1
            sorted_pages[nearest].append(i)
        found = sorted(sorted_pages.values(), key=len, reverse=True)
    return found


def _core(pages: list[frozenset], group: list[int]) -> dict:
    """Return the elements that at least half of a layout's pages have, and the share of the pages that have each."""
    counts = Counter(path for i in group for path in pages[i])
    return {path: n / len(group) for path, n in counts.items() if 2 * n >= len(group)}


def _alike(page: frozenset, core: Mapping, weight: Mapping) -> float:
    """Return how alike a page and a layout are, from 0 to 1."""
    shared = sum(weight[path] for path in page if path in core)
    own, theirs = sum(weight[path] for path in page), sum(weight[path] * share for path, share in core.items())
    return OF_LAYOUT * min(1, shared / theirs) + OF_PAGE * shared / own if own and theirs else 0.0
