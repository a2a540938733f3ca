"""Pages whose records are not written yet: kept, proven, and not shown (the table `held`).

Every page is in it from when it is kept until it has been read. It then stays in quarantine until its crawl has proven
healthy: in an archive that has not gone through the portal once, when it changes a known record; later, unless its
record is as it was. A crawl that was killed leaves its pages to the end of the next one.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlite_utils import Database

from scraper import records
from scraper.archive.errors import ArchiveError
from scraper.archive.fetches import read_fetch
from scraper.archive.page_records import PageRecords, read_kept_page, records_of_page
from scraper.archive.page_writing import write_page
from scraper.archive.problems import count, write_problems
from scraper.archive.rows import seen
from scraper.archive.site_profile import current
from scraper.archive.versions import is_same, last_version, state_of
from scraper.archive.withdrawals import forget_absence
from scraper.bounded import ReadingStopped
from scraper.portal import Portal
from scraper.reading import FAILED, UNKNOWN, Reading

KEPT = 2000
"""Readings of quarantined pages that are kept in memory; beyond, pages are read again from their bodies."""
_PAST = "SELECT count(*), sum(complete) FROM crawls WHERE health IN ('fine', 'accepted')"
_DROP_SICK = "DELETE FROM held WHERE crawl_id IN (SELECT id FROM crawls WHERE health = 'sick')"
"""What sick crawls quarantined goes once a healthy one has met the portal. Fetches and bodies stay."""
_DROP_REPEATED = """
DELETE FROM held WHERE EXISTS (
  SELECT 1 FROM fetch_log AS own JOIN fetch_log AS later ON later.final_url_id = own.final_url_id
  WHERE own.id = held.fetch_id AND later.id > own.id AND later.status = 200
)
"""
"""A page that has answered again since, as killed crawls leave it, goes: only its last answer is the portal's state,
whether that is quarantined or as it was."""


class Quarantine:
    """What one crawl quarantines: without a past nothing, after a partial one changes, after a whole one all that is
    new too; of the first crawl all, when the site's layouts are learned from it.

    writing: begins a transaction of the archive; learns: whether the crawl is to learn them at its end.
    """

    def __init__(
        self, db: Database, portal: Portal, writing: Callable[[], AbstractContextManager], *, learns: bool = False
    ):
        self.db, self.portal, self._writing = db, portal, writing
        past, whole = db.execute(_PAST).fetchone()
        self.reads_anew = learns and not past and current(db) is UNKNOWN
        """Whether what is read while it goes on is read again at its end, before it is written and counted."""
        self._holds_changes, self._holds_all = past > 0, bool(whole) or self.reads_anew
        self._readings: dict[int, Reading] = {}
        """Readings of quarantined pages, by fetch, KEPT at most."""

    def enter(self, fetch_id: int, crawl_id: int) -> None:
        """Put a page that is kept and not read yet into quarantine."""
        self.db.execute("INSERT INTO held (fetch_id, crawl_id) VALUES (?, ?)", [fetch_id, crawl_id])

    def leave(self, fetch_id: int) -> None:
        """Take a page out of quarantine: its records are written, or it has none."""
        self.db.execute("DELETE FROM held WHERE fetch_id = ?", [fetch_id])

    def is_changed(self, page: PageRecords) -> bool | None:
        """Return whether an article's state differs from its last version's; None when it has none."""
        if not isinstance(page.subject, records.News):
            return None
        known = state_of(last_version(self.db, "news", page.subject.id))
        return known and not is_same(known, page.state)

    def admits(self, fetch_id: int, reading: Reading, changed: bool | None) -> bool:
        """Return whether a page may be written now; else keep its reading. changed: what `is_changed` returned."""
        if changed is False or not (self._holds_all or (self._holds_changes and changed)):
            self.leave(fetch_id)
            return True
        if len(self._readings) < KEPT and not self.reads_anew:
            self._readings[fetch_id] = reading
        return False

    def hold_no_longer(self) -> None:
        """Let the pages of the first crawl be written as they come, now that what came before is written."""
        self.reads_anew = self._holds_all = False

    def forget_readings(self) -> None:
        """Drop the readings that are kept, as pages are read otherwise from now on."""
        self._readings.clear()

    def release(self, crawl_id: int, take: Callable[[Reading, PageRecords], None] | None = None) -> int:
        """Write the pages in quarantine, one transaction each, and count them for a crawl. Return how many there were.
        An error of this program costs one page, not the end of the crawl. take: is given what is read and written."""
        with self._writing():
            self.db.execute(_DROP_SICK)
            self.db.execute(_DROP_REPEATED)
        pages = [number for (number,) in self.db.execute("SELECT fetch_id FROM held ORDER BY fetch_id")]
        for fetch_id in pages:
            fetch = read_fetch(self.db, fetch_id)
            try:
                with self._writing():
                    self._release(crawl_id, fetch, take)
            except ArchiveError:
                raise
            except ReadingStopped:  # the page stays: the end of the next crawl reads it
                continue
            except Exception as error:
                detail = f"{type(error).__name__}: {error}"
                url = fetch.final_url or fetch.url
                problem = records.Problem(crawl_id=fetch.crawl_id, url=url, rule=FAILED, detail=detail)
                with self._writing():
                    self.leave(fetch_id)
                    count(self.db, crawl_id, problems=write_problems(self.db, [seen(problem, fetch.fetched_at)]))
        return len(pages)

    def _release(self, crawl_id: int, fetch: records.Fetch, take: Callable | None) -> None:
        reading = self._readings.pop(fetch.id, None) or read_kept_page(self.db, self.portal, fetch, current(self.db))
        page = records_of_page(self.db, fetch, reading)
        if take:
            take(reading, page)
        kind = write_page(self.db, self.portal, fetch, page)
        if page.record:
            forget_absence(self.db, page.record)
        self.leave(fetch.id)
        count(self.db, crawl_id, [kind], write_problems(self.db, page.problems))
