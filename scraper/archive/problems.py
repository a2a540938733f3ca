"""What was not as expected, the addresses under which records were met, and a crawl's counts."""

from collections import Counter
from collections.abc import Iterable

from sqlite_utils import Database

from scraper import records
from scraper.archive import rows
from scraper.archive.versions import canonical_json

LIST_AGAINST_PAGE = "list_against_page"
"""The rule of an article's problem that a list shows it otherwise than its page."""
DOUBT = "sentences_in_doubt"
"""The rule of a problem that sentences leave open or contradict each other."""
UNREAD_SENTENCES = "unread_sentences"
"""The rule of a problem that an article's sentences could not be read."""
OF_THE_CRAWL = {
    "gone", "redirect", "http_status", "no_response", "duplicate_record", "two_records", "too_many_alike",
    "refused_file", "unread_file", "missing_file", LIST_AGAINST_PAGE, DOUBT, UNREAD_SENTENCES,
}  # fmt: skip
"""Rules that a crawl or the sentences find broken; the readers find the others (scraper/front/rules.toml)."""
_COUNTED = {"first": "new", "change": "changed", "restored": "changed", "same": "unchanged"}
"""The count of a version's kind; a draft and a technical version have none."""
_COUNT = """
UPDATE crawls SET new = new + ?, changed = changed + ?, unchanged = unchanged + ?, problems = problems + ? WHERE id = ?
"""
_ALIAS = """
INSERT INTO aliases (url, record_table, record_id, first_seen) VALUES (?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET record_table = excluded.record_table, record_id = excluded.record_id,
  first_seen = excluded.first_seen
WHERE (record_table, record_id) <> (excluded.record_table, excluded.record_id)
"""
_RENEWED = """
DELETE FROM problems WHERE url IN (?, ?) AND last_seen <= ?
  AND rule NOT IN (SELECT value FROM json_each(?))
  AND json_array(url, rule, detail) NOT IN (SELECT value FROM json_each(?))
"""


def write_aliases(db: Database, table: str, record_id: str, addresses: Iterable[str], seen_at: str) -> None:
    """Write the addresses of a record. One that was another's before is this one's now."""
    db.conn.executemany(_ALIAS, [(url, table, record_id, seen_at) for url in addresses])


def record_at(db: Database, url: str) -> str | None:
    """Return the record met under an address, as table/id."""
    found = db.execute("SELECT record_table || '/' || record_id FROM aliases WHERE url = ?", [url]).fetchone()
    return found and found[0]


def write_problems(db: Database, problems: Iterable[records.Problem]) -> int:
    """Write problems. Return how many were met for the first time."""
    first = 0
    for problem in problems:
        first += not rows.is_known(db, problem)
        rows.upsert(db, problem)
    return first


def renew_problems(db: Database, fetch: records.Fetch, problems: Iterable[records.Problem]) -> None:
    """Put what today's readers find in a fetch's page in the place of what readers found in it before."""
    found = [row for row in problems if row.rule not in OF_THE_CRAWL]
    keys = canonical_json([[row.url, row.rule, row.detail] for row in found])
    kept = canonical_json(sorted(OF_THE_CRAWL))
    db.execute(_RENEWED, [fetch.url, fetch.final_url, fetch.fetched_at, kept, keys])
    write_problems(db, found)


def forget_lists_against(db: Database, record: str) -> None:
    """Delete what lists showed otherwise than a record's page, as its page is read otherwise now: the end of the next
    crawl compares them again. record: as table/id."""
    db.execute("DELETE FROM problems WHERE rule = ? AND record = ?", [LIST_AGAINST_PAGE, record])


def count(db: Database, crawl_id: int, kinds: Iterable[str | None] = (), problems: int = 0) -> None:
    """Add to a crawl's counts. kinds: what add_version returned of each record; problems: how many are new.

    Articles are counted with their page, groups when their crawl ends, quarantined pages when they are written.
    """
    counts = Counter(_COUNTED.get(kind) for kind in kinds)
    db.execute(_COUNT, [*(counts[name] for name in ("new", "changed", "unchanged")), problems, crawl_id])
