"""Writing where records were met, and what was not as expected."""

from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.content import canonical_json
from scraper.archive.rules import OF_THE_CRAWL
from scraper.reading import UNREAD


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


def renew_problems(db: Database, fetch: records.Fetch, problems: Iterable[records.Problem]) -> None:
    """Put what today's readers find in a fetch's page in the place of what readers found in it before."""
    found = [row for row in problems if row.rule not in OF_THE_CRAWL]
    keys = canonical_json([[row.url, row.rule, row.detail] for row in found])
    db.execute(
        "DELETE FROM problems WHERE url IN (?, ?) AND last_seen <= ? "
        "AND rule NOT IN (SELECT value FROM json_each(?)) "
        "AND json_array(url, rule, detail) NOT IN (SELECT value FROM json_each(?))",
        [fetch.url, fetch.final_url, fetch.fetched_at, canonical_json(sorted(OF_THE_CRAWL)), keys],
    )
    write_problems(db, found)


def why_unread(db: Database, fetch: records.Fetch) -> str | None:
    """Return why a page's body could not be read when it came before at its address; None when it could, or is new."""
    url = fetch.final_url or fetch.url
    sql = "SELECT detail, first_seen, last_seen FROM problems WHERE url = ? AND rule = ?"
    for detail, *seen in db.execute(sql, [url, UNREAD]).fetchall():
        same = (
            "SELECT 1 FROM fetches WHERE final_url = ? AND fetched_at IN (?, ?) AND id < ? "
            "AND body_sha256 = (SELECT body_sha256 FROM fetches WHERE id = ?)"
        )
        if db.execute(same, [url, *seen, fetch.id, fetch.id]).fetchone():
            return detail
    return None


def record_at(db: Database, url: str) -> str | None:
    """The record met under an address, as table/id."""
    found = db.execute("SELECT record_table || '/' || record_id FROM aliases WHERE url = ?", [url]).fetchone()
    return found and found[0]
