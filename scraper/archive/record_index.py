"""What the archive knows, for whoever decides what to ask for: read only, and empty while there is no archive.

What a sick crawl has asked for was not looked at: what it found is quarantined, and may be dropped.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from math import ceil
from pathlib import Path

from sqlite_utils import Database

from scraper.archive.bodies import read_body
from scraper.archive.errors import DamagedBody, naming_errors
from scraper.archive.fetches import read_fetch
from scraper.archive.files import files_to_ask
from scraper.archive.resuming import articles_read, resumed_by
from scraper.files.reading import Wanted
from scraper.reading import UNREAD
from scraper.records import Crawl, Fetch

NEAR_AFTER = 30
"""Days after its end for which the article of an event is looked at by every recent crawl: it is rewritten then."""

LATE_MOST = 3
"""How many times its usual share a crawl may look at when crawls before it were missed."""

Shown = dict[str, dict[str, tuple[str | None, str | None]]]
"""By a list's address: the title and first day of each entry, by the entry's address."""

_DAY = 86_400
_PRESENT = "SELECT url FROM {} WHERE withdrawn IS NULL AND url IS NOT NULL ORDER BY last_seen, url"
_PAGES = {
    "news": "SELECT url FROM news WHERE withdrawn IS NULL",
    "groups": "SELECT url FROM groups WHERE withdrawn IS NULL AND url IS NOT NULL UNION "
    "SELECT group_pages.url FROM group_pages JOIN groups ON groups.id = group_id WHERE withdrawn IS NULL",
}
"""The pages of a table's records."""
_CHECKED = """
SELECT present.url, (
  SELECT max(fetched_at) FROM fetch_log
  WHERE (url_id = addresses.id OR final_url_id = addresses.id)
    AND crawl_id NOT IN (SELECT id FROM crawls WHERE health = 'sick')
) AS checked
FROM ({}) AS present LEFT JOIN addresses ON addresses.url = present.url ORDER BY checked, present.url
"""
_DOUBTFUL = """
SELECT url FROM absences JOIN {table} ON id = record_id
WHERE record_table = '{table}' AND withdrawn IS NULL ORDER BY absences.last_seen, url LIMIT ?
"""
_NEAR = """
SELECT news.url FROM events JOIN news ON news.id = news_id
WHERE news.withdrawn IS NULL AND events.withdrawn IS NULL AND precision <> 'year' AND ends >= ?
GROUP BY news.url ORDER BY min(starts), news.url
"""
_MET = """
SELECT url FROM aliases UNION
SELECT url FROM addresses JOIN fetch_log ON url_id = addresses.id
WHERE status < 500 AND status <> 429 AND crawl_id NOT IN (SELECT id FROM crawls WHERE health = 'sick')
"""
_UNREAD = """
SELECT detail FROM problems WHERE url = :url AND rule = :rule AND EXISTS (
  SELECT 1 FROM fetches
  WHERE final_url = :url AND fetched_at IN (problems.first_seen, problems.last_seen) AND id < :fetch
    AND body_sha256 = (SELECT body_sha256 FROM fetches WHERE id = :fetch)
)
"""


