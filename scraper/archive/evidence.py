"""Writing what proves the records: fetches with their bodies, addresses, and what was not as expected."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import zstandard
from sqlite_utils import Database

from scraper import records
from scraper.archive import rows

CODEC = "zstd"
_LEVEL = 10


def write_fetch(db: Database, fetch: records.Fetch, body: bytes | None) -> int:
    """Keep a response: its body once per SHA-256, and the fetch itself; gives the fetch's number."""
    answered_at = fetch.final_url or (fetch.url if fetch.status else None)
    kept = replace(fetch, id=None, final_url=answered_at)
    if body is not None:
        kept.body_sha256, kept.bytes = hashlib.sha256(body).hexdigest(), len(body)
        row = records.Body(sha256=kept.body_sha256, codec=CODEC, data=b"")
        if not rows.is_known(db, row):
            row.data = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
            rows.insert(db, row)
    return rows.insert(db, kept)


def read_body(db: Database, sha256: str) -> bytes:
    """The bytes of a response as received; raises KeyError when the archive does not keep them."""
    found = db.execute("SELECT data FROM bodies WHERE sha256 = ?", [sha256]).fetchone()
    if found is None:
        raise KeyError(sha256)
    return zstandard.ZstdDecompressor().decompress(found[0])


def write_aliases(db: Database, table: str, record_id: str, addresses: Iterable[str], seen_at: str) -> None:
    """Note the addresses of a record. One that was another's before is this one's now."""
    db.conn.executemany(
        "INSERT INTO aliases (url, record_table, record_id, first_seen) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (url) DO UPDATE SET record_table = excluded.record_table, record_id = excluded.record_id, "
        "first_seen = excluded.first_seen "
        "WHERE (record_table, record_id) <> (excluded.record_table, excluded.record_id)",
        [(url, table, record_id, seen_at) for url in addresses],
    )


def write_problems(db: Database, problems: Iterable[records.Problem]) -> int:
    """Note what was not as expected; gives how many were met for the first time."""
    first = 0
    for problem in problems:
        first += not rows.is_known(db, problem)
        rows.upsert(db, problem)
    return first


def record_at(db: Database, url: str) -> str | None:
    """The record met under an address, as table/id."""
    found = db.execute("SELECT record_table || '/' || record_id FROM aliases WHERE url = ?", [url]).fetchone()
    return found and found[0]
