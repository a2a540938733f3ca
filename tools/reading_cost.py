"""Print what reading a page costs beside one BeautifulSoup parse of it: the median over pages, in processor time.

    python tools/reading_cost.py [--sample N]

What learning costs is beside it, for a site of the sample portal's pages: a crawl reads each page, its first crawl a
second time by what it has learned; pages that are learned from are read once more, in the first crawl and in those in
which articles differ.

Pages are those of tests/pages, and the first N of the sample portal in each of its skins, read behind N others of the
same site, as in the midst of a crawl. All are read in three rounds, each page once in a round, right after it was
parsed; the least of each counts: other programs make one slower, none faster.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bs4 import BeautifulSoup

from sample_portal import Sample
from sample_portal.answers import Request
from sample_portal.site import Site
from sample_portal.skins import SKINS
from scraper import portal as portals
from scraper.archive.when_to_learn import OTHERS, SAMPLE
from scraper.learning.learn import learn
from scraper.reading import Profile, read

PORTAL = portals.load()
Page = tuple[bytes, str, str]
"""A body, its address, and when it was fetched."""
ROUNDS = 3
LEARNED_FROM = sum(SAMPLE.values()) + OTHERS
"""Pages that a crawl learns from."""
CRAWLED = 6_000
"""Pages of a whole crawl of the live portal."""


def saved_pages() -> Iterator[Page]:
    for page in sorted(Path(__file__).parents[1].glob("tests/pages/**/page.html")):
        meta = json.loads((page.parent / "meta.json").read_text(encoding="utf-8"))
        yield page.read_bytes(), meta["url"], meta["fetched_at"]


def sample_pages(count: int, skin: str) -> Iterator[Page]:
    site = Site(Sample(150), skin, screened=False)
    todo, seen = ["/"], {"/"}
    for target in todo:
        response = site.respond(Request(target))
        if response.status != 200 or b"<html" not in response.body[:2000]:
            continue
        yield response.body, PORTAL.url + target, "2026-03-02T08:00:00Z"
        links = _read(response.body, PORTAL.url + target, "2026-03-02T08:00:00Z").links
        new = [link.url.removeprefix(PORTAL.url) for link in links]
        todo += [each for each in dict.fromkeys(new) if each not in seen][: count - len(todo)]
        seen.update(new)


def _read(body: bytes, url: str, fetched_at: str, **how):
    return read(body, url, fetched_at=fetched_at, portal=PORTAL, **how)


def learned(pages: list[Page]) -> tuple[Profile, float]:
    """Return what pages of a site show together, and the seconds that learning takes beside reading them."""
    seen = [read(body, url, fetched_at=at, portal=PORTAL, observe=True).observed for body, url, at in pages]
    found: list[Profile] = []
    seconds = _seconds(lambda: found.append(learn([page for page in seen if page])))
    return found[0], seconds


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def empty_caches() -> None:
    """Empty what earlier readings left in caches: a crawl reads each page once, after others of the same portal."""
    for name, module in list(sys.modules.items()):
        if name.startswith("scraper."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def costs(pages: list[Page], others: Sequence[Page] = (), **how) -> list[tuple[float, float]]:
    """Return the seconds of a parse and of a reading of each page, the least of some rounds over all. others: pages of
    the same site that are read before these; how: further arguments of the reading."""
    rounds = []
    for _ in range(ROUNDS):
        empty_caches()
        for page in others:
            _read(*page, **how)
        rounds.append(
            [(_parse(body), _seconds(lambda page=(body, *rest): _read(*page, **how))) for body, *rest in pages]
        )
    return [tuple(map(min, zip(*measured, strict=True))) for measured in zip(*rounds, strict=True)]


def _parse(body: bytes) -> float:
    text = body.decode("utf-8", errors="replace")
    return _seconds(lambda: BeautifulSoup(text, "lxml"))


def report(name: str, measured: list[tuple[float, float]]) -> None:
    ratio = statistics.median(reading / parse for parse, reading in measured)
    parse, reading = (statistics.median(column) * 1000 for column in zip(*measured, strict=True))
    print(f"{name}: {len(measured)} pages, parse {parse:.1f} ms, reading {reading:.1f} ms, {ratio:.2f} parses a page")


def report_learning(skin: str, pages: list[Page], others: list[Page]) -> None:
    """Print what reading and learning cost over the crawls of a year, one a month, of a site of CRAWLED pages."""
    profile, seconds = learned(pages)
    alone, known, observed = (
        [sum(column) for column in zip(*costs(pages, others, **how), strict=True)]
        for how in ({}, {"profile": profile}, {"profile": profile, "observe": True})
    )
    once, again, seen = (reading / parse for parse, reading in (alone, known, observed))
    learning = (seen * LEARNED_FROM + seconds / (alone[0] / len(pages)) * LEARNED_FROM / len(pages)) / CRAWLED
    first, calm = once + again + learning, again
    year = (first + 11 * calm) / 12
    print(f"{skin}: {len(profile.layouts)} layouts learned from {len(pages)} pages, in parses a page:")
    print(f"  reading: {once:.2f} alone, {again:.2f} with a profile, {seen:.2f} to learn from it")
    print(
        f"  {CRAWLED} pages: {first:.2f} in the first crawl, {calm:.2f} in others, {learning:.2f} more when one learns"
    )
    print(f"  twelve crawls: {year:.2f} on average; {year + 11 / 12 * learning:.2f} when each learns")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60, metavar="N", help="pages of the sample portal in each skin")
    count = parser.parse_args().sample
    report("tests/pages", costs(list(saved_pages())))
    crawled = [list(sample_pages(2 * count, skin)) for skin in SKINS]
    sites = [(pages[:count], pages[count:]) for pages in crawled]
    report("sample portal", [cost for site in sites for cost in costs(*site)])
    for skin, site in zip(SKINS, sites, strict=True):
        report_learning(skin, *site)


if __name__ == "__main__":
    main()