class RecordIndex:
    """The known records. Addresses are canonical. Every method raises ArchiveError when the archive cannot be read."""

    def __init__(self, path: Path, db: Database | None = None):
        self.path = path
        self.db = db
        """None while there is no archive."""
        self.resumed: list[Crawl] = []
        """The crawls that this one resumes, newest first."""
        self.articles_read: dict[str, int] = {}
        """The addresses at which they have read articles, each with its last fetch."""

    def resume(self, crawl: Crawl) -> None:
        """Take over the articles that were read by the crawls which one that is to begin resumes."""
        with naming_errors(self.path):
            self.resumed = resumed_by(self.db, crawl)
            self.articles_read = articles_read(self.db, self.resumed)

    def read_before(self, url: str) -> tuple[Fetch, bytes] | None:
        """Return the response, with its body, in which the resumed crawl has read the article at an address; None when
        it has not, or the body is damaged."""
        if url not in self.articles_read:
            return None
        with naming_errors(self.path):
            fetch = read_fetch(self.db, self.articles_read[url])
        body = self._body(fetch.body_sha256)
        return None if body is None else (fetch, body)

    def why_unread(self, fetch: Fetch) -> str | None:
        """Return why a page's body could not be read when it came before at its address; None when it could, or is
        new."""
        url = fetch.final_url or fetch.url
        return next(iter(self._column(_UNREAD, {"url": url, "rule": UNREAD, "fetch": fetch.id})), None)

    def knows(self, url: str) -> bool:
        """Return whether a record was met under this address."""
        return bool(self._rows("SELECT 1 FROM aliases WHERE url = ?", [url]))

    def present(self, table: str) -> list[str]:
        """Return the addresses of a table's records (news or groups) that are not withdrawn, longest unseen first."""
        return self._column(_PRESENT.format(table))

    @cached_property
    def asked(self) -> dict[str, str]:
        """When each address was last asked before this run, UTC, with or without an answer."""
        return dict(self._rows("SELECT url, max(fetched_at) FROM fetches GROUP BY url"))

    def near(self, now: datetime | None = None) -> list[str]:
        """Return the addresses of the articles whose event is to come, or ended at most NEAR_AFTER days ago. One that
        is dated by a year alone is not near. now: with a time zone."""
        return self._column(_NEAR, [f"{(now or datetime.now(UTC)) - timedelta(days=NEAR_AFTER):%Y-%m-%d}"])

    def doubtful(self, table: str, days: int) -> list[str]:
        """Return the addresses of a table's records with a sign of withdrawal (404, no answer), which a second crawl
        settles; at most as many as `due` usually returns."""
        return self._column(_DOUBTFUL.format(table=table), [ceil(len(self._column(_PAGES[table])) / days)])

    def due(self, table: str, days: int, now: datetime | None = None) -> list[str]:
        """Return the addresses of a table's records (news or groups) whose turn it is, those asked longest ago first,
        so that a crawl a day asks for each within so many days. now: with a time zone. An address that did not answer
        has had its turn: `doubtful` has it."""
        checked = self._rows(_CHECKED.format(_PAGES[table]))
        now = now or datetime.now(UTC)
        ages = [days if at is None else (now.timestamp() - at) / _DAY for _, at in checked]
        return [url for url, _ in checked[: share(ages, days)]]

    def met(self) -> set[str]:
        """Return every address of a record, and every one that gave an answer, whatever it was."""
        return set(self._column(_MET))

    def shown(self) -> Shown:
        """Return what each list has shown."""
        lists = defaultdict(dict)
        for list_url, url, title, starts in self._rows("SELECT list_url, url, title, starts FROM listings"):
            lists[list_url][url] = title, starts
        return dict(lists)

    def last_body(self, url: str) -> bytes | None:
        """Return what an address answered last with status 200; None when the archive keeps no such answer, or a
        damaged one."""
        sql = "SELECT body_sha256 FROM fetches WHERE url = ? AND status = 200 ORDER BY id DESC LIMIT 1"
        found = next(iter(self._column(sql, [url])), None)
        return found and self._body(found)

    def files_to_ask(self, *, with_bytes: bool) -> list[Wanted]:
        """Return the files of documents, in the order in which they are to be asked for. with_bytes: whether their
        bytes are to be kept too."""
        with naming_errors(self.path):
            return [] if self.db is None else files_to_ask(self.db, with_bytes=with_bytes)

    def _body(self, sha256: str) -> bytes | None:
        try:
            with naming_errors(self.path):
                return read_body(self.db, sha256)
        except DamagedBody:
            return None

    def _rows(self, sql: str, values: Sequence | dict = ()) -> list[tuple]:
        """Return the rows of a SELECT, none while there is no archive."""
        with naming_errors(self.path):
            return [] if self.db is None else self.db.execute(sql, values).fetchall()

    def _column(self, sql: str, values: Sequence | dict = ()) -> list:
        return [value for (value,) in self._rows(sql, values)]


def share(ages: Sequence[float], days: int) -> int:
    """Return how many records a crawl looks at: the fewest a day that keep each from growing older than so many days,
    within LATE_MOST times the usual. ages: days since each was looked at, the oldest first."""
    left = (max(1, round(days - age)) for age in ages)
    needed = max((ceil(number / runs) for number, runs in enumerate(left, 1)), default=0)
    return min(needed, LATE_MOST * ceil(len(ages) / days))
