"""A crawl that ended before its time is gone on with: the next one of its kind does not ask again for the articles that
it has read, and counts as one crawl with it when it comes to what is gone."""

from datetime import datetime, timedelta
from itertools import takewhile

from sqlite_utils import Database

from scraper import records
from scraper.archive.bodies import read_body
from scraper.archive.clock import stamp
from scraper.archive.errors import DamagedBody
from scraper.archive.fetches import read_fetch

CONTINUED_HOURS = {"full": 36, "recent": 12}
"""How old the beginning of a crawl may be that is gone on with, in hours, by mode: a night's whole crawl goes on the
night after, and what was recent yesterday is asked again today. Of another mode, a crawl begins anew."""

UNDONE = {None, "killed", "interrupted", "hours", "archive_failed", "asked_to_wait", "portal_failing"}
"""Reasons to end, None for none yet, with which a crawl had more to ask and may be gone on with."""

_KILLED = """
UPDATE crawls SET finish_reason = 'killed', requests = (SELECT count(*) FROM fetch_log WHERE crawl_id = crawls.id)
WHERE finish_reason IS NULL
"""
_BEFORE = """
SELECT * FROM crawls WHERE spiders = ? AND mode = ? AND origin = ? AND id < ? AND started >= ? ORDER BY id DESC
"""
_ARTICLES = """
SELECT fetches.url, max(fetches.id) FROM fetches JOIN aliases ON aliases.url = final_url AND record_table = 'news'
WHERE crawl_id IN (SELECT value FROM json_each(?)) AND status = 200 AND body_sha256 IS NOT NULL GROUP BY fetches.url
"""


def note_killed(db: Database) -> None:
    """Say of each crawl that has no end that it was killed. To be called by the one writer, before it begins its own.
    Its requests are those that left a fetch."""
    db.execute(_KILLED)


def continued(db: Database, crawl: records.Crawl) -> list[records.Crawl]:
    """The crawls that this one goes on from, newest first: those of the same spiders, mode and origin before it, back
    to one that came to its end, was sick, or began too long ago (CONTINUED_HOURS).

    crawl: one that has begun, or, without a number, one that is to begin.
    """
    if crawl.mode not in CONTINUED_HOURS:
        return []
    oldest = datetime.fromisoformat(crawl.started) - timedelta(hours=CONTINUED_HOURS[crawl.mode])
    kind = [crawl.spiders, crawl.mode, crawl.origin, crawl.id or 2**62, stamp(oldest)]
    before = (records.Crawl(**row) for row in db.query(_BEFORE, kind))
    return list(takewhile(lambda each: each.finish_reason in UNDONE and each.health != "sick", before))


def as_one(db: Database, crawls: list[int]) -> list[int]:
    """The last of each row of crawls that went on from one another, among these."""
    rows = (next(db.query("SELECT * FROM crawls WHERE id = ?", [number])) for number in crawls)
    before = {each.id for row in rows for each in continued(db, records.Crawl(**row))}
    return [number for number in crawls if number not in before]


class Continued:
    """What a crawl goes on from. crawls: newest first; articles: the addresses, as asked, at which articles were read
    there, each with its last fetch."""

    def __init__(self, db: Database, crawl: records.Crawl):
        self.db = db
        self.crawls = continued(db, crawl)
        self.articles = self._articles([each.id for each in self.crawls])

    def page(self, url: str) -> tuple[records.Fetch, bytes] | None:
        """The response in which an article was read, with its body; None when none was, or the body is damaged."""
        if url not in self.articles:
            return None
        fetch = read_fetch(self.db, self.articles[url])
        try:
            return fetch, read_body(self.db, fetch.body_sha256)
        except DamagedBody:
            return None

    def _articles(self, crawls: list[int]) -> dict[str, int]:
        return dict(self.db.execute(_ARTICLES, [str(crawls)]).fetchall()) if crawls else {}
