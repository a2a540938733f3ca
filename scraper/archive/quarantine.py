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
from scraper.archive.page_records import PageRecords, records_of_kept_page, records_of_page
from scraper.archive.page_writing import write_page
from scraper.archive.problems import Outcome, count, write_problems
from scraper.archive.rows import seen
from scraper.archive.versions import is_same, last_version, state_of
from scraper.archive.withdrawals import forget_absence
from scraper.bounded import ReadingStopped
from scraper.portal import Portal
from scraper.reading import FAILED
from scraper.reading.result import Reading

KEPT = 2000
"""Readings of quarantined pages that are kept in memory; beyond, pages are read again from their bodies."""
_PAST = "SELECT count(*), sum(complete) FROM crawls WHERE health IN ('fine', 'accepted')"


class Quarantine:
    """What one crawl quarantines: without a past nothing, after a partial one changes, after a whole one all that is
    new too."""

    def __init__(self, db: Database):
        past, whole = db.execute(_PAST).fetchone()
        self.db, self.holds_changes, self.holds_all = db, past > 0, bool(whole)
        self.readings: dict[int, Reading] = {}
        """Readings of quarantined pages, by fetch, KEPT at most."""

    def is_changed(self, page: PageRecords) -> bool | None:
        """Return whether an article's state differs from its last version's; None when it has none."""
        if not isinstance(page.subject, records.News):
            return None
        known = state_of(last_version(self.db, "news", page.subject.id))
        return known and not is_same(known, page.state)

    def admits(self, fetch_id: int, reading: Reading, changed: bool | None) -> bool:
        """Return whether a page may be written now; else keep its reading. changed: what `is_changed` returned."""
        if changed is False or not (self.holds_all or (self.holds_changes and changed)):
            leave(self.db, fetch_id)
            return True
        if len(self.readings) < KEPT:
            self.readings[fetch_id] = reading
        return False


def enter(db: Database, fetch_id: int, crawl_id: int) -> None:
    """Put a page that is kept and not read yet into quarantine."""
    db.execute("INSERT INTO held (fetch_id, crawl_id) VALUES (?, ?)", [fetch_id, crawl_id])


def leave(db: Database, fetch_id: int) -> None:
    """Take a page out of quarantine: its records are written, or it has none."""
    db.execute("DELETE FROM held WHERE fetch_id = ?", [fetch_id])


def release(
    db: Database,
    portal: Portal,
    writing: Callable[[], AbstractContextManager],
    crawl_id: int,
    readings: dict[int, Reading],
) -> int:
    """Write the pages in quarantine, one transaction each, and count them for a crawl. Return how many there were.

    readings: of pages that need not be read again, by fetch. An error of this program costs one page, not the end of
    the crawl.
    """
    with writing():
        _drop_sick(db)
        _drop_repeated(db)
    pages = [number for (number,) in db.execute("SELECT fetch_id FROM held ORDER BY fetch_id").fetchall()]
    for fetch_id in pages:
        try:
            with writing():
                kind, problems = _release(db, portal, fetch_id, readings.pop(fetch_id, None))
                count(db, crawl_id, Outcome.of([kind], problems=problems))
        except ArchiveError:
            raise
        except ReadingStopped:  # the page stays: the end of the next crawl reads it
            continue
        except Exception as error:
            with writing():
                count(db, crawl_id, Outcome(problems=_give_up(db, fetch_id, error)))
    return len(pages)


def _release(db: Database, portal: Portal, fetch_id: int, reading: Reading | None) -> tuple[str | None, int]:
    """Write the records of one page. Return the kind of its version, and how many problems are new."""
    fetch = read_fetch(db, fetch_id)
    page = records_of_page(db, fetch, reading) if reading else records_of_kept_page(db, portal, fetch)
    kind = write_page(db, portal, fetch, page)
    if page.record:
        forget_absence(db, page.record)
    leave(db, fetch_id)
    return kind, write_problems(db, page.problems)


def _give_up(db: Database, fetch_id: int, error: Exception) -> int:
    """Take out a page whose records cannot be written, and note the error. Return how many problems are new."""
    fetch = read_fetch(db, fetch_id)
    detail = f"{type(error).__name__}: {error}"
    problem = records.Problem(crawl_id=fetch.crawl_id, url=fetch.final_url or fetch.url, rule=FAILED, detail=detail)
    leave(db, fetch_id)
    return write_problems(db, [seen(problem, fetch.fetched_at)])


def _drop_sick(db: Database) -> None:
    """Drop what sick crawls quarantined: a healthy one has met the portal since. Fetches and bodies stay."""
    db.execute("DELETE FROM held WHERE crawl_id IN (SELECT id FROM crawls WHERE health = 'sick')")


def _drop_repeated(db: Database) -> None:
    """Drop a page that has answered again since, as crawls that were killed leave it: only its last answer, whether
    that is quarantined or as it was, is the portal's state."""
    db.execute(
        "DELETE FROM held WHERE EXISTS ("
        "SELECT 1 FROM fetch_log AS own JOIN fetch_log AS later ON later.final_url_id = own.final_url_id "
        "WHERE own.id = held.fetch_id AND later.id > own.id AND later.status = 200)"
    )
