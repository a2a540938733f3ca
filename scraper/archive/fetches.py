"""Writing responses: a row of numbers each; addresses, sets of headers and bodies stand once."""

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from scraper import records
from scraper.archive.bodies import write_body
from scraper.archive.headers import taken_apart

_ADDRESS = ("SELECT id FROM addresses WHERE url = ?", "INSERT INTO addresses (url) VALUES (?)")
_HEADERS = ("SELECT id FROM header_sets WHERE headers = ?", "INSERT INTO header_sets (headers) VALUES (?)")
_FETCH = """
INSERT INTO fetch_log (crawl_id, url_id, final_url_id, status, fetched_at, body_id, header_set_id, dates, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def write_fetch(
    db: Database,
    fetch: records.Fetch,
    body: bytes | None,
    keep: Callable[[Database, bytes], int] = write_body,
) -> int:
    """Keep a response, or a failure, with its body; gives the fetch's number. keep: what keeps the body."""
    at = unix_seconds(fetch.fetched_at)
    answered = fetch.final_url or (fetch.url if fetch.status else None)
    header_set, dates = (None, None) if fetch.headers is None else taken_apart(fetch.headers, at)
    numbers = [
        fetch.crawl_id,
        _once(db, _ADDRESS, fetch.url),
        _once(db, _ADDRESS, answered),
        fetch.status,
        at,
        None if body is None else keep(db, body),
        _once(db, _HEADERS, header_set),
        dates,
        fetch.error,
    ]
    return db.execute(_FETCH, numbers).lastrowid


def read_fetch(db: Database, fetch_id: int) -> records.Fetch:
    """A fetch by its number."""
    return records.Fetch(**next(db.query("SELECT * FROM fetches WHERE id = ?", [fetch_id])))


def unix_seconds(moment: str) -> int:
    """Unix seconds of a time of the archive (UTC, ISO 8601)."""
    return int(datetime.fromisoformat(moment).timestamp())


def _once(db: Database, statements: tuple[str, str], text: str | None) -> int | None:
    """The number of a text that stands once in its table, where it is added when it is new."""
    if text is None:
        return None
    find, add = statements
    known = db.execute(find, [text]).fetchone()
    return known[0] if known else db.execute(add, [text]).lastrowid
