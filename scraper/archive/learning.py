"""What the pages of a crawl show together, learned when it ends."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlite_utils import Database

from scraper import spip
from scraper.archive import site_profile
from scraper.archive.errors import ArchiveError
from scraper.archive.fetches import read_fetch
from scraper.archive.page_records import read_kept_page
from scraper.bounded import ReadingStopped
from scraper.learning.learn import learn
from scraper.portal import Portal
from scraper.reading import Profile
from scraper.reading.observed import ObservedPage

SAMPLE = {"rubrique": 60, "mot": 40}
"""How many sections and keywords are learned from."""
OTHERS = 150
"""How many other pages: articles, most of them."""
_PAGES = """
SELECT max(id), coalesce(final_url, url) AS at FROM fetches
WHERE status = 200 AND body_sha256 IS NOT NULL AND (crawl_id = ? OR id IN (SELECT fetch_id FROM held))
GROUP BY at ORDER BY at
"""
"""Of the crawl, and of those before it that were killed; in the order of addresses, so that the same pages show the
same whenever they were fetched."""


def learn_from(
    db: Database, portal: Portal, crawl_id: int, writing: Callable[[], AbstractContextManager]
) -> Profile | None:
    """Learn from the pages of a crawl, and keep the profile when they show what was not known. Return it; None when
    they show nothing new. writing: begins a transaction of the archive."""
    known = site_profile.current(db)
    try:
        pages = [page for number in _sample(db, crawl_id) if (page := _observed(db, portal, number, known))]
    except ReadingStopped:  # the program is ending by force
        return None
    profile = learn(pages, known)
    if profile is known:
        return None
    with writing():
        site_profile.keep(db, profile, crawl_id, len(pages))
    return profile


def _observed(db: Database, portal: Portal, number: int, known: Profile) -> ObservedPage | None:
    try:
        return read_kept_page(db, portal, read_fetch(db, number), known, observe=True).observed
    except ArchiveError:  # a body that is withheld or damaged
        return None


def _sample(db: Database, crawl_id: int) -> list[int]:
    """Return the numbers of some fetches of each kind of address, evenly over the addresses."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for number, url in db.execute(_PAGES, [crawl_id]):
        kind = spip.address(url).kind
        by_kind[kind if kind in SAMPLE else ""].append(number)
    return [number for kind, numbers in by_kind.items() for number in _evenly(numbers, SAMPLE.get(kind, OTHERS))]


def _evenly(numbers: list[int], most: int) -> list[int]:
    return [numbers[i * len(numbers) // most] for i in range(most)] if len(numbers) > most else numbers
