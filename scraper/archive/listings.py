"""What lists show of articles, and what follows from it: a group's news, and dates that only the agenda block has.

A list and the article it shows are met in any order, so each rule is applied to the list's articles when a list is
saved, and to the one article when an article is.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows

_GROUP_NEWS = """
INSERT OR IGNORE INTO group_news (group_id, news_id)
SELECT listings.group_id, aliases.record_id
FROM aliases JOIN listings ON listings.url = aliases.url
WHERE aliases.record_table = 'news' AND aliases.record_id = ?
  AND listings.kind = 'group' AND listings.group_id IS NOT NULL
"""

_LIST_OF_GROUP = """
UPDATE listings SET group_id = (
  SELECT groups.id FROM aliases JOIN groups ON groups.id = aliases.record_id
  WHERE aliases.record_table = 'groups' AND aliases.url = listings.list_url AND groups.kind <> 'former'
)
WHERE list_url = ? AND kind = 'group' AND group_id IS NULL
"""

_NEWS_OF_LIST = """
SELECT DISTINCT aliases.record_id FROM listings
JOIN aliases ON aliases.record_table = 'news' AND aliases.url = listings.url
WHERE listings.list_url = ? AND listings.kind = 'group'
"""

_AGENDA_EVENT = """
INSERT INTO events (id, news_id, title, starts, ends, precision, date_text, date_source, status, first_seen, last_seen)
SELECT news.id, news.id, news.title, listings.starts, coalesce(listings.ends, listings.starts), 'day',
       coalesce(listings.date_text, listings.starts), 'agenda', news.status, listings.first_seen, listings.last_seen
FROM news
JOIN aliases ON aliases.record_table = 'news' AND aliases.record_id = news.id
JOIN listings ON listings.url = aliases.url
WHERE news.id = ? AND listings.kind = 'agenda' AND listings.starts IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM events
    WHERE events.news_id = news.id AND events.withdrawn IS NULL AND events.date_source NOT IN ('agenda', 'published')
  )
ORDER BY listings.last_seen DESC LIMIT 1
ON CONFLICT (id) DO UPDATE SET
  starts = excluded.starts, ends = excluded.ends, precision = excluded.precision, date_text = excluded.date_text,
  date_source = excluded.date_source, last_seen = excluded.last_seen, withdrawn = NULL
"""


def write_listings(db: Database, listings: Iterable[records.Listing]) -> None:
    """Write what a list shows, and apply it to the articles that are known already."""
    for listing in listings:
        rows.upsert(db, listing)
        if listing.kind == "group" and listing.group_id is None:
            db.execute(_LIST_OF_GROUP, [listing.list_url])
        known = db.execute("SELECT record_id FROM aliases WHERE record_table = 'news' AND url = ?", [listing.url])
        for (news_id,) in known.fetchall():
            apply_listings(db, news_id)


def apply_group(db: Database, addresses: Iterable[str]) -> None:
    """Add the articles that were met inside a group before any page named it: its addresses are theirs."""
    for url in addresses:
        if db.execute(_LIST_OF_GROUP, [url]).rowcount:
            for (news_id,) in db.execute(_NEWS_OF_LIST, [url]).fetchall():
                db.execute(_GROUP_NEWS, [news_id])


def apply_listings(db: Database, news_id: str) -> None:
    """Apply all lists that show an article to it."""
    db.execute(_GROUP_NEWS, [news_id])
    date_by_agenda(db, news_id)


def date_by_agenda(db: Database, news_id: str) -> None:
    """Set an article's event to the agenda block's date when its own text has none; a publication date is no part of
    it."""
    db.execute(_AGENDA_EVENT, [news_id])
