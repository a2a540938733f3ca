"""Pages whose records are not written yet: kept, proven, and not shown (the table `held`).

Every page is held from when it is kept until it has been read. It then stays in quarantine until its crawl has proven
healthy: in an archive that has not gone through the portal once, when it changes a known record; later, unless it says
that its record is as it was. A crawl that was killed leaves what it held to the end of the next one.
"""

from sqlite_utils import Database

from scraper import records
from scraper.archive.content import comparable, news_content
from scraper.archive.corrections import read_again
from scraper.archive.evidence import write_problems
from scraper.archive.fetches import read_fetch
from scraper.archive.page import Written, write_page
from scraper.archive.page_records import PageRecords, records_of_page
from scraper.archive.rows import seen
from scraper.archive.versions import last_version, state_of
from scraper.archive.withdrawals import forget_absence
from scraper.portal import Portal
from scraper.reading import FAILED
from scraper.reading.result import Reading

_PAST = """
SELECT count(*), sum(complete) FROM crawls WHERE health IN ('fine', 'accepted')
"""


KEPT = 2000
"""Readings of pages that wait which are kept in memory; what waits beyond is read again from its body."""


class Guard:
    """What a crawl must hold back: without a past nothing, after a partial one changes, after a whole one all that is
    new too."""

    def __init__(self, db: Database):
        past, whole = db.execute(_PAST).fetchone()
        self.db, self.changes, self.everything = db, past > 0, bool(whole)

    def changed(self, page: PageRecords) -> bool | None:
        """Return whether an article's state differs from its last version's; None when it has none."""
        if not isinstance(page.subject, records.News):
            return None
        known = state_of(last_version(self.db, "news", page.subject.id))
        return known and comparable(known) != comparable(news_content(page.subject, page.rows))

    def holds(self, changed: bool | None) -> bool:
        """Return whether a page is to be quarantined. changed: what `changed` returned for it."""
        return changed is not False and (self.everything or (self.changes and bool(changed)))


def hold(db: Database, fetch_id: int, crawl_id: int) -> None:
    """Hold a page that is kept and not read yet."""
    db.execute("INSERT INTO held (fetch_id, crawl_id) VALUES (?, ?)", [fetch_id, crawl_id])


def release(db: Database, fetch_id: int) -> None:
    """Hold a page no longer: its records are written, or it has none."""
    db.execute("DELETE FROM held WHERE fetch_id = ?", [fetch_id])


def drop_repeated(db: Database) -> None:
    """Give up a page that waits when it has answered again since, as crawls that were killed leave it: only its last
    answer, whether that waits or says that all is as it was, is what the portal says."""
    db.execute(
        "DELETE FROM held WHERE EXISTS ("
        "SELECT 1 FROM fetch_log AS own JOIN fetch_log AS later ON later.final_url_id = own.final_url_id "
        "WHERE own.id = held.fetch_id AND later.id > own.id AND later.status = 200)"
    )


def waiting(db: Database) -> list[int]:
    """The fetches of the pages that wait, in their order."""
    return [number for (number,) in db.execute("SELECT fetch_id FROM held ORDER BY fetch_id").fetchall()]


def drop_sick(db: Database) -> None:
    """Give up what sick crawls held back: a healthy one has met the portal since. Fetches and bodies stay."""
    db.execute("DELETE FROM held WHERE crawl_id IN (SELECT id FROM crawls WHERE health = 'sick')")


def let_through(db: Database, portal: Portal, fetch_id: int, reading: Reading | None) -> tuple[Written, int]:
    """Write the records of a page that is held. Return what was written, and how many problems are new.

    reading: None to read the page from its body.
    """
    fetch = read_fetch(db, fetch_id)
    page = records_of_page(db, fetch, reading or read_again(db, portal, fetch))
    written = write_page(db, portal, fetch, page)
    if written.record:
        forget_absence(db, written.record)
    release(db, fetch_id)
    return written, write_problems(db, written.problems)


def give_up(db: Database, fetch_id: int, error: Exception) -> int:
    """Hold a page no longer whose records cannot be written, and note the error. Return how many problems are new."""
    fetch = read_fetch(db, fetch_id)
    detail = f"{type(error).__name__}: {error}"
    problem = records.Problem(crawl_id=fetch.crawl_id, url=fetch.final_url or fetch.url, rule=FAILED, detail=detail)
    release(db, fetch_id)
    return write_problems(db, [seen(problem, fetch.fetched_at)])
