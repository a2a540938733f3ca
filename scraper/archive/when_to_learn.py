"""When the site's layouts are learned, and from which of the archive's pages: at the end of a crawl."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlite_utils import Database

from scraper import spip
from scraper.archive import site_profile
from scraper.archive.errors import ArchiveError
from scraper.archive.fetches import read_fetch
from scraper.archive.page_records import read_kept_page
from scraper.archive.versions import last_version, state_of
from scraper.bounded import ReadingStopped
from scraper.learning.learn import FEWEST_PAGES, learn
from scraper.portal import Portal
from scraper.reading import UNKNOWN, Profile
from scraper.reading.observed import ObservedPage
from scraper.reading.text import fold

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
_OF_EARLIER = "SELECT 1 FROM held WHERE crawl_id < ? LIMIT 1"
"""A page that a crawl before, which was killed, has left."""


def is_due(db: Database, crawl_id: int, differing: int) -> bool:
    """Return whether a crawl may show more than is known. differing: number of articles that are not as they were; as
    many as show a layout are enough."""
    is_known = site_profile.current(db) is not UNKNOWN and not db.execute(_OF_EARLIER, [crawl_id]).fetchone()
    return not is_known or differing >= FEWEST_PAGES


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
        page = read_kept_page(db, portal, read_fetch(db, number), known, observe=True).observed
    except ArchiveError:  # a body that is withheld or damaged
        return None
    return page and replace(page, written=_written(db, page.url))


def _written(db: Database, url: str) -> frozenset[str]:
    """Return the folded paragraphs of the text of the article at an address, as it was known before."""
    found = db.execute("SELECT record_id FROM aliases WHERE url = ? AND record_table = 'news'", [url]).fetchone()
    state = state_of(last_version(db, "news", found[0], read=True)) if found else None
    texts = (state.get(name) or "" for name in ("lead", "body")) if state else ()
    return frozenset(words for text in texts for paragraph in text.split("\n\n") if (words := fold(paragraph)))


def _sample(db: Database, crawl_id: int) -> list[int]:
    """Return the numbers of some fetches of each kind of address, evenly over the addresses."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for number, url in db.execute(_PAGES, [crawl_id]):
        kind = spip.address(url).kind
        by_kind[kind if kind in SAMPLE else ""].append(number)
    return [number for kind, numbers in by_kind.items() for number in _evenly(numbers, SAMPLE.get(kind, OTHERS))]


def _evenly(numbers: list[int], most: int) -> list[int]:
    return [numbers[i * len(numbers) // most] for i in range(most)] if len(numbers) > most else numbers
