"""Responses as they are kept: a row of numbers each, as addresses, sets of headers and bodies are kept once.

A server sends the same dozen of headers with every page, but for the time in Date, Expires or Last-Modified. So the
dates of a set of headers are kept apart, with the fetch; the view `fetches` puts both together again (views.py).
"""

import json
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from sqlite_utils import Database

from scraper import records
from scraper.archive.bodies import write_body
from scraper.archive.versions import canonical_json

_ADDRESS = ("SELECT id FROM addresses WHERE url = ?", "INSERT INTO addresses (url) VALUES (?)")
_HEADERS = ("SELECT id FROM header_sets WHERE headers = ?", "INSERT INTO header_sets (headers) VALUES (?)")
_FETCH = """
INSERT INTO fetch_log (crawl_id, url_id, final_url_id, status, fetched_at, body_id, header_set_id, dates, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_COOKIES = {"set-cookie", "set-cookie2"}
"""Headers that are not kept: a cookie names one visit, and would make a set of its own of each answer's headers."""


def write_fetch(db: Database, fetch: records.Fetch, body: bytes | None, *, is_file: bool = False) -> int:
    """Write a response, or a failure, with its body. Return the fetch's number. is_file: whether it is a document's
    file."""
    at = int(datetime.fromisoformat(fetch.fetched_at).timestamp())
    answered = fetch.final_url or (fetch.url if fetch.status else None)
    header_set, dates = (None, None) if fetch.headers is None else taken_apart(fetch.headers, at)
    numbers = [
        fetch.crawl_id,
        _once(db, _ADDRESS, fetch.url),
        _once(db, _ADDRESS, answered),
        fetch.status,
        at,
        None if body is None else write_body(db, body, is_file=is_file),
        _once(db, _HEADERS, header_set),
        dates,
        fetch.error,
    ]
    return db.execute(_FETCH, numbers).lastrowid


def read_fetch(db: Database, fetch_id: int) -> records.Fetch:
    """Return a fetch by its number."""
    return records.Fetch(**next(db.query("SELECT * FROM fetches WHERE id = ?", [fetch_id])))


def taken_apart(headers: str, fetched_at: int) -> tuple[str, str | None]:
    """Return the set that headers are of, without cookies, and the dates in it.

    headers: a JSON array of [name, value]. In the set, a number in place of a value is the date's place among the
    dates: a JSON array of seconds from fetched_at (Unix seconds) on; None when there are none.
    """
    dates: list[int] = []
    lines = []
    for name, value in json.loads(headers):
        if name.lower() in _COOKIES:
            continue
        if (moment := _moment(value)) is not None:
            dates.append(moment - fetched_at)
            value = len(dates) - 1
        lines.append([name, value])
    return canonical_json(lines), canonical_json(dates) if dates else None


def by_name(headers: str | None) -> dict[str, str]:
    """Return a fetch's headers (JSON) by their names in small letters; of those of one name the last."""
    return {name.lower(): value for name, value in json.loads(headers or "[]")}


def _once(db: Database, statements: tuple[str, str], text: str | None) -> int | None:
    """Return the number of a text in the table that keeps each once; add it there when it is new."""
    if text is None:
        return None
    find, add = statements
    known = db.execute(find, [text]).fetchone()
    return known[0] if known else db.execute(add, [text]).lastrowid


def _moment(value: str) -> int | None:
    """Return the Unix seconds of a date in HTTP's own form (RFC 9110, 5.6.7); None for anything else."""
    if not value.endswith(" GMT"):
        return None
    try:
        moment = parsedate_to_datetime(value).replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(moment.timestamp()) if format_datetime(moment, usegmt=True) == value else None
