"""Print what reading a page costs beside one BeautifulSoup parse of it: the median over pages, in processor time.

    python tools/reading_cost.py [--sample N]

Pages are those of tests/pages and N of the sample portal in each of its skins. Parse and reading of a page are measured
one right after the other, three times, and the least of each counts: other programs make one slower, none faster.
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

from sample_portal.model import Sample
from sample_portal.responses import Request
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


def cost(body: bytes, url: str, fetched_at: str) -> tuple[float, float]:
    """Return the seconds of a parse and of a reading of a page."""
    text = body.decode("utf-8", errors="replace")
    rounds = [
        (_seconds(lambda: BeautifulSoup(text, "lxml")), _seconds(lambda: _read(body, url, fetched_at)))
        for _ in range(ROUNDS)
    ]
    return min(parse for parse, _ in rounds), min(reading for _, reading in rounds)


def report(name: str, pages: list[tuple[bytes, str, str]]) -> None:
    costs = [cost(*page) for page in pages]
    ratio = statistics.median(reading / parse for parse, reading in costs)
    parse, reading = (statistics.median(column) * 1000 for column in zip(*costs, strict=True))
    print(f"{name}: {len(pages)} pages, parse {parse:.1f} ms, reading {reading:.1f} ms, {ratio:.2f} parses a page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60, metavar="N", help="pages of the sample portal in each skin")
    count = parser.parse_args().sample
    report("tests/pages", list(saved_pages()))
    report("sample portal", list(sample_pages(count)))


if __name__ == "__main__":
    main()
