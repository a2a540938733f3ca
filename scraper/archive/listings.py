"""What lists show of articles, and what follows from it: a group's news, and dates that only the agenda block has.

A list and the article it shows are met in any order, so both rules are applied to the list's articles when a list is
saved, and to the one article when an article is.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.versions import canonical_json

_GROUP_NEWS = """
INSERT OR IGNORE INTO group_news (group_id, news_id)
SELECT listings.group_id, aliases.record_id
FROM aliases JOIN listings ON listings.url = aliases.url
WHERE aliases.record_table = 'news' AND aliases.record_id IN (SELECT value FROM json_each(?))
  AND listings.kind = 'group' AND listings.group_id IS NOT NULL
"""
_LIST_OF_GROUP = """
UPDATE listings SET group_id = (
  SELECT groups.id FROM aliases JOIN groups ON groups.id = aliases.record_id
  WHERE aliases.record_table = 'groups' AND aliases.url = listings.list_url AND groups.kind <> 'former'
)
WHERE list_url = ? AND kind = 'group' AND group_id IS NULL
"""
_NEWS_AT = """
SELECT DISTINCT record_id FROM json_each(?) CROSS JOIN aliases ON aliases.url = value WHERE record_table = 'news'
"""
_NEWS_OF_LIST = """
SELECT DISTINCT record_id FROM listings CROSS JOIN aliases ON aliases.url = listings.url AND record_table = 'news'
WHERE list_url = ?
"""
_AGENDA_EVENT = """
INSERT INTO events (id, news_id, title, starts, ends, precision, date_text, date_source, status, first_seen, last_seen)
SELECT news.id, news.id, news.title, listings.starts, coalesce(listings.ends, listings.starts), 'day',
       coalesce(listings.date_text, listings.starts), 'agenda', news.status, listings.first_seen,
       max(listings.last_seen)
FROM news
JOIN aliases ON aliases.record_table = 'news' AND aliases.record_id = news.id
JOIN listings ON listings.url = aliases.url
WHERE news.id IN (SELECT value FROM json_each(?)) AND listings.kind = 'agenda' AND listings.starts IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM events
    WHERE events.news_id = news.id AND events.withdrawn IS NULL AND events.date_source NOT IN ('agenda', 'published')
  )
GROUP BY news.id
ON CONFLICT (id) DO UPDATE SET
  starts = excluded.starts, ends = excluded.ends, precision = excluded.precision, date_text = excluded.date_text,
  date_source = excluded.date_source, last_seen = excluded.last_seen, withdrawn = NULL
"""
"""An article's event by the list that showed it last: beside max(), SQLite takes the columns of its row."""


def write_listings(db: Database, listings: list[records.Listing]) -> None:
    """Write what the lists of a page show, and apply it to the articles that are known already."""
    rows.upsert_all(db, listings)
    for url in {listing.list_url for listing in listings if listing.kind == "group" and listing.group_id is None}:
        db.execute(_LIST_OF_GROUP, [url])
    _apply_to(db, db.execute(_NEWS_AT, [canonical_json([listing.url for listing in listings])]))


def apply_group(db: Database, addresses: Iterable[str]) -> None:
    """Add the articles that were met inside a group before any page named it: its addresses are theirs."""
    for url in addresses:
        if db.execute(_LIST_OF_GROUP, [url]).rowcount:
            _apply_to(db, db.execute(_NEWS_OF_LIST, [url]))


def apply_listings(db: Database, news_ids: list[str]) -> None:
    """Apply all lists that show some articles to them."""
    db.execute(_GROUP_NEWS, [canonical_json(news_ids)])
    date_by_agenda(db, news_ids)


def date_by_agenda(db: Database, news_ids: list[str]) -> None:
    """Set the event of articles to the agenda block's date where their own text has none; a publication date is no part
    of it."""
    db.execute(_AGENDA_EVENT, [canonical_json(news_ids)])


def _apply_to(db: Database, found: Iterable[tuple[str]]) -> None:
    if news_ids := [key for (key,) in found]:
        apply_listings(db, news_ids)
