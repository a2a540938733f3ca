"""Every version is whole, has its place in its record's history, and a fetch that proves it."""

import json
from collections.abc import Iterator

from sqlite_utils import Database

from scraper.archive.content import sha256
from scraper.archive.verifying.damage import Damage

_VERSIONS = """
SELECT versions.id, record_table, record_id, kind, fields, content_sha256, seen_at, reason,
       fetches.fetched_at, fetches.status, fetches.body_sha256
FROM versions LEFT JOIN fetches ON fetches.id = fetch_id ORDER BY record_table, record_id, versions.id
"""
_AFTER = {
    None: {"first"},
    False: {"change", "technical", "withdrawn"},
    True: {"technical", "restored"},
}
"""The kinds that may follow: at the beginning, on a record that is there, on one that is withdrawn."""


def every_version(db: Database) -> Iterator[Damage]:
    """Each version has its hash, a kind that may follow the one before, and was seen when its fetch was received."""
    record, gone = None, None
    for number, table, key, kind, fields, content, seen_at, reason, fetched_at, status, body in db.execute(_VERSIONS):
        where = f"versions/{number}"
        if (table, key) != record:
            record, gone = (table, key), None
        if sha256(fields) != content:
            yield Damage(where, f"its fields are not those that were kept (SHA-256 {content})")
        if kind not in _AFTER[gone]:
            yield Damage(where, f"{kind!r} cannot follow in the history of {table}/{key}")
        gone = _withdrawn(fields)
        if gone is None or (gone != (kind == "withdrawn") and kind != "technical"):
            yield Damage(where, f"its fields do not say what a version {kind!r} says")
        gone = bool(gone)
        if (reason is None) != (kind != "withdrawn"):
            yield Damage(where, "a withdrawal, and nothing else, has a reason")
        if kind != "technical" and seen_at != fetched_at:
            yield Damage(where, f"was seen at {seen_at}, and the fetch that proves it was at {fetched_at}")
        if kind != "withdrawn" and (status != 200 or body is None):
            yield Damage(where, "no page proves it")


def _withdrawn(fields: str) -> bool | None:
    """Whether a version tells its record as withdrawn; None when it tells nothing."""
    try:
        return bool(json.loads(fields).get("withdrawn"))
    except (ValueError, AttributeError):
        return None
