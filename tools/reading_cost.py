"""Print what reading a page costs beside one BeautifulSoup parse of it: the median over pages, in processor time.

    python tools/reading_cost.py [--sample N]

Pages are those of tests/pages and N of the sample portal in each of its skins. All are read in three rounds, each page
once in a round, right after it was parsed; the least of each counts: other programs make one slower, none faster.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bs4 import BeautifulSoup

from sample_portal import Sample
from sample_portal.answers import Request
from sample_portal.site import Site
from sample_portal.skins import SKINS
from scraper import portal as portals
from scraper.reading import read

PORTAL = portals.load()
ROUNDS = 3


def saved_pages() -> Iterator[tuple[bytes, str, str]]:
    for page in sorted(Path(__file__).parents[1].glob("tests/pages/**/page.html")):
        meta = json.loads((page.parent / "meta.json").read_text(encoding="utf-8"))
        yield page.read_bytes(), meta["url"], meta["fetched_at"]


def sample_pages(count: int) -> Iterator[tuple[bytes, str, str]]:
    for skin in SKINS:
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


def _read(body: bytes, url: str, fetched_at: str):
    return read(body, url, fetched_at=fetched_at, portal=PORTAL)


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


def costs(pages: list[tuple[bytes, str, str]]) -> list[tuple[float, float]]:
    """Return the seconds of a parse and of a reading of each page, the least of some rounds over all."""
    rounds = []
    for _ in range(ROUNDS):
        empty_caches()
        rounds.append([(_parse(body), _seconds(lambda page=(body, *rest): _read(*page))) for body, *rest in pages])
    return [tuple(map(min, zip(*measured, strict=True))) for measured in zip(*rounds, strict=True)]


def _parse(body: bytes) -> float:
    text = body.decode("utf-8", errors="replace")
    return _seconds(lambda: BeautifulSoup(text, "lxml"))


def report(name: str, pages: list[tuple[bytes, str, str]]) -> None:
    measured = costs(pages)
    ratio = statistics.median(reading / parse for parse, reading in measured)
    parse, reading = (statistics.median(column) * 1000 for column in zip(*measured, strict=True))
    print(f"{name}: {len(pages)} pages, parse {parse:.1f} ms, reading {reading:.1f} ms, {ratio:.2f} parses a page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60, metavar="N", help="pages of the sample portal in each skin")
    count = parser.parse_args().sample
    report("tests/pages", list(saved_pages()))
    report("sample portal", list(sample_pages(count)))


if __name__ == "__main__":
    main()
