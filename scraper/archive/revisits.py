"""When records were last looked at, and which of them a recent crawl looks at again.

What a sick crawl has asked for was not looked at: what it found is held back, and may be given up.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from sqlite_utils import Database

NEAR_AFTER = 30
"""Days after its end for which the article of an event is looked at by every recent crawl: it is rewritten then."""

LATE_MOST = 3
"""How many times its usual share a crawl may look at when crawls before it were missed."""

DAY = 86_400
_PRESENT = {
    "news": "SELECT url FROM news WHERE withdrawn IS NULL",
    "groups": "SELECT url FROM groups WHERE withdrawn IS NULL AND url IS NOT NULL UNION "
    "SELECT group_pages.url FROM group_pages JOIN groups ON groups.id = group_id WHERE withdrawn IS NULL",
}
"""The pages that tell a table's records."""
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


def due(db: Database, table: str, days: int, now: datetime) -> list[str]:
    """The addresses of a table's records (news or groups) whose turn it is, those asked longest ago first, so that a
    crawl a day asks for each within so many days. now: with a time zone. An address that did not answer has had its
    turn: `doubtful` has it."""
    checked = db.execute(_CHECKED.format(_PRESENT[table])).fetchall()
    ages = [days if at is None else (now.timestamp() - at) / DAY for _, at in checked]
    return [url for url, _ in checked[: share(ages, days)]]


def share(ages: Sequence[float], days: int) -> int:
    """How many records a crawl looks at: the fewest a day that keep each from growing older than so many days, within
    LATE_MOST times the usual. ages: days since each was looked at, the oldest first."""
    left = (max(1, round(days - age)) for age in ages)
    needed = max((ceil(number / runs) for number, runs in enumerate(left, 1)), default=0)
    return min(needed, LATE_MOST * ceil(len(ages) / days))


def doubtful(db: Database, table: str, days: int) -> list[str]:
    """The addresses of a table's records that something speaks against (404, no answer), which a second crawl settles;
    at most as many as `due` usually gives."""
    usual = ceil(len(db.execute(_PRESENT[table]).fetchall()) / days)
    return [url for (url,) in db.execute(_DOUBTFUL.format(table=table), [usual])]


def near(db: Database, now: datetime) -> list[str]:
    """The addresses of the articles whose event is to come, or ended at most NEAR_AFTER days ago. One that is dated by
    a year alone is not near."""
    return [url for (url,) in db.execute(_NEAR, [f"{now - timedelta(days=NEAR_AFTER):%Y-%m-%d}"])]


def present(db: Database, table: str) -> list[str]:
    """The addresses of a table's records (news or groups) that are not withdrawn, the longest unseen first."""
    sql = "SELECT url FROM {} WHERE withdrawn IS NULL AND url IS NOT NULL ORDER BY last_seen, url"
    return [url for (url,) in db.execute(sql.format(table))]


def asked(db: Database) -> dict[str, str]:
    """When each address was last asked, UTC, with or without an answer."""
    return dict(db.execute("SELECT url, max(fetched_at) FROM fetches GROUP BY url").fetchall())


def met(db: Database) -> set[str]:
    """Every address of a record, and every one that gave an answer, whatever it was."""
    return {url for (url,) in db.execute(_MET)}


def shown(db: Database) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    """What each list has shown: by its address, its entries' addresses with the title and first day shown last."""
    lists = defaultdict(dict)
    for list_url, url, title, starts in db.execute("SELECT list_url, url, title, starts FROM listings"):
        lists[list_url][url] = title, starts
    return dict(lists)


def last_body(db: Database, url: str) -> str | None:
    """The SHA-256 of what an address answered last with status 200; None when it never did."""
    sql = "SELECT body_sha256 FROM fetches WHERE url = ? AND status = 200 ORDER BY id DESC LIMIT 1"
    row = db.execute(sql, [url]).fetchone()
    return row and row[0]
