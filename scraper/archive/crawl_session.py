"""A crawl under way: what it has met, what it lets wait, and what its end makes of both."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlite_utils import Database

from scraper import records
from scraper.archive.continuing import continued
from scraper.archive.coverage import count_fields
from scraper.archive.errors import ArchiveError
from scraper.archive.group_versions import reads_whole_groups, settle_groups
from scraper.archive.health import assess, forget_older_layouts, note
from scraper.archive.holding import KEPT, Guard, drop_repeated, drop_sick, give_up, let_through, release, waiting
from scraper.archive.outcome import count, outcome_of
from scraper.archive.page import Written, write_page
from scraper.archive.page_records import records_of_page
from scraper.archive.tally import Tally
from scraper.archive.withdrawals import forget_signs_of, is_doubted, settle_absences
from scraper.bounded import ReadingStopped
from scraper.portal import Portal
from scraper.reading.result import Reading

_LAST_SICK = """
SELECT * FROM crawls WHERE health = 'sick' OR health = 'accepted' AND id IN (SELECT crawl_id FROM held)
ORDER BY id DESC LIMIT 1
"""
"""The last crawl with pages in quarantine, accepted ones included when the command that did so was interrupted."""


class CrawlSession:
    """One crawl under way. writing: makes a transaction of the one writer."""

    def __init__(self, db: Database, portal: Portal, writing: Callable[[], AbstractContextManager]):
        self.db, self.portal, self._writing = db, portal, writing
        self._tally, self._guard = Tally(), Guard(db)
        self._readings: dict[int, Reading] = {}

    def answer(self, fetch: records.Fetch) -> None:
        """Note an answer, or that there was none."""
        self._tally.answer(fetch)

    def ask(self, asked: list[str]) -> None:
        """Note known records, as table/id, whose URL answered, but for those that are suspected gone already."""
        self._tally.asked.update(record for record in asked if not is_doubted(self.db, record))

    def write(self, fetch: records.Fetch, reading: Reading) -> Written:
        """Write the records of a page, or leave it in quarantine until the crawl has proven healthy."""
        page = records_of_page(self.db, fetch, reading)
        changed = self._guard.changed(page)
        self._tally.page(reading, page, changed)
        count_fields(self.db, fetch.crawl_id, page)
        if self._guard.holds(changed):
            if len(self._readings) < KEPT:
                self._readings[fetch.id] = reading
            return Written(page.record, in_place=page.is_in_place_of_another)
        release(self.db, fetch.id)
        return write_page(self.db, self.portal, fetch, page)

    def judge(self, crawl: records.Crawl, reason: str, composed_by: str | None) -> list[records.CrawlHealth]:
        """Return the signs of the crawl, at its end. When none is sick, write the pages that are held."""
        whole = crawl.mode == "full" and reason == "finished" and not continued(self.db, crawl)
        signs = assess(self.db, crawl, self._tally, composed_by, whole=whole)
        if not _is_sick(signs):
            self._let_through(crawl.id)
        return signs

    def end(self, crawl: records.Crawl, reason: str, signs: list[records.CrawlHealth]) -> int:
        """Note the signs of the crawl, in the transaction that is open. Return how many records were withdrawn.

        After a healthy crawl, the groups it read get their versions (a group may have more than one page), and the
        records that it makes certain are gone are withdrawn.
        """
        note(self.db, crawl.id, signs, self._tally, "sick" if _is_sick(signs) else "fine")
        if _is_sick(signs):
            forget_signs_of(self.db, crawl.id)
            return 0
        self._settle(crawl, reason)
        return settle_absences(self.db, self.portal, crawl, reason)

    def accept(self) -> int:
        """Let through what sick crawls hold back; gives how many pages that were. What the portal was like in the last
        of them is the usual from now on."""
        with self._writing():
            sick = list(self.db.query(_LAST_SICK))
            self.db.execute("UPDATE crawls SET health = 'accepted' WHERE health = 'sick'")
        if not sick:
            return 0
        last = records.Crawl(**sick[0])
        number = self._let_through(last.id)
        with self._writing():
            self._settle(last, last.finish_reason)
            forget_older_layouts(self.db, last.id)
        return number

    def _let_through(self, crawl_id: int) -> int:
        """Write the pages that are held, one transaction each, and count them for a crawl. Return how many there were.

        An error of this program costs one page, not the end of the crawl.
        """
        with self._writing():
            drop_sick(self.db)
            drop_repeated(self.db)
        pages = waiting(self.db)
        for fetch_id in pages:
            try:
                with self._writing():
                    written, problems = let_through(self.db, self.portal, fetch_id, self._readings.pop(fetch_id, None))
                    count(self.db, crawl_id, outcome_of([written.kind], problems=problems))
            except ArchiveError:
                raise
            except ReadingStopped:  # the page stays held: the end of the next crawl reads it
                continue
            except Exception as error:
                with self._writing():
                    count(self.db, crawl_id, outcome_of([], problems=give_up(self.db, fetch_id, error)))
        return len(pages)

    def _settle(self, crawl: records.Crawl, reason: str) -> None:
        whole = reads_whole_groups(self.db, crawl, reason)
        count(self.db, crawl.id, outcome_of(settle_groups(self.db, self.portal, whole=whole)))


def _is_sick(signs: list[records.CrawlHealth]) -> bool:
    return any(sign.sick for sign in signs)
