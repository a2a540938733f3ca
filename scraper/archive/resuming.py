"""Resumed crawls: one that ended before its time is resumed by the next one of its kind, which does not ask again for
the articles it has read. Both count as one crawl when it comes to what is gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from sqlite_utils import Database

from scraper import records, spip
from scraper.archive.database import stamp

RESUMED_HOURS = {"full": 36, "recent": 12}
"""How old the beginning of a crawl that is resumed may be, in hours, by mode: a night's whole crawl is resumed the
night after, and what was recent yesterday is asked again today. A crawl of another mode begins anew."""

UNDONE = {None, "killed", "interrupted", "hours", "archive_failed", "asked_to_wait", "portal_failing"}
"""Reasons to end, None for none yet, with which a crawl had more to ask and may be resumed."""

_KILLED = """
UPDATE crawls SET finish_reason = 'killed', requests = (SELECT count(*) FROM fetch_log WHERE crawl_id = crawls.id)
WHERE finish_reason IS NULL
"""
_BEFORE = "spiders = ? AND mode = ? AND origin = ? AND id < ? AND started >= ? ORDER BY id DESC"
_ARTICLES = """
SELECT fetches.url, max(fetches.id) FROM fetches JOIN aliases ON aliases.url = final_url AND record_table = 'news'
WHERE crawl_id IN (SELECT value FROM json_each(?)) AND status = 200 AND body_sha256 IS NOT NULL GROUP BY fetches.url
"""
_HELD = """
SELECT fetches.url, max(fetches.id), final_url FROM fetches JOIN held ON held.fetch_id = fetches.id
WHERE fetches.crawl_id IN (SELECT value FROM json_each(?)) AND status = 200 AND body_sha256 IS NOT NULL
GROUP BY fetches.url
"""


def read_crawls(db: Database, condition: str = "true", values: Sequence = ()) -> Iterator[records.Crawl]:
    """Yield the crawls for which a condition holds, the first one first, or as the condition orders them."""
    yield from (records.Crawl(**row) for row in db.query(f"SELECT * FROM crawls WHERE {condition}", values))  # noqa: S608


def note_killed(db: Database) -> None:
    """Mark each crawl that has no end as killed. To be called by the one writer, before it begins its own. Its requests
    are those that left a fetch."""
    db.execute(_KILLED)


def resumed_by(db: Database, crawl: records.Crawl) -> list[records.Crawl]:
    """Return the crawls that this one resumes, newest first: those of the same spiders, mode and origin before it, back
    to one that came to its end, was sick, or began too long ago (RESUMED_HOURS).

    crawl: one that has begun, or, without a number, one that is to begin.
    """
    if crawl.mode not in RESUMED_HOURS:
        return []
    oldest = datetime.fromisoformat(crawl.started) - timedelta(hours=RESUMED_HOURS[crawl.mode])
    kind = [crawl.spiders, crawl.mode, crawl.origin, crawl.id or 2**62, stamp(oldest)]
    before = read_crawls(db, _BEFORE, kind)
    return list(takewhile(lambda each: each.finish_reason in UNDONE and each.health != "sick", before))


def as_one(db: Database, crawls: list[int]) -> list[int]:
    """Return the last of each row of crawls that resumed one another, among these."""
    known = read_crawls(db, "id IN (SELECT value FROM json_each(?))", [str(crawls)])
    before = {each.id for crawl in known for each in resumed_by(db, crawl)}
    return [number for number in crawls if number not in before]


def articles_read(db: Database, crawls: list[records.Crawl]) -> dict[str, int]:
    """Return the addresses, as asked, at which some crawls have read articles, each with its last fetch: those of the
    first crawl too, whose pages are articles by their address until their records are written."""
    numbers = str([each.id for each in crawls])
    found = dict(db.execute(_ARTICLES, [numbers]).fetchall()) if crawls else {}
    held = db.execute(_HELD, [numbers]).fetchall() if crawls else ()
    return {url: fetch for url, fetch, answered in held if _is_of_article(answered)} | found


def _is_of_article(url: str) -> bool:
    where = spip.address(url)
    return where.kind in ("plain", "article") and not where.page and not where.offsets
